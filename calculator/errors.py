"""What is refused, and how a refusal is told."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that cannot be used, with what would be."""

    field: str
    """Where it stands in the request, such as `answers.acv_usd`."""
    value: object
    """What was found there, as JSON, shortened when long."""
    message: str
    """A sentence for the person who typed it."""
    allowed: tuple[str, ...] = ()
    """The values that would have been accepted, in declared order; empty where they cannot be listed."""


class CalculatorError(ValueError):
    """Input that cannot be answered: every bad field of it at once."""

    def __init__(self, errors: Iterable[FieldError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{error.field}: {error.message}" for error in self.errors))


def shorten(value: object) -> object:
    """The value itself when it is small and plain, otherwise a short text about it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**15 else f"a number of {len(str(abs(value)))} digits"
    text = value if isinstance(value, str) else f"{type(value).__name__}"
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return clean if len(clean) <= 80 else clean[:77] + "..."
