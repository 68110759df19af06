"""What a section enumerates: parts, steps, cases, mistakes and examples, as headings, bold words or lists."""

import re
from dataclasses import dataclass

from kb.reading.blocks import Block, BlockKind
from kb.reading.names import NO_ANCHOR, Anchor
from kb.reading.plain_text import plain_text
from kb.reading.sections import Role, Section, role_of_lead_in


@dataclass(frozen=True, slots=True)
class Item:
    """One part, step, case, mistake or example."""

    title: str
    """Its name where it has one: a heading, or the bold words it begins with; otherwise empty."""
    text: str
    """What it says, in plain words; empty where it is only a name."""
    line: int
    anchor: Anchor = NO_ANCHOR
    """Anchor of its heading, where it has one."""

    @property
    def label(self) -> str:
        """Name and words in one line."""
        return f"{self.title}: {self.text}" if self.title and self.text else self.title or self.text


_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)[ ]*(:?)[ ]*(?:[-–—][ ]+)?(.*)\Z", re.DOTALL)
_STEP = re.compile(
    r"\A(?:step|phase|stage)[ ]+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b[ ]*[:.–—-]?[ ]*(?=\S)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\A\d{1,2}[.):][ ]+")


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


def read_items(blocks: list[Block], headed: list[Section], role: Role) -> list[Item]:
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


def read_cases(blocks: list[Block]) -> list[tuple[Role, list[Item]]]:
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
