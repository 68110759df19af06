"""Citations of a document as numbered notes, and their checks against the registry."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.problems.problem import Problem, finding
from kb.reading.document import Document
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Scalar, Sequence
from kb.reading.markup import Citation, Lines
from kb.reading.sections import Role
from kb.reading.timestamps import format_time, parse_time
from kb.sources.registry import SOURCES_PATH, Source, SourceRegistry


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """One numbered note: a source, or one second of it."""

    number: int
    key: str
    source: Source
    seconds: int | None
    label: str
    """Who and what."""
    at: str
    """The time as readers see it; empty where the whole source is meant."""
    url: str | None
    citations: tuple[Citation, ...]
    """Where it is cited, in order."""


_BARE = re.compile(r"(?<![\[\w@/.])@([\w-]+)[ \t]+\d{1,2}(?::\d\d){1,2}(?![\d:])")
OURS = "ours"
"""Key of the mark `[@ours]`; a source that a registry gives this key is a source like the others."""


def marks_ours(citation: Citation, sources: SourceRegistry) -> bool:
    """Whether a citation is the mark of the library's own advice."""
    return citation.key == OURS and sources.get(OURS) is None


def has_marks(document: Document, sources: SourceRegistry) -> bool:
    """Whether anything in a document is marked."""
    return any(marks_ours(citation, sources) for citation in document.citations)


def is_margin_note(document: Document, citation: Citation) -> bool:
    """Whether a citation becomes a numbered note; those of source sections and tables are shown where they stand."""
    return document.structure.role_at(citation.line) is not Role.SOURCE and not stands_in_table(document, citation)


def stands_in_table(document: Document, citation: Citation) -> bool:
    """Whether a citation stands in a table row, where it names its source in place: a number says nothing in a cell."""
    return document.lines[citation.line - 1].lstrip().startswith("|")


def number_notes(document: Document, sources: SourceRegistry) -> tuple[NumberedNote, ...]:
    """Notes of a document in the order of their first citation; the same second of the same source is one note.

    A citation of an unknown source stays the text it is: in a foreign library it may be none.
    """
    places: dict[tuple[str, str], list[Citation]] = {}
    for citation in document.citations:
        if is_margin_note(document, citation) and sources.get(citation.key):
            seconds = parse_time(citation.at)
            at = format_time(seconds) if seconds is not None else citation.at
            places.setdefault((citation.key, at), []).append(citation)
    notes: list[NumberedNote] = []
    for number, ((key, at), citations) in enumerate(places.items(), 1):
        source, seconds = sources.get(key), parse_time(at) if at else None
        assert source is not None
        notes.append(
            NumberedNote(number, key, source, seconds, source.label, at, source.deep_link(seconds), tuple(citations))
        )
    return tuple(notes)


def check_citations(document: Document, sources: SourceRegistry) -> Iterator[Problem]:
    """Unknown keys, times that are none and times past the end of the recording."""
    for citation in document.citations:
        if not marks_ours(citation, sources):
            yield from _check(document.path, citation, citation.key, citation.at, sources)
    for match in _BARE.finditer(document.masked) if "@" in document.masked else ():
        if sources.get(match[1]):
            line, column = Lines(document.text).place(match.start())
            what, why = f"citation {match[0]} stands without brackets", "readers see it as text, without its source"
            yield finding(document.path, (line, column), "W094", what, why, f"write [{match[0]}]")
    key = document.meta.get("source") if document.meta else None
    if isinstance(key, Scalar) and key.text and sources.get(key.text) is None:
        yield _unknown(document.path, (key.line, key.column), key.text, sources.nearest(key.text))


def _check(path: str, place: Citation, key: str, at: str, sources: SourceRegistry) -> Iterator[Problem]:
    if not key:
        yield finding(
            path,
            place,
            "E084",
            "citation without a key",
            "nobody can tell which source is meant",
            "write [@key] or [@key HH:MM:SS] with a key of sources.yml",
        )
        return
    source = sources.get(key)
    if source is None:
        # `[@bret taylor]`: the key is cut at the space.
        words = at.split()
        whole = "-".join([key, *(words[:-1] if words and parse_time(words[-1]) is not None else words)]).casefold()
        meant = whole if sources.get(whole) else sources.nearest(key)
        yield _unknown(path, (place.line, place.column), key, meant)
        if meant == whole:
            return
    if not at:
        return
    seconds = parse_time(at)
    if seconds is None:
        yield finding(
            path,
            place,
            "E084",
            f"'{at}' in the citation of {key} is no time",
            "the link could not lead to the moment",
            "write HH:MM:SS, as in 01:17:35",
        )
    elif source and source.duration is not None and seconds > source.duration:
        yield finding(
            path,
            place,
            "E081",
            f"{at} is past the end of {key} ({format_time(source.duration)})",
            "the link would lead nowhere",
            "look the moment up again",
        )


def _unknown(path: str, place: tuple[int, int], key: str, near: str | None) -> Problem:
    return finding(
        path,
        place,
        "E080",
        f"source '{key}' is not in sources.yml",
        "the citation cannot say who said it",
        f"did you mean '{near}'?" if near else f"add '{key}' to sources.yml, or cite a source that is there",
    )


def cited_keys(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Ids of the documents that rest on each source: by citation, `source:` or a case's evidence."""
    found: dict[str, dict[str, None]] = {}
    for document in documents:
        for citation in document.citations:
            found.setdefault(citation.key, {})[document.id] = None
        if document.meta:
            if key := document.meta.text("source"):
                found.setdefault(key, {})[document.id] = None
            for key in evidence_keys(document.meta):
                found.setdefault(key, {})[document.id] = None
    return {key: tuple(sorted(ids)) for key, ids in sorted(found.items()) if key}


def evidence_keys(meta: MappingNode | None) -> tuple[str, ...]:
    """Sources that the evidence of a case names, each once, in order."""
    case = meta.get("case") if meta else None
    evidence = case.get("evidence") if isinstance(case, MappingNode) else None
    items = evidence.items if isinstance(evidence, Sequence) else ()
    keys = (item.text("source") for item in items if isinstance(item, MappingNode))
    return tuple(dict.fromkeys(key for key in keys if key))


def check_sources_used(
    documents: Iterable[Document], sources: SourceRegistry, cited: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Sources that no document rests on, and sources cited by the second that have no recording to look into."""
    moments: dict[str, int] = {}
    for document in documents:
        for citation in document.citations:
            if citation.at:
                moments[citation.key] = moments.get(citation.key, 0) + 1
    for source in sources:
        if source.key not in cited:
            yield finding(
                SOURCES_PATH,
                source,
                "W083",
                f"source '{source.key}' is cited nowhere",
                "nobody would notice if it were wrong",
                "cite it, or take it out",
            )
        elif source.key in moments and source.video_id is None and source.duration is None:
            yield finding(
                SOURCES_PATH,
                source,
                "W087",
                f"source '{source.key}' has neither video nor duration, but is cited by the second "
                f"({moments[source.key]} in all)",
                "the moments can neither be linked nor checked",
                "add video_id and duration where they can be confirmed",
            )
