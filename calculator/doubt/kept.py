"""Contributions of criteria to all samples; what depends only on the rules is computed once and kept."""

from collections.abc import Callable, Sequence

from calculator.answers.beliefs import Belief
from calculator.rules.rule_base import Criterion


class KeptContributions:
    """Contributions of one set of samples, kept for the next request.

    Args:
        find_rows: per row of a criterion the lanes in which it applies, under the beliefs.
        blend: the contribution of the criterion at a position when each row applies in the given lanes.
    """

    def __init__(
        self,
        find_rows: Callable[[Criterion, Sequence[Belief]], dict[int, int]],
        blend: Callable[[int, dict[int, int]], int],
    ) -> None:
        self._find_rows, self._blend = find_rows, blend
        self._certain: dict[tuple[int, int], int] = {}
        self._unanswered: dict[int, int] = {}

    def contribution(self, position: int, criterion: Criterion, beliefs: Sequence[Belief]) -> int:
        """The contribution of a criterion: kept where none of its questions is answered, or one row is certain."""
        if not any(beliefs[question].is_answered for question in criterion.questions):
            if position not in self._unanswered:
                self._unanswered[position] = self._blend(position, self._find_rows(criterion, beliefs))
            return self._unanswered[position]
        rows = self._find_rows(criterion, beliefs)
        if len(rows) > 1:
            return self._blend(position, rows)
        key = (position, next(iter(rows)))
        if key not in self._certain:
            self._certain[key] = self._blend(position, rows)
        return self._certain[key]
