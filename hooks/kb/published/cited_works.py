"""What a page rests on, as works of schema.org."""

from collections.abc import Iterator
from typing import Any

from kb.library.catalogue import Catalogue
from kb.library.listings import episode_of, guest_of
from kb.reading.document import Document
from kb.reading.timestamps import format_time
from kb.sources.citations import evidence_keys, number_notes
from kb.sources.registry import Source, SourceKind

Node = dict[str, Any]
"""One thing of JSON-LD."""

_WORK_TYPES = {
    SourceKind.PODCAST: "PodcastEpisode",
    SourceKind.ARTICLE: "Article",
    SourceKind.FILING: "DigitalDocument",
    SourceKind.BOOK: "Book",
    SourceKind.REPORT: "Report",
    SourceKind.DOCUMENTATION: "TechArticle",
}


def cited_works(document: Document, catalogue: Catalogue) -> Iterator[Node]:
    """Each source of a document once, in the order in which it is met, with the moments that are cited."""
    moments: dict[str, list[tuple[int, str]]] = {}
    sources: dict[str, Source] = {}
    first = catalogue.sources.get(document.meta.text("source")) if document.meta else None
    if first:
        sources[first.key] = first
    for note in number_notes(document, catalogue.sources):
        sources.setdefault(note.key, note.source)
        if note.seconds is not None and note.source.video_id and note.url:
            moments.setdefault(note.key, []).append((note.seconds, note.url))
    for text in evidence_keys(document.meta):
        known = catalogue.sources.get(text)
        if known:
            sources.setdefault(text, known)
    for key, source in sources.items():
        yield _work(source, moments.get(key, []))
    if not sources:
        yield from _named(document, catalogue)
    for text in evidence_keys(document.meta):
        if catalogue.sources.get(text) is None:
            yield {"@type": "CreativeWork", "name": text}


def _work(source: Source, moments: list[tuple[int, str]]) -> Node:
    """A source of the registry. Who is credited may be a person, several or a firm, so it is a text."""
    node: Node = {
        "@type": _WORK_TYPES[source.kind] if source.kind else "CreativeWork",
        "name": source.title or source.label,
    }
    for key, value in (
        ("creditText", source.who),
        ("datePublished", source.date),
        ("url", source.deep_link(None)),
    ):
        if value:
            node[key] = value
    if source.publisher:
        node["publisher"] = {"@type": "Organization", "name": source.publisher}
    if moments:
        node["hasPart"] = [
            {"@type": "Clip", "name": format_time(seconds), "startOffset": seconds, "url": url}
            for seconds, url in sorted(set(moments))
        ]
    return node


def _named(document: Document, catalogue: Catalogue) -> Iterator[Node]:
    """What the front matter of a document credits where no registry holds it."""
    guest, episode = guest_of(document, catalogue.sources), episode_of(document, catalogue.sources)
    if episode or guest:
        node = {"@type": "CreativeWork", "name": episode or guest}
        yield node | ({"creditText": guest} if guest and episode else {})
