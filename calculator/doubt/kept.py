"""What one set of samples works out from the rules alone: computed once and kept for the next request."""

from collections.abc import Callable, Sequence

from calculator.answers.beliefs import Belief
from calculator.doubt.packing import dense_bits
from calculator.rules.rule_base import Criterion, Rules


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


class KeptChoices:
    """The atoms that open questions take in one set of samples; those under the declared prior are kept.

    Args:
        draw: per sample the atom that a question takes under a belief.
    """

    def __init__(self, rules: Rules, draw: Callable[[int, Belief], bytes]) -> None:
        self._rules, self._draw = rules, draw
        self._choices: dict[int, bytes] = {}
        self._atom_bits: dict[int, tuple[int, ...]] = {}

    def choices(self, question: int, belief: Belief) -> bytes:
        """Per sample the atom that an open question takes."""
        if belief.masses != self._rules.questions[question].masses:
            return self._draw(question, belief)
        if question not in self._choices:
            self._choices[question] = self._draw(question, belief)
        return self._choices[question]

    def atom_bits(self, question: int, belief: Belief) -> tuple[int, ...]:
        """Per atom that an unanswered question takes in some sample, the samples in which it does (`dense_bits`)."""
        if question not in self._atom_bits:
            chosen = self.choices(question, belief)
            self._atom_bits[question] = tuple(dense_bits(chosen, 1 << atom) for atom in sorted(set(chosen)))
        return self._atom_bits[question]
