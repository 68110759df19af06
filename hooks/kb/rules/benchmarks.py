"""Tables of benchmarks: published figures to hold one's own against, each with its year, sample and how it was read."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from kb.problems.problem import Problem
from kb.reading.plain_text import plain_text
from kb.rules.columns import read_columns, read_text
from kb.rules.findings import error
from kb.rules.motions import Motions
from kb.rules.references import GroundsReader, Library
from kb.rules.table_source import Cell, Table


class Checked(StrEnum):
    """How a figure came to the page."""

    READ = "read"
    """At its source, which the row cites."""
    HISTORY = "history"
    """The same, and older than five years."""
    SECOND_HAND = "second-hand"
    """Quoted by others; shown as that, never as a sourced fact."""


def compile_benchmarks(
    tables: Iterable[Table], motions: Motions, library: Library
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The benchmarks in the order of the page; one that claims to have been read needs its reference (E121)."""
    benchmarks: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for table in tables:
        columns, found = read_columns(table, required=("Figure", "Value", "Year and sample", "Checked", "Source"))
        reader = GroundsReader(library, table)
        for row in table.rows:
            checked = _read_checked(table, columns.named(row, "Checked"), found)
            grounds = reader.read(
                columns.named(row, "Source"), required=checked is not Checked.SECOND_HAND, row_line=row.line
            )
            figure, value, sample = (
                read_text(table, columns.named(row, name), name, "a figure without it cannot be compared with", found)
                for name in ("Figure", "Value", "Year and sample")
            )
            if checked and figure and value and sample:
                benchmarks.append(
                    {
                        "figure": figure,
                        "value": value,
                        "sample": sample,
                        "checked": checked.value,
                        **table.address(row.anchor),
                        **grounds.as_json(),
                    }
                )
        problems += found + reader.problems
    return benchmarks, problems


def _read_checked(table: Table, cell: Cell | None, problems: list[Problem]) -> Checked | None:
    if cell is None:
        return None
    try:
        return Checked(plain_text(cell.text))
    except ValueError:
        known = ", ".join(Checked)
        problems.append(
            error(
                table.at(cell),
                "E104",
                f"'{cell.text}' does not say how the figure was checked",
                "a reader could take hearsay for a sourced figure",
                f"write one of {known}",
            )
        )
        return None
