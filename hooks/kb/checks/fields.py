"""The keys of front matter: of what type each is, what it may say, and which a document must have."""

from dataclasses import dataclass
from enum import Enum, auto

from kb.reading.document import Kind


class Shape(Enum):
    """Type of a value."""

    TEXT = auto()
    """Free words."""
    WORD = auto()
    """A key, an id or one of a closed set."""
    DATE = auto()
    """A day, YYYY-MM-DD."""
    TEXTS = auto()
    """A list of words."""
    RELATED = auto()
    """A list of documents, each as text or as a mapping with `to`, `type` and `reason`."""
    FIELDS = auto()
    """A mapping of its own, checked where it is read."""


STATUSES = ("confirmed", "inference", "disputed")

RELATION_TYPES = ("related", "prerequisite", "alternative", "complements", "contradicts")

RELATED_KEYS = ("to", "type", "reason")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the front matter."""

    shape: Shape
    allowed: tuple[str, ...] = ()
    """Values of a closed set."""
    may_be_empty: bool = False
    """An empty list says something."""


FIELDS = {
    "name": Field(Shape.TEXT),
    "kind": Field(Shape.WORD, tuple(Kind)),
    "category": Field(Shape.WORD),
    "one_liner": Field(Shape.TEXT),
    "source": Field(Shape.WORD),
    "source_guest": Field(Shape.TEXT),
    "source_episode": Field(Shape.TEXT),
    "related_frameworks": Field(Shape.RELATED, may_be_empty=True),
    "tags": Field(Shape.TEXTS),
    "aliases": Field(Shape.TEXTS, may_be_empty=True),
    "status": Field(Shape.WORD, STATUSES),
    "updated": Field(Shape.DATE),
    "review": Field(Shape.DATE),
    "question": Field(Shape.FIELDS),
    "case": Field(Shape.FIELDS),
    "situations": Field(Shape.FIELDS),
}
"""Every key, in the order authors write them."""

REQUIRED = {
    Kind.FRAMEWORK: ("name", "category", "one_liner", "tags"),
    Kind.MOTION: ("name", "category", "one_liner"),
    Kind.QUESTION: ("name", "category", "one_liner", "question"),
    Kind.CASE: ("name", "category", "one_liner", "case"),
    Kind.PAGE: ("name",),
}
"""Keys a document of a kind must have; a framework also needs `source` or `source_guest`."""
