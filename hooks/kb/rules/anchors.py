"""Names of rows: where a reason links to."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kb.rules.table_source import Row, Table, TableKind

_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_NOT_NAME = re.compile(r"[^a-z0-9_]+")
_ENTRIES = (
    TableKind.WEIGHTS,
    TableKind.MOTIONS,
    TableKind.DEFAULTS,
    TableKind.THRESHOLDS,
    TableKind.BENCHMARKS,
)


def name_rows(tables: Iterable[Table], written: frozenset[str]) -> list[Table]:
    """The tables with an anchor on every row: one written by hand stays, the others come from the conditions.

    A repeat gets `-2`, `-3`, so no row shares its anchor with another row or with one of the document's own anchors
    (`written`).
    """
    taken = set(written)
    return [replace(table, rows=tuple(_named(row, table, taken) for row in table.rows)) for table in tables]


def slug_of(text: str) -> str:
    """A condition as part of an anchor: `[$5K..$25K)` is `5k-25k`, `not(developer)` is `not-developer`."""
    return _NOT_NAME.sub("-", _THOUSANDS.sub("", text.lower())).strip("-")


def _named(row: Row, table: Table, taken: set[str]) -> Row:
    if row.anchor:
        return row
    slugs = [slug for slug in _slugs(row, table) if slug]
    base = "-".join([table.id, *(slugs or ["any"])])
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return replace(row, anchor=anchor)


def _slugs(row: Row, table: Table) -> list[str]:
    if table.kind in _ENTRIES:
        return [slug_of(row.cells[0].text)]
    naming = ("primary",) if table.kind is TableKind.HYBRIDS else ()
    return [
        slug_of(cell.text)
        for head, cell in zip(table.header, row.cells, strict=True)
        if (head.text.startswith("`") or head.text.casefold() in naming) and cell.text != "any"
    ]
