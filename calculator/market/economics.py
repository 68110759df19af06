"""Unit economics of each motion: payback, lifetime value, affordable cost, people needed (docs/scoring.md, e.1).

Every figure that is not an answer is an assumption declared on a page, named in the result with its address. An input
that is neither leaves the figures that need it null. Nothing here touches the fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from calculator.answers.given import Answers
from calculator.exact.arithmetic import show
from calculator.exact.numerals import Exact, Span, simplify, to_json_number
from calculator.rules.rule_base import Motion, Question, Rules, link
from calculator.verdict.fit import Assessment

ANSWERABLE = {"gross_margin": "gross_margin", "annual_churn": "annual_churn"}
"""Defaults that an answer replaces: input id and question id."""
DEFAULTS = (
    "gross_margin",
    "annual_churn",
    "lifetime_cap_years",
    "target_payback_months_enterprise",
    "loaded_rep_cost",
    "quota",
    "attainment",
    "max_deals_per_rep",
    "ramp_months",
    "marketing_share",
    "free_to_paid",
)
"""Inputs that a library may declare, beside those that a motion names: its share and its payback limit."""
DEALS_SHOWN = (12, 60, 120)
"""Deals per seller and year for which the smallest contract is shown."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The numbers to compute with; None where there is neither an answer nor a declared default."""

    acv: Exact | None
    """First-year contract value in USD; the geometric middle where a range was given."""
    cac: Exact | None
    """Cost of winning a customer in USD, as answered."""
    target: Exact | None
    """New recurring revenue wanted in a year, in USD."""
    values: Mapping[str, Exact]
    """Declared defaults, replaced by answers where there are any."""
    enterprise: bool
    """Whether the customers are enterprises, which are given longer to pay back."""
    paid_in: str | None
    """The motion in which the answered cost was paid: today's where it was told, else the one that leads."""

    def get(self, name: str) -> Exact | None:
        """An input by its id."""
        return self.values.get(name)


def read_inputs(rules: Rules, answers: Answers, leader: int | None) -> Inputs:
    """The inputs from answers and defaults."""
    today = str(answers.values.get("current_motion"))
    paid_in = today if today in rules.motion_index else None if leader is None else rules.motions[leader].id
    values: dict[str, Exact] = {name: setting.value for name, setting in rules.defaults.items()}
    for name, question in ANSWERABLE.items():
        given = _middle(rules, answers, question)
        if given is not None:
            values[name] = given
    return Inputs(
        acv=_middle(rules, answers, "acv_usd"),
        cac=_middle(rules, answers, "cac_usd"),
        target=_middle(rules, answers, "target_arr_usd"),
        values=values,
        enterprise=answers.values.get("segment") == "enterprise",
        paid_in=paid_in,
    )


def _middle(rules: Rules, answers: Answers, question_id: str) -> Exact | None:
    """A number as answered, or the middle of a range: a band counts like the same interval typed."""
    value = answers.values.get(question_id)
    if value is None or not isinstance(value, Span | str):
        return value
    question = rules.questions[rules.question_index[question_id]]
    if isinstance(value, Span):
        return middle_of(value, question)
    index = question.option_index(value)
    span = question.options[index].span if index is not None else None
    return None if span is None else middle_of(span, question)


def middle_of(span: Span, question: Question) -> Exact | None:
    """The geometric middle of a range; half of the upper end where it begins at the least answer, the lower end where
    it reaches the greatest.

    An end at the domain's own limit says nothing about the amount: "under 1K" is not "between 1 and 1,000", and its
    geometric middle would be $31.60.
    """
    least = question.minimum if question.minimum is not None else 0
    low = None if span.low is None or span.low <= max(least, 0) else span.low
    high = None if span.high is None or (question.maximum is not None and span.high >= question.maximum) else span.high
    if low is None:
        return None if high is None else simplify(Fraction(high) / 2)
    if high is None:
        return low
    product = Fraction(low) * Fraction(high)
    return simplify(Fraction(isqrt(product.numerator * 10**8 // product.denominator), 10**4))


def divide(numerator: Exact | None, *denominators: Exact | None) -> Exact | None:
    """A quotient, or None when a part is missing or a divisor is not positive."""
    if numerator is None:
        return None
    result = Fraction(numerator)
    for denominator in denominators:
        if denominator is None or denominator <= 0:
            return None
        result /= denominator
    return simplify(result)


def multiply(*factors: Exact | None) -> Exact | None:
    """A product, or None when a factor is missing."""
    result = Fraction(1)
    for factor in factors:
        if factor is None:
            return None
        result *= factor
    return simplify(result)


def payback_months(cac: Exact | None, acv: Exact | None, margin: Exact | None) -> Exact | None:
    """Months until gross profit repays the cost of winning a customer: CAC / (ACV / 12 * margin)."""
    return divide(multiply(12, cac), acv, margin)


def lifetime_value(acv: Exact | None, margin: Exact | None, churn: Exact | None, cap: Exact | None) -> Exact | None:
    """Gross profit over a customer's life in USD; a life is 1 / churn years, at most `cap` (None: no cap)."""
    life = divide(1, churn)
    if churn is None or (life is None and cap is None):
        return None
    years = cap if life is None else life if cap is None else min(life, cap)
    return multiply(acv, margin, years)


def deals_per_seller(inputs: Inputs, acv: Exact | None) -> Exact | None:
    """Deals a seller closes in a year: quota * attainment / ACV, at most `max_deals_per_rep` where that is declared."""
    deals = divide(multiply(inputs.get("quota"), inputs.get("attainment")), acv)
    limit = inputs.get("max_deals_per_rep")
    return deals if deals is None or limit is None else min(deals, limit)


def sales_cac(inputs: Inputs, deals: Exact | None) -> Exact | None:
    """What a sale costs when sellers make it: loaded cost / deals / (1 - marketing's share of the spend)."""
    share = inputs.get("marketing_share")
    return divide(inputs.get("loaded_rep_cost"), deals, None if share is None else 1 - share)


def smallest_sales_acv(motion: Motion, inputs: Inputs, deals: Exact) -> Exact | None:
    """The contract value from which a seller with these deals a year pays back in time: 12 * CAC / (margin * limit)."""
    return divide(multiply(12, sales_cac(inputs, deals)), inputs.get("gross_margin"), payback_limit(motion, inputs))


def net_acv(motion: Motion, inputs: Inputs) -> Exact | None:
    """What is left of a contract after the partner's or the marketplace's share, in USD a year."""
    share = 0 if motion.share is None else inputs.get(motion.share)
    return None if share is None else multiply(inputs.acv, 1 - share)


def payback_limit(motion: Motion, inputs: Inputs) -> Exact | None:
    """Months within which a motion should pay back; longer where one's own sellers win enterprises."""
    if sells_alone(motion) and inputs.enterprise:
        return inputs.get("target_payback_months_enterprise") or inputs.get(f"target_payback_months_{_key(motion.id)}")
    return inputs.get(f"target_payback_months_{_key(motion.id)}")


def sells_alone(motion: Motion) -> bool:
    """Whether one's own sellers close the contracts, without a partner's."""
    return motion.sold_by == "sellers" and motion.share is None


def customer_cost(motion: Motion, inputs: Inputs, deals: Exact | None) -> tuple[Exact | None, str | None]:
    """What winning a customer costs in a motion, and where the figure comes from: `answer`, `capacity` or nowhere.

    A cost that was paid in one motion says nothing about another, so an answer counts for the motion that it was paid
    in. Where one's own sellers close, their work gives a figure; elsewhere it stays open.
    """
    if inputs.cac is not None and motion.id == inputs.paid_in:
        return inputs.cac, "answer"
    cost = sales_cac(inputs, deals) if sells_alone(motion) else None
    return cost, None if cost is None else "capacity"


def sellers_needed(inputs: Inputs) -> int | None:
    """Sellers to hire for the target: target / (quota * attainment * ramped share of their first year), rounded up."""
    ramp = inputs.get("ramp_months")
    ramped = None if ramp is None else 1 - Fraction(ramp) / 24
    return _round_up(divide(inputs.target, inputs.get("quota"), inputs.get("attainment"), ramped))


def _round_up(value: Exact | None) -> int | None:
    return None if value is None else -(-value.numerator // value.denominator)


def compute_economics(assessment: Assessment, answers: Answers, leader: int | None) -> dict[str, Any]:
    """All figures as JSON: money in USD, times in months, one decimal.

    Args:
        leader: whose growth is told: customers who sign up by themselves, or sellers to hire.
    """
    rules = assessment.rules
    inputs = read_inputs(rules, answers, leader)
    sold_by = None if leader is None else rules.motions[leader].sold_by
    sellers = next((motion for motion in rules.motions if sells_alone(motion)), None)
    deals = deals_per_seller(inputs, inputs.acv)
    customers = _round_up(divide(inputs.target, inputs.acv))
    return {
        "acv": {"value": show_number(inputs.acv), "is_middle": not _is_number(answers, "acv_usd")}
        if inputs.acv is not None
        else None,
        "motions": [
            {"ruled_out": is_out, **_show_motion(motion, inputs, deals)}
            for motion, is_out in zip(rules.motions, assessment.barring.is_barred, strict=True)
        ],
        "sales": {
            "deals_per_rep": show_number(deals),
            "cac_from_capacity": show_number(sales_cac(inputs, deals)),
            "smallest_acv": [
                {"deals": count, "acv": show_number(smallest_sales_acv(sellers, inputs, count))}
                for count in DEALS_SHOWN
                if sellers is not None
            ],
        },
        "growth": {
            "target_arr": show_number(inputs.target),
            "customers": customers,
            "sign_ups": _round_up(divide(customers, inputs.get("free_to_paid"))) if sold_by == "itself" else None,
            "reps": sellers_needed(inputs) if sold_by == "sellers" else None,
        },
        "assumptions": _show_assumptions(rules, answers, inputs),
        "benchmarks": [
            {**{key: b[key] for key in ("figure", "value", "sample", "checked")}, "url": link(b["url"], b["anchor"])}
            for b in rules.beside.get("benchmarks", ())
        ],
    }


def _show_motion(motion: Motion, inputs: Inputs, deals: Exact | None) -> dict[str, Any]:
    margin, churn = inputs.get("gross_margin"), inputs.get("annual_churn")
    limit = payback_limit(motion, inputs)
    net = net_acv(motion, inputs)
    cac, basis = customer_cost(motion, inputs, deals)
    payback = payback_months(cac, net, margin)
    lifetime = lifetime_value(net, margin, churn, inputs.get("lifetime_cap_years"))
    return {
        "motion": motion.id,
        "net_acv": show_number(net),
        "cac": show_number(cac),
        "cac_basis": basis,
        "cac_ratio": show_number(divide(cac, net), 2),
        "magic_number": show_number(divide(net, cac), 2),
        "payback_months": show_number(payback),
        "payback_limit_months": show_number(limit),
        "within_limit": None if payback is None or limit is None else payback <= limit,
        "affordable_cac": show_number(divide(multiply(net, margin, limit), 12)),
        "ltv": show_number(lifetime),
        "ltv_uncapped": show_number(lifetime_value(net, margin, churn, None)),
        "ltv_cac": show_number(divide(lifetime, cac), 2),
    }


def _key(motion: str) -> str:
    return motion.replace("-", "_")


def _is_number(answers: Answers, question: str) -> bool:
    return not isinstance(answers.values.get(question), Span | str)


def show_number(value: Exact | None, decimals: int = 1) -> int | float | None:
    """A number with at most this many decimals, halves up."""
    if value is None:
        return None
    if decimals == 1:
        return show(value.numerator, value.denominator)
    scale = 10**decimals
    units = (2 * scale * value.numerator + value.denominator) // (2 * value.denominator)
    return to_json_number(simplify(Fraction(units, scale)))


def _show_assumptions(rules: Rules, answers: Answers, inputs: Inputs) -> list[dict[str, Any]]:
    shown = []
    for name, setting in sorted(rules.defaults.items()):
        question = ANSWERABLE.get(name)
        given = question is not None and answers.values.get(question) is not None
        value = inputs.get(name)
        url = rules.questions[rules.question_index[question]].url if given and question is not None else setting.url
        shown.append(
            {
                "input": name,
                "value": None if value is None else to_json_number(value),
                "unit": setting.unit or "",
                "given": given,
                "url": url,
            }
        )
    return shown
