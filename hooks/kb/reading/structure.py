"""The body of a document as data: what it says, its parts, steps, limits, mistakes, examples, source and relations."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from kb.reading.blocks import Block, BlockKind, read_blocks
from kb.reading.headings import Heading
from kb.reading.items import Item, read_cases, read_items
from kb.reading.plain_text import plain_text
from kb.reading.related_lists import RelatedItem, read_related
from kb.reading.sections import Role, Section, role_of
from kb.reading.source_blocks import ColumnOf, SourceBlock, read_source_blocks


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody."""

    text: str
    who: str
    """Empty where nobody is named."""
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table, as far as readers of data care: rules have a reader of their own."""

    headers: tuple[str, ...]
    rows: int
    line: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything the body says."""

    sections: tuple[Section, ...]
    opening: str
    """First paragraph under the title."""
    summary: str
    """First paragraph that says what it is."""
    parts: tuple[Item, ...]
    steps: tuple[Item, ...]
    applies: tuple[Item, ...]
    does_not_apply: tuple[Item, ...]
    cautions: tuple[Item, ...]
    mistakes: tuple[Item, ...]
    examples: tuple[Item, ...]
    quotes: tuple[Quote, ...]
    tables: tuple[Table, ...]
    source_blocks: tuple[SourceBlock, ...]
    related: tuple[RelatedItem, ...]
    unrecognised: tuple[Section, ...]
    """Sections of the second level whose heading is in no table."""
    blocks: tuple[Block, ...]
    """Paragraphs, items, quotes, tables and headings in order."""

    def role_at(self, line: int) -> Role | None:
        """Role of the section of the second level around a line."""
        section = next((s for s in self.sections if s.level == 2 and s.line <= line < s.end), None)
        return section.role if section else None


_ATTRIBUTION = re.compile(r"""(?:(?<=["”'’.!?…])|\n)[ ]*(?:--?|–|—)[ ]*([^"“”\n]{2,120})\s*\Z""")


def read_structure(
    prose: list[str], lines: tuple[str, ...], body_line: int, headings: tuple[Heading, ...]
) -> Structure:
    """Read the body by its headings.

    Args:
        prose: all lines, those of front matter, code and comments blanked.
        lines: all lines as written.
        body_line: 1-based line of the first body line.
    """
    sections = _sections(headings, len(lines) + 1)
    blocks = read_blocks(prose, lines, body_line, frozenset(heading.line for heading in headings))
    starts = [block.line for block in blocks]

    def between(start: int, end: int) -> list[Block]:
        return blocks[bisect_left(starts, start) : bisect_left(starts, end)]

    collected: dict[Role, list[Item]] = {role: [] for role in Role}
    first_of: dict[Role, str] = {}
    related: list[RelatedItem] = []
    sources: list[SourceBlock] = []
    columns = ColumnOf(lines)
    for section, inner in _top_sections(sections):
        if section.role is None:
            continue
        stretches = _stretches(section, inner)
        if section.role is Role.SOURCE:
            sources.extend(read_source_blocks(between(section.line + 1, section.end), columns))
            continue
        for role, start, end, headed in stretches:
            inside = between(start, end)
            if role in (Role.RELATED, Role.PREREQUISITES):
                related.extend(read_related(inside, columns, role is Role.PREREQUISITES))
                continue
            if role not in first_of:
                first_of[role] = next((plain_text(b.text) for b in inside if b.kind is BlockKind.PARAGRAPH), "")
            if role is Role.APPLIES:
                for item_role, items in read_cases(inside):
                    collected[item_role].extend(items)
            else:
                collected[role].extend(read_items(inside, headed, role))
    top = between(body_line, next((s.line for s in sections if s.level > 1), len(lines) + 1))
    return Structure(
        sections=sections,
        opening=next((plain_text(b.text) for b in top if b.kind is BlockKind.PARAGRAPH), ""),
        summary=first_of.get(Role.WHAT, ""),
        parts=tuple(collected[Role.HOW]),
        steps=tuple(collected[Role.APPLY]),
        applies=tuple(collected[Role.APPLIES]),
        does_not_apply=tuple(collected[Role.LIMITS]),
        cautions=tuple(collected[Role.CAUTIONS]),
        mistakes=tuple(collected[Role.MISTAKES]),
        examples=tuple(collected[Role.EXAMPLES]),
        quotes=tuple(_quotes(blocks)),
        tables=tuple(_tables(blocks)),
        source_blocks=tuple(sources),
        related=tuple(related),
        unrecognised=tuple(s for s in sections if s.level == 2 and s.role is None),
        blocks=tuple(blocks),
    )


def _sections(headings: tuple[Heading, ...], behind: int) -> tuple[Section, ...]:
    found: list[Section] = []
    for n, heading in enumerate(headings):
        end = next((h.line for h in headings[n + 1 :] if h.level <= heading.level), behind)
        found.append(Section(role_of(heading.text), heading.level, heading.text, heading.anchor, heading.line, end))
    return tuple(found)


def _top_sections(sections: tuple[Section, ...]) -> list[tuple[Section, list[Section]]]:
    """Sections of the second level with those of the third in them."""
    tops: list[tuple[Section, list[Section]]] = []
    for section in sections:
        if section.level == 2:
            tops.append((section, []))
        elif section.level == 3 and tops:
            tops[-1][1].append(section)
    return tops


_SWITCHES = frozenset({Role.LIMITS, Role.MISTAKES, Role.CAUTIONS, Role.EXAMPLES, Role.APPLIES, Role.RELATED})
"""Roles a heading of the third level may have of its own inside a section of another role."""


def _stretches(section: Section, inner: list[Section]) -> list[tuple[Role, int, int, list[Section]]]:
    """Stretches of one role each: the section, cut where a heading inside it has a role of its own."""
    assert section.role is not None
    cuts = [s for s in inner if s.role in _SWITCHES and s.role is not section.role]
    stretches: list[tuple[Role, int, int, list[Section]]] = []
    start = section.line + 1
    for cut in [*cuts, None]:
        end = cut.line if cut else section.end
        headed = [s for s in inner if start <= s.line < end and s not in cuts]
        stretches.append((section.role, start, end, headed))
        if cut and cut.role:
            stretches.append((cut.role, cut.line + 1, cut.end, []))
            start = cut.end
    return [stretch for stretch in stretches if stretch[1] < stretch[2]]


def _quotes(blocks: list[Block]) -> list[Quote]:
    quotes: list[Quote] = []
    for block in blocks:
        if block.kind is BlockKind.QUOTE:
            text = block.text.strip()
            who = _ATTRIBUTION.search(text)
            words = plain_text(text[: who.start()] if who else text).strip('"“” ')
            if words:
                quotes.append(Quote(words, plain_text(who[1]).strip() if who else "", block.line))
    return quotes


def _tables(blocks: list[Block]) -> list[Table]:
    tables: list[Table] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            rows = block.text.split("\n")
            cells = tuple(plain_text(cell) for cell in re.split(r"(?<!\\)\|", rows[0].strip().strip("|")))
            tables.append(Table(cells, len(rows) - 2, block.line))
    return tables
