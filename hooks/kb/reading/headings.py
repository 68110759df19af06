"""Headings of a document, as CommonMark has them, with the anchors their page gives them."""

import re
from dataclasses import dataclass

from kb.reading.markup import split_attributes
from kb.reading.names import Anchor
from kb.reading.plain_text import plain_text
from kb.reading.slugs import slugify, unique_anchor

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_SETEXT = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*\Z")
_NO_TEXT = re.compile(r"[ ]{0,3}(?:[#|>]|[-*+][ \t]|\d{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}\Z)")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a body."""

    level: int
    """1 to 6."""
    text: str
    """Its words, without markup."""
    anchor: Anchor
    """The identifier it has in the page."""
    line: int
    """1-based; the first line of its text."""
    end: int = 0
    """Line behind its text: that of the rule below, where there is one."""
    is_written: bool = False
    """Its author wrote the identifier."""


def read_headings(prose: list[str], lines: tuple[str, ...], body_line: int, taken: set[str]) -> tuple[Heading, ...]:
    """Headings in order.

    Args:
        prose: all lines, those of front matter, code and comments blanked.
        lines: all lines as written.
        body_line: 1-based line of the first body line.
        taken: identifiers written by hand, which a heading without one must not repeat.
    """
    headings: list[Heading] = []
    for n in range(body_line - 1, len(prose)):
        line = prose[n]
        first = line.lstrip(" ")[:1]
        if first == "#":
            match = _HEADING.match(line)
            if not match:
                continue
            start, end, level = n, n + 1, len(match[1])
            written = lines[n][match.start(2) : match.end(2)] if match[2] else ""
        elif first and first in "=-" and _SETEXT.match(line):
            start, end, level = _text_above(prose, n, body_line), n, 1 if first == "=" else 2
            if start < 0:
                continue
            written = " ".join(each.strip() for each in lines[start:n])
        else:
            continue
        words, explicit = split_attributes(" " + written)
        text = plain_text(words)
        anchor = Anchor(explicit) if explicit else unique_anchor(slugify(text), taken)
        headings.append(Heading(level, text, anchor, start + 1, end + 1, bool(explicit)))
    return tuple(headings)


def _text_above(prose: list[str], n: int, body_line: int) -> int:
    """Index where the paragraph begins that a rule on a line makes a heading; -1 where there is none."""
    start = n
    while start >= body_line and prose[start - 1].strip():
        start -= 1
        if _NO_TEXT.match(prose[start]) or (prose[start].startswith(("    ", "\t")) and start == n - 1):
            return -1
    return start if start < n else -1
