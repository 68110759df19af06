"""One page of the built site as programs see it: its address, its words, its document and its day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from kb.library.settings import Nouns
from kb.reading.blocks import BlockKind
from kb.reading.document import Document
from kb.reading.plain_text import plain_text

_HEADING = re.compile(r"(?m)^#[ \t]+(.+?)[ \t]*#*$")
_NO_PROSE = re.compile(r"[ \t]*(?:#|<|\||[-*+] |\d+[.)] |>|```|~~~|\{)")


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page, written by an author or generated."""

    url: str
    """Site-root-relative address; empty for the first page."""
    title: str
    description: str
    """One or two sentences of plain text; empty where there are none."""
    updated: str
    """Day of the last change, YYYY-MM-DD; empty where unknown."""
    document: Document | None
    """None for a generated page."""
    has_card: bool = True
    """Whether there is a picture for links to it; none whose title could not be drawn."""

    @property
    def is_home(self) -> bool:
        """Whether it is the first page of the site."""
        return self.url == ""

    @property
    def twin_url(self) -> str:
        """Site-root-relative address of its clean Markdown."""
        return f"{self.url}index.md"

    @property
    def card_url(self) -> str:
        """Site-root-relative address of the picture that links to it are shown with."""
        return f"assets/cards/{self.url.strip('/') or 'index'}.png"


@dataclass(frozen=True, slots=True)
class Site:
    """The site as a whole."""

    name: str
    description: str
    address: str
    """Where it is published, with a slash at the end; empty where nobody has said."""
    pages: Mapping[str, SitePage]
    """Every page by its address, sorted."""
    author: str = ""
    """Who answers for the pages; empty where the site's own name has to do."""
    language: str = "en"
    """Of pages that do not say their own."""
    nouns: Nouns = field(default_factory=Nouns)
    """What the selector ranks."""

    def absolute(self, url: str) -> str:
        """Full address of a site-root-relative one; seen from the site's root where nobody has said where that is."""
        return self.address + quote(url, safe="/-_.~#%") or "./"

    def seen_from(self, url: str) -> "Site":
        """The site whose addresses, where nobody has said where it is, are relative to the page at this one."""
        return self if self.address else replace(self, address="../" * url.count("/") or "./")

    def language_of(self, page: SitePage) -> str:
        """Language tag of a page."""
        return (page.document.language if page.document else "") or self.language

    def trail(self, page: SitePage) -> tuple[SitePage, ...]:
        """The pages above a page that exist, the first page first, itself last."""
        parts = page.url.strip("/").split("/")
        above = [""] + ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
        return (*(self.pages[url] for url in above if url in self.pages and url != page.url), page)


def make_page(url: str, markdown: str, document: Document | None, updated: str) -> SitePage:
    """A page from what stands on it.

    Args:
        markdown: its body; title and description of a generated page are read from it.
    """
    if document is not None:
        said = document.structure
        text = document.one_liner or said.opening or said.summary or _first_words(document) or document.title
        return SitePage(url, document.title, shorten(text, 300), updated, document)
    heading = _HEADING.search(markdown)
    title = plain_text(heading[1]) if heading else ""
    return SitePage(url, title, shorten(first_paragraph(markdown), 300), updated, None)


def _first_words(document: Document) -> str:
    """The first paragraph or list item anywhere in a document."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    return next((words for b in document.structure.blocks if b.kind in kinds and (words := plain_text(b.text))), "")


def first_paragraph(markdown: str) -> str:
    """The first paragraph of prose as plain text; empty where there is none."""
    blocks = re.split(r"\n[ \t]*\n", markdown)
    return next(
        (plain_text(block) for block in blocks if block.strip() and not _NO_PROSE.match(block.lstrip("\n"))), ""
    )


def shorten(text: str, limit: int) -> str:
    """Text of at most that many characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rpartition(" ")[0].rstrip(",;:.- ") + "…"
