"""Who links to a document, with the sentence that does."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.links.found import ResolvedLink
from kb.reading.document import Document
from kb.reading.markup import Lines
from kb.reading.masks import blank, replace_spans
from kb.reading.names import DocumentId
from kb.reading.sentences import BlockBounds, sentence_at


@dataclass(frozen=True, slots=True)
class Backlink:
    """One sentence elsewhere that links here."""

    id: DocumentId
    """Document that links."""
    text: str
    """The linking sentence, in plain words."""
    line: int
    in_related: bool
    """Stands in a related list: shown as a relation already."""


def read_backlinks(document: Document, links: Iterable[ResolvedLink]) -> tuple[tuple[DocumentId, Backlink], ...]:
    """The documents that one links to, each with the link as it is seen from there, in the order of the links."""
    found: list[tuple[DocumentId, Backlink]] = []
    bounds: BlockBounds | None = None
    seen = replace_spans(document.text, document.comments, blank)
    for resolved in links:
        target = resolved.resolution.document_id
        if target is None or target == document.id or resolved.link.is_image:
            continue
        if bounds is None:
            bounds = BlockBounds(document.structure.blocks, Lines(document.text).starts, document.text)
        link = resolved.link
        around = bounds.around(link.start, link.end, link.line)
        text = sentence_at(seen, document.masked, link.start, link.end, around)
        found.append((target, Backlink(document.id, text, link.line, resolved.in_related)))
    return tuple(found)


def gather_backlinks(found_links: Iterable[tuple[DocumentId, Backlink]]) -> dict[DocumentId, tuple[Backlink, ...]]:
    """Backlinks of every document that has some, one for each sentence, sorted by the document that links."""
    found: dict[DocumentId, dict[tuple[DocumentId, str], Backlink]] = {}
    for target, backlink in found_links:
        found.setdefault(target, {}).setdefault((backlink.id, backlink.text), backlink)
    return {
        target: tuple(sorted(sentences.values(), key=lambda one: (one.id, one.line)))
        for target, sentences in sorted(found.items())
    }
