"""The order of the motions; what is equal is a tie and is shown as one."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """The motions in order: those that cannot lead after all that can."""

    order: tuple[int, ...]
    """Motion indices; ties in declared order."""
    ranks: tuple[int, ...]
    """Per motion, from 1; tied motions share the better rank."""
    tied: tuple[bool, ...]
    """Per motion."""
    leaders: tuple[int, ...]
    """The motions in first place, in declared order; empty when every motion is barred."""


def rank_motions(totals: Sequence[int], is_barred: Sequence[bool], firsts: Sequence[int] | None = None) -> Ranking:
    """The ranking of motions: those that may lead before those that cannot, the most often first in front.

    Args:
        firsts: per motion how often it is first; where nothing was varied the fit alone decides.
    """
    often = firsts or [0] * len(totals)
    keys = [(barred, -first, -total) for total, barred, first in zip(totals, is_barred, often, strict=True)]
    ordered = sorted(keys)
    ranks = tuple(ordered.index(key) + 1 for key in keys)
    return Ranking(
        order=tuple(sorted(range(len(keys)), key=keys.__getitem__)),
        ranks=ranks,
        tied=tuple(keys.count(key) > 1 for key in keys),
        leaders=tuple(m for m, key in enumerate(keys) if key == ordered[0] and not is_barred[m]),
    )


def find_leaders(totals: Sequence[int], is_barred: Sequence[bool]) -> tuple[int, ...]:
    """The motions with the greatest total among those that may lead."""
    best = max((total for total, barred in zip(totals, is_barred, strict=True) if not barred), default=None)
    return tuple(m for m, total in enumerate(totals) if total == best and not is_barred[m])
