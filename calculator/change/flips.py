"""The single answers whose change would change the leader: the complete list, exact (docs/scoring.md, a.7)."""

from itertools import combinations
from typing import Any

from calculator.answers.given import Answers
from calculator.change.what_if import Change, Outcome, WhatIf
from calculator.exact.arithmetic import show
from calculator.verdict.fit import POINTS_PER_UNIT

MAX_PAIRS = 10
"""Two-answer changes that are listed; they are looked for only when no single one exists."""


def find_flips(what_if: WhatIf, answers: Answers) -> list[dict[str, Any]]:
    """Every other answer to a question that gives other leaders: fewest steps first, then the least margin."""
    assessment = what_if.assessment
    found = []
    for question in _answered(what_if):
        for atom in range(assessment.rules.questions[question].atoms):
            if assessment.beliefs[question].possible >> atom & 1:
                continue
            outcome = what_if.suppose(question, atom)
            if outcome.leaders != what_if.now.leaders:
                found.append(((question, atom), outcome))
    found.sort(key=lambda item: _order(what_if, [item[0]], item[1]))
    return [{**_show_change(what_if, answers, change), **_show_outcome(what_if, outcome)} for change, outcome in found]


def find_pair_flips(what_if: WhatIf, answers: Answers) -> list[dict[str, Any]]:
    """Changes of two answers that give other leaders, the nearest ones; meant for when no single change does."""
    if not what_if.now.leaders:
        return []
    found = []
    for first, second in combinations(_answered(what_if), 2):
        if not _may_flip(what_if, first, second):
            continue
        for change in _pair_changes(what_if, first, second):
            outcome = what_if.suppose_all(change)
            if outcome.leaders != what_if.now.leaders:
                found.append((change, outcome))
    found.sort(key=lambda item: _order(what_if, item[0], item[1]))
    return [
        {
            "changes": [_show_change(what_if, answers, change) for change in changes],
            **_show_outcome(what_if, outcome),
        }
        for changes, outcome in found[:MAX_PAIRS]
    ]


def _answered(what_if: WhatIf) -> list[int]:
    assessment = what_if.assessment
    fit = sorted(assessment.rules.fit, key=lambda question: assessment.rules.questions[question].id)
    return [question for question in fit if assessment.beliefs[question].is_answered]


def _others(what_if: WhatIf, question: int) -> list[int]:
    possible = what_if.assessment.beliefs[question].possible
    return [atom for atom in range(what_if.assessment.rules.questions[question].atoms) if not possible >> atom & 1]


def _pair_changes(what_if: WhatIf, first: int, second: int) -> list[list[Change]]:
    return [[(first, a), (second, b)] for a in _others(what_if, first) for b in _others(what_if, second)]


def _may_flip(what_if: WhatIf, first: int, second: int) -> bool:
    """Whether two questions could change the leader at all.

    They can if together they take more off the lead over some rival than there is, or if a veto asks one of them.
    Two questions of one table are always tried, because their effects do not add up.
    """
    assessment, now = what_if.assessment, what_if.now
    criterion_of = assessment.rules.criterion_of
    if what_if.touches_veto(first) or what_if.touches_veto(second) or criterion_of[first] == criterion_of[second]:
        return True
    leader = now.leaders[0]
    for rival in range(len(now.totals)):
        if rival == leader or now.is_barred[rival]:
            continue
        lead = now.totals[leader] - now.totals[rival]
        left = lead
        for question in (first, second):
            outcomes = [what_if.suppose(question, atom) for atom in _others(what_if, question)]
            leads = [outcome.totals[leader] - outcome.totals[rival] for outcome in outcomes]
            left += min(leads, default=lead) - lead
        if left <= 0:
            return True
    return False


def _order(what_if: WhatIf, changes: list[Change], outcome: Outcome) -> tuple[int, int, list[str], list[int]]:
    questions = what_if.assessment.rules.questions
    steps = sum(_steps(what_if, *change) for change in changes)
    return (
        steps,
        outcome.margin() or 0,
        [questions[question].id for question, _ in changes],
        [atom for _, atom in changes],
    )


def _steps(what_if: WhatIf, question: int, atom: int) -> int:
    """How many options lie between the answer and another, plus one."""
    belief, bands = what_if.assessment.beliefs[question], what_if.assessment.rules.questions[question].bands
    now = [bands[other] for other in range(len(bands)) if belief.possible >> other & 1]
    return max(1, min(abs(bands[atom] - band) for band in now))


def _show_change(what_if: WhatIf, answers: Answers, change: Change) -> dict[str, Any]:
    question = what_if.assessment.rules.questions[change[0]]
    return {
        "question": question.id,
        "from": answers.normal[question.id],
        "from_label": answers.labels[question.id],
        "to": question.atom_value(change[1]),
        "to_label": question.atom_label(change[1]),
    }


def _show_outcome(what_if: WhatIf, outcome: Outcome) -> dict[str, Any]:
    margin = outcome.margin()
    return {
        **show_leaders(what_if, outcome.leaders),
        "margin": None if margin is None else show(POINTS_PER_UNIT * margin, what_if.assessment.unit),
    }


def show_leaders(what_if: WhatIf, leaders: tuple[int, ...]) -> dict[str, Any]:
    """The leader and those level with it, as ids; null when every motion is ruled out."""
    ids = [what_if.assessment.rules.motions[motion].id for motion in leaders]
    return {"leader": ids[0] if ids else None, "with": ids[1:]}
