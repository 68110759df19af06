"""Plain situations to start answering from: a name in a reader's words, and what is answered by it.

A page declares them in its front matter, `situations:` with a name for each and below it answers by question id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.problems.problem import Problem
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Node, Scalar
from kb.rules.cases import read_answer
from kb.rules.conditions import Answer
from kb.rules.findings import Place, error, suggest
from kb.rules.questions import Question

if TYPE_CHECKING:
    from kb.reading.document import Document


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
                    problems.append(_no_answer(document.path, given.key if question is None else given.value, question))
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


def _no_answer(path: str, node: Node, question: Question | None) -> Problem:
    text = node.text if isinstance(node, Scalar) else ""
    place = Place(path, node.line, node.column)
    if question is None:
        what = f"a situation answers unknown question '{text}'"
        return error(place, "E124", what, "the answer would never be used", "write a question's id, as in user")
    fix = (
        "write an amount in its range, as in 5000 or $5K"
        if question.is_number
        else suggest(text, question.option_ids, "options")
    )
    return error(place, "E124", f"'{text}' is no answer to {question.id}", "nothing would be answered by it", fix)
