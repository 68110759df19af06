"""Answers as they hang together in companies of each motion: what to expect of questions not yet answered.

Taking open questions as independent (as the shares do, deliberately: docs/scoring.md, a.5) misjudges which of them is
worth asking, because answers come in bundles: rep-free buyers, short evaluations and single stakeholders together. The
tables say which: read as evidence, a point for a motion doubles the odds of the answer in a company of that motion,

    P(answer | motion)  is proportional to  prior(answer) * 2 ** points(motion, answer),

the additive model read as naive Bayes. Nothing here is fitted to cases, and nothing here ranks.
"""

from collections.abc import Sequence

from calculator.answers.beliefs import Belief
from calculator.rules.rule_base import Criterion, Rules
from calculator.uncertainty.packing import Packing, Standings
from calculator.uncertainty.sampling import LANE_BYTES, choose, lanes_for
from calculator.uncertainty.variations import (
    ChoiceCache,
    ContributionCache,
    find_barred_lanes,
    find_row_lanes,
    stream_name,
)
from calculator.verdict.fit import Assessment

SHIFT = 2
"""Added to points, so that powers of two stay whole."""
SCALE = 1 << 20
"""The motions' probabilities are counted in this many parts."""


class Expectations:
    """Sampled companies: an equal block of samples for every motion, in the order of the motions' names."""

    def __init__(self, rules: Rules, seed: int, per_motion: int) -> None:
        self.rules, self.seed, self.per_motion = rules, seed, per_motion
        self.samples = per_motion * len(rules.motions)
        self.packing = Packing(self.samples, 2 * rules.total_weight)
        self._odds: dict[int, tuple[tuple[int, ...], ...]] = {}
        self._every: dict[int, tuple[int, ...]] = {}
        self._open = ChoiceCache(rules, self._draw_choices)
        self.choices, self.atom_bits = self._open.choices, self._open.atom_bits
        self.draw_all = self._open.draw_all
        self._cache = ContributionCache(self._find_rows, self._add_rows)

    def odds(self, question: int) -> tuple[tuple[int, ...], ...]:
        """Per motion and atom, the factor that being a company of this motion puts on the atom's prior.

        Over a question that shares its table with others, the factor is averaged over their answers.
        """
        if question not in self._odds:
            rules = self.rules
            position = rules.criterion_of[question]
            if position is None:
                return tuple((1,) * rules.questions[question].atoms for _ in rules.motions)
            criterion = rules.criteria[position]
            place = criterion.questions.index(question)
            sizes = [rules.questions[other].atoms for other in criterion.questions]
            table = [[0] * sizes[place] for _ in rules.motions]
            for cell, row in enumerate(criterion.cells):
                atoms, mass, rest = [0] * len(sizes), 1, cell
                for index in reversed(range(len(sizes))):
                    rest, atoms[index] = divmod(rest, sizes[index])
                    if index != place:
                        mass *= rules.questions[criterion.questions[index]].masses[atoms[index]]
                for motion in range(len(rules.motions)):
                    points = criterion.rows[row].points[motion] if row >= 0 else 0
                    table[motion][atoms[place]] += mass << (points + SHIFT)
            self._odds[question] = tuple(map(tuple, table))
        return self._odds[question]

    def weigh_motions(self, beliefs: Sequence[Belief]) -> list[int]:
        """Per motion how probable it is that the answers come from a company of it, in parts of `SCALE`."""
        seen, every = [1] * len(self.rules.motions), [1] * len(self.rules.motions)
        for question in self.rules.fit:
            belief = beliefs[question]
            if not belief.is_answered:
                continue
            for motion, factors in enumerate(self.odds(question)):
                if belief.atom is not None:
                    seen[motion] *= factors[belief.atom]
                else:
                    seen[motion] *= sum(mass * factor for mass, factor in zip(belief.masses, factors, strict=True))
                every[motion] *= self._whole(question)[motion]
        # Enough bits that the least probable motion still has some.
        shift = max(map(int.bit_length, every)) + SCALE.bit_length()
        likelihoods = [(part << shift) // whole for part, whole in zip(seen, every, strict=True)]
        total = sum(likelihoods)
        return [SCALE * likelihood // total if total else SCALE for likelihood in likelihoods]

    def _whole(self, question: int) -> tuple[int, ...]:
        """Per motion the odds of all atoms together."""
        if question not in self._every:
            prior = self.rules.questions[question].masses
            self._every[question] = tuple(
                sum(mass * factor for mass, factor in zip(prior, factors, strict=True))
                for factors in self.odds(question)
            )
        return self._every[question]

    def _draw_choices(self, question: int, belief: Belief) -> bytes:
        """Per sample the atom that an open question takes, drawn as companies of the sample's motion have it."""
        draws = lanes_for(self.samples).draw_bytes(self.seed, f"q:{stream_name(self.rules, question)}")
        factors, blocks = self.odds(question), []
        for place, motion in enumerate(self._by_name()):
            masses = tuple(mass * factor for mass, factor in zip(belief.masses, factors[motion], strict=True))
            block = draws[LANE_BYTES * place * self.per_motion : LANE_BYTES * (place + 1) * self.per_motion]
            blocks.append(choose(block, masses))
        return b"".join(blocks)

    def _by_name(self) -> list[int]:
        return sorted(range(len(self.rules.motions)), key=self.rules.stream_order.__getitem__)

    def blocks(self, beliefs: Sequence[Belief]) -> list[tuple[int, int]]:
        """Per motion that is possible, the samples of its block as bits and its probability in parts of `SCALE`."""
        weights, block = self.weigh_motions(beliefs), (1 << self.per_motion) - 1
        found = []
        for place, motion in enumerate(self._by_name()):
            if weights[motion]:
                # The first sample is the highest bit (`dense_bits`).
                shift = (len(weights) - 1 - place) * self.per_motion
                found.append((block << shift, weights[motion]))
        return found

    def compare(self, assessment: Assessment) -> Standings:
        """The motions' order in every sample, with the weights and points as they are written."""
        rules, beliefs, packing = self.rules, assessment.beliefs, self.packing
        criteria = enumerate(rules.criteria)
        total = sum(self._cache.contribution(position, criterion, beliefs) for position, criterion in criteria)
        barred = find_barred_lanes(rules, assessment.barring, beliefs, packing, self.choices)
        return packing.compare(packing.split_scores(total, barred))

    def _find_rows(self, criterion: Criterion, beliefs: Sequence[Belief]) -> dict[int, int]:
        return find_row_lanes(criterion, beliefs, self.packing, self.choices)

    def _add_rows(self, position: int, rows: dict[int, int]) -> int:
        criterion, combined = self.rules.criteria[position], 0
        for motion in range(len(self.rules.motions)):
            vector = 0
            for index, lanes in rows.items():
                points = criterion.rows[index].points[motion] if index >= 0 else 0
                vector += points * (self.packing.ones & lanes)
            combined += (criterion.weight * vector) << (motion * self.packing.vector_bits)
        return combined
