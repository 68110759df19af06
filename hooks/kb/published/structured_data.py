"""What a page is about, as JSON-LD in the words of https://schema.org.

One script a page holds one graph: the page or article, the term it defines, the sources it rests on, the way to it.
"""

import json
from collections.abc import Iterator

from kb.library.catalogue import Catalogue
from kb.library.glossary import read_glossary
from kb.links.redirects import is_old_address
from kb.published.cited_works import Node, cited_works
from kb.published.site_page import Site, SitePage
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping
from kb.reading.slugs import slugify

_TERMS = (Kind.FRAMEWORK, Kind.MOTION)
"""Kinds of documents that define a term."""


def structured_data(page: SitePage, site: Site, catalogue: Catalogue) -> str:
    """The JSON-LD of a page, escaped so that it can stand inside a script element as it is."""
    graph = [node for node in _nodes(page, site.seen_from(page.url), catalogue) if node]
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph},
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return escape_script(text)


_SCRIPT_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def escape_script(text: str) -> str:
    """JSON in which nothing can end the script element it stands in; the value is the same."""
    return text.translate(_SCRIPT_ESCAPES)


def _nodes(page: SitePage, site: Site, catalogue: Catalogue) -> Iterator[Node]:
    document = page.document
    if page.is_home:
        yield _site_node(site)
    if document is None or page.is_home or document.id == "selector":
        yield _page_node(page, site)
    else:
        yield _article(page, document, site, catalogue)
        yield from _terms(page, document, site)
    trail = site.trail(page)
    if len(trail) > 1:
        yield _breadcrumbs(trail, page, site)


def _site_node(site: Site) -> Node:
    node = {"@type": "WebSite", "@id": _site_id(site), "name": site.name, "url": site.absolute("")}
    node["inLanguage"] = site.language
    return node | ({"description": site.description} if site.description else {})


def _site_id(site: Site) -> str:
    return f"{site.absolute('')}#website"


def _page_node(page: SitePage, site: Site) -> Node:
    is_list = page.document is None and page.url not in ("", "selector/")
    return {"@type": "CollectionPage" if is_list else "WebPage", **_common(page, site), "name": page.title or site.name}


def _common(page: SitePage, site: Site) -> Node:
    url = site.absolute(page.url)
    node: Node = {
        "@id": f"{url}#page",
        "url": url,
        "isPartOf": {"@type": "WebSite", "@id": _site_id(site), "name": site.name, "url": site.absolute("")},
        "inLanguage": site.language_of(page),
    }
    if page.has_card:
        node["image"] = site.absolute(page.card_url)
    if page.description:
        node["description"] = page.description
    if page.updated:
        node["dateModified"] = page.updated
    return node


def _article(page: SitePage, document: Document, site: Site, catalogue: Catalogue) -> Node:
    node = {"@type": "Article", **_common(page, site)}
    url = node["url"]
    publisher = {"@type": "Organization", "name": site.name, "url": site.absolute("")}
    node |= {
        "headline": page.title,
        "name": page.title,
        "mainEntityOfPage": url,
        "author": {"@type": "Person", "name": site.author} if site.author else publisher,
        "publisher": publisher,
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": site.absolute(page.twin_url),
            "encodingFormat": "text/markdown",
        },
        "wordCount": document.words,
    }
    status = document.meta.text("status") if document.meta else ""
    about = _about(document, url)
    for key, value in (
        ("articleSection", document.category),
        ("keywords", ", ".join(document.tags)),
        ("creativeWorkStatus", status),
        ("about", about),
        ("citation", list(cited_works(document, catalogue))),
    ):
        if value:
            node[key] = value
    return node


def _about(document: Document, url: str) -> Node | None:
    if document.kind in _TERMS:
        return {"@id": f"{url}#term"}
    case = document.meta.get("case") if document.kind is Kind.CASE and document.meta else None
    company = case.text("company") if isinstance(case, Mapping) else ""
    return {"@type": "Organization", "name": company} if company else None


def _terms(page: SitePage, document: Document, site: Site) -> Iterator[Node]:
    url = site.absolute(page.url)
    if document.kind in _TERMS:
        is_ranked = document.kind is Kind.MOTION
        listed, together = (f"{document.folder}/", site.nouns.many) if is_ranked else ("browse/", "frameworks")
        address = site.absolute(listed if listed in site.pages else "")
        term: Node = {
            "@type": "DefinedTerm",
            "@id": f"{url}#term",
            "name": page.title,
            "url": url,
            "termCode": document.id,
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "@id": f"{address}#{slugify(together)}",
                "name": f"{site.name}: {together}",
                "url": address,
            },
        }
        names = [alias for alias in document.aliases if not is_old_address(alias)]
        if page.description:
            term["description"] = page.description
        if names:
            term["alternateName"] = names
        yield term
    terms = read_glossary(document)
    if terms:
        yield {
            "@type": "DefinedTermSet",
            "@id": f"{url}#terms",
            "name": f"{site.name}: {page.title}",
            "url": url,
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "@id": f"{url}#{term.anchor}",
                    "name": term.name,
                    "description": term.definition,
                    "url": f"{url}#{term.anchor}",
                    "inDefinedTermSet": {"@id": f"{url}#terms"},
                }
                for term in terms
            ],
        }


def _breadcrumbs(trail: tuple[SitePage, ...], page: SitePage, site: Site) -> Node:
    return {
        "@type": "BreadcrumbList",
        "@id": f"{site.absolute(page.url)}#trail",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": site.name if one.is_home else one.title,
                "item": site.absolute(one.url),
            }
            for position, one in enumerate(trail, 1)
        ],
    }
