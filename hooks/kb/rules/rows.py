"""Rows with conditions: what every table of answers (points, requirements, hybrids) has in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.problems.problem import Problem
from kb.rules.amounts import show_number
from kb.rules.cell_grammar import read_condition
from kb.rules.columns import Columns
from kb.rules.conditions import Answer, AnyAnswer, Condition, OneOf, Within
from kb.rules.findings import Fault, Place, error
from kb.rules.questions import Question
from kb.rules.table_source import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One row whose conditions could be read."""

    row: Row
    conditions: tuple[Condition, ...]
    """One for each condition column of the table, left to right."""
    cells: tuple[Cell, ...]
    """The cells they were read from."""

    @property
    def line(self) -> int:
        """1-based line of the row."""
        return self.row.line

    def matches(self, answers: tuple[Answer, ...]) -> bool:
        """Whether every condition holds for the answers, given in the order of the columns."""
        return all(condition.matches(answer) for condition, answer in zip(self.conditions, answers, strict=True))


@dataclass(frozen=True, slots=True)
class ConditionTable:
    """The rows of one table that could be read, with the questions they test."""

    table: Table
    columns: Columns
    questions: tuple[Question, ...]
    rows: tuple[ConditionRow, ...]
    is_complete: bool
    """Whether every row and condition column was read, so that what no row covers is known."""

    def place(self, row: ConditionRow) -> Place:
        """Place of the row's first condition."""
        cell = row.cells[0] if row.cells else row.row.cells[0]
        return self.table.at(cell)

    def when(self, row: ConditionRow) -> dict[str, OneOf | Within]:
        """The row's conditions by question, without those that hold for any answer."""
        return {
            question.id: condition
            for question, condition in zip(self.questions, row.conditions, strict=True)
            if not isinstance(condition, AnyAnswer)
        }

    def matching(self, answers: Mapping[str, Answer]) -> tuple[ConditionRow, ...]:
        """The rows that hold for these answers; a question left out counts as missing."""
        listed = tuple(answers.get(question.id) for question in self.questions)
        return tuple(row for row in self.rows if row.matches(listed))


def read_condition_table(table: Table, columns: Columns) -> tuple[ConditionTable, list[Problem]]:
    """Read the condition cells of every row; a row with a fault is left out and makes the table incomplete."""
    problems: list[Problem] = []
    rows: list[ConditionRow] = []
    tested = columns.conditions()
    for row in table.rows:
        cells = tuple(row.cells[index] for index, _ in tested)
        conditions: list[Condition] = []
        for cell, (_, question) in zip(cells, tested, strict=True):
            condition = read_condition(cell.text, question)
            if isinstance(condition, Fault):
                problems.append(condition.at(table.at(cell)))
            else:
                conditions.append(condition)
                if not _can_match(condition, question):
                    problems.append(
                        error(
                            table.at(cell),
                            "E113",
                            f"'{cell.text.strip('`')}' can never match {question.id}",
                            "the row would never apply",
                            _domain_of(question),
                        )
                    )
        if len(conditions) == len(cells):
            rows.append(ConditionRow(row, tuple(conditions), cells))
    is_complete = not table.has_bad_rows and not columns.has_unknown and len(rows) == len(table.rows)
    return ConditionTable(table, columns, tuple(question for _, question in tested), tuple(rows), is_complete), problems


def _can_match(condition: Condition, question: Question) -> bool:
    if isinstance(condition, OneOf):
        return bool(condition.options)
    if isinstance(condition, Within):
        return any(not interval.intersect(question.domain).is_empty for interval in condition.intervals)
    return True


def _domain_of(question: Question) -> str:
    if question.low is None or question.high is None:
        return "remove the row, or name at least one answer"
    low, high = show_number(question.low, question.unit), show_number(question.high, question.unit)
    return f"answers lie between {low} and {high}; remove the row or correct it"
