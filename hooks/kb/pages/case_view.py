"""A case's page: what the selector says of its answers, and whether that agrees with the label."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from calculator.exact.numerals import is_money
from calculator.verdict.words import lower_first
from kb.published.json_values import plain_value
from kb.reading.document import Document
from kb.reading.frontmatter import Mapping as MappingNode
from kb.rules.answers import answers_of
from kb.rules.conditions import interval_from_json

UNCHECKED = "pending a check"
"""What a case's evidence says of a figure that was left out until somebody has read it again."""


class Agreement(StrEnum):
    """How the selector's first place compares with the label, as the backtest counts it."""

    RIGHT = "right"
    """The label alone is first."""
    ACCEPTABLE = "acceptable"
    """Whatever is first is the label or a motion that a fair expert would also accept."""
    MISS = "miss"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class RankedMotion:
    """One motion of the ranking."""

    motion: str
    label: str
    rank: int
    fit: str
    """One decimal."""
    is_vetoed: bool
    note: str
    """`our label`, `also accepted`, `ruled out`; empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with what was answered for this company."""

    question: str
    """Its name."""
    prompt: str
    url: str | None
    """Page of the question; None where the library has none."""
    answer: str
    """As the selector's form words it; `Not known` where the case leaves it open."""
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """What stands under a case's text."""

    headline: str
    summary: str
    agreement: Agreement
    verdict: str
    """The agreement in a sentence or two."""
    ranking: tuple[RankedMotion, ...]
    answers: tuple[Answered, ...]


def view_case(document: Document, result: Mapping[str, Any], rules: Mapping[str, Any]) -> CaseView | None:
    """What a case's page shows of the calculator's result; None where the document is no case.

    Args:
        result: the calculator's point result for the case's answers.
        rules: the compiled rules the result was computed with.
    """
    case = document.meta.get("case") if document.meta else None
    answers = answers_of(rules, document.id)
    if not isinstance(case, MappingNode) or answers is None:
        return None
    labels = {motion["id"]: str(motion["label"]) for motion in rules["motions"]}
    label, accepted = case.text("primary"), case.texts("acceptable")
    first = [row["motion"] for row in result["ranking"] if row["rank"] == 1]
    agreement = compare(first, label, accepted)
    ranks = {row["motion"]: row["rank"] for row in result["ranking"]}
    return CaseView(
        headline=result["headline"],
        summary=result["summary"],
        agreement=agreement,
        verdict=_say(agreement, first, label, accepted, ranks, labels) + _say_first_choice(case, ranks, labels),
        ranking=tuple(
            RankedMotion(
                motion=row["motion"],
                label=labels[row["motion"]],
                rank=row["rank"],
                fit=f"{row['fit']:.1f}",
                is_vetoed=row["vetoed"],
                note=", ".join(_notes(row, label, accepted)),
            )
            for row in result["ranking"]
        ),
        answers=tuple(
            _answered(question, answers, is_unchecked(case))
            for question in rules["questions"]
            # An open question of readiness or economics says nothing about the case: it never moves the fit.
            if question["role"] == "fit" or answers.get(question["id"]) is not None
        ),
    )


def compare(first: Sequence[str], label: str, accepted: Sequence[str]) -> Agreement:
    """How the motions in first place compare with the label; of a tie, all of them have to be acceptable."""
    if list(first) == [label]:
        return Agreement.RIGHT
    return Agreement.ACCEPTABLE if first and {label, *accepted}.issuperset(first) else Agreement.MISS


def is_unchecked(case: MappingNode) -> bool:
    """Whether the case's evidence says that the figure behind its contract value waits for a check."""
    evidence = plain_value(case).get("evidence") or ()
    return any(UNCHECKED in str(item.get("claim", "")) for item in evidence if isinstance(item, dict))


def _say(
    agreement: Agreement,
    first: Sequence[str],
    label: str,
    accepted: Sequence[str],
    ranks: Mapping[str, int],
    labels: Mapping[str, str],
) -> str:
    def name(motion: str) -> str:
        return lower_first(labels.get(motion, motion))

    leaders = " and ".join(name(motion) for motion in first)
    if agreement is Agreement.RIGHT:
        return f"Right: {leaders} is first, and it is our label."
    lead = f"{leaders} {'is first' if len(first) == 1 else 'are level'}"
    ours = f"Our label is {name(label)}"
    if agreement is Agreement.ACCEPTABLE:
        others = " and ".join(name(motion) for motion in first if motion != label)
        return f"Acceptable: {lead}. {ours}, and we would accept {others} too."
    if label in first:
        others = " or ".join(name(motion) for motion in first if motion not in (label, *accepted))
        return f"A miss: {lead}. {ours}, and we would not accept {others}."
    place = f"which comes {_ORDINALS[ranks[label] - 1]}" if label in ranks else "which is not ranked"
    return f"A miss: {lead}. {ours}, {place}."


def _say_first_choice(case: MappingNode, ranks: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """What the selector says of the motion that the company gave up; empty for all other cases."""
    motion = case.text("first_choice")
    if motion not in ranks:
        return ""
    return (
        f" The label is what the company changed to. Its first choice, {lower_first(labels[motion])}, comes "
        f"{_ORDINALS[ranks[motion] - 1]}."
    )


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _notes(row: Mapping[str, Any], label: str, accepted: Sequence[str]) -> Iterator[str]:
    if row["motion"] == label:
        yield "our label"
    elif row["motion"] in accepted:
        yield "also accepted"
    if row["vetoed"]:
        yield "ruled out"


def _answered(question: Mapping[str, Any], answers: Mapping[str, Any], unchecked: bool) -> Answered:
    given = answers.get(question["id"])
    return Answered(
        question=question["label"],
        prompt=question["prompt"],
        url=question["url"],
        answer="Not known" if given is None else _word(question, given, unchecked),
        is_open=given is None,
    )


def _word(question: Mapping[str, Any], given: Any, unchecked: bool) -> str:
    """An answer in the words of the form: an option's label, or a figure with its unit and band."""
    if question["kind"] == "option":
        return next((option["label"] for option in question["options"] if option["id"] == given), str(given))
    band = next((option["label"] for option in question["options"] if _lies_in(option["range"], given)), "")
    if unchecked and question["role"] == "fit" and is_money(question["unit"]):
        return f"Figure {UNCHECKED} ({lower_first(band)})" if band else f"Figure {UNCHECKED}"
    figure = _figure(given, question["unit"] or "")
    return f"{figure} ({lower_first(band)})" if band else figure


def _lies_in(band: Mapping[str, Any] | None, given: Any) -> bool:
    return band is not None and isinstance(given, int | float) and Fraction(str(given)) in interval_from_json(band)


def _figure(given: Any, unit: str) -> str:
    """`$24,000 per year` for 24000 in `USD per year`, `80%` for 0.8 in `fraction`."""
    if not isinstance(given, int | float):
        return str(given)
    if is_money(unit):
        return f"${given:,}{unit.removeprefix('USD')}"
    if unit == "fraction":
        return f"{100 * given:g}%"
    return f"{given:,} {unit}".strip()
