"""Decision tables as criteria: points of every motion for each answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.problems.problem import Problem
from kb.rules.cell_grammar import read_points
from kb.rules.columns import Columns, read_columns
from kb.rules.coverage import check_coverage
from kb.rules.findings import Fault, Place, error
from kb.rules.motions import Motions
from kb.rules.questions import Question
from kb.rules.references import NO_GROUNDS, Grounds, GroundsReader, Library
from kb.rules.rows import ConditionRow, ConditionTable, read_condition_table
from kb.rules.table_source import HitPolicy, Row, Table

_MONOTONE = re.compile(r"\s*(?P<plus>[^;:]+?)\s+[-−–]\s+(?P<minus>[^;:]+?)\s*:\s*(?P<direction>up|down)\s*")


@dataclass(frozen=True, slots=True)
class Monotone:
    """A promise: along the answers, one motion's points less another's never fall (or never rise)."""

    plus: str
    minus: str
    direction: str
    """`up` or `down`."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One decision table."""

    conditions: ConditionTable
    points: Mapping[int, Mapping[str, int | None]]
    """By line of the row, then motion; None inherits."""
    grounds: Mapping[int, Grounds]
    """By line of the row."""
    monotone: tuple[Monotone, ...]

    @property
    def id(self) -> str:
        """Id of its table."""
        return self.table.id

    @property
    def table(self) -> Table:
        """The table it is read from."""
        return self.conditions.table

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions it tests, left to right."""
        return self.conditions.questions

    def has_all_points(self, row: ConditionRow, motions: Motions) -> bool:
        """Whether every motion's points in a row could be read."""
        return set(self.points.get(row.line, ())) == set(motions.ids)


def read_criteria(
    tables: Iterable[Table], questions: Mapping[str, Question], motions: Motions, library: Library
) -> tuple[list[Criterion], list[Problem]]:
    """Every decision table, checked for itself; what it means beside the others is not looked at here."""
    criteria: list[Criterion] = []
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    for table in tables:
        if table.id in seen:
            first = seen[table.id]
            problems.append(
                error(
                    table.caption,
                    "E114",
                    f"decision table '{table.id}' stands twice (first in {first.path}, line {first.line})",
                    "a criterion could mean either",
                    "give each table its own id",
                )
            )
            continue
        seen[table.id] = table.caption
        criterion, found = _read_criterion(table, questions, motions, library)
        criteria.append(criterion)
        problems += found
    return criteria, problems


def _read_criterion(
    table: Table, questions: Mapping[str, Question], motions: Motions, library: Library
) -> tuple[Criterion, list[Problem]]:
    columns, problems = read_columns(table, required=("Source",), questions=questions, motions=motions)
    if table.hit is HitPolicy.COLLECT:
        problems.append(
            error(
                table.caption,
                "E114",
                "a table of points with hit policy collect",
                "several rows could apply, and a criterion gives one set of points",
                'write data-hit="unique", or a column Cannot lead instead of points',
            )
        )
    if not columns.conditions() and not columns.has_unknown:
        problems.append(
            error(
                table.start,
                "E109",
                "no column is a question",
                "the points would depend on nothing",
                "begin with a column headed by a question's id in back-ticks",
            )
        )
    conditions, found = read_condition_table(table, columns)
    problems += found
    points: dict[int, dict[str, int | None]] = {}
    grounds: dict[int, Grounds] = {}
    reader = GroundsReader(library, table, motions)
    for row in table.rows:
        given, found = _read_row(table, row, columns)
        problems += found
        points[row.line] = given
        source = columns.named(row, "Source")
        claims = any(value for value in given.values())
        grounds[row.line] = reader.read(source, required=claims and source is not None, row_line=row.line)
    problems += reader.problems
    if columns.conditions() and not columns.has_unknown and table.hit is HitPolicy.UNIQUE:
        problems += check_coverage(conditions)
    monotone, found = _read_monotone(table, conditions, motions)
    return Criterion(conditions, points, grounds, monotone), problems + found


def _read_row(table: Table, row: Row, columns: Columns) -> tuple[dict[str, int | None], list[Problem]]:
    given: dict[str, int | None] = {}
    problems: list[Problem] = []
    for index, motion in columns.points():
        points = read_points(row.cells[index].text, is_root=motion.parent is None)
        if isinstance(points, Fault):
            problems.append(points.at(table.at(row.cells[index])))
        else:
            given[motion.id] = points.value
    return given, problems


def _read_monotone(
    table: Table, conditions: ConditionTable, motions: Motions
) -> tuple[tuple[Monotone, ...], list[Problem]]:
    if table.monotone is None:
        return (), []
    place = table.at(table.monotone)
    if len(conditions.questions) > 1:
        return (), [
            error(
                place,
                "E114",
                "data-monotone on a table of several questions",
                "there is no single order to follow",
                "remove it, or give each question its own table",
            )
        ]
    promises: list[Monotone] = []
    problems: list[Problem] = []
    start = 0
    for part in table.monotone.text.split(";"):
        match = _MONOTONE.fullmatch(part) if len(part) < 200 else None
        if match is None:
            problems.append(
                error(
                    place.shifted(start),
                    "E114",
                    f"cannot read data-monotone '{part.strip()}'",
                    "the promise would not be checked",
                    'write it as "sales-led - product-led: up"',
                )
            )
        else:
            plus, minus = motions.find(match["plus"]), motions.find(match["minus"])
            problems += [
                motions.unknown(match[name], start + match.start(name)).at(place)
                for name, motion in (("plus", plus), ("minus", minus))
                if motion is None
            ]
            if plus and minus:
                promises.append(Monotone(plus.id, minus.id, match["direction"]))
        start += len(part) + 1
    return tuple(promises), problems


def grounds_of(criterion: Criterion, row: ConditionRow) -> Grounds:
    """What a row of the criterion rests on."""
    return criterion.grounds.get(row.line, NO_GROUNDS)
