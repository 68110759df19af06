"""What the criteria must be together: every fit question in one of them, points that differ, promises kept."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from kb.problems.problem import Problem
from kb.rules.atoms import build_axes, match_masks
from kb.rules.criteria import Criterion, Monotone
from kb.rules.declarations import Group
from kb.rules.findings import error, suggest, warning
from kb.rules.motions import Motions
from kb.rules.questions import Question
from kb.rules.rows import ConditionRow

MOST_INHERITED = Fraction(60, 100)
"""Share of a motion's cells that may be inherited before W202."""
MOST_IN_ONE_BREATH = 3
"""Motions with points of their own from which a row needs a note for each (W203)."""


def check_membership(
    criteria: Sequence[Criterion],
    questions: Mapping[str, Question],
    groups: Mapping[str, Group],
    *,
    tables_can_be_read: bool,
) -> list[Problem]:
    """Each fit question stands in exactly one criterion (E117); each group has a weight and questions (E118)."""
    problems: list[Problem] = []
    home: dict[str, Criterion] = {}
    for criterion in criteria:
        for index, question in criterion.conditions.columns.conditions():
            place = criterion.table.at(criterion.table.header[index])
            if question.role != "fit":
                problems.append(
                    error(
                        place,
                        "E117",
                        f"a criterion tests {question.id}, whose role is {question.role}",
                        "only fit questions may give points",
                        "test a fit question, or make its role fit",
                    )
                )
            elif question.id in home and home[question.id] is not criterion:
                other = home[question.id].table
                problems.append(
                    error(
                        place,
                        "E117",
                        f"{question.id} stands in two criteria, '{other.id}' and '{criterion.id}'",
                        "its answer would count twice",
                        "keep it in one of them",
                    )
                )
            home.setdefault(question.id, criterion)
        named = sorted({question.group for question in criterion.questions if question.group})
        if len(named) > 1:
            problems.append(
                error(
                    criterion.table.start,
                    "E117",
                    f"criterion '{criterion.id}' joins questions of {' and '.join(named)}",
                    "its weight would have two origins",
                    "put its questions in one group",
                )
            )
    for question in questions.values():
        if question.role != "fit":
            continue
        if question.id not in home and tables_can_be_read:
            problems.append(
                error(
                    question.place,
                    "E117",
                    f"fit question '{question.id}' stands in no criterion",
                    "its answer would count for nothing",
                    "add a .decision table to its page, or change its role",
                )
            )
        if question.group and groups and question.group not in groups:
            problems.append(
                error(
                    question.group_place,
                    "E118",
                    f"unknown group '{question.group}'",
                    "the question would have no weight",
                    suggest(question.group, groups, "groups"),
                )
            )
    used = {question.group for question in questions.values()}
    for group in groups.values():
        if group.id not in used:
            problems.append(
                error(
                    group.table.at(group.row.cells[0]),
                    "E118",
                    f"no fit question belongs to group '{group.id}'",
                    "its weight would be spread over nothing",
                    "remove the row, or give a question this group",
                )
            )
    return problems


def check_points(criteria: Sequence[Criterion], motions: Motions, groups: Mapping[str, Group]) -> list[Problem]:
    """Motions without a +2 (E130), criteria that tell none apart (E131), broken promises (E132), silence (W202)."""
    readable = [
        one
        for one in criteria
        if one.conditions.rows and all(one.has_all_points(row, motions) for row in one.conditions.rows)
    ]
    problems: list[Problem] = []
    if criteria and len(readable) == len(criteria):
        problems += _check_support(readable, motions) + _check_silence(readable, motions, groups)
    for criterion in readable:
        problems += _check_notes(criterion)
        if not criterion.conditions.is_complete:
            continue
        scores = {row.line: motions.effective(dict(criterion.points[row.line])) for row in criterion.conditions.rows}
        if len(motions.ids) > 1 and all(len(set(points.values())) == 1 for points in scores.values()):
            problems.append(
                error(
                    criterion.table.start,
                    "E131",
                    f"criterion '{criterion.id}' gives every motion the same points",
                    "answering it would change nothing",
                    "write the points that differ, or remove the question",
                )
            )
        for promise in criterion.monotone:
            problems += _check_promise(criterion, promise, scores)
    return problems


def _check_notes(criterion: Criterion) -> list[Problem]:
    """Rows that give several motions points of their own and explain them in one breath; once for each table."""
    rows = [
        row
        for row in criterion.conditions.rows
        if sum(bool(points) for points in criterion.points[row.line].values()) >= MOST_IN_ONE_BREATH
        and not criterion.grounds[row.line].notes
    ]
    if not rows:
        return []
    more = f", and {len(rows) - 1} more below" if len(rows) > 1 else ""
    return [
        warning(
            criterion.conditions.place(rows[0]),
            "W203",
            f"one note for the points of {MOST_IN_ONE_BREATH} or more motions{more}",
            "a reader who asks why this motion reads what was written for another",
            "begin each part of Source with whom it speaks of, as in **sales-led** [page](page.md#row): our reading",
        )
    ]


def criterion_weights(criteria: Sequence[Criterion], groups: Mapping[str, Group]) -> dict[str, Fraction]:
    """Weight of each criterion: its group's, split in proportion to the weights of the questions in it."""
    own = {one.id: criterion_share(one) for one in criteria}
    totals: dict[str | None, int] = {}
    for one in criteria:
        totals[group_of(one)] = totals.get(group_of(one), 0) + own[one.id]
    weights: dict[str, Fraction] = {}
    for one in criteria:
        group = groups.get(group_of(one) or "")
        weights[one.id] = Fraction((group.weight if group else 0) * own[one.id], totals[group_of(one)] or 1)
    return weights


def criterion_share(criterion: Criterion) -> int:
    """Share of a criterion inside its group: the sum over its questions."""
    return sum(question.weight or 0 for question in criterion.questions)


def group_of(criterion: Criterion) -> str | None:
    """Group of a criterion: that of its first question that has one."""
    return next((question.group for question in criterion.questions if question.group), None)


def _check_support(criteria: Sequence[Criterion], motions: Motions) -> list[Problem]:
    return [
        error(
            motion.place,
            "E130",
            f"no row gives {motion.id} a +2",
            "nothing a reader answers could speak for it clearly",
            "write +2 where a source names it as the fit",
        )
        for motion in motions
        if not any(row.get(motion.id) == 2 for criterion in criteria for row in criterion.points.values())
    ]


def _check_silence(criteria: Sequence[Criterion], motions: Motions, groups: Mapping[str, Group]) -> list[Problem]:
    weights = criterion_weights(criteria, groups)
    total = sum(weights.values(), Fraction(0))
    problems: list[Problem] = []
    for motion in motions:
        if motion.parent is None or not total:
            continue
        silent = (
            sum(
                (
                    weights[one.id]
                    * Fraction(sum(row.get(motion.id) is None for row in one.points.values()), len(one.points))
                    for one in criteria
                ),
                Fraction(0),
            )
            / total
        )
        if silent > MOST_INHERITED:
            problems.append(
                warning(
                    motion.place,
                    "W202",
                    f"{motion.id} inherits {round(silent * 100)}% of its points, by weight, from {motion.parent}",
                    "it is told apart from its parent by little",
                    "write points where a source speaks of it",
                )
            )
    return problems


def _check_promise(criterion: Criterion, promise: Monotone, scores: Mapping[int, Mapping[str, int]]) -> list[Problem]:
    """Follow the single axis of the criterion and report each step the wrong way, once for each pair of rows."""
    table = criterion.conditions
    axes = build_axes(table)
    if len(axes) != 1:
        return []
    steps: list[ConditionRow] = []
    masks = match_masks(table, axes)[0]
    for number in range(len(axes[0].atoms)):
        matching = [row for row, atoms in zip(table.rows, masks, strict=True) if atoms >> number & 1]
        if len(matching) == 1 and matching[0] not in steps[-1:]:
            steps += matching
    problems: list[Problem] = []
    index = next(i for i, motion in table.columns.points() if motion.id == promise.plus)
    for before, after in pairwise(steps):
        low, high = (scores[row.line][promise.plus] - scores[row.line][promise.minus] for row in (before, after))
        if (high < low) if promise.direction == "up" else (high > low):
            goes = "falls" if promise.direction == "up" else "rises"
            problems.append(
                error(
                    table.table.at(after.row.cells[index]),
                    "E132",
                    f"{promise.plus} less {promise.minus} {goes} from {low:+d} in line {before.line} "
                    f"to {high:+d} in line {after.line}, but is promised to go {promise.direction}",
                    "a larger answer would speak for the wrong motion",
                    "correct the points, or the promise in data-monotone",
                )
            )
    return problems
