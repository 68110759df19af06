"""Why a question is asked: what its answer can change now, in one sentence; and when no answer can change who leads."""

from typing import Any

from calculator.change.what_if import WhatIf
from calculator.exact.arithmetic import divide_half_up, show_share
from calculator.rules.rule_base import Rules
from calculator.uncertainty.ask_next import Gains
from calculator.verdict.words import join_and, lower_first

MOST_BETWEEN = 3
"""Motions that the sentence names."""
SETTLED = "No open question can change who leads now. What is left makes you surer."


def show_asks(rules: Rules, gains: Gains, leader: int) -> list[dict[str, Any]]:
    """Per open question, the one to ask first in front: its gain, how often it changes who leads, and why it is asked.

    Args:
        leader: the motion that is first most often now.
    """
    return [_show_ask(rules, gains, question, leader) for question in gains.order]


def _show_ask(rules: Rules, gains: Gains, question: int, leader: int) -> dict[str, Any]:
    counts: dict[int, int] = {}
    for motion, samples in gains.leaders[question]:
        counts[motion] = counts.get(motion, 0) + samples
    whole = sum(counts.values())
    changed = whole - counts.get(leader, 0)
    others = sorted((m for m in counts if m != leader), key=lambda m: (-counts[m], m))
    between = [leader, *others][:MOST_BETWEEN]
    percent = divide_half_up(100 * changed, whole) if whole else 0
    names = join_and([lower_first(rules.motions[motion].label) for motion in between])
    if not others:
        why = _say_reach(lower_first(rules.motions[leader].label), gains.reach[question])
    elif percent:
        why = f"It decides between {names}: in {percent} of 100 variations its answer puts another one first."
    else:
        why = f"It can decide between {names}, in fewer than 1 of 100 variations."
    return {
        "question": rules.questions[question].id,
        "gain": show_share(gains.information[question], gains.most_information),
        "changes": show_share(changed, whole),
        "between": [rules.motions[motion].id for motion in between] if others else [],
        "why": why,
    }


def _say_reach(name: str, reach: tuple[tuple[int, int], ...]) -> str:
    """How far the answer moves the share of the motion that stays first whatever it is."""
    shares = sorted(divide_half_up(100 * parts, whole) for parts, whole in reach)
    if not shares or shares[0] == shares[-1]:
        return f"No answer to it alone takes the lead from {name}, or makes that surer."
    return (
        f"It moves how often {name} is first, from {shares[0]} to {shares[-1]} of 100 variations; "
        "no answer to it alone puts another first."
    )


def is_settled(what_if: WhatIf, gains: Gains) -> bool:
    """Whether no answer to any one open question gives another leader.

    The samples are asked first: they find nearly every question that still matters at no cost.
    """
    now = what_if.now.leaders
    if any(motion not in now for question in gains.order for motion, _ in gains.leaders[question]):
        return False
    questions = what_if.assessment.rules.questions
    return all(
        what_if.suppose(question, atom).leaders == now
        for question in gains.order
        for atom in range(questions[question].atoms)
    )
