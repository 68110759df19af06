"""The body of a document as data: what it says, its parts, steps, limits, mistakes, examples, source and relations."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from kb.reading.blocks import Block, BlockKind, read_blocks
from kb.reading.headings import Heading
from kb.reading.markup import plain_text
from kb.reading.sections import Role, Section, role_of, role_of_lead_in
from kb.reading.source_blocks import ColumnOf, SourceBlock, read_source_blocks


@dataclass(frozen=True, slots=True)
class Item:
    """One part, step, case, mistake or example."""

    title: str
    """Its name where it has one: a heading, or the bold words it begins with; otherwise empty."""
    text: str
    """What it says, in plain words; empty where it is only a name."""
    line: int
    anchor: str = ""
    """Anchor of its heading, where it has one."""

    @property
    def label(self) -> str:
        """Name and words in one line."""
        return f"{self.title}: {self.text}" if self.title and self.text else self.title or self.text


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
class RelatedItem:
    """One line of a related list."""

    name: str
    """Words of the link, or the plain text where there is none."""
    target: str
    """What the link points at; empty for plain text."""
    reason: str
    """Why it is related."""
    line: int
    column: int
    is_prerequisite: bool = False
    """Stands under a heading that says so."""


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


_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)[ ]*(:?)[ ]*(?:[-–—][ ]+)?(.*)\Z", re.DOTALL)
_STEP = re.compile(
    r"\A(?:step|phase|stage)[ ]+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b[ ]*[:.–—-]?[ ]*(?=\S)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\A\d{1,2}[.):][ ]+")
_ATTRIBUTION = re.compile(r"""(?:(?<=["”'’.!?…])|\n)[ ]*(?:--?|–|—)[ ]*([^"“”\n]{2,120})\s*\Z""")
_RELATED_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?((?:[^()\s\\<>]|\\.|\([^()]*\))*(?:[ ][^()\s\"]+)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_REASON = re.compile(r"\A\s*(?:--?|–|—|:)\s*")
_PLAIN_REASON = re.compile(r"\s+(?:--?|–|—)\s+|:\s+")
_SAYS_NONE = re.compile(r"\A(?:none|nothing|n/a|tbd|todo|see also|coming)\b", re.IGNORECASE)


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
                related.extend(_related(inside, columns, role is Role.PREREQUISITES))
                continue
            if role not in first_of:
                first_of[role] = next((plain_text(b.text) for b in inside if b.kind is BlockKind.PARAGRAPH), "")
            if role is Role.APPLIES:
                for item_role, items in _cases(inside):
                    collected[item_role].extend(items)
            else:
                collected[role].extend(_items(inside, headed, role))
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


def _split_title(text: str) -> tuple[str, str]:
    """Bold words at the start, and the rest, in plain words."""
    match = _BOLD.match(text)
    if not match:
        return "", plain_text(text)
    title = plain_text(match[1]).rstrip(":.").strip()
    rest = plain_text(match[3]).lstrip(":").strip()
    behind = text[match.end(1) :].lstrip("*_")
    if rest and not (
        match[2] or match[1].rstrip()[-1:] in ":.!?" or behind[:1] == "\n" or behind[:2].strip() in ("-", "–", "—")
    ):
        return "", plain_text(text)  # Bold words inside a sentence are no title.
    return title, rest


def _is_lead_in(block: Block) -> bool:
    """A paragraph that announces what follows: all bold, or ending in a colon."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    text = block.text.strip()
    return text.endswith((":", ":**", "**:", ":*", "*:")) or bool(re.fullmatch(r"\*\*[^*]+\*\*", text))


def _items(blocks: list[Block], headed: list[Section], role: Role) -> list[Item]:
    """Items of a section: its headings, or its bold lead-ins, or its list, whichever it is built of."""
    if headed:
        bodies = {section.line: section for section in headed}
        items: list[Item] = []
        for n, block in enumerate(blocks):
            section = bodies.get(block.line) if block.kind is BlockKind.HEADING else None
            if section and section.level == 3:
                following = next(iter(blocks[n + 1 : n + 2]), None)
                text = plain_text(following.text) if following and following.kind is BlockKind.PARAGRAPH else ""
                items.append(Item(_step_name(section.title), text, section.line, section.anchor))
        return items
    ordered = [block for block in blocks if block.kind is BlockKind.ITEM and block.is_ordered]
    listed = [block for block in blocks if block.kind is BlockKind.ITEM]
    leads = [block for block in blocks if block.kind is BlockKind.PARAGRAPH and block.text.startswith("**")]
    titled = [(block, _split_title(block.text)) for block in leads]
    titled = [(block, title) for block, title in titled if title[0]]
    if role is Role.APPLY and ordered and len(ordered) >= len(titled):
        return [_item(block) for block in ordered]
    if titled and (role is not Role.MISTAKES or not listed):
        return [Item(_step_name(title), text, block.line) for block, (title, text) in titled]
    if role is Role.HOW:
        named = [block for block in listed if _split_title(block.text)[0]]
        listed = named or _first_list(blocks)
    if listed:
        return [_item(block) for block in listed]
    if role in (Role.HOW, Role.APPLY):
        return []
    return [Item("", plain_text(b.text), b.line) for b in blocks if b.kind is BlockKind.PARAGRAPH]


def _first_list(blocks: list[Block]) -> list[Block]:
    """The items of the first list alone: later ones enumerate something else than parts."""
    first = next((n for n, block in enumerate(blocks) if block.kind is BlockKind.ITEM), len(blocks))
    items: list[Block] = []
    for block in blocks[first:]:
        if block.kind is BlockKind.ITEM:
            items.append(block)
        elif block.kind is not BlockKind.NESTED:
            break
    return items


def _item(block: Block) -> Item:
    title, text = _split_title(block.text)
    return Item(_step_name(title), text, block.line)


def _step_name(title: str) -> str:
    return _NUMBERED.sub("", _STEP.sub("", title).strip()).strip() or title


def _cases(blocks: list[Block]) -> list[tuple[Role, list[Item]]]:
    """Lists of a section on when to use an idea, each with what its lead-in makes of it."""
    found: list[tuple[Role, list[Item]]] = []
    role, items = Role.APPLIES, list[Item]()
    has_list = any(block.kind is BlockKind.ITEM for block in blocks)
    for block in blocks:
        if _is_lead_in(block):
            found.append((role, items))
            role, items = role_of_lead_in(plain_text(block.text)), []
        elif block.kind is BlockKind.ITEM:
            item = _item(block)
            if item.title or item.text:
                items.append(item)
        elif block.kind is BlockKind.PARAGRAPH:
            title, text = _split_title(block.text)
            if title and text:  # `**Not for:** solo founders` is a lead-in and its only case.
                case_role = role_of_lead_in(title)
                found.append((case_role, [Item("" if case_role is not Role.APPLIES else title, text, block.line)]))
            elif not has_list:
                items.append(Item("", plain_text(block.text), block.line))
    found.append((role, items))
    return [(role, items) for role, items in found if items]


def _related(blocks: list[Block], columns: ColumnOf, is_prerequisite: bool) -> list[RelatedItem]:
    items: list[RelatedItem] = []
    for block in blocks:
        if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.NESTED):
            continue
        link = _RELATED_LINK.search(block.text)
        if link:
            before = plain_text(block.text[: link.start()])
            after = plain_text(_REASON.sub("", block.text[link.end() :]))
            reason = after or before.rstrip(":").strip()
            items.append(
                RelatedItem(
                    plain_text(link[1]),
                    link[2].strip(),
                    reason,
                    block.line,
                    columns(block.line, link[0].split("\n")[0]),
                    is_prerequisite,
                )
            )
            continue
        words = plain_text(block.text.strip("*_ ")) if block.kind is not BlockKind.ITEM else plain_text(block.text)
        if block.kind is not BlockKind.ITEM or not words or _SAYS_NONE.match(words) or is_prerequisite:
            continue
        name, _, reason = _split_plain(words)
        items.append(RelatedItem(name, "", reason, block.line, columns(block.line, block.text.split("\n")[0])))
    return items


def _split_plain(words: str) -> tuple[str, str, str]:
    match = _PLAIN_REASON.search(words)
    if not match:
        return words, "", ""
    return words[: match.start()].strip(), match[0], words[match.end() :].strip()


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
