"""Source cells: links to headings and rows, citations of sources, our inferences, and our reading of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.problems.problem import Problem
from kb.reading.markup import Lines, find_citations, find_links
from kb.reading.masks import mask_inline_code
from kb.reading.names import Anchor, DocumentId
from kb.reading.plain_text import plain_text
from kb.reading.timestamps import format_time, parse_time
from kb.rules.findings import Place, error, suggest
from kb.rules.motions import Motions
from kb.rules.table_source import Cell, Table

if TYPE_CHECKING:
    from kb.links.resolution import Resolution
    from kb.reading.document import Document
    from kb.sources.registry import SourceRegistry

_SAME = re.compile(r"the same(?=\s*(?::|$))", re.IGNORECASE)
_INFERENCE = re.compile(r"inference(?=\s*(?::|$))", re.IGNORECASE)
_JOINERS = " ,:"
_NAMED = re.compile(r"\*\*(?P<names>[^*]+)\*\*:?\s*")
"""Whom a part of the cell speaks of: `**sales-led, partner-led** [page](...): our reading`."""

type Reference = dict[str, object]
"""One reference as `rules.json` carries it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a row says of one motion."""

    references: tuple[Reference, ...]
    reading: str
    """Our reading in our words, without the references."""

    def as_json(self) -> dict[str, Any]:
        """The same as `rules.json` has it."""
        return {"reading": self.reading, "sources": [dict(reference) for reference in self.references]}


@dataclass(frozen=True, slots=True)
class Grounds(Note):
    """What a row rests on."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    """By motion, what the parts that name it say; parts that name none speak of all motions."""


NO_GROUNDS = Grounds((), "")


@dataclass(frozen=True, slots=True)
class Library:
    """What references are looked up in."""

    documents: Mapping[DocumentId, "Document"]
    resolve: "Callable[[str, DocumentId], Resolution]"
    sources: "SourceRegistry"
    anchor_exists: Callable[[DocumentId, Anchor], bool]
    """Whether a document has a heading, an identifier or a row of this name."""


class GroundsReader:
    """Reads the Source cells of one table from top to bottom, because `the same` looks at the row above."""

    def __init__(self, library: Library, table: Table, motions: Motions | None = None) -> None:
        self.library = library
        self.table = table
        self.motions = motions
        self.above: tuple[Reference, ...] | None = None
        self.problems: list[Problem] = []

    def read(self, cell: Cell | None, *, required: bool, row_line: int) -> Grounds:
        """What the cell says a row rests on.

        Args:
            cell: the Source cell; None where the table has no such column.
            required: whether the row claims something, so that it needs a reference (E121).
            row_line: 1-based line of the row.
        """
        references: list[Reference] = []
        readings: list[str] = []
        by_motion: dict[str, list[tuple[list[Reference], str]]] = {}
        found = len(self.problems)
        for offset, part in _parts(cell.text) if cell else ():
            assert cell is not None
            place = self.table.at(cell).shifted(offset)
            named, begin = self._named(part, place)
            refs, reading = self._part(part[begin:], place.shifted(begin))
            references += [one for one in refs if one not in references]
            readings += [reading] if reading else []
            for motion in named:
                by_motion.setdefault(motion, []).append((refs, reading))
        if required and not references and len(self.problems) == found:
            place = self.table.at(cell) if cell else Place(self.table.path, row_line, 1)
            self.problems.append(
                error(
                    place,
                    "E121",
                    "the row names no source",
                    "a reader could not check why it says so",
                    "link to a heading or row, cite [@key HH:MM:SS], or write 'inference:' and the reason",
                )
            )
        self.above = tuple(references)
        notes = {
            motion: Note(
                tuple(
                    one for index, (refs, _) in enumerate(parts) for one in refs if not _is_before(one, parts[:index])
                ),
                "; ".join(reading for _, reading in parts if reading),
            )
            for motion, parts in sorted(by_motion.items())
        }
        return Grounds(tuple(references), "; ".join(readings), notes)

    def _named(self, part: str, place: Place) -> tuple[list[str], int]:
        """The motions that a part names in bold at its beginning, and where the rest begins."""
        match = _NAMED.match(part) if self.motions is not None else None
        if match is None or self.motions is None:
            return [], 0
        named: list[str] = []
        for name in re.finditer(r"[^,\s][^,]*", match["names"]):
            motion = self.motions.find(name[0].strip(" :"))
            if motion is None:
                fault = self.motions.unknown(name[0].strip(" :"), match.start("names") + name.start())
                self.problems.append(fault.at(place))
            elif motion.id not in named:
                named.append(motion.id)
        return named, match.end()

    def _part(self, part: str, place: Place) -> tuple[list[Reference], str]:
        if same := _SAME.match(part):
            if self.above is None:
                self._missing(place, "'the same' in the first row", "write the reference itself")
            return list(self.above or ()), _words(part[same.end() :])
        if inference := _INFERENCE.match(part):
            text = _words(part[inference.end() :])
            if not text:
                self.problems.append(
                    error(
                        place,
                        "E121",
                        "an inference without its reason",
                        "a reader could not weigh it",
                        "write inference: and why",
                    )
                )
            return [{"kind": "inference", "text": text}], f"inference: {text}"
        masked, lines = mask_inline_code(part), Lines(part)
        spans: list[tuple[int, int, Reference | None, str]] = []
        for link in find_links(part, masked, lines):
            text = plain_text(link.text)
            spans.append((link.start, link.end, self._link(link.target, text, place.shifted(link.start)), text))
        for citation in find_citations(masked, lines):
            spans.append(
                (
                    citation.start,
                    citation.end,
                    self._citation(citation.key, citation.at, place.shifted(citation.start)),
                    "",
                )
            )
        spans.sort(key=lambda span: span[0])
        head = 0
        for start, end, _, _ in spans:
            if part[head:start].strip(_JOINERS) not in ("", "and") or ":" in part[head:start]:
                break
            head = end
        rest = part[head:]
        for start, end, _, text in reversed(spans):
            if start >= head:
                rest = rest[: start - head] + text + rest[end - head :]
        return [reference for _, _, reference, _ in spans if reference is not None], _words(rest)

    def _link(self, target: str, text: str, place: Place) -> Reference | None:
        if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
            self._missing(place, f"'{target}' leads out of the library", "register it in sources.yml and cite [@key]")
            return None
        resolution = self.library.resolve(target, self.table.document_id)
        if resolution.document_id is None:
            near = (
                f"did you mean {resolution.candidates[0]}?"
                if resolution.candidates
                else "write the page, or link to another"
            )
            self._missing(place, f"page '{target}' not found", near)
            return None
        document = self.library.documents.get(resolution.document_id)
        anchor = resolution.anchor
        if not anchor:
            self._missing(place, f"'{target}' leads to a whole page", "add the heading or row, as in page.md#heading")
            return None
        if document is None or not self.library.anchor_exists(resolution.document_id, anchor):
            known = sorted(document.anchors) if document else []
            self._missing(
                place, f"{resolution.document_id} has no heading or row '#{anchor}'", suggest(anchor, known, "anchors")
            )
            return None
        return {"kind": "link", "text": text, "page": resolution.document_id, "url": f"{document.url}#{anchor}"}

    def _citation(self, key: str, at: str, place: Place) -> Reference | None:
        source = self.library.sources.get(key)
        if source is None:
            self._missing(place, f"unknown source '{key}'", "add it to sources.yml, or correct the key")
            return None
        seconds = parse_time(at) if at else None
        if at and seconds is None:
            self._missing(place, f"'{at}' is not a time", "write HH:MM:SS, as in 01:17:35")
            return None
        if seconds is not None and source.duration is not None and seconds > source.duration:
            self._missing(
                place, f"{at} lies past the end of {key}", f"it lasts {format_time(source.duration)}; correct the time"
            )
            return None
        return {"kind": "citation", "key": key, "at": seconds, "label": source.label, "url": source.deep_link(seconds)}

    def _missing(self, place: Place, what: str, fix: str) -> None:
        self.problems.append(
            error(place, "E120", f"reference not found: {what}", "a reader could not follow the reason", fix)
        )


def _parts(text: str) -> list[tuple[int, str]]:
    """Parts of a cell between semicolons outside brackets and code, each with its offset."""
    masked = mask_inline_code(text)
    parts: list[tuple[int, str]] = []
    depth, start = 0, 0
    for index, character in enumerate(masked + ";"):
        depth += (character in "([") - (character in ")]")
        if character == ";" and (depth <= 0 or index == len(text)):
            part = text[start:index]
            if part.strip():
                parts.append((start + len(part) - len(part.lstrip()), part.strip()))
            start, depth = index + 1, 0
    return parts


def _is_before(reference: Reference, parts: Sequence[tuple[list[Reference], str]]) -> bool:
    return any(reference in references for references, _ in parts)


def _words(text: str) -> str:
    return plain_text(text.strip().lstrip(_JOINERS)).strip()
