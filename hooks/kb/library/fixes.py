"""What has one right answer and can be mended without its author: the spelling of a link, a list's blank line, a fence.

Each change leaves the page as GitHub and this site show it, and makes every other reader of Markdown show the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from kb.library.catalogue import Catalogue
from kb.links.found import SPACED, right_path
from kb.reading.document import Document
from kb.reading.markup import Written

_READER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """A stretch of a document's text and what it should be."""

    start: int
    """Offset in `Document.text`."""
    end: int
    text: str


def find_fixes(document: Document, catalogue: Catalogue) -> tuple[Fix, ...]:
    """All changes to a document in order, apart from each other."""
    found = sorted({*_links(document, catalogue), *_lists(document), *_fences(document)})
    apart: list[Fix] = []
    for fix in found:
        if not apart or fix.start >= apart[-1].end:
            apart.append(fix)
    return tuple(apart)


def apply_fixes(text: str, fixes: tuple[Fix, ...]) -> str:
    """The text with the changes made."""
    for fix in reversed(fixes):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text


def _links(document: Document, catalogue: Catalogue) -> Iterator[Fix]:
    """Links that only this site can follow become paths from their document."""
    for resolved in catalogue.links[document.id]:
        link = resolved.link
        path = right_path(document, link, resolved.resolution)
        if path and link.written is Written.INLINE and link.target_end:
            yield Fix(link.target_start, link.target_end, path)
    for match in SPACED.finditer(document.masked) if "] " in document.masked else ():
        yield Fix(match.end(1) + 1, match.start(2) - 1, "")


def _lists(document: Document) -> Iterator[Fix]:
    """A list right under a line of text gets a blank line above it."""
    starts = [0]
    for line in document.lines:
        starts.append(starts[-1] + len(line) + 1)
    first = document.body_line - 1
    tokens = _READER.parse("\n".join(document.lines[first:]))
    paragraph_end = -1
    for token in tokens:
        if token.level == 0 and token.map:
            if token.type in ("bullet_list_open", "ordered_list_open") and token.map[0] == paragraph_end:
                at = starts[first + token.map[0]]
                yield Fix(at, at, "\n")
            paragraph_end = token.map[1] if token.type == "paragraph_open" else -1


def _fences(document: Document) -> Iterator[Fix]:
    """The one fence that nobody closed ends with its document, as on GitHub."""
    opened = [fence for fence in document.fences if not fence.last]
    if len(opened) != 1:
        return
    line = document.lines[opened[0].first - 1]
    content = line.lstrip()
    if content[0] in "`~":  # Inside a list or a quote it ends with that.
        marks = content[: len(content) - len(content.lstrip(content[0]))]
        end = len(document.text)
        yield Fix(end, end, f"{'' if document.text.endswith('\n') else '\n'}{line[: -len(content)]}{marks}\n")
