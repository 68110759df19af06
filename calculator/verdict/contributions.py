"""Why a motion has its fit: what each answer contributes, with the row it comes from and the row's sources."""

from dataclasses import dataclass
from typing import Any

from calculator.answers.given import Answers
from calculator.exact.arithmetic import share_tenths, show, show_tenths, to_tenths
from calculator.rules.rule_base import Criterion, Row
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment


def show_fit(total: int, unit: int) -> int | float:
    """A fit 50 + 25 * total / unit with one decimal."""
    return show(50 * unit + POINTS_PER_UNIT * total, unit)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a criterion's contributions to all motions have in common."""

    label: str | None
    """The answer in words; None when there is none."""
    rows: list[Row]
    """The rows that the answer leaves open; none without an answer."""
    reading: str | None
    sources: list[Any]


def find_grounds(assessment: Assessment, answers: Answers) -> list[Ground]:
    """Per criterion what its contributions rest on."""
    return [_find_ground(assessment, answers, position) for position in range(len(assessment.standings))]


def _find_ground(assessment: Assessment, answers: Answers, position: int) -> Ground:
    criterion = assessment.rules.criteria[position]
    label = answer_label(assessment, answers, criterion)
    if label is None:
        return Ground(None, [], None, [])
    rows = assessment.standings[position].open_rows(criterion)
    if len(rows) == 1:
        return Ground(label, rows, rows[0].reading, list(rows[0].sources))
    sources: list[Any] = []
    for row in rows:
        sources += [source for source in row.sources if source not in sources]
    return Ground(label, rows, "; ".join(dict.fromkeys(row.reading for row in rows)) or None, sources)


def explain_fit(assessment: Assessment, grounds: list[Ground], motion: int) -> list[dict[str, Any]]:
    """The contributions to a motion's fit, the largest first; as shown they add up to the fit shown minus 50."""
    parts = [part[motion] for part in assessment.parts]
    tenths = share_tenths([POINTS_PER_UNIT * part for part in parts], assessment.unit)
    order = sorted(range(len(parts)), key=lambda position: -abs(parts[position]))
    return [_explain_criterion(assessment, grounds[position], position, motion, tenths[position]) for position in order]


def answer_label(assessment: Assessment, answers: Answers, criterion: Criterion) -> str | None:
    """The answers to a criterion's questions in words, or None when there are none."""
    ids = [assessment.rules.questions[question].id for question in criterion.questions]
    given = [answers.labels[question] for question in ids if question in answers.labels]
    return " · ".join(given) if given else None


def _explain_criterion(
    assessment: Assessment, ground: Ground, position: int, motion: int, tenths: int
) -> dict[str, Any]:
    rules, standing = assessment.rules, assessment.standings[position]
    criterion = rules.criteria[position]
    row = ground.rows[0] if len(ground.rows) == 1 else None
    origin = row.origin[motion] if row is not None else None
    return {
        "criterion": criterion.id,
        "question": rules.questions[criterion.questions[0]].id,
        "group": criterion.group,
        "answer": ground.label,
        "points": standing.numerators[motion]
        if standing.denominator == 1
        else show(standing.numerators[motion], standing.denominator),
        "contribution": show_tenths(tenths),
        "given": row.given[motion] if row is not None else None,
        "inherited": row is not None and row.given[motion] is None,
        "from": rules.motions[origin].id if origin is not None else None,
        "row": {"label": row.label, "url": row.url} if row is not None else None,
        "reading": ground.reading,
        "sources": ground.sources,
    }


def fit_tenths(assessment: Assessment, motion: int) -> int:
    """A motion's fit in tenths."""
    return to_tenths(50 * assessment.unit + POINTS_PER_UNIT * assessment.totals[motion], assessment.unit)
