"""The terms that a glossary defines: a page named `glossary`, one heading a term."""

from dataclasses import dataclass

from kb.reading.blocks import BlockKind
from kb.reading.document import Document
from kb.reading.names import Anchor
from kb.reading.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a glossary."""

    name: str
    anchor: Anchor
    definition: str
    """The first paragraph under its heading, in plain words."""


def read_glossary(document: Document) -> tuple[Term, ...]:
    """Terms of a glossary in the order of the page; none for any other document.

    Where the third level is used, the second only gathers.
    """
    if document.slug != "glossary":
        return ()
    blocks = document.structure.blocks
    level = 3 if any(heading.level == 3 for heading in document.headings) else 2
    terms = []
    for index, heading in enumerate(document.headings):
        end = document.headings[index + 1].line if index + 1 < len(document.headings) else len(document.lines) + 1
        words = next(
            (plain_text(b.text) for b in blocks if heading.line < b.line < end and b.kind is BlockKind.PARAGRAPH), ""
        )
        if heading.level == level and words:
            terms.append(Term(heading.text, heading.anchor, words))
    return tuple(terms)
