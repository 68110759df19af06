"""Claims of a document: cited, marked as the library's own by `[@ours]`, or neither.

A claim is one item of the lists on steps, on when to use an idea and when not, and on mistakes. The mark stands behind
the item like any citation; on the heading of a section it covers everything in it that carries no citation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.checks.upkeep import is_unfinished
from kb.problems.problem import Problem, finding
from kb.reading.blocks import BlockKind
from kb.reading.document import Document, Kind
from kb.reading.markup import Citation
from kb.reading.plain_text import plain_text
from kb.reading.sections import Role
from kb.sources.citations import OURS, marks_ours
from kb.sources.registry import SourceRegistry

_CLAIMING = frozenset({Role.APPLY, Role.APPLIES, Role.LIMITS, Role.MISTAKES})
_KINDS = frozenset({Kind.FRAMEWORK, Kind.MOTION, Kind.PAGE})


@dataclass(frozen=True, slots=True)
class Claims:
    """How many claims rest on what."""

    cited: int = 0
    ours: int = 0
    bare: int = 0
    """Neither."""


def count_claims(documents: Iterable[Document], sources: SourceRegistry) -> Claims:
    """Claims of a library."""
    rests = [rest for document in documents for _, _, rest in _claims(document, sources)]
    return Claims(rests.count("cited"), rests.count("ours"), rests.count("bare"))


def check_claims(document: Document, sources: SourceRegistry) -> Iterator[Problem]:
    """Claims that rest on nothing a reader can see."""
    for line, text, rest in _claims(document, sources):
        if rest == "bare":
            yield finding(
                document.path,
                (line, 1),
                "E091",
                f"'{_shortened(text)}' is neither cited nor marked as ours",
                "a reader cannot tell a source's claim from our own advice",
                f"put a citation behind it, or [@{OURS}]; on the heading the mark covers the whole section",
            )


def _claims(document: Document, sources: SourceRegistry) -> Iterator[tuple[int, str, str]]:
    """Line, words and support of each claim: cited, ours or bare."""
    if document.kind not in _KINDS:
        return
    lines: dict[int, list[Citation]] = {}
    for citation in document.citations:
        lines.setdefault(citation.line, []).append(citation)
    sections = [section for section in document.structure.sections if section.level == 2 and section.role in _CLAIMING]
    for section in sections:
        covered = any(marks_ours(citation, sources) for citation in lines.get(section.line, ()))
        for block in document.structure.blocks:
            if block.kind is not BlockKind.ITEM or not section.line < block.line < section.end:
                continue
            if is_unfinished(block.text):
                continue  # It has a finding of its own.
            length = block.text.count("\n") + 1
            found = [one for n in range(block.line, block.line + length) for one in lines.get(n, ())]
            if any(not marks_ours(one, sources) for one in found):
                yield block.line, block.text, "cited"
            else:
                yield block.line, block.text, "ours" if found or covered else "bare"


def _shortened(text: str) -> str:
    words = plain_text(text)
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
