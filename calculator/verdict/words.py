"""The sentences a reader sees first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from calculator.exact.arithmetic import divide_half_up
from calculator.rules.rule_base import Limits

CAUTION = (
    "The share says how well the lead holds up when the weights, the silent cells and the open answers vary. "
    "It is not the chance of success."
)


class Word(StrEnum):
    """How sure the lead is."""

    CLEAR = "clear"
    LIKELY = "likely"
    LEANING = "leaning"
    OPEN = "open"
    """No motion is first in half of the variations."""
    LEVEL = "level"
    """Two share nearly all first places, and which of them is in front is noise."""


def choose_word(share: int, total: int, limits: Limits) -> Word:
    """The word for a first-rank share, chosen by the whole percent that is shown beside it (docs/scoring.md, a.6)."""
    percent = divide_half_up(100 * share, total)
    if percent >= limits.clear:
        return Word.CLEAR
    if percent >= limits.likely:
        return Word.LIKELY
    return Word.LEANING if percent >= limits.leaning else Word.OPEN


def lower_first(text: str) -> str:
    """A label as it stands inside a sentence; abbreviations and names such as DuckDB keep their capitals."""
    first = text.partition(" ")[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]


def with_article(noun: str) -> str:
    """`a database`, `an option`."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def join_and(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def join_or(items: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return " or ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


@dataclass(frozen=True, slots=True)
class Share:
    """A motion's name with how often it is first, in whole percent."""

    label: str
    percent: int

    def __str__(self) -> str:
        return f"{lower_first(self.label)} ({self.percent} %)"


def write_headline(status: str, answered: int, leaders: Sequence[str], noun: str) -> str:
    """One sentence by the fit alone, where nothing was varied.

    Args:
        leaders: labels of the motions in first place.
        noun: what is ranked.
    """
    if status == "conflict":
        return f"No {noun} fits: every one is ruled out by an answer."
    if not answered:
        return f"Answer a few questions to see which {noun} fits."
    names = join_and([leaders[0], *map(lower_first, leaders[1:])])
    if status == "not-enough":
        verb = "has" if len(leaders) == 1 else "have"
        return f"Not enough yet: {lower_first(names)} {verb} the most fit so far."
    return f"{names} fit equally well." if len(leaders) > 1 else f"{names} fits best."


def write_sure_headline(status: str, word: Word, named: Sequence[Share]) -> str:
    """One sentence with the verdict and how often it holds.

    Args:
        named: the motion that is first most often; with those level with it, or those still open, where the word says
            so.
    """
    first = named[0]
    early = status == "not-enough"
    if word is Word.LEVEL:
        names = join_and([first.label, *(lower_first(share.label) for share in named[1:])])
        shares = join_and([f"{share.percent} %" for share in named])
        start = f"Too early for a verdict: {lower_first(names)}" if early else names
        return f"{start} are level, first in {shares} of variations."
    if word is Word.OPEN:
        start = "Too early for a verdict: still open" if early else "Open"
        return f"{start} between {join_and([str(share) for share in named])}."
    if early:
        return (
            f"Too early for a verdict: {lower_first(first.label)} is first in {first.percent} % of variations so far."
        )
    lead = {Word.CLEAR: "a clear lead", Word.LIKELY: "a likely lead", Word.LEANING: "a slight lead"}[word]
    return f"{first.label} fits best, first in {first.percent} % of variations: {lead}."


def write_summary(share: int | None, total: int, samples: int, answered: int, asked: int) -> str:
    """The figures beside the headline."""
    count = f"{answered} of {asked} answered"
    if share is None:
        return count
    return f"{divide_half_up(100 * share, total)} % of {samples:,} variations · {count}"
