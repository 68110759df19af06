"""Reads YAML with the place of every key and item, and says in an author's words what cannot be read.

PyYAML parses; every scalar stays text, because what it takes for a number, a date or a truth value is the business of
`kb.reading.surprises`. PyYAML stops at its first complaint, and its complaints are about tokens. So a text it refuses
is read again entry by entry: each entry that holds is kept, each that does not has its own problem, and one run reports
them all. What YAML has and front matter should not (anchors, aliases, tags, complex keys, several documents) is refused
by name.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kb.problems.problem import Problem, Severity
from kb.reading.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from kb.reading.yaml_refusals import (
    PLAIN_KEY,
    QUOTED_KEY,
    RefusedError,
    explain_entry,
    explain_line,
    explain_unclosed,
    is_dash,
    unread,
)

MAX_DEPTH = 32
"""Deepest nesting that is read; nobody writes more, and a crafted file must not exhaust the stack."""

END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
"""A line that ends a YAML document."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Line breaks to YAML and to nobody else, and what PyYAML refuses to see: each stands for itself in the values.
_ODD = [*range(9), *range(11, 32), *range(127, 160), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF]
_HIDDEN = {code: 0x10F000 + n for n, code in enumerate(_ODD)}
_SHOWN = {hidden: code for code, hidden in _HIDDEN.items()}
_COMMENT = re.compile(r"[ \t]+#(.*)")


def read_lines(
    lines: list[str], first: int, path: str, *, keys_expected: bool = False
) -> tuple[Node | None, list[Problem]]:
    """The top node of some lines, None where they hold nothing, and what is wrong with them.

    Args:
        lines: without their line ends.
        first: 1-based line of the file on which the first of them stands.
        path: of the file, for the problems.
        keys_expected: what is no list is read as keys, so that a first line that is none costs that line alone.
    """
    reader = _Reader([line.translate(_HIDDEN) for line in lines], first, path)
    node = reader.read(keys_expected)
    return node, sorted(reader.problems)


class _Reader:
    """Reads stretches of lines; a problem costs its entry."""

    def __init__(self, lines: list[str], first: int, path: str) -> None:
        self.lines, self.first, self.path = lines, first, path
        self.problems: list[Problem] = []

    def read(self, keys_expected: bool) -> Node | None:
        start = self._content(0, len(self.lines))
        end = next((n for n in range(start + 1, len(self.lines)) if END.match(self.lines[n])), len(self.lines))
        if start == len(self.lines):
            return None
        if any(line.strip() for line in self.lines[end + 1 :]) or (end < len(self.lines) and self.lines[end][0] == "-"):
            self._report(
                RefusedError(
                    end, 0, "E011", "a second YAML document begins here", "only the first one is read",
                    "keep one document in the file",
                )
            )  # fmt: skip
        try:
            return _build(self, start, end)
        except (yaml.YAMLError, RefusedError) as error:
            return self._by_entries(start, end, 0, keys_expected, error)

    def _report(self, error: RefusedError) -> None:
        what = error.what.translate(_SHOWN)
        place = self.first + error.row, error.column + 1
        self.problems.append(Problem(self.path, *place, error.code, Severity.ERROR, what, error.why, error.fix))

    def _content(self, row: int, end: int) -> int:
        """The next line with more than space or a comment on it."""
        while row < end and self.lines[row].lstrip(" \t")[:1] in ("", "#"):
            row += 1
        return row

    def _by_entries(self, start: int, end: int, depth: int, keys_expected: bool, error: Exception) -> Node | None:
        """What can be read of lines that cannot be read as a whole."""
        self._drop_tabs(start, end)
        start = self._content(start, end)
        if start == end:
            return None
        indent = _indent(self.lines[start])
        rest = self.lines[start][indent:]
        if depth >= MAX_DEPTH:
            refused = RefusedError(
                start, indent, "E011", f"nested deeper than {MAX_DEPTH} levels", "the value would be lost",
                "flatten the value",
            )  # fmt: skip
            self._report(refused)
            return None
        if is_dash(rest):
            return self._items(start, end, indent, depth)
        if (keys_expected and rest[0] not in "[{") or _is_key(rest):
            return self._keys(start, end, indent, depth)
        self._report(error if isinstance(error, RefusedError) else explain_entry(self.lines, start, end, indent, error))
        return None

    def _drop_tabs(self, start: int, end: int) -> None:
        """Lines whose indent holds a tab belong nowhere."""
        for row in range(start, end):
            content = self.lines[row].lstrip(" ")
            if content[:1] == "\t" and content.strip(" \t")[:1] not in ("", "#"):
                self._report(
                    RefusedError(
                        row, len(self.lines[row]) - len(content), "E013", "tab in the indent",
                        "YAML counts only spaces, so the line belongs nowhere", "indent with spaces",
                    )
                )  # fmt: skip
                self.lines[row] = ""

    def _stretches(self, start: int, end: int, indent: int) -> Iterator[tuple[int, int]]:
        """First and last line of each entry whose key or dash stands in a column."""
        rows = [start]
        for row in range(start + 1, end):
            line = self.lines[row]
            if line.strip(" \t") and line.lstrip(" ")[0] != "#" and _indent(line) <= indent:
                rows.append(row)
        for row, following in zip(rows, [*rows[1:], end], strict=True):
            yield row, following

    def _keys(self, start: int, end: int, indent: int, depth: int) -> Mapping:
        entries: list[Entry] = []
        lost: list[str] = []
        seen: dict[str, int] = {}
        stretches = list(self._stretches(start, end, indent))
        n = 0
        while n < len(stretches):
            row, stop = stretches[n]
            n += 1
            rest = self.lines[row][indent:] if _indent(self.lines[row]) == indent else ""
            if not _is_key(rest):
                self._report(explain_line(self.lines, row, _indent(self.lines[row])))
                continue
            if _has_no_value(rest):  # a list may stand in the column of its key
                while n < len(stretches) and is_dash(self.lines[stretches[n][0]][indent:]):
                    stop = stretches[n][1]
                    n += 1
            node, error, n = self._entry(row, stop, stretches, n)
            if isinstance(node, Mapping):
                for entry in node:
                    if _is_new(self, entry.key, seen):
                        entries.append(entry)
                continue
            key = _key_text(rest)
            found = self._partly(row, stop, indent, depth, error)
            if found is not None:
                placed = Scalar(key, self.first + row, indent + 1, rest[0] in "\"'")
                if _is_new(self, placed, seen):
                    entries.append(Entry(placed, found))
            else:
                lost.append(key)
        return Mapping(tuple(entries), self.first + start, indent + 1, tuple(lost))

    def _entry(
        self, row: int, stop: int, stretches: list[tuple[int, int]], n: int
    ) -> tuple[Node | None, Exception, int]:
        """One entry read by itself, or together with lines behind it that can only go on with it."""
        try:
            return _build(self, row, stop), ValueError(), n
        except (yaml.YAMLError, RefusedError) as failed:
            error: Exception = failed
        ahead = n
        while ahead < len(stretches) and not _is_key(self.lines[stretches[ahead][0]].lstrip(" ")) and ahead < n + 20:
            ahead += 1
            try:
                return _build(self, row, stretches[ahead - 1][1]), error, ahead
            except (yaml.YAMLError, RefusedError):
                continue
        return None, error, n

    def _partly(self, row: int, stop: int, indent: int, depth: int, error: Exception) -> Node | None:
        """The value of an entry that cannot be read as a whole: what holds of the lines below its key."""
        rest = self.lines[row][indent:]
        if isinstance(error, RefusedError) and error.row == row:
            self._report(error)
            return None
        below = self._content(row + 1, stop)
        if below < stop and _has_no_value(rest):
            return self._by_entries(below, stop, depth + 1, False, error)
        if below < stop and rest[_key_end(rest) :].strip()[0] in "\"'[{":  # A value that ends on its line is whole.
            try:
                node = _build(self, row, row + 1)
            except (yaml.YAMLError, RefusedError):
                node = None
            if isinstance(node, Mapping):
                self._report(explain_line(self.lines, below, _indent(self.lines[below])))
                return node.entries[0].value
        self._report(error if isinstance(error, RefusedError) else explain_entry(self.lines, row, stop, indent, error))
        return None

    def _items(self, start: int, end: int, indent: int, depth: int) -> Sequence:
        items: list[Node] = []
        for row, stop in self._stretches(start, end, indent):
            rest = self.lines[row][indent:]
            if _indent(self.lines[row]) != indent or not is_dash(rest):
                self._report(explain_line(self.lines, row, _indent(self.lines[row])))
                continue
            try:
                node = _build(self, row, stop)
                if isinstance(node, Sequence):
                    items.extend(node.items)
                continue
            except (yaml.YAMLError, RefusedError) as failed:
                error = failed
            line = self.lines[row]
            self.lines[row] = " " * indent + " " + line[indent + 1 :]  # the item as if its dash were not there
            found = self._by_entries(row, stop, depth + 1, False, error)
            self.lines[row] = line
            if found is not None:
                items.append(found)
        return Sequence(tuple(items), self.first + start, indent + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_key(rest: str) -> bool:
    return bool(PLAIN_KEY.match(rest) or QUOTED_KEY.match(rest))


def _key_end(rest: str) -> int:
    match = PLAIN_KEY.match(rest) or QUOTED_KEY.match(rest)
    return match.end() if match else 0


def _key_text(rest: str) -> str:
    match = PLAIN_KEY.match(rest)
    if match:
        return match[1]
    match = QUOTED_KEY.match(rest)
    return match[1][1:-1] if match else ""


def _has_no_value(rest: str) -> bool:
    value = rest[_key_end(rest) :].strip()
    return not value or value[0] == "#"


def _is_new(reader: _Reader, key: Scalar, seen: dict[str, int]) -> bool:
    """Whether a key stands here for the first time; the first one counts, a second one is reported."""
    if key.text in seen:
        reader._report(
            RefusedError(
                key.line - reader.first, key.column - 1, "E012",
                f"key '{key.text}' is written twice (first on line {seen[key.text]})",
                "YAML readers silently keep one of the two", "keep one",
            )
        )  # fmt: skip
        return False
    seen[key.text] = key.line
    return True


# From PyYAML's events to nodes


def _build(reader: _Reader, start: int, end: int) -> Node | None:
    """The node of some lines.

    Raises:
        yaml.YAMLError: PyYAML refuses them.
        RefusedError: they hold what is not read.
    """
    before = len(reader.problems)
    events = yaml.parse("\n".join(reader.lines[start:end]) + "\n", Loader=_LOADER)
    builder = _Builder(reader, start, events)
    try:
        return builder.document()
    except (yaml.YAMLError, RefusedError):
        del reader.problems[before:]
        raise


class _Builder:
    def __init__(self, reader: _Reader, start: int, events: Iterator[Any]) -> None:
        self.reader, self.start, self.events = reader, start, events

    def document(self) -> Node | None:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        node = self.node(next(self.events), 0, -1)
        for _ in self.events:  # Behind the first node only the ends of document and stream may come.
            pass
        return node

    def node(self, event: Any, depth: int, parent: int) -> Node:
        mark = event.start_mark
        row, column = self.start + mark.line, mark.column
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            refused = unread(self.reader.lines[row][column], row, column)
            if refused:
                raise refused
        if depth > MAX_DEPTH:
            raise RefusedError(
                row, column, "E011", f"nested deeper than {MAX_DEPTH} levels", "the value would be lost",
                "flatten the value",
            )  # fmt: skip
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, row, column, parent)
        line = self.reader.first + row
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(following := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(following, depth + 1, parent if event.flow_style else column))
            self.within(event, following, row, column, parent)
            return Sequence(tuple(items), line, column + 1)
        entries: list[Entry] = []
        seen: dict[str, int] = {}
        while not isinstance(following := next(self.events), yaml.MappingEndEvent):
            key = self.key(following, depth)
            value = self.node(next(self.events), depth + 1, parent if event.flow_style else key.column - 1)
            if _is_new(self.reader, key, seen):
                entries.append(Entry(key, value))
        self.within(event, following, row, column, parent)
        return Mapping(tuple(entries), line, column + 1)

    def key(self, event: Any, depth: int) -> Scalar:
        row, column = self.start + event.start_mark.line, event.start_mark.column
        line = self.reader.lines[row]
        if line[:column].endswith("? ") and not line[:column].strip(" ?"):
            raise RefusedError(row, line.index("?"), "E011", "a complex key (?)", "it is not read", "write key: value")
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            raise RefusedError(
                row, column, "E011", "a list or mapping as a key", "it is not read", "write a word as key"
            )
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            raise RefusedError(row, column, "E011", "a merge key (<<)", "it is not read", "write the keys out")
        key = self.node(event, depth, -1)
        assert isinstance(key, Scalar)
        return key

    def scalar(self, event: Any, row: int, column: int, parent: int) -> Scalar:
        comment = ""
        if not event.style and event.value:
            end = event.end_mark
            behind = _COMMENT.match(self.reader.lines[self.start + end.line], end.column)
            comment = behind[1].rstrip().translate(_SHOWN) if behind else ""
        elif event.style in ("'", '"'):
            self.within(event, event, row, column, parent)
        text = event.value if event.value.isascii() else event.value.translate(_SHOWN)
        return Scalar(text, self.reader.first + row, column + 1, bool(event.style), comment)

    def within(self, opened: Any, closed: Any, row: int, column: int, parent: int) -> None:
        """A quote or bracket that closes behind another key of its own level was forgotten above."""
        if isinstance(opened, yaml.ScalarEvent) or opened.flow_style:
            # A bracket that nothing closes ends behind the last line.
            for line in self.reader.lines[row + 1 : self.start + closed.end_mark.line + 1]:
                if line.strip() and _indent(line) <= parent and PLAIN_KEY.match(line.lstrip(" ")):
                    raise explain_unclosed(self.reader.lines[row][column], row, column)
