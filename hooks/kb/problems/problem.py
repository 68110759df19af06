"""What is wrong with a document, where, why it matters and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


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
        return Problem(
            self.path, self.line, self.column, "W" + self.code[1:], Severity.WARNING, self.what, self.why, self.fix
        )
