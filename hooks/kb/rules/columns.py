"""What each column of a table is, by its heading alone; a heading that is nothing known is an error, never ignored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kb.problems.problem import Problem
from kb.reading.plain_text import plain_text
from kb.rules.findings import error, nearest, suggest, undeclared_question
from kb.rules.motions import Motion, Motions
from kb.rules.questions import Question
from kb.rules.table_source import Cell, Row, Table


class ColumnType(Enum):
    """What a column holds."""

    CONDITION = auto()
    """Tests of the answers to one question."""
    POINTS = auto()
    """Points of one motion."""
    NAMED = auto()
    """One of the named columns of this kind of table."""
    COMMENT = auto()
    """`# …`: for people only."""
    UNKNOWN = auto()
    """Reported, and read no further."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    type: ColumnType
    head: Cell
    name: str = ""
    """Heading of a named column, as it is declared."""
    question: Question | None = None
    motion: Motion | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a table, left to right."""

    all: tuple[Column, ...]

    def named(self, row: Row, name: str) -> Cell | None:
        """The row's cell under a named column."""
        return next((cell for column, cell in zip(self.all, row.cells, strict=True) if column.name == name), None)

    def conditions(self) -> tuple[tuple[int, Question], ...]:
        """Index and question of every condition column."""
        return tuple((index, column.question) for index, column in enumerate(self.all) if column.question)

    def points(self) -> tuple[tuple[int, Motion], ...]:
        """Index and motion of every points column."""
        return tuple((index, column.motion) for index, column in enumerate(self.all) if column.motion)

    @property
    def has_unknown(self) -> bool:
        """Whether a heading could not be placed, so that conditions may be missing."""
        return any(column.type is ColumnType.UNKNOWN for column in self.all)


def read_text(table: Table, cell: Cell | None, name: str, why: str, problems: list[Problem]) -> str:
    """The plain words of a cell that must not be blank (E105); empty where it is, or where there is no such column."""
    text = plain_text(cell.text) if cell else ""
    if cell is not None and not text:
        problems.append(error(table.at(cell), "E105", f"{name} is blank", why, "fill the cell, or remove the row"))
    return text


def read_columns(
    table: Table,
    *,
    required: tuple[str, ...],
    optional: tuple[str, ...] = (),
    questions: Mapping[str, Question] | None = None,
    motions: Motions | None = None,
) -> tuple[Columns, list[Problem]]:
    """The columns of a table.

    Args:
        table: the table.
        required: headings that must be there.
        optional: headings that may be there.
        questions: declared questions, where the table may have conditions.
        motions: declared motions, where the table gives points; then each motion needs a column.
    """
    names = (*required, *optional)
    problems: list[Problem] = []
    columns: list[Column] = []
    present: set[str] = set()
    excused: set[str] = set()
    for head in table.header:
        column, found = _read_head(table, head, names, questions, motions)
        problems += found
        key = _key(column)
        if key is not None and key in present:
            problems.append(
                error(
                    table.at(head),
                    "E109",
                    f"column {head.text} stands twice",
                    "one of the two would be ignored",
                    "remove one",
                )
            )
            column = Column(ColumnType.UNKNOWN, head)
        if column.type is ColumnType.UNKNOWN:
            close = nearest(head.text.strip("`"), (*names, *(motions.names() if motions else ())))
            known = motions.find(close) if motions and close else None
            excused |= {known.id if known else close} if close else set()
        columns.append(column)
        present |= {key} if key is not None else set()
    missing = [name for name in required if name not in present | excused]
    missing += [motion.id for motion in motions or () if motion.id not in present | excused]
    for name in missing:
        fix = (
            "add it, with ~ or 0 where the sources are silent"
            if motions and motions.get(name)
            else f"add a column {name}"
        )
        problems.append(
            error(table.start, "E109", f"no column {name}", f"a table of {table.kind} is not complete without it", fix)
        )
    return Columns(tuple(columns)), problems


def _read_head(
    table: Table, head: Cell, names: tuple[str, ...], questions: Mapping[str, Question] | None, motions: Motions | None
) -> tuple[Column, list[Problem]]:
    text = plain_text(head.text)
    if head.text.startswith("#"):
        return Column(ColumnType.COMMENT, head), []
    if head.text.startswith("`") and head.text.endswith("`") and questions is not None:
        question = questions.get(text)
        if question is not None:
            return Column(ColumnType.CONDITION, head, question=question), []
        return Column(ColumnType.UNKNOWN, head), [undeclared_question(table.at(head), text, questions)]
    name = next((one for one in names if one.casefold() == text.casefold()), None)
    if name is not None:
        return Column(ColumnType.NAMED, head, name=name), []
    motion = motions.find(text) if motions is not None else None
    if motion is not None:
        return Column(ColumnType.POINTS, head, motion=motion), []
    if questions is not None and text in questions:
        return Column(ColumnType.UNKNOWN, head), [
            error(
                table.at(head),
                "E101",
                f"column '{text}' is a question without back-ticks",
                "the column would be ignored",
                f"write `{text}`",
            )
        ]
    if motions is not None and nearest(text, motions.names()) and not nearest(text, names):
        return Column(ColumnType.UNKNOWN, head), [motions.unknown(text, 0).at(table.at(head))]
    known = [*(f"`{one}`" for one in questions or ()), *names, *(motions.ids if motions else ()), "# a comment"]
    return _unknown(table, head, f"unknown column '{text}'", text, known, "columns")


def _unknown(
    table: Table, head: Cell, what: str, word: str, known: Iterable[str], label: str
) -> tuple[Column, list[Problem]]:
    return Column(ColumnType.UNKNOWN, head), [
        error(table.at(head), "E101", what, "everything under it would be ignored", suggest(word, known, label))
    ]


def _key(column: Column) -> str | None:
    if column.question:
        return f"`{column.question.id}`"
    if column.motion:
        return column.motion.id
    return column.name or None
