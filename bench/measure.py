"""Time two ways of doing one thing side by side, and print the ratio."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the closing table."""

    name: str
    ours: float
    other: float
    unit: str
    what: str
    """What the two are."""

    @property
    def ratio(self) -> float:
        """Ours against the other; below 1 is better for times and sizes."""
        return self.ours / self.other if self.other else float("nan")


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def side_by_side(ours: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of both in seconds, the two taking turns so that noise falls on both alike."""
    first, second = [], []
    for _ in range(rounds):
        first.append(seconds(ours))
        second.append(seconds(other))
    return statistics.median(first), statistics.median(second)


def table(rows: list[Row]) -> str:
    """All rows, aligned."""
    lines = [f"{'benchmark':38} {'ours':>10} {'other':>10} {'ratio':>7}  compared"]
    for row in rows:
        lines.append(
            f"{row.name:38} {row.ours:>7.1f} {row.unit:2} {row.other:>7.1f} {row.unit:2} {row.ratio:>7.2f}  {row.what}"
        )
    return "\n".join(lines)
