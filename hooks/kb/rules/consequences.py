"""Tables of consequences: what a motion does to that which may matter to its founder. They never enter the ranking."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.problems.problem import Problem
from kb.reading.plain_text import plain_text
from kb.rules.columns import read_columns
from kb.rules.findings import error
from kb.rules.motions import Motions
from kb.rules.references import Grounds, GroundsReader, Library
from kb.rules.table_source import Row, Table


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one motion does to one thing that may matter."""

    motion: str
    priority: str
    """What may matter, in a word or two; the same on the page of every motion."""
    text: str
    table: Table
    row: Row
    grounds: Grounds


def read_consequences(
    tables: Iterable[Table], motions: Motions, library: Library
) -> tuple[tuple[Consequence, ...], list[Problem]]:
    """The consequences in the order of the pages; each table stands on the page of its motion."""
    by_page = {motion.page: motion.id for motion in motions if motion.page is not None}
    consequences: list[Consequence] = []
    problems: list[Problem] = []
    for table in tables:
        columns, found = read_columns(table, required=("What matters", "What follows", "Source"))
        reader = GroundsReader(library, table)
        motion = by_page.get(table.document_id)
        if motion is None:
            found.append(
                error(
                    table.caption,
                    "E114",
                    "a table of consequences on a page that no motion names as its own",
                    "it would be unclear whose consequences they are",
                    "move it to the page of the motion",
                )
            )
        for row in table.rows:
            grounds = reader.read(columns.named(row, "Source"), required=True, row_line=row.line)
            texts = []
            for name in ("What matters", "What follows"):
                cell = columns.named(row, name)
                texts.append(plain_text(cell.text) if cell else "")
                if cell is not None and not texts[-1]:
                    what, why, fix = f"{name} is blank", "the row says nothing", "fill the cell, or remove the row"
                    found.append(error(table.at(cell), "E105", what, why, fix))
            if motion is not None and all(texts):
                consequences.append(Consequence(motion, texts[0], texts[1], table, row, grounds))
        problems += found + reader.problems
    return tuple(consequences), problems
