"""The sentence around a place in a body: what a backlink shows."""

import re
from bisect import bisect_right

from kb.reading.blocks import Block, BlockKind
from kb.reading.plain_text import plain_text

_END = re.compile(r"""[.!?…]["'”’)\]*_]*\s+(?=["'“‘(\[*_]*[A-Z0-9])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|no|approx|inc|ltd|corp|co|mr|mrs|ms|dr|st|u\.s|jan|feb|aug|sept?"
    r"|oct|nov|dec)|\b[A-Z])\.\Z",
    re.IGNORECASE,
)
_LONGEST = 320


def sentence_at(text: str, masked: str, start: int, end: int, bounds: tuple[int, int]) -> str:
    """The sentence, in plain words, that holds the stretch from `start` to `end`.

    Args:
        text: the document's text.
        masked: the same with code blanked.
        start: offset where the link begins.
        end: offset behind the link.
        bounds: offsets of the paragraph, list item, cell or heading around it.
    """
    first, last = bounds
    for match in _END.finditer(masked, bounds[0], bounds[1]):
        if _ABBREVIATION.search(masked, max(bounds[0], match.start() - 6), match.start() + 1):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.end()
            break
    sentence = plain_text(text[first:last].replace("\n", " ").strip("|> \t"))
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rpartition(" ")[0] + "…"


class BlockBounds:
    """Offsets of the block around a place of a document."""

    def __init__(self, blocks: tuple[Block, ...], starts: list[int], text: str) -> None:
        self._blocks, self._starts, self._text = blocks, starts, text
        self._lines = [block.line for block in blocks]

    def around(self, start: int, end: int, line: int) -> tuple[int, int]:
        """Bounds of the paragraph, item or cell that holds a link on a line."""
        n = bisect_right(self._lines, line) - 1
        block = self._blocks[n] if n >= 0 else None
        if block is None or line >= block.end:
            return self._line(line)
        if block.kind is BlockKind.TABLE:
            first, last = self._line(line)
            left = self._text.rfind("|", first, start)
            right = self._text.find("|", end, last)
            return (left + 1 if left >= 0 else first), (right if right >= 0 else last)
        first = self._starts[block.line - 1]
        last = self._starts[block.end - 1] if block.end - 1 < len(self._starts) else len(self._text)
        if block.kind in (BlockKind.ITEM, BlockKind.NESTED):
            # What stands below the first lines of an item is nested in it, and has no mark of its own.
            mark = re.match(r"[ ]*(?:[-*+]|\d+[.)])[ \t]+", self._text[first:last])
            first += len(mark[0]) if mark else 0
        elif block.kind is BlockKind.HEADING:
            first += len(self._text[first:last]) - len(self._text[first:last].lstrip("# "))
        return first, last

    def _line(self, line: int) -> tuple[int, int]:
        last = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._starts[line - 1], last
