"""What is wrong with a document, where, why it matters and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The page, a link or a rule would be wrong: `make check` fails."""
    WARNING = "warning"
    """The page can be read, but something in it should be mended."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about one place in the library, ordered by that place."""

    path: str
    """File, relative to the library's root, with forward slashes."""
    line: int
    """1-based; 1 where the whole file is meant."""
    column: int
    """1-based, in characters."""
    code: str
    """`E` or `W` and three digits; the same digits mean the same finding."""
    severity: Severity
    what: str
    """What is wrong, with the value found."""
    why: str
    """What would go wrong for a reader if it stayed."""
    fix: str
    """How to mend it."""
    places: int = 1
    """How many places have it, where a whole library does it alike and only the first is told."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.what}; {self.why}; {self.fix}"

    @property
    def message(self) -> str:
        """What and why, for the published report."""
        return f"{self.what}; {self.why}"

    def as_warning(self) -> "Problem":
        """The same finding where it must not stop the build (a foreign library)."""
        return replace(self, code="W" + self.code[1:], severity=Severity.WARNING)


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
