"""The library for language models, as https://llmstxt.org has it: a map of the Markdown, and all of it in one file."""

from collections.abc import Iterable, Mapping

from kb.published.site_page import Site, SitePage
from kb.published.twins import with_full_links
from kb.reading.document import Document, Kind
from kb.reading.slugs import title_of

_FIRST = (Kind.MOTION, Kind.QUESTION)
"""Kinds that come before the categories."""
_DATA = (
    ("api/v1/index.json", "Library as JSON", "every document with its parts, steps, limits and relations"),
    ("api/v1/graph.json", "Graph as JSON", "documents and how they are related"),
    ("api/v1/rules.json", "Rules as JSON", "questions, decision tables, weights and vetoes of the selector"),
    ("feed.xml", "Feed", "what changed, the newest first"),
)


def llms_txt(site: Site) -> str:
    """The map: what the site is, then every document by what it is, each link leading to clean Markdown."""
    groups: dict[str, list[str]] = {}
    for page, document in _ordered(site):
        groups.setdefault(_group(document, site), []).append(_line(site, page))
    parts = [f"# {site.name}"]
    if site.description:
        parts.append(f"> {site.description}")
    parts.append(
        "Every page has a clean Markdown twin: the address of the page with `index.md` behind it. "
        f"All of them in one file: [llms-full.txt]({site.absolute('llms-full.txt')})."
    )
    optional = groups.pop(_OPTIONAL, [])
    parts += [f"## {name}\n\n" + "\n".join(lines) for name, lines in groups.items()]
    data = [f"- [{title}]({site.absolute(url)}): {what}" for url, title, what in _DATA]
    parts.append("## Data\n\n" + "\n".join(data))
    if optional:
        parts.append("## Optional\n\n" + "\n".join(optional))
    return "\n\n".join(parts) + "\n"


_OPTIONAL = "Optional"
"""What may be left out where room is short; the name is llmstxt.org's."""


def _ordered(site: Site) -> Iterable[tuple[SitePage, Document]]:
    """Documents: pages at the top, motions, questions, then categories by name; by title in each."""
    pages = [(page, page.document) for page in site.pages.values() if page.document is not None]

    def rank(pair: tuple[SitePage, Document]) -> tuple[int, str, str, str]:
        document = pair[1]
        order = (None, *_FIRST)
        place = order.index(document.kind) if document.kind in _FIRST else len(order) if document.folder else 0
        return place, _group(document, site), pair[0].title.casefold(), document.id

    return sorted(pages, key=rank)


def _group(document: Document, site: Site) -> str:
    if document.kind is Kind.MOTION:
        return site.nouns.start_many
    if document.kind is Kind.QUESTION:
        return "Questions of the selector"
    if document.kind is Kind.CASE:
        return _OPTIONAL
    return title_of(document.folder.rpartition("/")[2]) if document.folder else "Start"


def _line(site: Site, page: SitePage) -> str:
    title = page.title.replace("[", "(").replace("]", ")")
    return f"- [{title}]({site.absolute(page.twin_url)})" + (f": {page.description}" if page.description else "")


def llms_full_txt(site: Site, twins: Mapping[str, str]) -> str:
    """All clean Markdown in one text, in the order of the map; each document says where it stands.

    Args:
        twins: clean Markdown of every document by the address of its page.
    """
    parts = [f"# {site.name}" + (f"\n\n> {site.description}" if site.description else "")]
    for page, _ in _ordered(site):
        markdown = with_full_links(twins[page.url], site.absolute(page.twin_url)).strip("\n")
        parts.append(f"Address: {site.absolute(page.url)}\n\n{markdown}")
    return "\n\n---\n\n".join(parts) + "\n"
