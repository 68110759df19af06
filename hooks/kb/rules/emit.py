"""The compiled rules as plain JSON values: what the calculator, the site and embedders read."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from calculator.exact.numerals import to_json_number
from calculator.rules import shape
from kb.reading.names import Anchor, DocumentId
from kb.rules.amounts import Interval
from kb.rules.answers import Situation, label_of
from kb.rules.conditions import Answer, condition_to_json, describe_condition, interval_to_json
from kb.rules.criteria import Criterion, grounds_of
from kb.rules.criterion_checks import criterion_share, group_of
from kb.rules.declarations import Group
from kb.rules.motions import Motions
from kb.rules.questions import Option, Question
from kb.rules.rows import ConditionRow, ConditionTable
from kb.rules.vetoes import Hybrid, Veto

if TYPE_CHECKING:
    from kb.reading.document import Document

SCHEMA = 1
"""Number of the shape of `rules.json`."""

FIRST_STEPS = 2
"""Steps of a motion's first 90 days that a result ends with: about two weeks."""


def rules_version(rules: Mapping[str, Any]) -> str:
    """First 12 hexadecimal digits of the SHA-256 of all that ranks or computes, without what accompanies it."""
    canonical = json.dumps(
        {key: value for key, value in rules.items() if key in shape.Ranking.__annotations__},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def emit_cases(
    cases: Mapping[DocumentId, Mapping[str, Answer]], documents: Mapping[DocumentId, "Document"]
) -> list[dict[str, Any]]:
    """The companies that a result may be compared with, sorted by id; without a label there is nothing to compare."""
    emitted = []
    for identity, answers in sorted(cases.items()):
        document = documents[identity]
        primary = label_of(document)
        if primary:
            emitted.append(
                {
                    "id": identity.rpartition("/")[2],
                    "company": document.title,
                    "primary": primary,
                    "page": identity,
                    "url": document.url,
                    "answers": {
                        question: answer if isinstance(answer, str) else to_json_number(answer)
                        for question, answer in sorted(answers.items())
                        if answer is not None
                    },
                }
            )
    return emitted


def emit_motions(motions: Motions, documents: Mapping[DocumentId, "Document"]) -> list[dict[str, Any]]:
    """Motions in declared order."""
    return [
        {
            "id": motion.id,
            "label": motion.label,
            "parent": motion.parent,
            "aliases": list(motion.aliases),
            "sold_by": motion.sold_by,
            "share": motion.share,
            "page": motion.page,
            "url": documents[motion.page].url if motion.page is not None and motion.page in documents else None,
        }
        for motion in motions
    ]


def emit_first_steps(motions: Motions, documents: Mapping[DocumentId, "Document"]) -> dict[str, Any]:
    """Per motion whose page says how to begin, the address of that section and its first steps."""
    emitted = {}
    for motion in motions:
        document = documents.get(motion.page) if motion.page else None
        steps = document.structure.steps if document is not None else ()
        if document is None or not steps:
            continue
        above = [heading.anchor for heading in document.headings if heading.line < steps[0].line]
        emitted[motion.id] = {
            "url": f"{document.url}#{above[-1]}" if above else document.url,
            "steps": [{"title": step.title, "text": step.text} for step in steps[:FIRST_STEPS]],
        }
    return emitted


def emit_groups(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """Groups in the order of the weights table."""
    return [
        {
            "id": group.id,
            "label": group.label,
            "weight": group.weight,
            **group.table.address(group.row.anchor),
            **group.grounds.as_json(),
        }
        for group in groups
    ]


def emit_questions(
    questions: Mapping[str, Question], groups: Sequence[str], documents: Mapping[DocumentId, "Document"]
) -> list[dict[str, Any]]:
    """Fit questions by group and id, then the others by id."""
    order = {group: index for index, group in enumerate(groups)}

    def rank(question: Question) -> tuple[bool, int, str]:
        return question.role != "fit", order.get(question.group or "", len(order)), question.id

    return [_emit_question(question, documents) for question in sorted(questions.values(), key=rank)]


def emit_criterion(criterion: Criterion, motions: Motions) -> dict[str, Any]:
    """One criterion with its rows in the order of the page."""
    return {
        "id": criterion.id,
        "questions": [question.id for question in criterion.questions],
        "group": group_of(criterion),
        "weight": criterion_share(criterion),
        **criterion.table.address(Anchor(criterion.table.id)),
        "monotone": [{"plus": one.plus, "minus": one.minus, "direction": one.direction} for one in criterion.monotone],
        "rows": [
            {
                "anchor": row.row.anchor,
                "line": row.line,
                "when": _when(criterion.conditions, row),
                "label": describe_row(criterion.conditions, row),
                "points": {motion: criterion.points[row.line][motion] for motion in motions.ids},
                **grounds_of(criterion, row).as_json(),
                "notes": {motion: note.as_json() for motion, note in grounds_of(criterion, row).notes.items()},
            }
            for row in criterion.conditions.rows
            if criterion.has_all_points(row, motions)
        ],
    }


def emit_vetoes(vetoes: Iterable[Veto]) -> list[dict[str, Any]]:
    """One entry for each motion that a row bars; its id is `motion:anchor`."""
    taken: set[str] = set()
    return [
        {
            "id": _unique(f"{veto.barred.motion}:{veto.row.row.anchor}", taken),
            "motion": veto.barred.motion,
            "also_secondary": veto.barred.also_secondary,
            "when": _when(veto.conditions, veto.row),
            "label": describe_row(veto.conditions, veto.row, named=True),
            "line": veto.row.line,
            **veto.conditions.table.address(veto.row.row.anchor),
            **veto.grounds.as_json(),
        }
        for veto in vetoes
    ]


def emit_hybrids(hybrids: Iterable[Hybrid]) -> list[dict[str, Any]]:
    """Hybrid rows in the order of the page."""
    taken: set[str] = set()
    return [
        {
            "id": _unique(hybrid.row.row.anchor, taken),
            "primary": hybrid.primary,
            "secondary": hybrid.secondary,
            "role": hybrid.role,
            "when": _when(hybrid.conditions, hybrid.row),
            "label": describe_row(hybrid.conditions, hybrid.row, named=True),
            "line": hybrid.row.line,
            **hybrid.conditions.table.address(hybrid.row.row.anchor),
            **hybrid.grounds.as_json(),
        }
        for hybrid in hybrids
    ]


def emit_situations(situations: Iterable[Situation]) -> list[dict[str, Any]]:
    """Answers to start from, in the order they are declared."""
    return [
        {
            "label": situation.label,
            "answers": {
                question: answer if isinstance(answer, str) else to_json_number(answer)
                for question, answer in situation.answers.items()
                if answer is not None
            },
        }
        for situation in situations
    ]


def emit_titles(rules: Mapping[str, Any], documents: Mapping[DocumentId, "Document"]) -> dict[str, str]:
    """The title of every page that the rules lie on or refer to, by id."""
    return {page: documents[page].title for page in sorted(set(_find_pages(rules))) if page in documents}


def _find_pages(value: object) -> Iterator[DocumentId]:
    if isinstance(value, Mapping):
        page = value.get("page")
        if isinstance(page, str):
            yield DocumentId(page)
        for child in value.values():
            yield from _find_pages(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _find_pages(child)


def describe_row(table: ConditionTable, row: ConditionRow, *, named: bool = False) -> str:
    """The row's conditions in a reader's words; with the questions' names where there are several, or on demand."""
    when = table.when(row)
    if not when:
        return "Any answer"
    words = {
        question: describe_condition(when[question.id], question) for question in table.questions if question.id in when
    }
    if len(table.questions) == 1 and not named:
        return next(iter(words.values()))
    return "; ".join(f"{question.label}: {text}" for question, text in words.items())


def _emit_question(question: Question, documents: Mapping[DocumentId, "Document"]) -> dict[str, Any]:
    return {
        "id": question.id,
        "role": question.role,
        "group": question.group,
        "weight": question.weight,
        "prompt": question.prompt,
        "help": question.help,
        "label": question.label,
        "kind": question.kind,
        "unit": question.unit,
        "min": None if question.low is None else to_json_number(question.low),
        "max": None if question.high is None else to_json_number(question.high),
        "options": [_emit_option(option) for option in question.options],
        "page": question.document_id,
        "url": documents[question.document_id].url,
        "one_liner": question.one_liner,
    }


def _emit_option(option: Option) -> dict[str, Any]:
    return {
        "id": option.id,
        "label": option.label,
        "example": option.example,
        "said": option.said,
        "prior": option.prior,
        "range": interval_to_json(option.range) if isinstance(option.range, Interval) else None,
    }


def _when(table: ConditionTable, row: ConditionRow) -> dict[str, Any]:
    return {question: condition_to_json(condition) for question, condition in table.when(row).items()}


def _unique(name: str, taken: set[str]) -> str:
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique)
    return unique
