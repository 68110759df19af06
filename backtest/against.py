"""Which cases another state of the library ranks otherwise, and what moved them. Ranks the cases and nothing else."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from backtest.cases import Case
from backtest.engine import Engine

type Result = Mapping[str, Any]

SMALLEST = 0.05
"""Points of fit below which a criterion has not moved."""
CAUSES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Move:
    """One case whose leader is another one."""

    case: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    """Ids of those in first place: several where they are level, none where all are ruled out."""
    causes: tuple[str, ...]
    """The greatest first, in words."""

    @property
    def is_right(self) -> bool:
        """Whether it is ranked as labeled now."""
        return self.after == (self.label,)


def name_motions(motions: Iterable[str], labels: Mapping[str, str] = MappingProxyType({})) -> str:
    """Motions in words, by what they are called where that is told; `none` for none."""
    return " and ".join(labels.get(motion, motion) for motion in motions) or "none"


def rank_cases(cases: Sequence[Case], rules_text: str) -> dict[str, tuple[Case, Result]]:
    """Every case and its result, points only, by the case's id.

    Raises:
        ValueError: the calculator refuses the answers of a case.
    """
    engine = Engine(json.loads(rules_text), rules_text)
    return {case.id: (case, engine.ask(case.answers)) for case in cases}


def criterion_labels(rules: Mapping[str, Any]) -> dict[str, str]:
    """What each criterion is called: its questions."""
    names = {question["id"]: question["label"] for question in rules["questions"]}
    return {one["id"]: " and ".join(names[name] for name in one["questions"]) for one in rules["criteria"]}


def find_moves(
    old: Mapping[str, tuple[Case, Result]], new: Mapping[str, tuple[Case, Result]], labels: Mapping[str, str]
) -> list[Move]:
    """The cases of both states whose leaders differ, by id.

    Args:
        old, new: case and result by id.
        labels: what each criterion is called.
    """
    moves = []
    for identity in sorted(old.keys() & new.keys()):
        (case_before, before), (case, after) = old[identity], new[identity]
        leaders = _leaders(before), _leaders(after)
        if leaders[0] != leaders[1]:
            causes = (*_changed_answers(case_before, case), *_requirements(before, after))
            causes += tuple(_points(before, after, *leaders, labels))
            moves.append(Move(case.title, case.primary, *leaders, causes))
    return moves


def _leaders(result: Result) -> tuple[str, ...]:
    return tuple(row["motion"] for row in result["ranking"] if row["rank"] == 1 and not row["vetoed"])


def _changed_answers(before: Case, after: Case) -> tuple[str, ...]:
    names = sorted(before.answers.keys() | after.answers.keys())
    return tuple(
        f"its answer to {name} was {before.answers.get(name, 'open')} and is {after.answers.get(name, 'open')}"
        for name in names
        if before.answers.get(name) != after.answers.get(name)
    )


def _requirements(before: Result, after: Result) -> tuple[str, ...]:
    barred = [{row["motion"] for row in result["ranking"] if row["vetoed"]} for result in (before, after)]
    return (
        *(f"{name} is ruled out now" for name in sorted(barred[1] - barred[0])),
        *(f"{name} is no longer ruled out" for name in sorted(barred[0] - barred[1])),
    )


def _points(
    before: Result, after: Result, was: tuple[str, ...], now: tuple[str, ...], labels: Mapping[str, str]
) -> list[str]:
    """What each criterion put between the one that leads now and the one that led, in points of fit."""
    gained, lost = next(iter(set(now) - set(was)), None), next(iter(set(was) - set(now)), None)
    if gained is None or lost is None:
        gained, lost = (now or was or (None,))[0], next(iter(set(was) ^ set(now)), None)
    if gained is None or lost is None or gained == lost:
        return []
    gaps = [_gap(result, gained, lost) for result in (before, after)]
    moved = {name: gaps[1].get(name, 0.0) - gaps[0].get(name, 0.0) for name in gaps[0].keys() | gaps[1].keys()}
    greatest = sorted((name for name in moved if abs(moved[name]) >= SMALLEST), key=lambda n: (-abs(moved[n]), n))
    return [
        f"{labels.get(name, name)} puts {gaps[1].get(name, 0.0):+.1f} between {gained} and {lost}, "
        f"{gaps[0].get(name, 0.0):+.1f} before"
        for name in greatest[:CAUSES_SHOWN]
    ]


def _gap(result: Result, one: str, other: str) -> dict[str, float]:
    parts: dict[str, float] = {}
    for row in result["ranking"]:
        for each in row["contributions"]:
            sign = {one: 1, other: -1}.get(row["motion"], 0)
            parts[each["criterion"]] = parts.get(each["criterion"], 0.0) + sign * each["contribution"]
    return parts
