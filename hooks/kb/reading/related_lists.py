"""The list of related documents at the end of a body: names, links and reasons."""

import re
from dataclasses import dataclass

from kb.reading.blocks import Block, BlockKind
from kb.reading.plain_text import plain_text
from kb.reading.source_blocks import ColumnOf


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


_RELATED_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?((?:[^()\s\\<>]|\\.|\([^()]*\))*(?:[ ][^()\s\"]+)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_REASON = re.compile(r"\A\s*(?:--?|–|—|:)\s*")
_PLAIN_REASON = re.compile(r"\s+(?:--?|–|—)\s+|:\s+")
_SAYS_NONE = re.compile(r"\A(?:none|nothing|n/a|tbd|todo|see also|coming)\b", re.IGNORECASE)


def read_related(blocks: list[Block], columns: ColumnOf, is_prerequisite: bool) -> list[RelatedItem]:
    """The lines of a related list, links or plain names, each with its reason."""
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
