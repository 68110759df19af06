"""Paragraphs, list items, quotes and tables of a stretch of lines, with where each stands."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    ITEM = auto()
    """A top-level list item, without the items nested in it."""
    NESTED = auto()
    """An item nested in another."""
    QUOTE = auto()
    TABLE = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of Markdown, in source form."""

    kind: BlockKind
    text: str
    """Its source without list marks and quote marks, lines joined by newlines."""
    line: int
    end: int
    """Line behind its last one."""
    is_ordered: bool = False


_ITEM = re.compile(r"([ ]*)([-*+]|\d{1,9}[.)])(?:[ \t]+(.*)|\Z)")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})\Z")
_TABLE_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*\Z")
_ATTRIBUTES = re.compile(r"[ ]*\{:?[ ]*[^}\n]*\}[ ]*\Z")


def read_blocks(prose: list[str], lines: tuple[str, ...], start: int, heading_lines: frozenset[int]) -> list[Block]:
    """Blocks of the lines from `start` (1-based) to the end.

    Args:
        prose: all lines with code and comments blanked: they decide what is a block.
        lines: all lines as written: they give its text.
        heading_lines: lines on which headings begin.
    """
    blocks: list[Block] = []
    n, end = start - 1, len(lines)
    list_indent = -1  # Indent of the top-level items of the list we are in; -1 outside.
    while n < end:
        line = prose[n]
        content = line.lstrip()
        if not content:
            n += 1
            continue
        if n + 1 in heading_lines:
            blocks.append(Block(BlockKind.HEADING, lines[n], n + 1, n + 2))
            n, list_indent = n + 1, -1
            continue
        indent, first = len(line) - len(content), content[0]
        if (first in "-*_=" and (_RULE.match(line) or (first == "=" and not content.strip("= ")))) or (
            first == "{" and _ATTRIBUTES.match(line)
        ):
            n += 1
            continue
        item = _ITEM.match(line) if first in _ITEM_STARTS else None
        if item:
            nested = list_indent >= 0 and indent >= list_indent + 2
            if not nested:
                list_indent = indent
            stop = _paragraph_end(prose, n + 1, end, heading_lines)
            text = lines[n][item.start(3) :] if item[3] is not None else ""
            if stop > n + 1:
                text = "\n".join([text, *(lines[k].strip() for k in range(n + 1, stop))])
            kind = BlockKind.NESTED if nested else BlockKind.ITEM
            blocks.append(Block(kind, text.strip(), n + 1, stop + 1, item[2][0].isdigit()))
            n = stop
            continue
        if first == ">":
            stop = n
            while stop < end and prose[stop].lstrip().startswith(">"):
                stop += 1
            quote = "\n".join(lines[k].lstrip().removeprefix(">").removeprefix(" ") for k in range(n, stop))
            blocks.append(Block(BlockKind.QUOTE, quote, n + 1, stop + 1))
            n = stop
            continue
        if "|" in content and n + 1 < end and "|" in prose[n + 1] and _TABLE_RULE.match(prose[n + 1]):
            stop = n
            while stop < end and prose[stop].strip() and stop + 1 not in heading_lines:
                stop += 1
            blocks.append(Block(BlockKind.TABLE, "\n".join(lines[n:stop]), n + 1, stop + 1))
            n, list_indent = stop, -1
            continue
        stop = _paragraph_end(prose, n + 1, end, heading_lines)
        if indent == 0:
            list_indent = -1
        kind = BlockKind.NESTED if list_indent >= 0 and indent >= 2 else BlockKind.PARAGRAPH
        text = lines[n].strip() if stop == n + 1 else "\n".join(lines[k].strip() for k in range(n, stop))
        blocks.append(Block(kind, text, n + 1, stop + 1))
        n = stop
    return blocks


_ITEM_STARTS = frozenset("-*+0123456789")


def _paragraph_end(prose: list[str], n: int, end: int, heading_lines: frozenset[int]) -> int:
    """Index behind the lines that go on with a paragraph."""
    while n < end:
        content = prose[n].lstrip()
        if not content or content[0] == ">" or n + 1 in heading_lines:
            return n
        if content[0] in _ITEM_STARTS and _ITEM.match(prose[n]):
            return n
        if "|" in content and n + 1 < end and "|" in prose[n + 1] and _TABLE_RULE.match(prose[n + 1]):
            return n
        n += 1
    return n
