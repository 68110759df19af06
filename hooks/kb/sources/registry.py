"""The source registry: every guest, article and filing once, with what makes a citation of it checkable."""

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

SOURCES_PATH = "sources.yml"
"""Where the registry stands under the library's root."""


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
