"""The front matter contract: which keys a document may and must have, of what type, and what else must hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from kb.problems.findings import finding, nearest, offer
from kb.problems.problem import Problem
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import ALL_UNREAD, Mapping, Node, Scalar, Sequence
from kb.reading.surprises import other_reading


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
    "question": Field(Shape.FIELDS),
    "case": Field(Shape.FIELDS),
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

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def check_contract(document: Document, categories: frozenset[str], tags: frozenset[str] | None) -> Iterator[Problem]:
    """Everything wrong with a document's front matter and title.

    Args:
        document: the document.
        categories: folders of the library, for the nearest category.
        tags: the vocabulary; None where the library has none.
    """
    path = document.path
    if document.meta is None:
        if document.folder:
            yield finding(
                path,
                (1, 1),
                "E005",
                "document has no front matter",
                "it has no name, category, tags or source, so no listing can hold it",
                "open it with a line ---, its keys, and another line ---",
            )
    else:
        yield from _check_keys(document, document.meta)
        yield from _check_category(document, document.meta, categories)
        if tags is not None:
            yield from _check_tags(document, document.meta, tags)
    yield from _check_title(document)


def _check_keys(document: Document, meta: Mapping) -> Iterator[Problem]:
    path = document.path
    for entry in meta:
        field = FIELDS.get(entry.key.text)
        if field is None:
            near = nearest(entry.key.text, FIELDS)
            yield finding(
                path,
                entry.key,
                "E020",
                f"unknown key '{entry.key.text}'",
                "it would never be read",
                f"did you mean '{near}'? (known: {', '.join(FIELDS)})"
                if near
                else f"take it out (known: {', '.join(FIELDS)})",
            )
        else:
            yield from _check_value(path, entry.key.text, field, entry.value)
    unread = frozenset(FIELDS) if meta.unread == ALL_UNREAD else frozenset(meta.unread)
    for key in REQUIRED[document.kind]:
        if meta.get(key) is None and key not in unread:
            yield finding(
                path,
                (1, 1),
                "E021",
                f"key '{key}' is missing",
                _WHY_REQUIRED[key],
                f"add {_EXAMPLES[key]} to the front matter",
            )
    if document.kind is Kind.FRAMEWORK and not any(meta.get(k) or k in unread for k in ("source", "source_guest")):
        yield finding(
            path,
            (1, 1),
            "E021",
            "neither 'source' nor 'source_guest' is there",
            "a reader cannot tell whose idea it is",
            "add source: with a key of sources.yml, or source_guest: with a name",
        )


_WHY_REQUIRED = {
    "name": "links by name cannot find the document",
    "category": "the document stands in no listing",
    "one_liner": "listings, search and previews have no sentence to show",
    "tags": "the document stands in no tag listing",
    "question": "the selector cannot ask it",
    "case": "it cannot be compared with a reader's company",
}
_EXAMPLES = {
    "name": 'name: "..."',
    "category": "category: with the folder's name",
    "one_liner": 'one_liner: "..."',
    "tags": "tags: with at least one tag",
    "question": "question: with its id, role and options",
    "case": "case: with company, stage, primary and answers",
}


def _check_value(path: str, key: str, field: Field, value: Node) -> Iterator[Problem]:
    if field.shape is Shape.FIELDS:
        if not isinstance(value, Mapping):
            yield _wrong_type(path, key, value, "keys of its own", "indent its keys below")
    elif field.shape in (Shape.TEXTS, Shape.RELATED):
        yield from _check_list(path, key, field, value)
    elif not isinstance(value, Scalar):
        yield _wrong_type(path, key, value, "one value", "write one value behind the key")
    elif not value.text.strip():
        yield _empty(path, key, value)
    elif field.allowed and value.text not in field.allowed:
        yield finding(
            path,
            value,
            "E024",
            f"{key} '{value.text}' is not allowed",
            "the value has no meaning",
            offer(value.text, field.allowed),
        )
    elif field.shape is Shape.DATE:
        if not _is_date(value.text):
            yield finding(
                path,
                value,
                "E030",
                f"{key} '{value.text}' is not a day",
                "readers could not see how old the page is",
                "write it as YYYY-MM-DD",
            )
    elif field.shape is Shape.TEXT:
        yield from check_text(path, key, value)


def _check_list(path: str, key: str, field: Field, value: Node) -> Iterator[Problem]:
    if isinstance(value, Scalar) and not value.text:
        yield _empty(path, key, value)
        return
    if not isinstance(value, Sequence):
        yield _wrong_type(path, key, value, "a list", "write each item on its own line behind a dash")
        return
    if not value.items and not field.may_be_empty:
        yield _empty(path, key, value)
    seen: dict[str, int] = {}
    for item in value.items:
        if isinstance(item, Scalar):
            if not item.text.strip():
                yield finding(
                    path, item, "E022", f"empty item in '{key}'", "it says nothing", "write it or take it out"
                )
                continue
            yield from check_text(path, f"item of {key}", item, is_word=key == "tags")
            folded = item.text.casefold()
            if folded in seen:
                yield finding(
                    path,
                    item,
                    "W027",
                    f"'{item.text}' stands twice in '{key}' (first on line {seen[folded]})",
                    "once is enough",
                    "take one out",
                )
            seen.setdefault(folded, item.line)
        elif field.shape is Shape.RELATED and isinstance(item, Mapping):
            yield from _check_related(path, item)
        else:
            yield _wrong_type(path, f"item of {key}", item, "one value", "write plain words behind the dash")


def _check_related(path: str, item: Mapping) -> Iterator[Problem]:
    for entry in item:
        if entry.key.text not in RELATED_KEYS:
            yield finding(
                path,
                entry.key,
                "E020",
                f"unknown key '{entry.key.text}' in a related framework",
                "it would never be read",
                offer(entry.key.text, RELATED_KEYS),
            )
        elif not isinstance(entry.value, Scalar):
            yield _wrong_type(path, entry.key.text, entry.value, "one value", "write one value behind the key")
        elif not entry.value.text:
            yield _empty(path, entry.key.text, entry.value)
        elif entry.key.text == "type" and entry.value.text not in RELATION_TYPES:
            yield finding(
                path,
                entry.value,
                "E024",
                f"type '{entry.value.text}' is not allowed",
                "the relation would have no meaning",
                offer(entry.value.text, RELATION_TYPES),
            )
        elif entry.key.text != "type":
            yield from check_text(path, entry.key.text, entry.value)
    if item.get("to") is None:
        yield finding(
            path,
            item,
            "E021",
            "key 'to' is missing in a related framework",
            "it relates to nothing",
            "add to: with the document's path or name",
        )


def check_text(path: str, key: str, value: Scalar, *, is_word: bool = False) -> Iterator[Problem]:
    """YAML surprises in words that are meant as text; behind a single word a comment cuts nothing off."""
    reading = other_reading(value)
    if reading:
        yield finding(
            path,
            value,
            "E016",
            f"{key} {value.text} without quotes is {reading} to other YAML readers",
            "each tool would show something else",
            f'write "{value.text}"',
        )
    if value.comment and not is_word:
        cut = f"{value.text} #{value.comment}" if len(value.comment) < 40 else f"{value.text} #{value.comment[:40]}…"
        yield finding(
            path,
            value,
            "E015",
            f"{key} is cut at ' #': '#{value.comment[:40]}' is a comment",
            "readers would see half of it",
            f'write "{cut}" if the # belongs to the text',
        )


def _check_category(document: Document, meta: Mapping, categories: frozenset[str]) -> Iterator[Problem]:
    value = meta.get("category")
    folder = document.id.partition("/")[0] if document.folder else ""
    if not isinstance(value, Scalar) or not value.text or value.text == folder:
        return
    if not folder:
        if value.text not in categories:
            yield finding(
                document.path,
                value,
                "E025",
                f"category '{value.text}' has no folder",
                "its listing would hold this page alone",
                offer(value.text, sorted(categories)),
            )
        return
    yield finding(
        document.path,
        value,
        "E025",
        f"category '{value.text}' is not the folder '{folder}'",
        "the document would be listed in one place and live in another",
        f"write category: {folder}, or move the file to {value.text}/",
    )


def _check_tags(document: Document, meta: Mapping, tags: frozenset[str]) -> Iterator[Problem]:
    for tag in meta.scalars("tags"):
        if tag.text not in tags:
            near = nearest(tag.text, tags)
            yield finding(
                document.path,
                tag,
                "E026",
                f"tag '{tag.text}' is not in tags.yml",
                "it would make a listing of its own that nobody looks for",
                f"did you mean '{near}'? Otherwise add '{tag.text}' to tags.yml"
                if near
                else f"use a tag of tags.yml, or add '{tag.text}' to it",
            )


def _check_title(document: Document) -> Iterator[Problem]:
    titles = [heading for heading in document.headings if heading.level == 1]
    if not titles:
        yield finding(
            document.path,
            (document.body_line, 1),
            "E029",
            "document has no title in its body",
            "its page would begin without a heading",
            f"write # {document.title} under the front matter",
        )
        return
    for title in titles[1:]:
        yield finding(
            document.path,
            (title.line, 1),
            "E029",
            f"second title '{title.text}'",
            "a page has one title; outlines and search take the first",
            "write it with ##",
        )
    name = document.meta.text("name") if document.meta else ""
    if name and " ".join(name.split()) != titles[0].text:
        yield finding(
            document.path,
            (titles[0].line, 1),
            "E028",
            f"title '{titles[0].text}' is not the name '{name}'",
            "readers would meet the document under two names",
            f"write # {name}, or change the name",
        )


def _is_date(text: str) -> bool:
    if not _DATE.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong_type(path: str, key: str, value: Node, expected: str, fix: str) -> Problem:
    found = (
        "a list" if isinstance(value, Sequence) else "keys of its own" if isinstance(value, Mapping) else "one value"
    )
    return finding(path, value, "E023", f"'{key}' is {found}, not {expected}", "it cannot be read", fix)


def _empty(path: str, key: str, value: Node) -> Problem:
    return finding(path, value, "E022", f"'{key}' is empty", "it says nothing", "write a value, or take the key out")
