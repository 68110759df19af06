"""Markdown and HTML that a reader would see otherwise than their author means: said with their line, once a kind."""

import re
from collections.abc import Collection, Iterator

from kb.problems.problem import Problem, finding
from kb.reading.blocks import BlockKind
from kb.reading.document import Document, find_attribute_lines
from kb.reading.markup import Lines, find_definitions
from kb.reading.masks import mask_inline_code
from kb.reading.raw_tags import Fate, find_odd_tags

_SHORTCODE = re.compile(r"\{\{[<%][ /]*([\w./-]+)|\{%-?[ ]*(\w+)")
_ROW = re.compile(r"[ ]{0,3}\|.*\|.*\|[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")


def check_markup(document: Document, more_tags: Collection[str] = ()) -> Iterator[Problem]:
    """Tags that are not let through, marks of other engines, rows and headings amiss, names defined twice.

    Args:
        more_tags: what the library's owner lets through besides.
    """
    lines = Lines(document.text)
    yield from _check_tags(document, lines, more_tags)
    yield from _check_shortcodes(document, lines)
    yield from _check_tables(document)
    yield from _check_headings(document)
    yield from _check_attributes(document, lines)
    yield from _check_definitions(document, lines)


def _check_tags(document: Document, lines: Lines, more: Collection[str]) -> Iterator[Problem]:
    told: set[tuple[str, Fate]] = set()
    for tag in find_odd_tags(document.masked, more) if "<" in document.masked else ():
        if (tag.name, tag.fate) in told:
            continue
        told.add((tag.name, tag.fate))
        place = lines.place(tag.start)
        if tag.fate is Fate.SHOWN:
            what, why = f"tag <{tag.name}> is not let through", "readers see it as text"
            yield finding(document.path, place, "W060", what, why, "put it in back-ticks if it is meant as text")
        elif tag.fate is Fate.LINKED:
            what, why = f"frame <{tag.name}> is not let through", "readers get a link to what it shows"
            yield finding(document.path, place, "W061", what, why, "write the link with words of your own")
        else:
            what, why = f"<{tag.name}> is taken out with what it holds", "nothing that runs is let into a page"
            yield finding(document.path, place, "W061", what, why, "take it out")


def _check_shortcodes(document: Document, lines: Lines) -> Iterator[Problem]:
    told: set[str] = set()
    for match in _SHORTCODE.finditer(document.masked) if "{" in document.masked else ():
        name = match[1] or match[2]
        if name not in told:
            told.add(name)
            what = f"'{name}' is a command of another site generator"
            fix = "write in Markdown what it would make"
            yield finding(document.path, lines.place(match.start()), "W062", what, "readers see it as text", fix)


def _check_tables(document: Document) -> Iterator[Problem]:
    for block in document.structure.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            first = block.text.split("\n")[:2]
            if len(first) == 2 and all(map(_ROW.fullmatch, first)):
                what, why = (
                    "rows of a table without the dashes below the first",
                    "readers see the bars in one paragraph",
                )
                fix = f"write {'|---' * (_cells(first[0]))}| as a line below the first row"
                yield finding(document.path, (block.line, 1), "W067", what, why, fix)
        if block.kind is not BlockKind.TABLE:
            continue
        rows = [_cells(row) for row in block.text.split("\n")]
        for n, cells in enumerate(rows[2:], block.line + 2):
            if cells > rows[0]:
                what = f"row has {cells} cells under {rows[0]} headings"
                why = "the cells behind the last column are shown in it"
                yield finding(
                    document.path, (n, 1), "W063", what, why, "add headings, or write \\| for a bar in a cell"
                )
                break


def _cells(row: str) -> int:
    inner = mask_inline_code(row).strip().removeprefix("|")
    return len(_PIPE.findall(inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner)) + 1


def _check_headings(document: Document) -> Iterator[Problem]:
    """Of a heading that skips a level; the page's title is the first, wherever the body begins."""
    level = 1
    for heading in document.headings:
        if heading.level > level + 1:
            what = f"heading '{heading.text}' of level {heading.level} stands below one of level {level}"
            why = "who listens to the page looks for the part between them"
            fix = f"write it with {'#' * (level + 1)}"
            yield finding(document.path, (heading.line, 1), "W065", what, why, fix)
        level = heading.level


def _check_attributes(document: Document, lines: Lines) -> Iterator[Problem]:
    for start, end, is_alone in find_attribute_lines(document):
        if is_alone:
            what = f"'{document.text[start:end].strip()}' stands alone"
            why, fix = "it says something of no block, and is left out", "write it right below the text it is for"
            yield finding(document.path, lines.place(start), "W068", what, why, fix)


def _check_definitions(document: Document, lines: Lines) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for definition in find_definitions(document.text, document.masked, lines):
        name = " ".join(definition.text.casefold().split())
        if name in seen:
            what = f"'[{definition.text}]:' is defined a second time (first on line {seen[name]})"
            yield finding(document.path, definition, "W064", what, "the first one counts", "take one out")
        seen.setdefault(name, definition.line)
