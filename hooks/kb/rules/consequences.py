"""Tables of consequences: what a motion does to that which may matter to its founder. They never enter the ranking."""

from collections.abc import Iterable
from typing import Any

from kb.problems.problem import Problem
from kb.rules.columns import read_columns, read_text
from kb.rules.findings import error
from kb.rules.motions import Motions
from kb.rules.references import GroundsReader, Library
from kb.rules.table_source import Table


def compile_consequences(
    tables: Iterable[Table], motions: Motions, library: Library
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Per thing that may matter, in the order in which the pages first name it, what each motion does to it.

    Each table stands on the page of its motion.
    """
    by_page = {motion.page: motion.id for motion in motions if motion.page is not None}
    by_priority: dict[str, list[dict[str, Any]]] = {}
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
            priority, text = (
                read_text(table, columns.named(row, name), name, "the row says nothing", found)
                for name in ("What matters", "What follows")
            )
            if motion is not None and priority and text:
                by_priority.setdefault(priority, []).append(
                    {"motion": motion, "text": text, **table.address(row.anchor), **grounds.as_json()}
                )
        problems += found + reader.problems
    return [{"priority": priority, "motions": each} for priority, each in by_priority.items()], problems
