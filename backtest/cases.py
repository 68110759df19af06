"""The labelled companies as the case pages give them."""

from dataclasses import dataclass

from kb.library.catalogue import Catalogue
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping, Node, Scalar, Sequence

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
    confidence: str
    """Of the label: high or medium."""
    answers: dict[str, Answer]

    @property
    def accepted(self) -> frozenset[str]:
        """The label and its acceptable alternatives."""
        return frozenset({self.primary, *self.acceptable})


def read_cases(catalogue: Catalogue) -> tuple[Case, ...]:
    """Every case page of the library, in order of id."""
    found = [read_case(document) for document in catalogue.documents.values() if document.kind is Kind.CASE]
    return tuple(case for case in found if case)


def read_case(document: Document) -> Case | None:
    """The case of one page; None where its front matter holds none."""
    node = document.meta.get("case") if document.meta else None
    if not isinstance(node, Mapping):
        return None
    answers = node.get("answers")
    entries = answers.entries if isinstance(answers, Mapping) else ()
    return Case(
        id=document.slug,
        title=document.title,
        primary=node.text("primary"),
        acceptable=texts(node.get("acceptable")),
        confidence=node.text("confidence"),
        answers={entry.key.text: value(entry.value) for entry in entries if isinstance(entry.value, Scalar)},
    )


def texts(node: Node | None) -> tuple[str, ...]:
    """The items of a list of words."""
    return tuple(item.text for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()


def value(node: Scalar) -> Answer:
    """A figure as a number, an option as text."""
    try:
        number = float(node.text)
    except ValueError:
        return node.text
    return int(number) if number.is_integer() else number
