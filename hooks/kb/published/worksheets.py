"""Worksheets: the table under a paragraph with the class `worksheet`, and the same as CSV."""

import csv
import io
import re
from itertools import pairwise

from kb.reading.blocks import Block, BlockKind
from kb.reading.document import Document
from kb.reading.plain_text import plain_text

FILE_NAME = "worksheet.csv"
"""File beside the page of a worksheet."""

_CLASS = re.compile(r"\n[ ]*\{:[^}\n]*\.worksheet\b[^}\n]*\}[ ]*\Z")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ ]*:?-+:?[ ]*\Z")


def worksheet(document: Document) -> Block | None:
    """The table right under the paragraph whose attribute list names the class; None where there is none."""
    for above, block in pairwise(document.structure.blocks):
        if block.kind is BlockKind.TABLE and above.kind is BlockKind.PARAGRAPH and _CLASS.search(above.text):
            return block
    return None


def worksheet_csv(table: Block) -> str:
    """Header and rows of a worksheet as CSV (RFC 4180, but lines end in a line feed), in plain words."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in table.text.split("\n"):
        cells = _CELL.split(row.strip().removeprefix("|").removesuffix("|"))
        if not all(_RULE.match(cell) for cell in cells):
            writer.writerow([plain_text(cell) for cell in cells])
    return out.getvalue()
