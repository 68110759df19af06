"""The distinguishable answers of a table: every combination of answers that some cell could tell from another.

A number axis is split at the ends that the table's own cells name, into points and the stretches between them. Every
cell is constant on each such atom, so one answer stands for all of it, and trying the atoms is exact.
Source: the question is that of Calvanese et al., BPM 2016, arXiv:1603.07466; small tables need none of its geometry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from kb.rules.amounts import Interval, merge
from kb.rules.conditions import Answer, AnyAnswer, Condition, OneOf, Within
from kb.rules.questions import Question
from kb.rules.rows import ConditionTable

MOST_REORDERED = 2_000
"""Combinations up to which the order of merging is tried out."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Answers to one question that no cell of a table tells apart."""

    answer: Answer
    """One of them."""
    interval: Interval | None
    """All of them, for an amount."""

    @property
    def is_point(self) -> bool:
        """Whether it is a single amount."""
        return self.interval is not None and self.interval.low == self.interval.high


@dataclass(frozen=True, slots=True)
class Axis:
    """All answers to one question, in order."""

    question: Question
    atoms: tuple[Atom, ...]


type Point = tuple[int, ...]
"""One combination: for each axis the index of an atom."""

type Box = tuple[frozenset[int], ...]
"""A set of combinations: for each axis the indices of its atoms."""


def build_axes(table: ConditionTable) -> tuple[Axis, ...]:
    """One axis for each condition column: the options, or the atoms of all amounts from 0 up."""
    axes: list[Axis] = []
    for index, question in enumerate(table.questions):
        if question.is_number:
            axes.append(Axis(question, _number_atoms(row.conditions[index] for row in table.rows)))
        else:
            axes.append(Axis(question, tuple(Atom(option, None) for option in question.option_ids)))
    return tuple(axes)


def match_masks(table: ConditionTable, axes: tuple[Axis, ...]) -> list[list[int]]:
    """For each axis and row the atoms where its condition holds, as bits."""
    return [
        [
            sum(1 << number for number, atom in enumerate(axis.atoms) if row.conditions[index].matches(atom.answer))
            for row in table.rows
        ]
        for index, axis in enumerate(axes)
    ]


def bits(mask: int) -> frozenset[int]:
    """Indices of the bits that are set."""
    return frozenset(index for index in range(mask.bit_length()) if mask >> index & 1)


def uncovered(axes: tuple[Axis, ...], masks: list[list[int]]) -> list[Point]:
    """The combinations that no row matches, in order."""
    rows_at = [
        [sum(1 << row for row, atoms in enumerate(rows) if atoms >> number & 1) for number in range(len(axis.atoms))]
        for axis, rows in zip(axes, masks, strict=True)
    ]
    points: list[Point] = []
    for point in product(*(range(len(axis.atoms)) for axis in axes)):
        rows = -1
        for axis, number in enumerate(point):
            rows &= rows_at[axis][number]
        if not rows:
            points.append(point)
    return points


def merge_boxes(points: list[Point]) -> list[Box]:
    """The combinations as few boxes without overlap, so that each can be written as one row."""
    if not points:
        return []
    axes = range(len(points[0]))
    starts = axes if len(points) <= MOST_REORDERED else range(1)
    return min((_merge_along(points, [(start + step) % len(axes) for step in axes]) for start in starts), key=len)


def condition_at(axis: Axis, indices: frozenset[int]) -> Condition:
    """The condition that holds exactly at these atoms of an axis; `-` where these are all."""
    return AnyAnswer() if len(indices) == len(axis.atoms) else exact_condition(axis, indices)


def exact_condition(axis: Axis, indices: frozenset[int]) -> OneOf | Within:
    """The same, written out even where it holds for every answer."""
    atoms = [axis.atoms[index] for index in sorted(indices)]
    if axis.question.is_number:
        return Within(merge(atom.interval for atom in atoms if atom.interval is not None))
    return OneOf(tuple(str(atom.answer) for atom in atoms))


def _number_atoms(conditions: Iterable[Condition]) -> tuple[Atom, ...]:
    ends = {Fraction(0)}
    for condition in conditions:
        if isinstance(condition, Within):
            ends |= {end for one in condition.intervals for end in (one.low, one.high) if end is not None}
    ascending = sorted(ends)
    atoms: list[Atom] = []
    for low, high in zip(ascending, [*ascending[1:], None], strict=True):
        inside = low * 2 + 1 if high is None else (low + high) / 2
        atoms += [Atom(low, Interval(low, low, True, True)), Atom(inside, Interval(low, high, False, False))]
    return tuple(atoms)


def _merge_along(points: list[Point], order: list[int]) -> list[Box]:
    boxes: list[Box] = [tuple(frozenset((index,)) for index in point) for point in points]
    for axis in order:
        groups: dict[Box, frozenset[int]] = {}
        for box in boxes:
            rest = (*box[:axis], *box[axis + 1 :])
            groups[rest] = groups.get(rest, frozenset()) | box[axis]
        boxes = [(*rest[:axis], indices, *rest[axis:]) for rest, indices in groups.items()]
    return sorted(boxes, key=lambda box: [sorted(indices) for indices in box])
