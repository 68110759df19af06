"""Reads the source registry, `sources.yml`: each entry's fields, and what must be unique among the entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.problems.problem import Problem, finding, nearest
from kb.reading.frontmatter import ALL_UNREAD, Entry, Mapping, Node, Scalar, read_yaml
from kb.reading.timestamps import parse_time
from kb.sources.registry import EMPTY_REGISTRY, FIELDS, SOURCES_PATH, Source, SourceKind, SourceRegistry

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}\Z")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+\Z")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
_NULLS = ("", "null", "~", "Null", "NULL")


def read_sources(text: str, path: str = SOURCES_PATH) -> tuple[SourceRegistry, list[Problem]]:
    """Read the registry and check each entry and what must be unique among them."""
    node, problems = read_yaml(text, path)
    if node is None:
        return EMPTY_REGISTRY, problems
    if not isinstance(node, Mapping):
        problems.append(
            finding(
                path,
                node,
                "E085",
                "the registry is not a list of keys",
                "no citation can be resolved",
                "write each source as key: with its fields indented below",
            )
        )
        return EMPTY_REGISTRY, problems
    sources: dict[str, Source] = {}
    for entry in node:
        if isinstance(entry.value, Mapping):
            sources[entry.key.text] = _EntryReader(path, entry.key, entry.value, problems).read()
        else:
            problems.append(_no_fields(path, entry))
    problems.extend(_check_videos(sources, path))
    return SourceRegistry(dict(sorted(sources.items()))), problems


def _no_fields(path: str, entry: Entry) -> Problem:
    return finding(
        path,
        entry.key,
        "E085",
        f"source '{entry.key.text}' has no fields",
        "a citation of it could not say who said what",
        f"indent its fields below: {', '.join(FIELDS)}",
    )


@dataclass(frozen=True, slots=True)
class _EntryReader:
    """Reads one entry and notes what is wrong with it; a field that could not be read is not also called missing."""

    path: str
    key: Scalar
    fields: Mapping
    problems: list[Problem]

    def read(self) -> Source:
        """The source, with None for what is unknown or wrong."""
        self._check_names()
        kind, duration = self._kind(), self._duration()
        title, guest, author, publisher = (self._text(name) for name in ("title", "guest", "author", "publisher"))
        if title is None and self._is_missing("title"):
            what, why = f"source '{self.key.text}' has no title", "a citation of it could not say where to look"
            self._note(self.fields.get("title") or self.key, what, why, "write its title")
        names = ("guest", "author", "publisher")
        if not (guest or author or publisher) and all(self._is_missing(name) for name in names):
            what = f"source '{self.key.text}' names no guest, author or publisher"
            why = "a citation of it could not say who said it"
            self._note(self.key, what, why, "write guest, author or publisher")
        verified = self._verified()
        return Source(
            key=self.key.text,
            guest=guest,
            author=author,
            role=self._text("role"),
            title=title,
            kind=kind,
            publisher=publisher,
            date=self._date(),
            url=self._text("url", _URL, "an address beginning with https://"),
            video_id=self._text("video_id", _VIDEO_ID, "an 11-character video id"),
            duration=duration,
            verified_date=verified.text("date") or None if verified else None,
            verified_how=verified.text("how") or None if verified else None,
            line=self.key.line,
            column=self.key.column,
        )

    def _note(self, place: Node, what: str, why: str, fix: str) -> None:
        self.problems.append(finding(self.path, place, "E085", what, why, fix))

    def _is_missing(self, name: str) -> bool:
        """Whether a field says nothing, rather than something nobody can read."""
        node = self.fields.get(name)
        unread = self.fields.unread
        return unread != ALL_UNREAD and name not in unread and (node is None or isinstance(node, Scalar))

    def _check_names(self) -> None:
        source = self.key.text
        if not _KEY.match(source):
            what, fix = f"source key '{source}' is not a slug", "use small letters, digits and single hyphens"
            self._note(self.key, what, "it could not be cited as [@key]", fix)
        for entry in self.fields:
            if entry.key.text not in FIELDS:
                near = nearest(entry.key.text, FIELDS)
                self._note(
                    entry.key,
                    f"unknown field '{entry.key.text}' in source '{source}'",
                    "it would never be read",
                    f"did you mean '{near}'?" if near else f"known: {', '.join(FIELDS)}",
                )

    def _text(self, name: str, pattern: re.Pattern[str] | None = None, shape: str = "") -> str | None:
        node = self.fields.get(name)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            what = f"'{name}' of source '{self.key.text}' is not a text"
            self._note(node, what, "it cannot be shown", "write one value behind the key")
            return None
        if node.text in _NULLS and not (node.quoted and node.text):
            return None
        if pattern and not pattern.match(node.text):
            what = f"{name} '{node.text}' of source '{self.key.text}' is not {shape}"
            fix = f"write {shape}, or null where it is unknown"
            self._note(node, what, "links and citations would be wrong", fix)
            return None
        return node.text

    def _date(self) -> str | None:
        shape = "a date such as 2023, 2023-04 or 2023-04-09"
        text = self._text("date", _DATE, shape)
        node = self.fields.get("date")
        if text and node and not _is_in_calendar(text):
            what = f"date '{text}' of source '{self.key.text}' is in no calendar"
            self._note(node, what, "links and citations would be wrong", f"write {shape}, or null where it is unknown")
            return None
        return text

    def _kind(self) -> SourceKind | None:
        text = self._text("kind")
        if text and text in SourceKind:
            return SourceKind(text)
        if self._is_missing("kind"):
            near = nearest(text or "", SourceKind)
            self._note(
                self.fields.get("kind") or self.key,
                f"kind of source '{self.key.text}' is {text or 'missing'}",
                "readers could not tell a filing from a podcast",
                f"did you mean '{near}'?" if near else f"use one of {', '.join(SourceKind)}",
            )
        return None

    def _duration(self) -> int | None:
        text = self._text("duration")
        duration = parse_time(text) if text else None
        if text and duration is None:
            self._note(
                self.fields.get("duration") or self.key,
                f"duration '{text}' of source '{self.key.text}' is no time",
                "timestamps could not be checked against it",
                'write hours, minutes and seconds in quotes, as in "1:28:58"',
            )
        return duration

    def _verified(self) -> Mapping | None:
        node = self.fields.get("verified")
        if node is None or isinstance(node, Mapping):
            return node
        if not (isinstance(node, Scalar) and node.text in _NULLS):
            self._note(
                node,
                f"'verified' of source '{self.key.text}' is not date and how",
                "readers could not see how it was checked",
                "write verified: {date: 2026-01-31, how: ...}, or null",
            )
        return None


def _is_in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text if len(text) == 10 else f"{text[:7]}-01" if len(text) == 7 else f"{text}-01-01")
    except ValueError:
        return False
    return True


def _check_videos(sources: dict[str, Source], path: str) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    for source in sources.values():
        if not source.video_id:
            continue
        other = first.setdefault(source.video_id, source)
        if other is not source:
            yield finding(
                path,
                source,
                "E082",
                f"sources '{other.key}' and '{source.key}' have one video id {source.video_id}",
                "one of the two links leads to the wrong episode",
                "look up which episode the video shows and correct the other",
            )
