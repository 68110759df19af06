"""The source registry: every guest, article and filing once, with what makes a citation of it checkable."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from kb.problems.problem import Problem, Severity
from kb.reading.frontmatter import Mapping, Node, Scalar, read_yaml
from kb.reading.timestamps import parse_time

SOURCES_PATH = "sources.yml"
"""Where the registry stands under the library's root."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}\Z")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+\Z")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
_NULLS = ("", "null", "~", "Null", "NULL")


class SourceKind(StrEnum):
    """What a source is."""

    PODCAST = "podcast"
    """A recorded conversation, cited by the second."""
    ARTICLE = "article"
    """A text published on a site or in a newsletter."""
    FILING = "filing"
    """What a company filed with a supervisor."""
    BOOK = "book"
    REPORT = "report"
    """A study with its own data."""
    DOCUMENTATION = "documentation"
    """What a vendor says about its product."""


FIELDS = (
    "guest",
    "author",
    "role",
    "title",
    "kind",
    "publisher",
    "date",
    "url",
    "video_id",
    "duration",
    "verified",
)
"""Keys of a source, in the order they are written."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source."""

    key: str
    guest: str | None
    author: str | None
    role: str | None
    title: str | None
    kind: SourceKind | None
    publisher: str | None
    date: str | None
    """Year, month or day, as ISO 8601 writes it."""
    url: str | None
    video_id: str | None
    """Identifier of the video at YouTube."""
    duration: int | None
    """Seconds."""
    verified_date: str | None
    verified_how: str | None
    line: int
    """Line of the key in the registry."""
    column: int = 1

    @property
    def who(self) -> str | None:
        """Guest, or author, or None."""
        return self.guest or self.author

    @property
    def label(self) -> str:
        """Who and what, short enough for a note: `Bret Taylor, The AI agent era`."""
        parts = [part for part in (self.who, self.title) if part]
        if not parts:
            return self.publisher or self.key
        return ", ".join(parts)

    def deep_link(self, seconds: int | None) -> str | None:
        """Address of the source, at that second of its video where it has one; None where no address is known."""
        if self.video_id:
            at = f"&t={seconds}s" if seconds else ""
            return f"https://www.youtube.com/watch?v={self.video_id}{at}"
        return self.url


@dataclass(frozen=True, slots=True)
class SourceRegistry:
    """All sources by key."""

    sources: MappingType[str, Source]

    def get(self, key: str) -> Source | None:
        """The source with that key, None where there is none."""
        return self.sources.get(key)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def __len__(self) -> int:
        return len(self.sources)

    def nearest(self, key: str) -> str | None:
        """The known key most like an unknown one, where one is close."""
        return next(iter(get_close_matches(key, sorted(self.sources), 1, 0.75)), None)


EMPTY_REGISTRY = SourceRegistry({})


def read_sources(text: str, path: str = SOURCES_PATH) -> tuple[SourceRegistry, list[Problem]]:
    """Read the registry and check each entry and what must be unique among them."""
    node, problems = read_yaml(text, path)
    if node is None:
        return EMPTY_REGISTRY, problems
    if not isinstance(node, Mapping):
        problems.append(
            _problem(
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
        if not isinstance(entry.value, Mapping):
            problems.append(
                _problem(
                    path,
                    entry.key,
                    "E085",
                    f"source '{entry.key.text}' has no fields",
                    "a citation of it could not say who said what",
                    f"indent its fields below: {', '.join(FIELDS)}",
                )
            )
            continue
        sources[entry.key.text] = _read_source(entry.key, entry.value, path, problems)
    problems.extend(_check_videos(sources, path))
    return SourceRegistry(dict(sorted(sources.items()))), problems


def _read_source(key: Scalar, fields: Mapping, path: str, problems: list[Problem]) -> Source:
    if not _KEY.match(key.text):
        problems.append(
            _problem(
                path,
                key,
                "E085",
                f"source key '{key.text}' is not a slug",
                "it could not be cited as [@key]",
                "use small letters, digits and single hyphens",
            )
        )
    for entry in fields:
        if entry.key.text not in FIELDS:
            near = next(iter(get_close_matches(entry.key.text, FIELDS, 1, 0.6)), None)
            problems.append(
                _problem(
                    path,
                    entry.key,
                    "E085",
                    f"unknown field '{entry.key.text}' in source '{key.text}'",
                    "it would never be read",
                    f"did you mean '{near}'?" if near else f"known: {', '.join(FIELDS)}",
                )
            )

    def text(field: str, pattern: re.Pattern[str] | None = None, shape: str = "") -> str | None:
        node = fields.get(field)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            problems.append(
                _problem(
                    path,
                    node,
                    "E085",
                    f"'{field}' of source '{key.text}' is not a text",
                    "it cannot be shown",
                    "write one value behind the key",
                )
            )
            return None
        if node.text in _NULLS and not (node.quoted and node.text):
            return None
        if pattern and not pattern.match(node.text):
            problems.append(
                _problem(
                    path,
                    node,
                    "E085",
                    f"{field} '{node.text}' of source '{key.text}' is not {shape}",
                    "links and citations would be wrong",
                    f"write {shape}, or null where it is unknown",
                )
            )
            return None
        return node.text

    kind_text = text("kind")
    kind = SourceKind(kind_text) if kind_text and kind_text in SourceKind else None
    if kind is None:
        node = fields.get("kind") or key
        near = next(iter(get_close_matches(kind_text or "", list(SourceKind), 1, 0.6)), None)
        problems.append(
            _problem(
                path,
                node,
                "E085",
                f"kind of source '{key.text}' is {kind_text or 'missing'}",
                "readers could not tell a filing from a podcast",
                f"did you mean '{near}'?" if near else f"use one of {', '.join(SourceKind)}",
            )
        )
    duration_text = text("duration")
    duration = parse_time(duration_text) if duration_text else None
    if duration_text and duration is None:
        problems.append(
            _problem(
                path,
                fields.get("duration") or key,
                "E085",
                f"duration '{duration_text}' of source '{key.text}' is no time",
                "timestamps could not be checked against it",
                'write hours, minutes and seconds in quotes, as in "1:28:58"',
            )
        )
    title = text("title")
    if title is None:
        problems.append(
            _problem(
                path,
                fields.get("title") or key,
                "E085",
                f"source '{key.text}' has no title",
                "a citation of it could not say where to look",
                "write its title",
            )
        )
    guest, author = text("guest"), text("author")
    publisher = text("publisher")
    if not (guest or author or publisher):
        problems.append(
            _problem(
                path,
                key,
                "E085",
                f"source '{key.text}' names no guest, author or publisher",
                "a citation of it could not say who said it",
                "write guest, author or publisher",
            )
        )
    verified = fields.get("verified")
    if isinstance(verified, Scalar) and verified.text in _NULLS:
        verified = None
    elif verified is not None and not isinstance(verified, Mapping):
        problems.append(
            _problem(
                path,
                verified,
                "E085",
                f"'verified' of source '{key.text}' is not date and how",
                "readers could not see how it was checked",
                "write verified: {date: 2026-01-31, how: ...}, or null",
            )
        )
        verified = None
    return Source(
        key=key.text,
        guest=guest,
        author=author,
        role=text("role"),
        title=title,
        kind=kind,
        publisher=publisher,
        date=text("date", _DATE, "a date such as 2023, 2023-04 or 2023-04-09"),
        url=text("url", _URL, "an address beginning with https://"),
        video_id=text("video_id", _VIDEO_ID, "an 11-character video id"),
        duration=duration,
        verified_date=verified.text("date") or None if verified else None,
        verified_how=verified.text("how") or None if verified else None,
        line=key.line,
        column=key.column,
    )


def _check_videos(sources: dict[str, Source], path: str) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    for source in sources.values():
        if not source.video_id:
            continue
        other = first.setdefault(source.video_id, source)
        if other is not source:
            yield Problem(
                path,
                source.line,
                source.column,
                "E082",
                Severity.ERROR,
                f"sources '{other.key}' and '{source.key}' have one video id {source.video_id}",
                "one of the two links leads to the wrong episode",
                "look up which episode the video shows and correct the other",
            )


def _problem(path: str, node: Node, code: str, what: str, why: str, fix: str) -> Problem:
    return Problem(path, node.line, node.column, code, Severity.ERROR, what, why, fix)
