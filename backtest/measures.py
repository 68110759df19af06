"""What is counted: first place, first place with acceptable alternatives, first two places, confusion, calibration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backtest.cases import Case


@dataclass(frozen=True, slots=True)
class Guess:
    """What some way of choosing says of a case: motions from first to last; several in one place are a tie."""

    case: Case
    places: tuple[tuple[str, ...], ...]

    @property
    def first(self) -> str | None:
        """The one motion in first place; None for a tie or no answer."""
        return self.places[0][0] if self.places and len(self.places[0]) == 1 else None

    @property
    def is_strict(self) -> bool:
        """The label alone is first."""
        return self.first == self.case.primary

    @property
    def is_accepted(self) -> bool:
        """Whatever is first is the label or an acceptable alternative; of a tie, all of it."""
        return bool(self.places) and self.case.accepted.issuperset(self.places[0])

    @property
    def is_top_two(self) -> bool:
        """The label or an acceptable alternative is among the first two."""
        seen: list[str] = []
        for place in self.places:
            if len(seen) >= 2:
                break
            seen.extend(place)
        return not self.case.accepted.isdisjoint(seen)


@dataclass(frozen=True, slots=True)
class Score:
    """Shares over some guesses, in percent with one decimal."""

    count: int
    strict: float
    accepted: float
    top_two: float

    def as_json(self) -> dict[str, float | int]:
        """For the stored results."""
        return {"count": self.count, "strict": self.strict, "accepted": self.accepted, "top_two": self.top_two}


def percent(part: int, whole: int) -> float:
    """A share in percent, one decimal; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def score(guesses: Sequence[Guess]) -> Score:
    """Shares of the guesses that are right, in the three senses."""
    count = len(guesses)
    return Score(
        count,
        percent(sum(guess.is_strict for guess in guesses), count),
        percent(sum(guess.is_accepted for guess in guesses), count),
        percent(sum(guess.is_top_two for guess in guesses), count),
    )


def per_motion(guesses: Iterable[Guess], motions: Sequence[str]) -> dict[str, Score]:
    """Scores of the cases of each label."""
    held = list(guesses)
    return {motion: score([guess for guess in held if guess.case.primary == motion]) for motion in motions}


def confusion(guesses: Iterable[Guess], motions: Sequence[str]) -> dict[str, dict[str, int]]:
    """How often each label met each first place; `tie` where several were first."""
    table = {label: dict.fromkeys([*motions, "tie"], 0) for label in motions}
    for guess in guesses:
        table[guess.case.primary][guess.first or "tie"] += 1
    return table
