"""Answers that the library gives: those of the company cases, and the situations a reader may start from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.problems.problem import Problem
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Node, Scalar
from kb.reading.names import DocumentId
from kb.rules.amounts import read_number
from kb.rules.conditions import Answer
from kb.rules.findings import Place, error, suggest, undeclared_question, warning
from kb.rules.questions import Question
from kb.rules.rows import ConditionRow, ConditionTable
from kb.rules.vetoes import Hybrid

if TYPE_CHECKING:
    from kb.reading.document import Document


def read_case_answers(
    documents: Iterable["Document"], questions: Mapping[str, Question]
) -> tuple[dict[DocumentId, dict[str, Answer]], dict[str, str], list[Problem]]:
    """Answers by case document and question, without blank ones; the likely new id of each question that cases answer
    and no page declares (E125); and what else is no answer (E124)."""
    cases: dict[DocumentId, dict[str, Answer]] = {}
    lost: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for document in documents:
        case = document.meta.get("case") if document.kind == "case" and document.meta else None
        answers = case.get("answers") if isinstance(case, MappingNode) else None
        if not isinstance(answers, MappingNode):
            continue
        read = cases.setdefault(document.id, {})
        for entry in answers.entries:
            question = questions.get(entry.key.text)
            place = Place(document.path, entry.key.line, entry.key.column)
            if question is None:
                problems.append(undeclared_question(place, entry.key.text, questions))
            if isinstance(entry.value, Scalar) and not entry.value.quoted and entry.value.text in ("", "null", "~"):
                continue
            if question is None:
                lost.setdefault(entry.key.text, []).append(getattr(entry.value, "text", ""))
                continue
            text = entry.value.text if isinstance(entry.value, Scalar) else "a list or a mapping"
            answer = read_answer(text, question) if isinstance(entry.value, Scalar) else None
            if answer is None:
                problems.append(_no_answer(Place(document.path, entry.value.line, entry.value.column), text, question))
            else:
                read[question.id] = answer
    return cases, _renamed(lost, cases.values(), questions), problems


def _renamed(
    lost: Mapping[str, list[str]], cases: Iterable[Mapping[str, Answer]], questions: Mapping[str, Question]
) -> dict[str, str]:
    """By a question's old id the one question that no case answers and that has all of the old one's answers."""
    answered = {identity for answers in cases for identity in answers}
    unanswered = [question for identity, question in questions.items() if identity not in answered]
    fitting = {
        old: [one.id for one in unanswered if all(read_answer(text, one) is not None for text in texts)]
        for old, texts in lost.items()
    }
    return {old: ids[0] for old, ids in fitting.items() if len(ids) == 1}


def read_answer(text: str, question: Question) -> Answer:
    """An option's id, or an amount the question allows; None where the text is neither."""
    if question.option(text) and not question.is_number:
        return text
    amount = read_number(text) if question.is_number else None
    return amount if amount is not None and amount in question.domain else None


def answers_of(rules: Mapping[str, Any], identity: str) -> dict[str, Any] | None:
    """The answers of a case as the compiled rules carry them, by question; None where it is no case or has none.

    Everything that looks at a case's answers (its page, the selector, the backtest) takes them from here, so that
    none reads another figure than the one that was checked.
    """
    found = (case["answers"] for case in rules.get("cases", ()) if case["page"] == identity)
    return next(found, None) or None


def check_exercised(
    tables: Sequence[ConditionTable],
    hybrids: Iterable[Hybrid],
    documents: Mapping[DocumentId, "Document"],
    cases: Mapping[DocumentId, Mapping[str, Answer]],
) -> list[Problem]:
    """Rows that no case meets (W201), those of second options only by a case of the first; nothing without cases."""
    problems: list[Problem] = []
    for table in tables if cases else ():
        met = {row.line for answers in cases.values() for row in table.matching(answers)}
        problems += [_unmet(table, row, "add a case with these answers") for row in table.rows if row.line not in met]
    labels = {identity: label_of(documents[identity]) for identity in cases}
    for one in hybrids if cases else ():
        if not any(
            labels[identity] == one.primary and one.row in one.conditions.matching(answers)
            for identity, answers in cases.items()
        ):
            fix = f"add a case with these answers, labeled {one.primary}"
            problems.append(_unmet(one.conditions, one.row, fix))
    return problems


def _unmet(table: ConditionTable, row: ConditionRow, fix: str) -> Problem:
    cells = " | ".join(cell.text for cell in row.cells)
    return warning(table.place(row), "W201", f"no case meets the row {cells}", "nothing tests what it says", fix)


def label_of(document: "Document") -> str:
    """The motion that a case is labeled with; empty where it has no label."""
    case = document.meta.get("case") if document.meta else None
    return case.text("primary") if isinstance(case, MappingNode) else ""


def _no_answer(place: Place, text: str, question: Question) -> Problem:
    what = f"'{text}' is no answer to {question.id}"
    if question.is_number:
        return error(
            place, "E124", what, "the case would be run without it", "write an amount in its range, as in 5000 or $5K"
        )
    return error(place, "E124", what, "the case would be run without it", suggest(text, question.option_ids, "options"))


@dataclass(frozen=True, slots=True)
class Situation:
    """One way to start."""

    label: str
    answers: Mapping[str, Answer]
    """By question id; never empty."""


def read_situations(
    documents: Iterable["Document"], questions: Mapping[str, Question]
) -> tuple[list[Situation], list[Problem]]:
    """The situations in the order they are declared, and what in them is no answer (E124)."""
    situations: list[Situation] = []
    problems: list[Problem] = []
    for document in documents:
        declared = document.meta.get("situations") if document.meta else None
        for entry in declared.entries if isinstance(declared, MappingNode) else ():
            answers: dict[str, Answer] = {}
            for given in entry.value.entries if isinstance(entry.value, MappingNode) else ():
                question = questions.get(given.key.text)
                text = given.value.text if isinstance(given.value, Scalar) else ""
                answer = read_answer(text, question) if question else None
                if question is None or answer is None:
                    place = _place_of(document.path, given.key if question is None else given.value)
                    problems.append(
                        undeclared_question(place, given.key.text, questions)
                        if question is None
                        else _unusable_start(place, text, question)
                    )
                else:
                    answers[question.id] = answer
            if answers:
                situations.append(Situation(entry.key.text, answers))
            elif not isinstance(entry.value, MappingNode) or not entry.value.entries:
                problems.append(
                    error(
                        Place(document.path, entry.key.line, entry.key.column),
                        "E124",
                        f"the situation '{entry.key.text}' answers nothing",
                        "a reader who starts from it would be where they were",
                        "write below it a question's id and an answer, as in user: developer",
                    )
                )
    return situations, problems


def _place_of(path: str, node: Node) -> Place:
    return Place(path, node.line, node.column)


def _unusable_start(place: Place, text: str, question: Question) -> Problem:
    fix = (
        "write an amount in its range, as in 5000 or $5K"
        if question.is_number
        else suggest(text, question.option_ids, "options")
    )
    return error(place, "E124", f"'{text}' is no answer to {question.id}", "nothing would be answered by it", fix)
