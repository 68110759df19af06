"""The answer files of the command line: JSON, YAML, and lines of JSON."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calculator.answers.request import MAX_BYTES, MAX_DEPTH, Members, Unreadable, parse_json, refuse
from calculator.errors import CalculatorError, FieldError, shorten
from calculator.exact.numerals import parse_literal
from kb.reading.frontmatter import Mapping, Sequence, read_yaml

YAML_ENDINGS = (".yaml", ".yml")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "false": False}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def read_answers_file(name: str) -> Any:
    """What an answers file holds, as `parse_json` gives it; `-` is standard input.

    A file is YAML by its ending; standard input is JSON when it begins like a JSON object or list.

    Raises:
        CalculatorError: the file cannot be read, or is neither JSON nor YAML.
    """
    text = read_text("answers", name, MAX_BYTES)
    if not text.strip():
        shown = "standard input" if name == "-" else name
        raise refuse("request", None, f'{shown} is empty; write answers, such as {{"acv_usd": "20K-40K"}}')
    is_yaml = name.lower().endswith(YAML_ENDINGS) or (name == "-" and text.lstrip()[:1] not in "{[")
    return parse_yaml(text, name) if is_yaml else parse_json(text)


def parse_yaml(text: str, name: str) -> Any:
    """The value of a YAML text in the shape of `parse_json`; texts in quotes stay texts.

    Raises:
        CalculatorError: with every place that cannot be read.
    """
    node, problems = read_yaml(text, name)
    if problems:
        shown = "standard input" if name == "-" else name
        places = [f"{shown} line {p.line} column {p.column}: {p.what}; {p.fix}" for p in problems]
        raise CalculatorError([FieldError("request", None, place) for place in places])
    return _take(node, 1)


def _take(node: Any, depth: int) -> Any:
    """A YAML node as `parse_json` would give the same value."""
    if depth > MAX_DEPTH:
        raise refuse(
            "request", None, f"line {node.line} is nested more than {MAX_DEPTH} deep; answers stand side by side"
        )
    if isinstance(node, Mapping):
        return Members([(entry.key.text, _take(entry.value, depth + 1)) for entry in node])
    if isinstance(node, Sequence):
        return [_take(item, depth + 1) for item in node]
    return None if node is None else _take_scalar(node.text, node.quoted)


def _take_scalar(text: str, quoted: bool) -> Any:
    if quoted:
        return text
    if text in _NOTHING:
        return None
    if text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    if _NUMBER.fullmatch(text):
        value = parse_literal(text)
        return Unreadable(text) if value is None else value
    return text


def read_text(field: str, name: str, limit: int | None) -> str:
    """A file's text.

    Args:
        field: what the file is for, named in a refusal.
        limit: bytes that it may have; None for any number.

    Raises:
        CalculatorError: it cannot be read, is too long or is not UTF-8.
    """
    try:
        with _open(name) as file:
            data: bytes = file.read() if limit is None else file.read(limit + 1)
    except OSError as error:
        raise refuse(field, shorten(name), f"the file cannot be read: {error.strerror}") from error
    if limit is not None and len(data) > limit:
        raise refuse(field, None, f"{name} has more than {limit:,} bytes; send only the answers")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(field, None, f"{name} is not UTF-8 at byte {error.start + 1}; save it as UTF-8") from error


def read_lines(name: str) -> Iterator[tuple[int, str | CalculatorError]]:
    """The lines of a batch that are not blank, numbered from 1; one that is too long or not UTF-8 is an error."""
    try:
        with _open(name) as file:
            number = 0
            while data := file.readline(MAX_BYTES + 2):
                number += 1
                if len(data) > MAX_BYTES + 1:
                    while data and not data.endswith(b"\n"):
                        data = file.readline(MAX_BYTES)
                    yield number, refuse("request", None, f"line {number} has more than {MAX_BYTES:,} bytes")
                    continue
                try:
                    text = data.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                except UnicodeDecodeError as error:
                    yield number, refuse("request", None, f"line {number} is not UTF-8 at byte {error.start + 1}")
                    continue
                if text:
                    yield number, text
    except OSError as error:
        raise refuse("batch", shorten(name), f"the file cannot be read: {error.strerror}") from error


def _open(name: str) -> Any:
    return open(0, "rb", closefd=False) if name == "-" else Path(name).open("rb")
