"""Tables as they stand in the Markdown source: kind, id, header and rows, every cell with its line and column."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kb.reading.names import Address, Anchor, DocumentId, LibraryPath
from kb.rules.findings import Place


class TableKind(StrEnum):
    """What a table says, by the class in its attribute list."""

    DECISION = "decision"
    """Points of every motion for each answer to a question."""
    REQUIREMENTS = "requirements"
    """Conditions under which a motion cannot lead."""
    HYBRIDS = "hybrids"
    """Second motions that join a primary one."""
    WEIGHTS = "weights"
    """Weight of each group of questions."""
    MOTIONS = "motions"
    """The alternatives, with their parents and other names."""
    DEFAULTS = "defaults"
    """What the economics assume where nothing is answered."""
    THRESHOLDS = "thresholds"
    """Limits of the advice on changing motions."""
    BENCHMARKS = "benchmarks"
    """Published figures to compare one's own with."""
    CONSEQUENCES = "consequences"
    """What a motion does to that which may matter to its founder; never enters the ranking."""

    @property
    def has_conditions(self) -> bool:
        """Whether rows apply to answers; rows of the other kinds are named by their first cell."""
        return self in (TableKind.DECISION, TableKind.REQUIREMENTS, TableKind.HYBRIDS)

    @property
    def collects(self) -> bool:
        """Whether each row counts on its own, whatever other rows apply."""
        return self in (TableKind.REQUIREMENTS, TableKind.HYBRIDS)


class HitPolicy(StrEnum):
    """How many rows of a table may apply."""

    UNIQUE = "unique"
    """Exactly one row, whatever the answers."""
    COLLECT = "collect"
    """Any number of rows, each on its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    text: str
    """As written, without the space around it."""
    line: int
    column: int
    """1-based column of the first character; behind the pipe where the cell is blank."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    cells: tuple[Cell, ...]
    line: int
    anchor: Anchor
    """Where the row can be linked to: written by hand, or made from its conditions."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of rules, read but not yet understood."""

    document_id: DocumentId
    path: LibraryPath
    url: Address
    """Site-root-relative address of its page."""
    kind: TableKind
    id: str
    hit: HitPolicy
    monotone: Cell | None
    """Value of `data-monotone`."""
    caption: Place
    """Where the attribute list begins."""
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    """Rows with as many cells as the header."""
    has_bad_rows: bool
    """Whether a row was left out, so that what it covered is unknown."""

    def at(self, cell: Cell) -> Place:
        """Place of one of its cells."""
        return Place(self.path, cell.line, cell.column)

    def address(self, anchor: Anchor) -> dict[str, Any]:
        """Where a row, or the table by its own id, can be linked to, as `rules.json` has it."""
        return {"page": self.document_id, "url": self.url, "anchor": anchor}

    @property
    def start(self) -> Place:
        """Place of the header."""
        return self.at(self.header[0])
