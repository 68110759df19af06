"""The Markdown of a page as HTML, with its headings.

A function of the Markdown, of the page's path and of where its links lead. Rendering takes longer than all else, so the
result is kept by the first two, together with the links that were met; it holds while they lead to the same places.
"""

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markdown.util import AMP_SUBSTITUTE  # type: ignore[import-untyped]

from kb.links.found import relative_path
from kb.pages.raw_html import bring_back
from sitebuilder.keys import code_key, key_of
from sitebuilder.quick_markdown import hasten
from sitebuilder.store import Store

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one page."""

    html: str
    contents: list[dict[str, Any]]
    """Headings: `title` (HTML), `id`, `level`, `children`."""


class _Links(Treeprocessor):  # type: ignore[misc]
    """Points links to `.md` files at their pages, and links to other files at where they are in the site."""

    def __init__(self, markdown_: markdown.Markdown, urls: Mapping[str, str]) -> None:
        super().__init__(markdown_)
        self.urls = urls
        self.path = ""
        self.url = ""
        self.met: dict[str, str | None] = {}

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag)
            target = element.get(name) if name else None
            if name and target:
                element.set(name, self.lead(target))

    def lead(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path or target[0] in "/\\" or AMP_SUBSTITUTE in target:
            return target
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(parts.path)))
        url = self.met[meant] = self.urls.get(meant)
        if url is None:
            return target
        address = quote(relative_url(url, self.url), safe="/-_.~()+,")
        return parts._replace(path=address).geturl()


def relative_url(url: str, page: str) -> str:
    """A site-root-relative address as seen from a page's; `./` is that page."""
    return relative_path(page + "x", url + "x")[:-1] or "./"


@dataclass(slots=True)
class TextRenderer:
    """Renders the pages of one library."""

    extensions: list[str]
    configs: Mapping[str, Any]
    """Of the extensions, as mkdocs.yml has them."""
    urls: Mapping[str, str]
    """Site-root-relative address of every page and file by its path under the library's root."""
    motions: tuple[str, ...]
    """Ids: the names of columns in rule tables."""
    store: Store
    settings_key: str
    _markdown: markdown.Markdown | None = field(default=None, init=False)
    _links: _Links | None = field(default=None, init=False)

    def render(self, path: str, source: str) -> Text:
        """The text of a page.

        Args:
            path: of its source under the library's root.
            source: its Markdown.
        """
        key = key_of(code_key("kb", "sitebuilder"), self.settings_key, " ".join(self.motions), path, source)
        kept = self.store.get("text", key)
        if kept is not None:
            data = json.loads(kept)
            if all(self.urls.get(meant) == url for meant, url in data["met"].items()):
                return Text(data["html"], data["contents"])
        text, met = self._convert(path, source)
        data = {"html": text.html, "contents": text.contents, "met": met}
        self.store.put("text", key, json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        return text

    def _convert(self, path: str, source: str) -> tuple[Text, dict[str, str | None]]:
        if self._markdown is None or self._links is None:
            self._markdown = hasten(markdown.Markdown(extensions=self.extensions, extension_configs=dict(self.configs)))
            self._links = _Links(self._markdown, self.urls)
            self._markdown.treeprocessors.register(self._links, "motionbook-links", 0)
        links = self._links
        links.path, links.url, links.met = path, self.urls[path], {}
        html = bring_back(self._markdown.reset().convert(source))
        contents = _contents(getattr(self._markdown, "toc_tokens", []))
        return Text(mark_up_tables(html, self.motions), contents), links.met


def _contents(tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "title": token["name"],
            "id": token["id"],
            "url": f"#{token['id']}",
            "level": token["level"],
            "children": _contents(token["children"]),
        }
        for token in tokens
    ]


# A table of rules stands behind a paragraph that has an anchor and says by its class what table it is: attr_list, which
# sets both, cannot reach a table.
_RULES = re.compile(
    r"""(?sx) <p (?=[^>]*\sid=") [^>]*? \sclass="(?P<kind>[\w-]+)" [^>]*>
    (?P<caption>(?:(?!</p>).)*) </p> \s* (?P<table><table\b.*?</table>)"""
)
# A table that is too wide scrolls, in Safari only for keys that reach something in it.
_NOTHING_TO_REACH = re.compile(r"(?s)<table(?=>(?:(?!</table>|<a\b).)*</table>)")
_MARK = (
    '<svg class="mark" data-mark="{0}" viewBox="0 0 12 12" aria-hidden="true"><use xlink:href="#mark-{0}"></use></svg>'
)


def mark_up_tables(html: str, motions: Collection[str]) -> str:
    """The HTML with its rule tables marked up and its others in reach; all else stays byte for byte.

    A table gets its kind as a class and a region that scrolls; columns of motions get `data-motion` on their headers
    and `data-points` on their cells, and such a table may be wider than the text. Of the other tables those without a
    link can be reached by keyboard themselves, to scroll them.
    """

    def replace(match: re.Match[str]) -> str:
        soup = _soup(match["table"])
        table = soup.table
        assert table is not None
        is_wide = _mark_up(table, match["kind"], motions)
        label = " ".join(_soup(match["caption"]).get_text().split())
        region = f"table-scroll{' table-scroll--wide' if is_wide else ''}"
        around = f'<div class="{region}" role="region" tabindex="0" aria-label="{escape(label)}">{table}</div>'
        return match[0][: match.start("table") - match.start()] + around

    return _NOTHING_TO_REACH.sub('<table tabindex="0"', _RULES.sub(replace, html)) if "<table" in html else html


def _soup(html: str) -> "BeautifulSoup":
    # Imported when it is wanted: that takes 60 ms, and few builds have such a table to make.
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def _mark_up(table: "Tag", kind: str, motions: Collection[str]) -> bool:
    """Mark up one table; whether it has columns of motions."""
    table["class"] = f"rules rules--{kind}"
    headers = [header.get_text(strip=True) for header in table.find_all("th")]
    for header, name in zip(table.find_all("th"), headers, strict=True):
        header["scope"] = "col"
        if name in motions:
            header["data-motion"] = name
            header.insert(0, _soup(_MARK.format(name)))
    for row in table.select("tbody tr"):
        for name, cell in zip(headers, row.find_all("td"), strict=False):
            if name in motions:
                cell["data-points"] = cell.get_text(strip=True).replace("+", "")
    return any(name in motions for name in headers)
