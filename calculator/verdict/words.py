"""The sentences a reader sees first."""

from collections.abc import Sequence
from enum import StrEnum

from calculator.exact.rounding import divide_half_up
from calculator.rules.limits import Limits

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


def choose_word(share: int, total: int, limits: Limits) -> Word:
    """The word for a first-rank share, chosen by the whole percent that is shown beside it (SCORING a.6)."""
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


def join_and(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def join_or(items: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return " or ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def write_headline(status: str, answered: int, leaders: Sequence[str], word: Word | None, rival: str | None) -> str:
    """One sentence with the verdict and how sure it is.

    Args:
        leaders: labels of the motions in first place.
        rival: label of the motion that leads next most often, for an open verdict.
    """
    if status == "conflict":
        return "No motion fits: every one is ruled out by an answer."
    if not answered:
        return "Answer a few questions to see which motion fits."
    names = join_and([leaders[0], *map(lower_first, leaders[1:])])
    if status == "not-enough":
        verb = "is ahead" if len(leaders) == 1 else "are level"
        return f"Not enough yet: {lower_first(names)} {verb} so far."
    if len(leaders) > 1:
        return f"{names} fit equally well."
    if word is Word.OPEN and rival is not None:
        return f"Open between {lower_first(names)} and {lower_first(rival)}."
    ending = {Word.CLEAR: ", clearly", Word.LIKELY: ", likely", Word.LEANING: ", by a little"}
    return f"{names} fits best{ending.get(word, '') if word else ''}."


def write_summary(share: int | None, total: int, samples: int, answered: int, asked: int) -> str:
    """The figures beside the headline."""
    count = f"{answered} of {asked} answered"
    if share is None:
        return count
    return f"{divide_half_up(100 * share, total)} % of {samples:,} variations · {count}"
