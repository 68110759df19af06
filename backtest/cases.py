"""The labelled companies as the case pages give them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.library.catalogue import Catalogue
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Node, Scalar, Sequence
from kb.rules.answers import answers_of

Answer = str | int | float


@dataclass(frozen=True, slots=True)
class Case:
    """One company at one stage, with the motion that carried it."""

    id: str
    """Slug of its page."""
    title: str
    primary: str
    acceptable: tuple[str, ...]
    """Other motions that a fair expert would also accept."""
    by_revenue: str
    """Motion that brings most new revenue; the label itself where the page names no other."""
    first_choice: str
    """Motion that the company tried first and gave up; empty for all others."""
    confidence: str
    """Of the label: high or medium."""
    answers: dict[str, Answer]

    @property
    def accepted(self) -> frozenset[str]:
        """The label and its acceptable alternatives."""
        return frozenset({self.primary, *self.acceptable})


def labeled_by_revenue(case: Case) -> Case:
    """The same case under the opposite rule for labels: by where most new revenue comes from."""
    return replace(case, primary=case.by_revenue, acceptable=tuple(sorted(case.accepted - {case.by_revenue})))


def read_cases(catalogue: Catalogue) -> tuple[Case, ...]:
    """Every labeled company of the library, in order of id; those whose first choice failed are apart."""
    return tuple(case for case in _read_all(catalogue) if not case.first_choice)


def read_failed(catalogue: Catalogue) -> tuple[Case, ...]:
    """The companies that chose a motion, failed with it and changed; labeled by what they changed to."""
    return tuple(case for case in _read_all(catalogue) if case.first_choice)


def _read_all(catalogue: Catalogue) -> tuple[Case, ...]:
    found = [
        read_case(document, catalogue.rules) for document in catalogue.documents.values() if document.kind is Kind.CASE
    ]
    return tuple(case for case in found if case)


def read_case(document: Document, rules: Mapping[str, Any]) -> Case | None:
    """The case of one page; None where its front matter holds none."""
    node = document.meta.get("case") if document.meta else None
    answers = answers_of(rules, document.id)
    if not isinstance(node, MappingNode) or answers is None:
        return None
    return Case(
        id=document.slug,
        title=document.title,
        primary=node.text("primary"),
        acceptable=texts(node.get("acceptable")),
        by_revenue=node.text("by_revenue") or node.text("primary"),
        first_choice=node.text("first_choice"),
        confidence=node.text("confidence"),
        answers=answers,
    )


def texts(node: Node | None) -> tuple[str, ...]:
    """The items of a list of words."""
    return tuple(item.text for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()
