"""Names most like a missing one, for suggestions only: nothing is ever linked by likeness.

Names are compared by their runs of three letters, each run weighted by how rare it is in the library, so that a shared
`framework` says little and a shared `retention` much. An index makes a library's wanted pages cost milliseconds.
"""

from collections.abc import Iterable
from math import log

_LEAST = 0.45
"""Smallest likeness (0 nothing shared, 1 the same runs) worth offering."""


class LikenessIndex:
    """Names of a library by their runs of three letters."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index pairs of name and document id; a document may have several names."""
        self._names = sorted(set(names))
        self._runs = [_runs(name) for name, _ in self._names]
        self._holders: dict[str, list[int]] = {}
        for n, runs in enumerate(self._runs):
            for run in runs:
                self._holders.setdefault(run, []).append(n)
        self._weights = {run: log(1 + len(self._names) / len(held)) for run, held in self._holders.items()}
        self._unseen = log(1 + len(self._names))
        self._totals = [sum(self._weights[run] for run in sorted(runs)) for runs in self._runs]

    def nearest(self, name: str, limit: int) -> tuple[str, ...]:
        """Ids of the documents with the most similar names, best first, at most `limit`."""
        runs = sorted(_runs(name))
        total = sum(self._weights.get(run, self._unseen) for run in runs)
        shared: dict[int, float] = {}
        for run in runs:
            weight = self._weights.get(run, 0.0)
            for n in self._holders.get(run, ()):
                shared[n] = shared.get(n, 0.0) + weight
        best: dict[str, float] = {}
        for n, weight in shared.items():
            likeness = weight / (total + self._totals[n] - weight)
            if likeness >= _LEAST:
                identity = self._names[n][1]
                best[identity] = max(best.get(identity, 0.0), likeness)
        return tuple(sorted(best, key=lambda identity: (-round(best[identity], 9), identity))[:limit])


def _runs(name: str) -> frozenset[str]:
    padded = f"  {name} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))
