"""What is still missing to run the motion that fits; gaps to close, never points (SCORING a.1)."""

from typing import Any

from calculator.advice.economics import net_acv, payback_months, read_inputs, sales_limit, sellers_needed
from calculator.answers.given import Answers
from calculator.exact.numerals import write_number
from calculator.exact.rounding import divide_half_up
from calculator.rules.rule_base import Rules

SMALL_TEAM = 4
"""Sellers that the question on sales capacity still calls a small team."""
SELLERS = {"sales-led", "partner-led"}
"""Motions in which people close the contracts, one's own or together with a partner's."""


def find_gaps(rules: Rules, answers: Answers, leader: int) -> list[dict[str, Any]]:
    """The gaps between the answers about readiness and what the leading motion needs.

    Each has the question it comes from, a sentence, and the address of the page to read.
    """
    motion = rules.motions[leader]
    gaps = []
    capacity = answers.values.get("sales_capacity")
    if motion.id in SELLERS:
        message = _seller_gap(rules, answers, motion.id, str(capacity) if capacity is not None else None)
        if message:
            gaps.append(_gap(rules, "sales_capacity", message))
    elif capacity == "large":
        message = (
            f"{motion.label} starts without a sales team. Add sellers when usage asks for them, not because you can."
        )
        gaps.append(_gap(rules, "sales_capacity", message))
    message = _payback_gap(rules, answers, motion.id)
    if message:
        gaps.append(_gap(rules, "cac_usd", message))
    return [gap for gap in gaps if gap is not None]


def _gap(rules: Rules, question: str, message: str) -> dict[str, Any] | None:
    index = rules.question_index.get(question)
    return None if index is None else {"question": question, "message": message, "url": rules.questions[index].url}


def _seller_gap(rules: Rules, answers: Answers, motion: str, capacity: str | None) -> str:
    needed = sellers_needed(read_inputs(rules, answers)) if motion == "sales-led" else None
    target = f" Your target takes about {needed:,} seller{'s' if needed != 1 else ''}." if needed else ""
    if capacity == "none":
        if motion == "partner-led":
            return "Partners sell with somebody of yours. Name the person who recruits them and closes beside them."
        return (
            f"Sales-led needs people who sell, and you have none yet. Let a founder close the first customers.{target}"
        )
    if capacity == "small" and needed is not None and needed > SMALL_TEAM:
        return (
            f"Your target takes about {needed:,} sellers, more than a small team. Lower the target or raise the money."
        )
    if capacity is None and motion == "sales-led":
        return f"Sales-led needs people who sell. Say what you could put into it.{target}"
    return ""


def _payback_gap(rules: Rules, answers: Answers, motion: str) -> str:
    inputs = read_inputs(rules, answers)
    limit = inputs.get(f"target_payback_months_{motion.replace('-', '_')}")
    if motion == "sales-led":
        limit = sales_limit(inputs)
    payback = payback_months(inputs.cac, net_acv(motion, inputs), inputs.get("gross_margin"))
    if payback is None or limit is None or payback <= limit:
        return ""
    months = divide_half_up(payback.numerator, payback.denominator)
    mark = f"{write_number(limit)} is the mark for this motion"
    return f"At your acquisition cost a customer pays back in {months:,} months; {mark}."
