"""Tables of rows that each count on their own: requirements (a motion that cannot lead) and hybrids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.problems.problem import Problem
from kb.reading.plain_text import plain_text
from kb.rules.cell_grammar import Barred, read_barred
from kb.rules.columns import read_columns
from kb.rules.findings import Fault, error
from kb.rules.motions import Motions
from kb.rules.questions import Question
from kb.rules.references import Grounds, GroundsReader, Library
from kb.rules.rows import ConditionRow, ConditionTable, read_condition_table
from kb.rules.table_source import Table


@dataclass(frozen=True, slots=True)
class Veto:
    """One motion that one row removes from first place."""

    conditions: ConditionTable
    row: ConditionRow
    barred: Barred
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Hybrid:
    """A second motion that joins a primary one."""

    conditions: ConditionTable
    row: ConditionRow
    primary: str
    secondary: str
    role: str
    grounds: Grounds


def read_vetoes(
    tables: Iterable[Table], questions: Mapping[str, Question], motions: Motions, library: Library
) -> tuple[list[ConditionTable], list[Veto], list[Problem]]:
    """Every requirement; a row that bars two motions gives two."""
    read: list[ConditionTable] = []
    vetoes: list[Veto] = []
    problems: list[Problem] = []
    for table in tables:
        columns, found = read_columns(table, required=("Cannot lead", "Source"), questions=questions)
        conditions, faults = read_condition_table(table, columns)
        grounds, missing = _read_grounds(table, conditions, library)
        problems += found + faults + missing
        read.append(conditions)
        by_line = {row.line: row for row in conditions.rows}
        outputs: dict[int, object] = {}
        for row in table.rows:
            cell = columns.named(row, "Cannot lead")
            barred = read_barred(cell.text, motions) if cell else ()
            if isinstance(barred, Fault):
                assert cell is not None
                problems.append(barred.at(table.at(cell)))
                continue
            outputs[row.line] = barred
            readable = by_line.get(row.line)
            if readable is not None:
                vetoes += [Veto(conditions, readable, one, grounds[row.line]) for one in barred]
        problems += _check_tests(conditions) + _check_duplicates(conditions, outputs)
    return read, vetoes, problems


def read_hybrids(
    tables: Iterable[Table], questions: Mapping[str, Question], motions: Motions, library: Library
) -> tuple[list[Hybrid], list[Problem]]:
    """Every hybrid row."""
    hybrids: list[Hybrid] = []
    problems: list[Problem] = []
    for table in tables:
        columns, found = read_columns(
            table, required=("Primary", "Second motion", "Role", "Source"), questions=questions
        )
        conditions, faults = read_condition_table(table, columns)
        grounds, missing = _read_grounds(table, conditions, library)
        problems += found + faults + missing
        by_line = {row.line: row for row in conditions.rows}
        outputs: dict[int, object] = {}
        for row in table.rows:
            named: list[str] = []
            for heading in ("Primary", "Second motion"):
                cell = columns.named(row, heading)
                motion = motions.find(cell.text) if cell else None
                if cell is not None and motion is None:
                    problems.append(
                        motions.unknown(plain_text(cell.text), 0).at(table.at(cell))
                        if cell.text
                        else error(
                            table.at(cell),
                            "E106",
                            "no motion is named",
                            "the row would join nothing",
                            "name one motion",
                        )
                    )
                named += [motion.id] if motion else []
            role = columns.named(row, "Role")
            if role is not None and role.text in ("", "-"):
                problems.append(
                    error(
                        table.at(role),
                        "E106",
                        "the role is blank",
                        "a reader would not see what the second motion is for",
                        "say in a few words what it does",
                    )
                )
            if len(named) < 2:
                continue
            second = columns.named(row, "Second motion")
            if named[0] == named[1] and second is not None:
                problems.append(
                    error(
                        table.at(second),
                        "E106",
                        f"{named[0]} joins itself",
                        "a hybrid has two motions",
                        "name another motion",
                    )
                )
            outputs[row.line] = tuple(named)
            readable = by_line.get(row.line)
            if readable is not None:
                hybrids.append(
                    Hybrid(
                        conditions,
                        readable,
                        named[0],
                        named[1],
                        plain_text(role.text) if role else "",
                        grounds[row.line],
                    )
                )
        problems += _check_duplicates(conditions, outputs)
    return hybrids, problems


def _read_grounds(
    table: Table, conditions: ConditionTable, library: Library
) -> tuple[dict[int, Grounds], list[Problem]]:
    reader = GroundsReader(library, table)
    grounds = {}
    for row in table.rows:
        cell = conditions.columns.named(row, "Source")
        grounds[row.line] = reader.read(cell, required=cell is not None, row_line=row.line)
    return grounds, reader.problems


def _check_tests(conditions: ConditionTable) -> list[Problem]:
    """Requirements test fit questions only, and at least one: a motion is never out whatever is answered."""
    table = conditions.table
    problems = [
        error(
            table.at(table.header[index]),
            "E117",
            f"a requirement tests {question.id}, whose role is {question.role}",
            "only what customers are like may rule a motion out",
            "test a fit question",
        )
        for index, question in conditions.columns.conditions()
        if question.role != "fit"
    ]
    problems += [
        error(
            conditions.place(row),
            "E105",
            "every condition of the requirement is -",
            "the motion could never lead",
            "name the answers that rule it out",
        )
        for row in conditions.rows
        if not conditions.when(row) and not conditions.columns.has_unknown
    ]
    return problems


def _check_duplicates(conditions: ConditionTable, outputs: Mapping[int, object]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[object, ...], int] = {}
    for row in () if conditions.columns.has_unknown else conditions.rows:
        if row.line not in outputs:
            continue
        line = first.setdefault((row.conditions, outputs[row.line]), row.line)
        if line != row.line:
            problems.append(
                error(
                    conditions.place(row),
                    "E112",
                    f"lines {line} and {row.line} say the same",
                    "a reader would see it twice",
                    "remove one of the two",
                )
            )
    return problems
