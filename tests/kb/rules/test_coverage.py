"""Invariants 27 and 28: what the checker says of a table is what trying every answer finds."""

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kb.rules.atoms import build_axes, condition_at, match_masks, merge_boxes, uncovered
from kb.rules.conditions import Answer, condition_from_json, condition_to_json, show_condition
from kb.rules.coverage import check_coverage
from kb.rules.rows import ConditionTable
from tests.kb.rules.small_library import compile_library, decision_table, read_conditions
from tests.kb.rules.strategies import AMOUNTS, QUESTIONS, answers, tables


def build(ids: tuple[str, ...], rows: list[list[str]]) -> ConditionTable:
    header = " | ".join(f"`{one}`" for one in ids)
    return read_conditions(decision_table(header, [" | ".join(row) for row in rows]), QUESTIONS)


def brute_force(table: ConditionTable) -> list[int]:
    """How many rows match each of a set of answers that leaves no stretch between two ends untried."""
    tried: list[list[Answer]] = []
    for question in table.questions:
        ends = [Fraction(end) for end in AMOUNTS]
        between = [(low + high) / 2 for low, high in pairwise(ends)]
        tried.append([*ends, *between, Fraction(10**9)] if question.is_number else list(question.option_ids))
    return [sum(row.matches(point) for row in table.rows) for point in product(*tried)]


@given(tables())
@settings(max_examples=250)
def test_28_checker_and_brute_force_agree(drawn: tuple[tuple[str, ...], list[list[str]]]) -> None:
    table = build(*drawn)
    codes = {problem.code for problem in check_coverage(table)}
    matches = brute_force(table)
    assert ("E110" in codes) == (min(matches) == 0)
    assert bool(codes & {"E111", "E112"}) == (max(matches) > 1)
    assert codes <= {"E110", "E111", "E112"}


@given(tables(), st.data())
@settings(max_examples=150)
def test_27_closed_tables_match_exactly_one_row(
    drawn: tuple[tuple[str, ...], list[list[str]]], data: st.DataObject
) -> None:
    """The rows that a gap's problem asks for close it, overlap nothing, and then every answer has one row."""
    ids, rows = drawn
    table = build(ids, rows[:1])
    axes = build_axes(table)
    boxes = merge_boxes(uncovered(axes, match_masks(table, axes)))
    closing = [
        [show_condition(condition_at(axis, part), axis.question) for axis, part in zip(axes, box, strict=True)]
        for box in boxes
    ]
    assume(closing)
    closed = build(ids, rows[:1] + closing)
    assert check_coverage(closed) == []
    point = tuple(data.draw(answers(one)) for one in ids)
    assert sum(row.matches(point) for row in closed.rows) == 1


@given(tables(), st.data())
@settings(max_examples=150)
def test_compiled_conditions_mean_what_was_checked(
    drawn: tuple[tuple[str, ...], list[list[str]]], data: st.DataObject
) -> None:
    ids, rows = drawn
    table = build(ids, rows)
    point = {one: data.draw(answers(one) | st.none()) for one in ids}
    for row in table.rows:
        when = {
            question: condition_from_json(json.loads(json.dumps(condition_to_json(condition))))
            for question, condition in table.when(row).items()
        }
        assert when == table.when(row)
        compiled = all(condition.matches(point[question]) for question, condition in when.items())
        assert compiled == row.matches(tuple(point[one] for one in ids)) == (row in table.matching(point))


def test_a_table_of_any_answer_is_complete() -> None:
    assert check_coverage(build(("price", "colour"), [["-", "-"]])) == []


def test_a_table_without_rows_is_one_gap() -> None:
    (problem,) = check_coverage(build(("colour", "price"), []))
    assert problem.what == "gap: 6 of 6 combinations match no row, e.g. colour red, price 0"
    assert problem.fix == "add the row | - | - | … |"


def test_many_closing_rows_are_counted() -> None:
    (problem,) = check_coverage(build(("price",), [[f"{end}"] for end in range(0, 14, 2)]))
    assert problem.what == (
        "gap: no row matches price ($0..$2), ($2..$4), ($4..$6), ($6..$8), ($8..$10), ($10..$12), > $12"
    )
    assert problem.fix == "add the row | ($0..$2), ($2..$4), ($4..$6), ($6..$8), ($8..$10), ($10..$12), > $12 | … |"


def test_closing_rows_past_the_fifth_are_counted() -> None:
    rows = [[f"{price}", colour] for price, colour in zip(range(9), ("red", "green", "blue") * 3, strict=True)]
    gap = next(problem for problem in check_coverage(build(("price", "colour"), rows)) if problem.code == "E110")
    assert gap.what == "gap: 45 of 54 combinations match no row, e.g. price 0, colour green"
    assert gap.fix.startswith("add the rows | ") and gap.fix.count("| … |") <= 5


def overlapping(count: int) -> list[list[str]]:
    return [[f"<= {number}"] for number in range(1, count + 1)]


def test_overlaps_are_listed_up_to_a_limit() -> None:
    problems = check_coverage(build(("price",), overlapping(40)))
    overlaps = [problem for problem in problems if problem.code == "E111"]
    assert len(overlaps) == 101
    assert overlaps[-1].what == "overlap: more than 100 pairs of rows overlap"


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (lambda: [[f"[{n}..{n + 1})"] for n in range(501)], "the table has 501 rows, more than 500"),
        (
            lambda: [[", ".join(str(n) for n in range(1, 25_001))]],
            "the table has 50,002 combinations, more than 50,000",
        ),
    ],
    ids=["rows", "combinations"],
)
def test_tables_too_large_are_refused(rows: Callable[[], list[list[str]]], what: str) -> None:
    (problem,) = check_coverage(build(("price",), rows()))
    assert (problem.code, problem.what) == ("E115", what)


@pytest.mark.timeout(120)
def test_the_largest_table_does_not_hang_the_check() -> None:
    rows = [[f"[{n}..{n + 1})", "-", "-"] for n in range(499)] + [[">= 499", "-", "-"]]
    assert check_coverage(build(("price", "colour", "size"), rows)) == []


def test_a_gap_is_not_claimed_where_a_row_could_not_be_read() -> None:
    page = decision_table("`user`", ["developer", "executives"])
    assert compile_library({"input.md": page}).codes("input.md") == ["E103"]


def test_no_overlap_is_claimed_where_a_column_could_not_be_read() -> None:
    page = decision_table("`user` | `latitud`", ["developer | procurement", "developer | card-limit"])
    assert compile_library({"input.md": page}).codes("input.md") == ["E125"]
