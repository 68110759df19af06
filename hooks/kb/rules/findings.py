"""Makes the problems of this package, so that every finding says what, why and how to mend it at one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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


def undeclared_question(place: Place, name: str, questions: Iterable[str]) -> Problem:
    """The finding that a condition or an answer names a question which no page declares (E125)."""
    why = "no condition or answer that names it would be used"
    return error(place, "E125", _UNDECLARED.format(name), why, suggest(name, questions, "questions"))


def join_undeclared(problems: Iterable[Problem], renamed: Mapping[str, str]) -> list[Problem]:
    """A question that was renamed is one finding, at the first place that still has the old id, with their number.

    Args:
        renamed: likely new id of a question by its old one.
    """
    new_ids = {_UNDECLARED.format(old): new for old, new in renamed.items()}
    joined: list[Problem] = []
    lost: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code == "E125":
            lost.setdefault(problem.what, []).append(problem)
        else:
            joined.append(problem)
    for what, found in lost.items():
        first = min(found)
        if len(found) > 1:
            new = new_ids.get(what)
            fix = f"if it was renamed, write '{new}', which takes these answers and has none" if new else first.fix
            others = f"{len(found) - 1} more place{'s' if len(found) > 2 else ''}"
            first = replace(first, what=f"{what} (and in {others})", fix=fix, places=len(found))
        joined.append(first)
    return joined


_UNDECLARED = "no page declares the question '{}'"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
