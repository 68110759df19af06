"""Makes a problem where a node, a link or a line stands, and offers the nearest allowed name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol

from kb.problems.problem import Problem, Severity


class Placed(Protocol):
    """Anything with a 1-based line and column."""

    @property
    def line(self) -> int:
        """1-based line."""
        ...

    @property
    def column(self) -> int:
        """1-based column."""
        ...


def finding(path: str, place: Placed | tuple[int, int], code: str, what: str, why: str, fix: str) -> Problem:
    """A problem at a place; the letter of its code says how much it matters."""
    line, column = place if isinstance(place, tuple) else (place.line, place.column)
    severity = Severity.WARNING if code[0] == "W" else Severity.ERROR
    return Problem(path, line, column, code, severity, what, why, fix)


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed name most like a word, None where none is close."""
    names = {name.casefold(): name for name in sorted(allowed)}
    close = get_close_matches(word.casefold(), names, 1, 0.6)
    return names[close[0]] if close else None


def offer(word: str, allowed: Iterable[str]) -> str:
    """How to mend a name that is not allowed: the nearest one where there is one, and what is allowed."""
    names = list(allowed)
    near = nearest(word, names)
    listed = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    return f"did you mean '{near}'? (allowed: {listed})" if near else f"use one of {listed}"
