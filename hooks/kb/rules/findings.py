"""Makes the problems of this package, so that every finding says what, why and how to mend it at one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kb.problems.problem import Problem, Severity

LONGEST_WORD = 80
"""Characters of a word that a nearest name is looked for; longer ones are no typing slips."""

LONGEST_TEXT = 600
"""Characters of one part of a message: a cell of a megabyte is not repeated."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in one file of the library."""

    path: str
    line: int
    column: int

    def shifted(self, offset: int) -> "Place":
        """The place some characters to the right."""
        return Place(self.path, self.line, self.column + offset)


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding inside one piece of text, before it is known where that text stands."""

    code: str
    offset: int
    """Characters from the start of the text."""
    what: str
    why: str
    fix: str

    def at(self, place: Place) -> Problem:
        """The finding, with the text beginning at the place."""
        return error(place.shifted(self.offset), self.code, self.what, self.why, self.fix)


def error(place: Place, code: str, what: str, why: str, fix: str) -> Problem:
    """A finding that makes a rule wrong."""
    return Problem(place.path, place.line, place.column, code, Severity.ERROR, _cut(what), why, _cut(fix))


def warning(place: Place, code: str, what: str, why: str, fix: str) -> Problem:
    """A finding that leaves the rules usable."""
    return Problem(place.path, place.line, place.column, code, Severity.WARNING, _cut(what), why, _cut(fix))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that the word was probably meant to be, if one is close."""
    if len(word) > LONGEST_WORD:
        return None
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def suggest(word: str, known: Iterable[str], label: str = "known names") -> str:
    """How to mend an unknown name: the nearest one where there is one, then all of them."""
    names = list(known)
    close = nearest(word, names)
    listed = f"{label}: {', '.join(names) or 'none'}"
    return f"did you mean '{close}'? ({listed})" if close else f"use one of the {listed}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
