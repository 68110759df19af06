"""What to read and whom to compare with, from the rows that decided."""

from fractions import Fraction
from math import lcm
from typing import Any

from calculator.rules.rule_base import Hybrid, Json
from calculator.rules.shape import Case
from calculator.verdict.fit import Assessment

MAX_READING = 6
MAX_CASES = 5
LEAST_SHARED = Fraction(1, 4)
"""Weight that must be answered on both sides before two companies are compared."""


def suggest_reading(assessment: Assessment, leader: int, hybrids: list[Hybrid]) -> list[dict[str, Any]]:
    """Documents to read next: the leader's page, what its best reasons refer to, and its hybrid page."""
    rules = assessment.rules
    found: dict[str, dict[str, Any]] = {}
    motion = rules.motions[leader]
    if motion.url is not None and motion.page is not None:
        why = f"The page of the {rules.nouns.one} that leads."
        found[motion.page] = {"page": motion.page, "url": motion.url, "why": why}
    order = sorted(range(len(rules.criteria)), key=lambda position: -assessment.parts[position][leader])
    for position in order:
        criterion, standing = rules.criteria[position], assessment.standings[position]
        answered = any(assessment.beliefs[question].is_answered for question in criterion.questions)
        if not answered or assessment.parts[position][leader] <= 0:
            continue
        rows = standing.open_rows(criterion)
        for row in rows if len(rows) == 1 else ():
            for source in row.sources:
                page, url = source.get("page"), source.get("url")
                if source["kind"] == "link" and page is not None and url is not None and page not in found:
                    found[page] = {"page": page, "url": url, "why": row.reading}
    for hybrid in hybrids[:1]:
        if hybrid.url is not None:
            page = hybrid.url.partition("#")[0].strip("/")
            found.setdefault(page, {"page": page, "url": hybrid.url, "why": hybrid.reading})
    titles = rules.beside.get("titles", {})
    return [{"title": titles.get(page), **entry} for page, entry in list(found.items())[:MAX_READING]]


def find_similar(assessment: Assessment) -> list[dict[str, Any]]:
    """The companies whose answers agree most, by weight of the questions answered on both sides.

    Empty when the rules carry no cases or nothing was answered.
    """
    found: list[tuple[Fraction, Case, int]] = []
    # One unit in which every question's part of its table's weight is whole.
    unit = lcm(*(len(criterion.questions) for criterion in assessment.rules.criteria))
    for case in assessment.rules.beside.get("cases", ()):
        agreement = _compare(assessment, case, unit)
        if agreement is not None:
            share, shared = agreement
            found.append((share, case, shared))
    found.sort(key=lambda item: (-item[0], -item[2], item[1]["id"]))
    return [
        {
            **{key: case[key] for key in ("id", "company", "primary", "url")},
            "agreement": int(100 * share),
            "shared": shared,
        }
        for share, case, shared in found[:MAX_CASES]
    ]


def _compare(assessment: Assessment, case: Case, unit: int) -> tuple[Fraction, int] | None:
    rules = assessment.rules
    same = both = shared = 0
    for criterion in rules.criteria:
        weight = criterion.weight * unit // len(criterion.questions)
        for index in criterion.questions:
            question, belief = rules.questions[index], assessment.beliefs[index]
            value: Json = case["answers"].get(question.id)
            if not belief.is_answered or value is None:
                continue
            if question.line is not None:
                atom: int | None = question.line.piece_of(value) if not isinstance(value, str | dict) else None
            else:
                atom = question.option_index(value)
            if atom is None:
                continue
            both += weight
            shared += 1
            same += weight if belief.possible >> atom & 1 else 0
    return (Fraction(same, both), shared) if both >= LEAST_SHARED * rules.total_weight * unit else None
