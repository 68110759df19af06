"""Who follows a site: its feed, the newest documents first (Atom, RFC 4287), and its sitemap (https://www.sitemaps.org)."""

from collections.abc import Iterable
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from kb.published.site_page import Site, SitePage

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
"""How many documents a feed holds at most: readers of feeds fetch it again and again."""
UNKNOWN = "1970-01-01"
"""Stands for a day nobody knows, since Atom asks for one; such documents come last."""


def feed_pages(pages: Iterable[SitePage]) -> tuple[SitePage, ...]:
    """Documents of a feed: the newest first, those of one day by id; the first page and the selector left out."""
    told = [(page, page.document) for page in pages if page.document and page.url not in ("", "selector/")]
    told.sort(key=lambda pair: pair[1].id)
    told.sort(key=lambda pair: pair[0].updated or UNKNOWN, reverse=True)
    return tuple(page for page, _ in told[:ENTRIES])


def atom_feed(site: Site) -> str:
    """The feed as a text; addresses are relative to it where nobody has said where the site is published."""
    pages = feed_pages(site.pages.values())
    ET.register_namespace("", ATOM)
    feed = ET.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": site.language})
    _add(feed, "id", _identifier("", site))
    _add(feed, "title", site.name)
    if site.description:
        _add(feed, "subtitle", site.description)
    _add(feed, "updated", _moment(max((page.updated for page in pages), default="")))
    _link(feed, "self", "application/atom+xml", site.absolute("feed.xml"))
    _link(feed, "alternate", "text/html", site.absolute(""))
    author = ET.SubElement(feed, _name("author"))
    _add(author, "name", site.author or site.name)
    _add(author, "uri", site.absolute(""))
    for page in pages:
        _entry(feed, page, site)
    ET.indent(feed, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _identifier(url: str, site: Site) -> str:
    """What stays the same for a page: its full address, else a name made of the site's and of its place there."""
    return site.absolute(url) if site.address else uuid5(NAMESPACE_URL, f"{site.name}/{url}").urn


def _entry(feed: ET.Element, page: SitePage, site: Site) -> None:
    document = page.document
    assert document is not None
    entry = ET.SubElement(feed, _name("entry"))
    _add(entry, "id", _identifier(page.url, site))
    _add(entry, "title", page.title)
    _add(entry, "updated", _moment(page.updated))
    _link(entry, "alternate", "text/html", site.absolute(page.url))
    _link(entry, "alternate", "text/markdown", site.absolute(page.twin_url))
    for term in dict.fromkeys((document.category, *document.tags)):
        if term:
            ET.SubElement(entry, _name("category"), {"term": _legal(term)})
    _add(entry, "summary", page.description or page.title)


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, _name(tag)).text = _legal(text)


def _link(parent: ET.Element, rel: str, kind: str, href: str) -> None:
    ET.SubElement(parent, _name("link"), {"href": href, "rel": rel, "type": kind})


def _moment(day: str) -> str:
    return f"{day or UNKNOWN}T00:00:00Z"


def _legal(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def sitemap_xml(site: Site) -> str:
    """The sitemap as a text: addresses in order, each with the day of its last change where that is known.

    The first is the site's root, from which the page's scripts see all others, wherever the site is served. Where
    nobody has said where it is published, addresses are relative, which search engines do not follow.
    """
    rows = []
    for url, page in site.pages.items():
        changed = f"<lastmod>{page.updated}</lastmod>" if page.updated else ""
        rows.append(f"  <url><loc>{escape(site.absolute(url))}</loc>{changed}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *rows, "</urlset>"]) + "\n"
