"""Headings of a document with the anchors Python-Markdown will give them."""

import re
from dataclasses import dataclass

from kb.reading.markup import split_attributes
from kb.reading.plain_text import plain_text
from kb.reading.slugs import slugify, unique_anchor

_HEADING = re.compile(r"(#{1,6})(?!#*\Z)(.*?)#*\Z")
_SETEXT = re.compile(r"(=+|-+)[ ]*\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a body."""

    level: int
    """1 to 6."""
    text: str
    """Its words, without markup."""
    anchor: str
    """The identifier it has in the page."""
    line: int


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
        if not line or line[0] not in "#=-":
            continue
        if line[0] == "#":
            match = _HEADING.match(line.rstrip())
            if not match:
                continue
            level, written = len(match[1]), lines[n][len(match[1]) :].strip().rstrip("#").strip()
        elif (
            n >= body_line
            and _SETEXT.match(line)
            and prose[n - 1].strip()
            and not prose[n - 1].startswith(("#", "|", ">", "-", "*", " "))
            and (n == body_line or not prose[n - 2].strip())
        ):
            level, written = (1 if line[0] == "=" else 2), lines[n - 1].strip()
        else:
            continue
        words, explicit = split_attributes(" " + written)
        text = plain_text(words.rstrip("# ") if explicit else words)
        anchor = explicit or unique_anchor(slugify(text), taken)
        headings.append(Heading(level, text, anchor, n + 1 if line[0] == "#" else n))
    return tuple(headings)
