"""What is still missing to run the motion that fits; gaps to close, never points (docs/scoring.md, a.1)."""

from typing import Any

from calculator.answers.given import Answers
from calculator.exact.arithmetic import divide_half_up
from calculator.exact.numerals import write_number
from calculator.market.economics import (
    Inputs,
    customer_cost,
    net_acv,
    payback_limit,
    payback_months,
    read_inputs,
    sellers_needed,
    sells_alone,
)
from calculator.rules.rule_base import Motion, Rules

SMALL_TEAM = 4
"""Sellers that the question on sales capacity still calls a small team."""


def find_gaps(rules: Rules, answers: Answers, leader: int) -> list[dict[str, Any]]:
    """The gaps between the answers about readiness and what the leading motion needs.

    Each has the question it comes from, a sentence, and the address of the page to read.
    """
    motion, inputs = rules.motions[leader], read_inputs(rules, answers, leader)
    gaps = []
    capacity = answers.values.get("sales_capacity")
    if motion.sold_by == "sellers":
        message = _seller_gap(motion, inputs, str(capacity) if capacity is not None else None)
        if message:
            gaps.append(_gap(rules, "sales_capacity", message))
    elif capacity == "large":
        message = (
            f"{motion.label} starts without a sales team. Add sellers when usage asks for them, not because you can."
        )
        gaps.append(_gap(rules, "sales_capacity", message))
    message = _payback_gap(motion, inputs)
    if message:
        gaps.append(_gap(rules, "cac_usd", message))
    return [gap for gap in gaps if gap is not None]


def _gap(rules: Rules, question: str, message: str) -> dict[str, Any] | None:
    index = rules.question_index.get(question)
    return None if index is None else {"question": question, "message": message, "url": rules.questions[index].url}


def _seller_gap(motion: Motion, inputs: Inputs, capacity: str | None) -> str:
    needed = sellers_needed(inputs) if sells_alone(motion) else None
    target = f" Your target takes about {needed:,} seller{'s' if needed != 1 else ''}." if needed else ""
    if capacity == "none" and not sells_alone(motion):
        return "Partners sell with somebody of yours. Name the person who recruits them and closes beside them."
    if capacity == "none":
        return (
            f"{motion.label} needs people who sell, and you have none yet. "
            f"Let a founder close the first customers.{target}"
        )
    if capacity == "small" and needed is not None and needed > SMALL_TEAM:
        return (
            f"Your target takes about {needed:,} sellers, more than a small team. Lower the target or raise the money."
        )
    if capacity is None and sells_alone(motion):
        return f"{motion.label} needs people who sell. Say what you could put into it.{target}"
    return ""


def _payback_gap(motion: Motion, inputs: Inputs) -> str:
    cost, basis = customer_cost(motion, inputs, None)
    limit = payback_limit(motion, inputs)
    payback = payback_months(cost, net_acv(motion, inputs), inputs.get("gross_margin"))
    if payback is None or limit is None or basis != "answer" or payback <= limit:
        return ""
    months = divide_half_up(payback.numerator, payback.denominator)
    mark = f"{write_number(limit)} is the mark for this motion"
    return f"At your acquisition cost a customer pays back in {months:,} months; {mark}."
