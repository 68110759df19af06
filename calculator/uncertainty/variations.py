"""The variations of the weights, the silent cells and the open answers (docs/scoring.md, a.5).

The vectors of all motions stand side by side in one integer, so a criterion's contribution to every motion in every
sample is a single addition. What depends only on the rules and the seed is computed once and cached.
"""

from collections.abc import Callable, Sequence

from calculator.answers.beliefs import Belief, believe_nothing
from calculator.rules.rule_base import Criterion, Rules
from calculator.uncertainty.packing import Packing, dense_bits
from calculator.uncertainty.sampling import FACTORS, Lanes, choose, lanes_for
from calculator.verdict.vetoes import Barring, Force


class ContributionCache:
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


class ChoiceCache:
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

    def draw_all(self) -> None:
        """Draw what every question that ranks takes under its declared prior."""
        for question in self._rules.fit:
            self.choices(question, believe_nothing(self._rules.questions[question]))

    def atom_bits(self, question: int, belief: Belief) -> tuple[int, ...]:
        """Per atom that an unanswered question takes in some sample, the samples in which it does (`dense_bits`)."""
        if question not in self._atom_bits:
            chosen = self.choices(question, belief)
            self._atom_bits[question] = tuple(dense_bits(chosen, 1 << atom) for atom in sorted(set(chosen)))
        return self._atom_bits[question]


MAX_POINTS = 3
"""Points after variation lie in -3..3."""


class Variations:
    """The samples for one seed under one rule base."""

    def __init__(self, rules: Rules, seed: int, samples: int) -> None:
        self.rules, self.seed, self.samples = rules, seed, samples
        self.packing = Packing(samples, MAX_POINTS * max(FACTORS) * rules.total_weight)
        self._drawn: dict[int, tuple[bytes, list[bytes]]] = {}
        self._varied: dict[int, tuple[int, tuple[int, ...]]] = {}
        self._draws: dict[int, bytes] = {}
        self._open = ChoiceCache(rules, self._draw_choices)
        self.choices, self.atom_bits = self._open.choices, self._open.atom_bits
        self._cache = ContributionCache(self._find_rows, self._blend)

    @property
    def _lanes(self) -> Lanes:
        return lanes_for(self.samples)

    def draw_all(self) -> None:
        """Draw all that depends on nothing but the rules and the seed, and keep it as small as it can be kept."""
        for position in range(len(self.rules.criteria)):
            self._drawn[position] = self._draw_varied(position)
        self._open.draw_all()
        self._draws.clear()

    def total(self, beliefs: Sequence[Belief]) -> int:
        """Per motion and sample the sum of all contributions, the motions' vectors side by side."""
        criteria = enumerate(self.rules.criteria)
        return sum(self._cache.contribution(position, criterion, beliefs) for position, criterion in criteria)

    def contribution(self, position: int, criterion: Criterion, beliefs: Sequence[Belief]) -> int:
        """Per motion and sample what one criterion contributes, the motions' vectors side by side."""
        return self._cache.contribution(position, criterion, beliefs)

    def barred_lanes(self, barring: Barring, beliefs: Sequence[Belief]) -> list[int]:
        """Per motion all bits of the lanes in which it cannot lead."""
        return find_barred_lanes(self.rules, barring, beliefs, self.packing, self.choices)

    def _draw_choices(self, question: int, belief: Belief) -> bytes:
        if question not in self._draws:
            self._draws[question] = self._lanes.draw_bytes(self.seed, f"a:{stream_name(self.rules, question)}")
        return choose(self._draws[question], belief.masses)

    def _find_rows(self, criterion: Criterion, beliefs: Sequence[Belief]) -> dict[int, int]:
        return find_row_lanes(criterion, beliefs, self.packing, self.choices)

    def _blend(self, position: int, rows: dict[int, int]) -> int:
        """The contributions of a criterion when each row applies in the given lanes."""
        criterion = self.rules.criteria[position]
        factors, noise = self._vary(position)
        combined = 0
        for motion in range(len(self.rules.motions)):
            by_points: dict[int, int] = {}
            silent = 0
            for index, lanes in rows.items():
                if index < 0:
                    silent |= lanes  # no row says anything here
                    continue
                row = criterion.rows[index]
                if row.points[motion]:
                    by_points[row.points[motion]] = by_points.get(row.points[motion], 0) | lanes
                if row.silent[motion]:
                    silent |= lanes
            vector = sum(points * (factors & lanes) for points, lanes in by_points.items())
            if silent:
                vector += (noise[self.rules.stream_order[motion]] & silent) - (factors & silent)
            combined += (criterion.weight * vector) << (motion * self.packing.vector_bits)
        return combined

    def _vary(self, position: int) -> tuple[int, tuple[int, ...]]:
        """A criterion's factors, and per motion (by name) its factors times 0, 1 or 2."""
        if position not in self._varied:
            packing = self.packing
            drawn, noise = self._drawn.get(position) or self._draw_varied(position)
            factors = packing.expand(drawn)
            varied = tuple(
                (factors & packing.select(steps, 0b110)) + (factors & packing.select(steps, 0b100)) for steps in noise
            )
            self._varied[position] = (factors, varied)
        return self._varied[position]

    def _draw_varied(self, position: int) -> tuple[bytes, list[bytes]]:
        """A criterion's factors, and per motion what is added to its silent points."""
        name, lanes = self.rules.criteria[position].id, self._lanes
        return lanes.draw_factors(self.seed, name), lanes.draw_noise(self.seed, name, len(self.rules.motions))


type Chooser = Callable[[int, Belief], bytes]
"""Gives per sample the atom that an open question takes."""


def stream_name(rules: Rules, question: int) -> str:
    """The name of a question's streams: that of its criterion, with its own where a table joins several."""
    position, name = rules.criterion_of[question], rules.questions[question].id
    if position is None:
        return name
    criterion = rules.criteria[position]
    return criterion.id if len(criterion.questions) == 1 else f"{criterion.id}:{name}"


def find_row_lanes(
    criterion: Criterion, beliefs: Sequence[Belief], packing: Packing, choose: Chooser
) -> dict[int, int]:
    """The lanes in which each row of a criterion applies."""
    parts = [(0, packing.full)]
    for question in criterion.questions:
        belief = beliefs[question]
        size = len(belief.masses)
        if belief.atom is not None:
            parts = [(cell * size + belief.atom, lanes) for cell, lanes in parts]
            continue
        chosen = choose(question, belief)
        masks = [(atom, packing.select(chosen, 1 << atom)) for atom in range(size) if belief.masses[atom]]
        parts = [(cell * size + atom, lanes & mask) for cell, lanes in parts for atom, mask in masks]
    rows: dict[int, int] = {}
    for cell, lanes in parts:
        row = criterion.cells[cell]
        rows[row] = rows.get(row, 0) | lanes
    return rows


def find_barred_lanes(
    rules: Rules, barring: Barring, beliefs: Sequence[Belief], packing: Packing, choose: Chooser
) -> list[int]:
    """Per motion all bits of the lanes in which some requirement bars it."""
    barred = [packing.full if is_barred else 0 for is_barred in barring.is_barred]
    for veto, force in zip(rules.vetoes, barring.forces, strict=True):
        if force is not Force.POSSIBLE or barring.is_barred[veto.motion]:
            continue
        lanes = packing.full
        for question, mask in veto.when.masks:
            if beliefs[question].possible & ~mask:
                lanes &= packing.select(choose(question, beliefs[question]), mask)
        barred[veto.motion] |= lanes
    return barred
