"""Whether exactly one row of a `unique` table applies, whatever is answered."""

from collections.abc import Iterator
from math import prod

from kb.problems.problem import Problem
from kb.rules.amounts import Interval, show_interval
from kb.rules.atoms import (
    Axis,
    Box,
    Point,
    bits,
    build_axes,
    condition_at,
    exact_condition,
    match_masks,
    merge_boxes,
    uncovered,
)
from kb.rules.conditions import Within, show_answer, show_condition
from kb.rules.findings import error
from kb.rules.rows import ConditionRow, ConditionTable

MOST_COMBINATIONS = 50_000
"""Tables with more combinations are refused: no person could read them either."""

MOST_ROWS = 500
"""Tables with more rows are refused for the same reason."""

MOST_OVERLAPS = 100
"""Overlaps listed for one table."""

MOST_CLOSING_ROWS = 5
"""Rows listed that would close a gap."""


def check_coverage(table: ConditionTable) -> list[Problem]:
    """Gap (E110), overlaps (E111), rows with the same conditions (E112), or refusal of the size (E115).

    A gap is only looked for where every row could be read.
    """
    axes = build_axes(table)
    combinations = prod(len(axis.atoms) for axis in axes)
    for count, most, what in ((combinations, MOST_COMBINATIONS, "combinations"), (len(table.rows), MOST_ROWS, "rows")):
        if count > most:
            return [
                error(
                    table.table.start,
                    "E115",
                    f"the table has {count:,} {what}, more than {most:,}",
                    "nobody could see that it is complete",
                    "split it into smaller tables",
                )
            ]
    masks = match_masks(table, axes)
    problems = list(_check_overlaps(table, axes, masks))
    gap = uncovered(axes, masks) if table.is_complete else []
    if gap:
        problems.append(_gap(table, axes, gap, combinations))
    return problems


def _gap(table: ConditionTable, axes: tuple[Axis, ...], gap: list[Point], combinations: int) -> Problem:
    boxes = merge_boxes(gap)
    rows = [_closing_row(axes, box) for box in boxes[:MOST_CLOSING_ROWS]]
    more = f" and {len(boxes) - len(rows):,} more" if len(boxes) > len(rows) else ""
    if len(axes) == 1:
        covered = ", ".join(show_condition(exact_condition(axes[0], box[0]), axes[0].question) for box in boxes)
        what = f"gap: no row matches {axes[0].question.id} {covered}"
    else:
        what = f"gap: {len(gap):,} of {combinations:,} combinations match no row, e.g. {_witness(axes, gap[0])}"
    return error(
        table.table.start,
        "E110",
        what,
        "such answers would get no points",
        f"add the {'row' if len(boxes) == 1 else 'rows'} {', '.join(rows)}{more}",
    )


def _closing_row(axes: tuple[Axis, ...], box: Box) -> str:
    cells = [show_condition(condition_at(axis, part), axis.question) for axis, part in zip(axes, box, strict=True)]
    return f"| {' | '.join(cells)} | … |"


def _check_overlaps(table: ConditionTable, axes: tuple[Axis, ...], masks: list[list[int]]) -> Iterator[Problem]:
    listed = 0
    for later, two in enumerate(table.rows):
        for earlier, one in enumerate(table.rows[:later]):
            if not all(rows[earlier] & rows[later] for rows in masks):
                continue
            if listed == MOST_OVERLAPS:
                yield error(
                    table.place(two),
                    "E111",
                    f"overlap: more than {MOST_OVERLAPS} pairs of rows overlap",
                    "which of them counts would depend on their order",
                    "mend those above and check again",
                )
                return
            listed += 1
            if all(rows[earlier] == rows[later] for rows in masks):
                yield error(
                    table.place(two),
                    "E112",
                    f"lines {one.line} and {two.line} have the same conditions",
                    "which of them counts would depend on their order",
                    "remove one of the two",
                )
                continue
            shared = tuple(bits(rows[earlier] & rows[later]) for rows in masks)
            yield error(
                table.place(two),
                "E111",
                f"overlap: lines {one.line} and {two.line} both match {_describe(axes, shared)}",
                "which of them counts would depend on their order",
                _separate(axes, one, two, shared),
            )


def _describe(axes: tuple[Axis, ...], shared: Box) -> str:
    count = prod(len(indices) for indices in shared)
    if len(axes) > 1:
        witness = _witness(axes, tuple(min(indices) for indices in shared))
        return f"{count:,} combinations, e.g. {witness}" if count > 1 else f"1 combination, {witness}"
    axis, first = axes[0], axes[0].atoms[min(shared[0])]
    if count == 1 and first.is_point:
        return f"{axis.question.id} = {show_answer(first.answer)}"
    condition = show_condition(exact_condition(axis, shared[0]), axis.question)
    example = "" if first.interval is None else f", e.g. {show_answer(first.answer)}"
    return f"{axis.question.id} {condition}{example}"


def _separate(axes: tuple[Axis, ...], one: ConditionRow, two: ConditionRow, shared: Box) -> str:
    """How to mend an overlap: open one end where the two rows only touch at one amount."""
    for index, axis in enumerate(axes):
        first = axis.atoms[min(shared[index])]
        if len(shared[index]) > 1 or not first.is_point or first.interval is None:
            continue
        for row in (one, two):
            condition = row.conditions[index]
            part = condition.intervals[-1] if isinstance(condition, Within) else None
            if part is not None and part.high == first.interval.low and part.low != part.high:
                opened = show_interval(Interval(part.low, part.high, part.low_closed, False), axis.question.unit)
                return f"make one end open, as in {opened} in line {row.line}"
    return "narrow one of the two rows"


def _witness(axes: tuple[Axis, ...], point: Point) -> str:
    parts = zip(axes, point, strict=True)
    return ", ".join(f"{axis.question.id} {show_answer(axis.atoms[index].answer)}" for axis, index in parts)
