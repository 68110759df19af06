"""Which open question is worth asking next (docs/scoring.md, a.7).

Two values are given. `voi` is the value of information on the shares: by how much the best first-rank share rises on
average once the question is answered. It is often zero for every single question although two together would decide,
so it cannot choose. `information` can: how much the answer tells about which motion would lead if everything were
answered (Shannon's mutual information), with open answers expected as in `expectation`.
"""

from dataclasses import dataclass
from functools import lru_cache

from calculator.exact.arithmetic import log2_fixed
from calculator.uncertainty.acceptability import Acceptability
from calculator.uncertainty.expectation import Expectations
from calculator.uncertainty.variations import Variations
from calculator.verdict.fit import Assessment


@dataclass(frozen=True, slots=True)
class Gains:
    """What each open question is worth."""

    whole: int
    """Parts of all samples; `voi` is counted in them."""
    voi: dict[int, int]
    """Per open question."""
    most_information: int
    """What there would be to know about one of equally likely motions; `information` is counted in its units."""
    information: dict[int, int]
    """Per open question."""
    order: tuple[int, ...]
    """The open questions, the one to ask first in front."""
    leaders: dict[int, tuple[tuple[int, int], ...]]
    """Per question without an answer (also those answered with "not sure"), the motion that would be first after each
    of its answers, with the samples that have it."""
    reach: dict[int, tuple[tuple[int, int], ...]]
    """For the same questions, after each answer that a sample has: the parts in which the motion that is first most
    often now would be first, and all parts."""


def weigh_questions(
    assessment: Assessment, acceptability: Acceptability, variations: Variations, expectations: Expectations
) -> Gains:
    """The value of every question that was neither answered nor answered with "not sure".

    Equal information is decided by `voi`, then by weight, then by id.
    """
    rules, beliefs = assessment.rules, assessment.beliefs
    open_questions = [q for q in rules.fit if not beliefs[q].is_closed and beliefs[q].atom is None]
    unanswered = [q for q in rules.fit if not beliefs[q].is_answered and beliefs[q].atom is None]
    voi, leaders, reach = _value_on_shares(assessment, acceptability, variations, unanswered)
    is_start = not any(beliefs[question].is_answered for question in rules.fit)
    information, whole = _measure_information(assessment, expectations, open_questions)

    def urgency(question: int) -> tuple[bool, int, int, int, str]:
        position = rules.criterion_of[question]
        weight = 0 if position is None else rules.criteria[position].weight
        # Whoever has no customers yet can answer the first question, too.
        too_soon = is_start and rules.questions[question].needs_customers
        return (too_soon, -information[question], -voi[question], -weight, rules.questions[question].id)

    return Gains(
        whole=acceptability.whole,
        voi={question: voi[question] for question in open_questions},
        most_information=whole * log2_fixed(max(2, len(rules.motions))),
        information=information,
        order=tuple(sorted(open_questions, key=urgency)),
        leaders=leaders,
        reach=reach,
    )


def _value_on_shares(
    assessment: Assessment, acceptability: Acceptability, variations: Variations, questions: list[int]
) -> tuple[dict[int, int], dict[int, tuple[tuple[int, int], ...]], dict[int, tuple[tuple[int, int], ...]]]:
    """The value of information over the same samples as the shares, parted by the answer (never negative), who would
    be first after each answer, and how often the motion that is first now would be.
    """
    motions = range(len(assessment.rules.motions))
    leading = [acceptability.standings.leading(motion) for motion in motions]
    best = max(acceptability.first(motion) for motion in motions)
    leader = max(motions, key=lambda motion: (acceptability.first(motion), assessment.totals[motion]))
    parts = acceptability.whole // acceptability.samples
    values, leaders, reach = {}, {}, {}
    for question in questions:
        total, after, shares = 0, [], []
        for lanes in variations.atom_bits(question, assessment.beliefs[question]):
            counts = [sum((bits & lanes).bit_count() * parts for bits, parts in levels) for levels in leading]
            first = max(motions, key=lambda motion: (counts[motion], assessment.totals[motion]))
            after.append((first, lanes.bit_count()))
            total += counts[first]
            if lanes:
                shares.append((counts[leader], lanes.bit_count() * parts))
        values[question] = total - best
        leaders[question] = tuple(after)
        reach[question] = tuple(shares)
    return values, leaders, reach


def _measure_information(
    assessment: Assessment, expectations: Expectations, questions: list[int]
) -> tuple[dict[int, int], int]:
    """Per question the mutual information of its answer and the leader, times the total count, and that count."""
    if not questions:
        return {}, 1
    standings = expectations.compare(assessment)
    leading = [standings.leading(motion) for motion in range(len(standings.codes))]
    blocks = expectations.blocks(assessment.beliefs)
    # Per motion the samples it leads in, once for each block and size of tie, with what a sample counts there.
    counted = [
        [(bits & block, parts * weight) for bits, parts in levels for block, weight in blocks if bits & block]
        for levels in leading
    ]
    per_motion = [sum(bits.bit_count() * weight for bits, weight in levels) for levels in counted]
    whole = sum(per_motion)
    doubt = _entropy(per_motion)
    found = {}
    for question in questions:
        left = 0
        for lanes in expectations.atom_bits(question, assessment.beliefs[question]):
            left += _entropy([sum((b & lanes).bit_count() * w for b, w in levels) for levels in counted])
        # The logarithms are cut off, which may leave a tiny negative rest.
        found[question] = max(0, doubt - left)
    return found, whole


def _entropy(counts: list[int]) -> int:
    """The Shannon entropy of a distribution times its total count, in units of 2**-20 bits; 0 when one count is all."""
    present = [count for count in counts if count]
    if len(present) < 2:
        return 0
    total = sum(present)
    return total * _log2(total) - sum(count * _log2(count) for count in present)


@lru_cache(maxsize=16384)
def _log2(count: int) -> int:
    return log2_fixed(count)
