"""Finds the front matter of a document and reads it; reads whole YAML files in the same way."""

import re
import tomllib
from typing import Any

from kb.problems.problem import Problem, Severity
from kb.reading.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from kb.reading.yaml_reader import END, read_lines

__all__ = ["ALL_UNREAD", "Entry", "Mapping", "Node", "Scalar", "Sequence", "read_front_matter", "read_yaml"]

ALL_UNREAD = ("*",)
"""`unread` of a front matter of which nothing could be read."""

_ALMOST_CLOSING = re.compile(r"(?:[ \t]*--|[ \t]+---|-{4,}|[–—]+-*|\*{3,}|={3,}|\+{3})[ \t]*\Z")
_WELL_KNOWN = re.compile(
    r"(?:name|title|description|summary|tags|date|draft|layout|aliases|category|categories|kind|weight|slug):(?:\s|\Z)"
)
_OPENING = re.compile(r"---[ \t]*\Z")


def read_front_matter(text: str, path: str) -> tuple[Mapping | None, int, list[Problem]]:
    """Front matter of a document, the 1-based line where its body begins, and what is wrong with it.

    The mapping is None where the text opens neither with a line `---` nor with a block of TOML between lines `+++`.
    """
    if text.startswith("+++"):
        return _read_toml(text, path)
    if not text.startswith("---"):
        return None, 1, []
    end = text.find("\n")
    if not _OPENING.match(text[: end if end >= 0 else len(text)].rstrip("\r")):
        return None, 1, []
    lines: list[str] = []
    position = end + 1 if end >= 0 else len(text)
    while position < len(text):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)].rstrip("\r")
        if END.match(line):
            if lines and not lines[0].strip() and not any(_WELL_KNOWN.match(each) for each in lines):
                return None, 1, []  # two rules across the page
            node, problems = read_lines(lines, 2, path, keys_expected=True)
            if node is None:
                node = Mapping((), 2, 1)
            elif not isinstance(node, Mapping):
                problems.append(
                    Problem(
                        path,
                        node.line,
                        node.column,
                        "E010",
                        Severity.ERROR,
                        "front matter is not a list of keys",
                        "no name, category or tag can be read from it",
                        'write one key per line, as in name: "Depth-First PLG"',
                    )
                )
                node = Mapping((), 2, 1, ALL_UNREAD)
            return node, len(lines) + 3, problems
        lines.append(line)
        position = end + 1 if end >= 0 else len(text)
    # The keys above the first heading or blank line are still readable, so an author sees every problem at once.
    body = next((n for n, line in enumerate(lines) if not line.strip() or line.startswith("# ")), len(lines))
    closing = next((n for n, line in enumerate(lines[:body]) if _ALMOST_CLOSING.match(line)), None)
    fix = "add a line --- under the last key"
    if closing is not None:
        body, fix = closing, f"write --- on line {closing + 2}, where '{lines[closing].strip()}' stands"
    problem = Problem(
        path,
        1,
        1,
        "E006",
        Severity.ERROR,
        "front matter opens with --- and never closes",
        "the whole document would be taken for front matter",
        fix,
    )
    node, found = read_lines(lines[:body], 2, path, keys_expected=True)
    node = node if isinstance(node, Mapping) else Mapping((), 2, 1, ALL_UNREAD)
    return node, body + (2 if closing is None else 3), [problem, *found]


def _read_toml(text: str, path: str) -> tuple[Mapping | None, int, list[Problem]]:
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "+++"), 0)
    if lines[0].rstrip() != "+++" or not end:
        return None, 1, []
    try:
        values = tomllib.loads("\n".join(lines[1:end]) + "\n")
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]) + 1, int(place[2])) if place else (1, 1)
        said = str(error).partition(" (at")[0]
        what = f"front matter is not TOML ({said[:1].lower()}{said[1:]})"
        why, fix = "no title or tag can be read from it", 'write each key as key = "value"'
        problem = Problem(path, line, column, "E010", Severity.ERROR, what, why, fix)
        return Mapping((), 2, 1, ALL_UNREAD), end + 2, [problem]
    return _toml_node(values, lines, 2, end + 1), end + 2, []


def _toml_node(values: dict[str, Any], lines: list[str], first: int, last: int) -> Mapping:
    """Keys with the line on which each stands; TOML says of every value what it is, so that all count as quoted."""
    entries = []
    for name, value in values.items():
        key = re.compile(rf"""[ \t]*\[?[ \t]*["']?{re.escape(name)}["']?[ \t]*(?:[.=\]])""")
        line = next((n for n in range(first, last) if key.match(lines[n - 1])), first)
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
        entries.append(Entry(Scalar(name, line, column, True), _toml_value(value, lines, line, last, column)))
    return Mapping(tuple(entries), first, 1)


def _toml_value(value: Any, lines: list[str], line: int, last: int, column: int) -> Node:
    if isinstance(value, dict):
        return _toml_node(value, lines, line, last)
    if isinstance(value, list):
        return Sequence(tuple(_toml_value(item, lines, line, last, column) for item in value), line, column)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Scalar(text, line, column, True)


def read_yaml(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """The same subset of YAML as a whole file (`sources.yml`, `tags.yml`); None where the file holds nothing."""
    lines = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    first = 1
    start = next(
        (n for n, line in enumerate(lines) if line.strip(" \t") and not line.lstrip(" \t").startswith("#")), None
    )
    if start is not None and re.match(r"---(?:[ \t]+#.*|[ \t]*)\Z", lines[start]):
        lines, first = lines[start + 1 :], start + 2
    ended = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].strip(" \t")), -1)
    if ended >= 0 and re.match(r"\.\.\.[ \t]*\Z", lines[ended]):
        del lines[ended:]
    elif lines and not lines[-1]:
        lines.pop()  # What stands behind the last line break is no line.
    return read_lines(lines, first, path)
