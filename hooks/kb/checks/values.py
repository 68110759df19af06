"""What must hold of one value of the front matter: its type, that it says something, that all readers read the same."""

import re
from collections.abc import Iterator
from datetime import date

from kb.checks.keys import RELATED_KEYS, RELATION_TYPES, Key, Shape
from kb.problems.problem import Problem, finding, offer
from kb.reading.frontmatter import Mapping, Node, Scalar, Sequence
from kb.reading.surprises import other_reading

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


CURLY = "“”„‟‘’‚‛«»"
"""Quotes that word processors write."""


def check_value(path: str, name: str, key: Key, value: Node) -> Iterator[Problem]:
    """Everything wrong with one value."""
    if key.shape is Shape.FIELDS:
        if not isinstance(value, Mapping):
            yield _wrong_type(path, name, value, "keys of its own", "indent its keys below")
    elif key.shape in (Shape.TEXTS, Shape.RELATED):
        yield from _check_list(path, name, key, value)
    elif not isinstance(value, Scalar):
        yield _wrong_type(path, name, value, "one value", "write one value behind the key")
    elif not value.text.strip():
        yield _empty(path, name, value)
    elif key.allowed and value.text not in key.allowed:
        yield finding(
            path,
            value,
            "E024",
            f"{name} '{value.text}' is not allowed",
            "the value has no meaning",
            offer(value.text, key.allowed),
        )
    elif key.shape is Shape.DATE:
        if not _is_date(value.text):
            yield finding(
                path,
                value,
                "E030",
                f"{name} '{value.text}' is not a day",
                "readers could not see how old the page is",
                "write it as YYYY-MM-DD",
            )
    elif key.shape is Shape.TEXT:
        yield from check_text(path, name, value)


def _check_list(path: str, name: str, key: Key, value: Node) -> Iterator[Problem]:
    if isinstance(value, Scalar) and not value.text:
        yield _empty(path, name, value)
        return
    if not isinstance(value, Sequence):
        fix = "write each item on its own line behind a dash"
        if isinstance(value, Scalar):
            fix = f"write {name}: [{value.text}], or each item on its own line behind a dash"
        yield _wrong_type(path, name, value, "a list", fix)
        return
    if not value.items and not key.may_be_empty:
        yield _empty(path, name, value)
    seen: dict[str, int] = {}
    for item in value.items:
        if isinstance(item, Scalar):
            if not item.text.strip():
                yield finding(
                    path, item, "E022", f"empty item in '{name}'", "it says nothing", "write it or take it out"
                )
                continue
            yield from check_text(path, f"item of {name}", item, is_word=name == "tags")
            folded = item.text.casefold()
            if folded in seen:
                yield finding(
                    path,
                    item,
                    "W027",
                    f"'{item.text}' stands twice in '{name}' (first on line {seen[folded]})",
                    "once is enough",
                    "take one out",
                )
            seen.setdefault(folded, item.line)
        elif key.shape is Shape.RELATED and isinstance(item, Mapping):
            yield from _check_related(path, item)
        else:
            yield _wrong_type(path, f"item of {name}", item, "one value", "write plain words behind the dash")


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
    if not value.quoted and value.text and value.text[0] in CURLY and value.text[-1] in CURLY:
        yield finding(
            path,
            value,
            "E017",
            f"{key} {value.text} stands in curly quotes",
            "YAML knows straight quotes only and takes these for part of the text",
            f"write {_quoted(value.text.strip(CURLY))}",
        )
    reading = other_reading(value)
    if reading:
        yield finding(
            path,
            value,
            "E016",
            f"{key} {value.text} without quotes is {reading} to other YAML readers",
            "each tool would show something else",
            f"write {_quoted(value.text)}",
        )
    if value.comment and not is_word:
        cut = f"#{value.comment}" if len(value.comment) < 40 else f"#{value.comment[:40]}…"
        yield finding(
            path,
            value,
            "E015",
            f"{key} is cut at ' #': '{cut}' is a comment",
            "readers would see half of it",
            f"write {_quoted(f'{value.text} {cut}')} if the # belongs to the text",
        )


def _quoted(text: str) -> str:
    """A text as YAML reads it in quotes."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


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
