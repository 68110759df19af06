"""Requirements: which motions cannot lead, certainly or if a question turns out so (docs/scoring.md, a.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from calculator.answers.beliefs import Belief
from calculator.rules.rule_base import Condition, Rules


class Force(StrEnum):
    """How a condition stands under the answers given."""

    CERTAIN = "certain"
    """It holds whatever the open questions turn out to be."""
    POSSIBLE = "possible"
    """It holds for some of what is still open."""
    ABSENT = "absent"
    """It cannot hold any more."""


@dataclass(frozen=True, slots=True)
class Barring:
    """How the requirements bear on the motions."""

    forces: tuple[Force, ...]
    """Per veto of the rules."""
    is_barred: tuple[bool, ...]
    """Per motion: it cannot lead, whatever the open questions turn out to be."""


def judge_condition(condition: Condition, possible: Sequence[int]) -> Force:
    """How a condition stands when each question leaves these atoms open."""
    certain = True
    for question, mask in condition.masks:
        open_atoms = possible[question]
        if not open_atoms & mask:
            return Force.ABSENT
        if open_atoms & ~mask:
            certain = False
    return Force.CERTAIN if certain else Force.POSSIBLE


def judge_vetoes(rules: Rules, beliefs: Sequence[Belief]) -> Barring:
    """How every veto stands, and which motions are out for certain."""
    possible = [belief.possible for belief in beliefs]
    forces = tuple(judge_condition(veto.when, possible) for veto in rules.vetoes)
    barred = []
    for motion in range(len(rules.motions)):
        rows = [
            veto.when
            for veto, force in zip(rules.vetoes, forces, strict=True)
            if veto.motion == motion and force is not Force.ABSENT
        ]
        barred.append(is_always_met(rows, possible))
    return Barring(forces, tuple(barred))


def is_always_met(rows: Iterable[Condition], possible: Sequence[int]) -> bool:
    """Whether every completion meets at least one of the conditions.

    Exact: an open question of a possible row is split into the atoms that its rows treat alike, and each part is
    judged in turn.
    """
    open_rows = []
    for row in rows:
        force = judge_condition(row, possible)
        if force is Force.CERTAIN:
            return True
        if force is Force.POSSIBLE:
            open_rows.append(row)
    if len(open_rows) < 2:
        return False
    question = next(index for index, mask in open_rows[0].masks if possible[index] & ~mask)
    parts = split_alike(possible[question], question, open_rows)
    return all(is_always_met(open_rows, [*possible[:question], part, *possible[question + 1 :]]) for part in parts)


def split_alike(atoms: int, question: int, rows: Iterable[Condition]) -> list[int]:
    """The atoms of a question, parted so that within a part every row's condition on it is constant."""
    parts = [atoms]
    for row in rows:
        for index, mask in row.masks:
            if index == question:
                parts = [piece for part in parts for piece in (part & mask, part & ~mask) if piece]
    return parts
