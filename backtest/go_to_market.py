"""What is about our own questions alone: two published rules of thumb, and what was measured question by question."""

from collections.abc import Sequence

from backtest.cases import Case
from backtest.measures import Guess

# Motion selection factors, factor 1: what its table names for each band, the first named first.
ACV_BANDS = (
    (5_000, ("product-led",)),
    (25_000, ("product-led", "sales-led")),
    (100_000, ("sales-led", "product-led")),
    (None, ("sales-led", "partner-led")),
)
TECHNICAL = {"developer", "technical-operator"}
FREE = {"adopt-freely", "card-limit"}
DISAGREEMENT = {
    "latitude": 0.35,
    "rival_motion": 0.29,
    "customization": 0.28,
    "buyer_user": 0.25,
    "acv_usd": 0.19,
    "stakeholders": 0.17,
    "product_type": 0.15,
    "time_to_value": 0.15,
    "evaluation_cycle": 0.14,
    "segment": 0.14,
    "network_effect": 0.11,
    "buyer_preference": 0.10,
    "cloud_commit": 0.09,
    "partner_need": 0.07,
    "user": 0.06,
    "platform": 0.02,
}
"""How often two people who answered for the same 124 companies, apart from each other, gave different answers."""
DECISIVE = {"partner-led": "partner_need", "marketplace-led": "platform"}
"""Per motion the answer that comes close to restating its label."""
LEFT_OUT = (("partner_need",), ("platform",), ("partner_need", "platform"))
"""Questions that are left unanswered, to see what rests on them alone."""


def guess_acv_bands(cases: Sequence[Case]) -> list[Guess]:
    """By contract value alone; no answer where the case states none."""
    return [Guess(case, tuple((motion,) for motion in acv_motions(case.answers.get("acv_usd")))) for case in cases]


def acv_motions(acv: object) -> tuple[str, ...]:
    """What the band of a contract value names."""
    if not isinstance(acv, int | float):
        return ()
    return next(motions for limit, motions in ACV_BANDS if limit is None or acv < limit)


def guess_situations(cases: Sequence[Case]) -> list[Guess]:
    """By the three-row situation table of go-to-market model selection; no answer where no row fits."""
    return [Guess(case, tuple((motion,) for motion in situation_motions(case))) for case in cases]


def situation_motions(case: Case) -> tuple[str, ...]:
    """The rows that fit, in the order of the table."""
    answers = case.answers
    rows = (
        ("developer-led", answers.get("user") in TECHNICAL and answers.get("latitude") in FREE),
        ("product-led", answers.get("buyer_user") == "same-person" and answers.get("latitude") in FREE),
        (
            "sales-led",
            answers.get("buyer_user") == "different-people" and answers.get("stakeholders") in {"few", "many"},
        ),
    )
    return tuple(motion for motion, fits in rows if fits)
