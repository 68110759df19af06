"""What other sites show when somebody links to a page: the tags of the Open Graph protocol and of Twitter cards."""

from dataclasses import dataclass

from kb.published.site_page import Site, SitePage

CARD_WIDTH = 1200
CARD_HEIGHT = 630
"""Size of the picture, in pixels."""


@dataclass(frozen=True, slots=True)
class MetaTag:
    """One `<meta>` element."""

    attribute: str
    """`property` (Open Graph) or `name`."""
    key: str
    content: str


def _locale(language: str) -> str:
    """Language and country as Open Graph asks for; empty where the country is not said."""
    if language == "en":
        return "en_US"
    tongue, _, country = language.partition("-")
    return f"{tongue}_{country.upper()}" if len(country) == 2 else ""


def social_tags(page: SitePage, site: Site) -> tuple[MetaTag, ...]:
    """The tags of a page, in the order in which they are written."""
    title = page.title or site.name
    description = page.description or site.description
    alt = f"{title}: {description}" if description else title
    is_article = page.document is not None and not page.is_home and page.document.id != "selector"
    graph = [
        ("og:type", "article" if is_article else "website"),
        ("og:site_name", site.name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", site.absolute(page.url) if site.address else ""),
        ("og:locale", _locale(site.language_of(page))),
    ]
    image = site.absolute(page.card_url) if site.address and page.has_card else ""
    if image:  # Only full addresses are followed.
        graph += [
            ("og:image", image),
            ("og:image:type", "image/png"),
            ("og:image:width", str(CARD_WIDTH)),
            ("og:image:height", str(CARD_HEIGHT)),
            ("og:image:alt", alt),
        ]
    if is_article and page.document is not None:
        graph.append(("article:modified_time", page.updated))
        graph.append(("article:section", page.document.category))
        graph.extend(("article:tag", tag) for tag in page.document.tags)
    twitter = [
        ("twitter:card", "summary_large_image" if image else "summary"),
        ("twitter:title", title),
        ("twitter:description", description),
        ("twitter:image", image),
        ("twitter:image:alt", alt if image else ""),
    ]
    tags = [MetaTag("property", key, content) for key, content in graph]
    tags += [MetaTag("name", key, content) for key, content in twitter]
    return tuple(tag for tag in tags if tag.content)
