"""How a question is put to readers and what it counts for: the head of its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the selector."""

    id: str
    prompt: str
    options: tuple[str, ...]
    """What can be answered, in words; empty for a plain number."""
    group: str
    """Empty where the question does not move the ranking."""
    weight: int
    total: int
    shared: int
    """Questions that share the group's weight, this one among them."""


def asked_of(identity: str, rules: Mapping[str, Any]) -> Asked | None:
    """The question whose page this is; None for all other pages."""
    question = next((one for one in rules.get("questions", ()) if one["page"] == identity), None)
    if question is None:
        return None
    group = next((one for one in rules["groups"] if one["id"] == question["group"]), None)
    return Asked(
        id=question["id"],
        prompt=question["prompt"],
        options=tuple(option["label"] for option in question["options"]),
        group=group["label"] if group else "",
        weight=group["weight"] if group else 0,
        total=sum(one["weight"] for one in rules["groups"]),
        shared=sum(one["group"] == question["group"] for one in rules["questions"]) if group else 0,
    )
