"""Where along a number the leader changes: exact, as every rule is constant on each piece (docs/scoring.md, a.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from calculator.answers.given import Answers
from calculator.change.flips import show_leaders
from calculator.change.what_if import WhatIf
from calculator.exact.numerals import Exact, Span, to_json_number
from calculator.exact.pieces import describe_span
from calculator.rules.rule_base import Limits, Question, span_to_json
from calculator.verdict.contributions import show_fit


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of numbers with the same leaders."""

    span: Span
    """Its ends; None where the domain ends."""
    leaders: tuple[int, ...]


def numeric_questions(what_if: WhatIf) -> list[int]:
    """The numeric questions that rank, by id."""
    rules = what_if.assessment.rules
    found = [question for question in rules.fit if rules.questions[question].line is not None]
    return sorted(found, key=lambda question: rules.questions[question].id)


def find_reaches(what_if: WhatIf, question: int) -> list[Reach]:
    """The leaders along a numeric question with all other answers as they are, equal neighbours merged."""
    line = what_if.assessment.rules.questions[question].line
    assert line is not None
    reaches: list[Reach] = []
    for piece in range(line.count):
        span, leaders = _open_ends(line.span_of(piece), piece, line.count), what_if.suppose(question, piece).leaders
        if reaches and reaches[-1].leaders == leaders:
            before = reaches.pop().span
            span = Span(before.low, span.high, before.low_closed, span.high_closed)
        reaches.append(Reach(span, leaders))
    return reaches


def _open_ends(span: Span, piece: int, count: int) -> Span:
    return Span(
        None if piece == 0 else span.low,
        None if piece == count - 1 else span.high,
        span.low_closed,
        span.high_closed,
    )


def show_thresholds(what_if: WhatIf) -> dict[str, list[dict[str, Any]]]:
    """Per numeric question its stretches from low to high."""
    rules = what_if.assessment.rules
    return {
        rules.questions[question].id: [
            {
                **show_span(reach.span),
                "label": describe_span(reach.span, None, rules.questions[question].is_money),
                "leader": [rules.motions[motion].id for motion in reach.leaders],
            }
            for reach in find_reaches(what_if, question)
        ]
        for question in numeric_questions(what_if)
    }


def show_sweep(what_if: WhatIf) -> dict[str, list[dict[str, Any]]]:
    """Per numeric question every piece of its domain with the fit of each motion on it."""
    rules, unit = what_if.assessment.rules, what_if.assessment.unit
    shown = {}
    for question in numeric_questions(what_if):
        line = rules.questions[question].line
        assert line is not None
        pieces = []
        for piece in range(line.count):
            span, outcome = _open_ends(line.span_of(piece), piece, line.count), what_if.suppose(question, piece)
            pieces.append(
                {
                    **show_span(span),
                    "label": describe_span(span, None, rules.questions[question].is_money),
                    "leader": [rules.motions[motion].id for motion in outcome.leaders],
                    "fit": {m.id: show_fit(t, unit) for m, t in zip(rules.motions, outcome.totals, strict=True)},
                    "vetoed": [m.id for m, b in zip(rules.motions, outcome.is_barred, strict=True) if b],
                }
            )
        shown[rules.questions[question].id] = pieces
    return shown


def show_span(span: Span) -> dict[str, Any]:
    """A span with both ends and whether they belong to it."""
    return {"from_closed": True, "to_closed": True, **span_to_json(span)}


def find_near(what_if: WhatIf, answers: Answers, limits: Limits) -> list[dict[str, Any]]:
    """The boundaries close to a given number, beyond which another motion leads (docs/scoring.md, a.7)."""
    shown = []
    for index in numeric_questions(what_if):
        question = what_if.assessment.rules.questions[index]
        ends = _given_ends(question, answers)
        if ends is None:
            continue
        low, high = ends[0] / Fraction(limits.near_factor), ends[1] * limits.near_factor
        reaches = find_reaches(what_if, index)
        seen: set[tuple[int, ...]] = {what_if.now.leaders}
        for boundary, side, leaders in sorted(_boundaries(reaches), key=lambda item: _distance(ends, item[0])):
            if low <= boundary <= high and leaders not in seen:
                seen.add(leaders)
                shown.append(
                    {
                        "question": question.id,
                        "boundary": to_json_number(boundary),
                        "side": side,
                        "label": describe_span(_beyond(boundary, side, reaches), None, question.is_money),
                        **show_leaders(what_if, leaders),
                    }
                )
    return shown


def _given_ends(question: Question, answers: Answers) -> tuple[Exact, Exact] | None:
    value = answers.values.get(question.id)
    if isinstance(value, Span):
        return (value.low or 0, value.high) if value.high is not None else None
    return None if value is None or isinstance(value, str) else (value, value)


def _boundaries(reaches: Sequence[Reach]) -> list[tuple[Exact, str, tuple[int, ...]]]:
    """Each boundary between neighbours, with the leaders on either side of it."""
    found: list[tuple[Exact, str, tuple[int, ...]]] = []
    for before, after in pairwise(reaches):
        boundary = after.span.low
        assert boundary is not None
        found += [(boundary, "below", before.leaders), (boundary, "above", after.leaders)]
    return found


def _beyond(boundary: Exact, side: str, reaches: Sequence[Reach]) -> Span:
    """Everything beyond a boundary, with the boundary itself on the side it belongs to."""
    after = next(reach for reach in reaches if reach.span.low == boundary)
    if side == "above":
        return Span(boundary, None, after.span.low_closed, True)
    return Span(None, boundary, True, not after.span.low_closed)


def _distance(ends: tuple[Exact, Exact], boundary: Exact) -> Exact:
    """How far a boundary is from an answer, as a ratio."""
    low, high = ends
    if boundary > high:
        return Fraction(boundary) / high if high else Fraction(boundary)
    return Fraction(low) / boundary if boundary < low else 1
