"""Results for single documents, kept from one catalogue to the next of the same library.

A result is a function of a document and of other values. It holds while the document is the same object, which it is
while its text is, and while the other values are equal.
"""

from collections.abc import Callable
from typing import Any


class Memo:
    """Results of one library."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._found: dict[tuple[str, str], tuple[object, object, Any]] = {}
        self._used: set[tuple[str, str]] = set()

    def call[D, R](self, name: str, identity: str, thing: D, other: object, compute: Callable[[], R]) -> R:
        """What `compute` gave for the same thing and equal other values, else what it gives now.

        Args:
            name: of what is computed.
            identity: of the document.
            thing: what it is computed from; compared by identity, because comparing it would take longer.
            other: everything else that it is computed from.
        """
        key = (name, identity)
        self._used.add(key)
        found = self._found.get(key)
        if found is not None and found[0] is thing and found[1] == other:
            result: R = found[2]
            return result
        result = compute()
        self._found[key] = (thing, other, result)
        return result

    def forget(self) -> None:
        """Drop what the newest catalogue did not ask for."""
        self._found = {key: self._found[key] for key in self._used}
        self._used = set()
