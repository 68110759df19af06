"""Reads lists in brackets and mappings in braces."""

import re

from kb.reading.yamlsubset.cursor import MAX_DEPTH, UnreadableError
from kb.reading.yamlsubset.nodes import Entry, Mapping, Node, Scalar, Sequence
from kb.reading.yamlsubset.scalars import ScalarReader
from kb.reading.yamlsubset.text import fold

_FLOW_PLAIN_END = re.compile(r"[ \t]+#|:(?=[ \t,\[\]{}]|\Z)|[,\[\]{}]")


class FlowReader(ScalarReader):
    """Reads one flow node from where the cursor stands."""

    __slots__ = ()

    def _flow(self, parent: int, opened_row: int, opened_column: int) -> Node:
        """Flow collection or scalar at row and column; leaves both behind it."""
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise self._too_deep(self.column)
            row, column = self.row, self.column
            character = self.lines[row][column]
            if character == "[":
                return self._flow_sequence(parent, row, column)
            if character == "{":
                return self._flow_mapping(parent, row, column)
            return self._flow_scalar(parent, opened_row, opened_column)
        finally:
            self.depth -= 1

    def _flow_next(self, parent: int, row: int, column: int) -> str:
        """Move over space, comments and line ends inside brackets; the next character."""
        while True:
            text = self.lines[self.row]
            while self.column < len(text) and text[self.column] in " \t":
                self.column += 1
            if self.column < len(text) and not (
                text[self.column] == "#" and (self.column == 0 or text[self.column - 1] in " \t")
            ):
                return text[self.column]
            following = self.row + 1
            while following < len(self.lines) and not self.lines[following].strip(" \t"):
                following += 1
            if following == len(self.lines) or self._ends_quoted(self.lines[following], parent):
                opening = self.lines[row][column]
                self.row = row
                raise UnreadableError(
                    row,
                    column,
                    "E014",
                    f"bracket {opening} is never closed",
                    "everything below would belong to this value",
                    f"close it with {'}' if opening == '{' else ']'}, or put the value in quotes if it is text",
                )
            self.row, self.column = following, 0

    def _flow_sequence(self, parent: int, row: int, column: int) -> Sequence:
        items: list[Node] = []
        self.column += 1
        while True:
            character = self._flow_next(parent, row, column)
            if character == "]":
                self.column += 1
                return Sequence(tuple(items), self.first + row, column + 1)
            if character == ",":
                raise self._empty_item()
            node = self._flow(parent, row, column)
            character = self._flow_next(parent, row, column)
            if character == ":" and isinstance(node, Scalar):
                self.column += 1
                value = self._flow_value(parent, row, column)
                node = Mapping((Entry(node, value),), node.line, node.column)
                character = self._flow_next(parent, row, column)
            items.append(node)
            self._flow_separator(character, "]")

    def _flow_mapping(self, parent: int, row: int, column: int) -> Mapping:
        entries: list[Entry] = []
        seen: dict[str, int] = {}
        self.column += 1
        while True:
            character = self._flow_next(parent, row, column)
            if character == "}":
                self.column += 1
                return Mapping(tuple(entries), self.first + row, column + 1)
            if character == ",":
                raise self._empty_item()
            at = (self.row, self.column)
            key = self._flow(parent, row, column)
            if not isinstance(key, Scalar):
                raise UnreadableError(
                    *at, "E011", "a list or mapping as a key", "it is not read", "write a word as key"
                )
            value: Node = Scalar("", self.first + self.row, self.column + 1)
            if self._flow_next(parent, row, column) == ":":
                self.column += 1
                value = self._flow_value(parent, row, column)
            if self._is_new(key, seen):
                entries.append(Entry(key, value))
            self._flow_separator(self._flow_next(parent, row, column), "}")

    def _flow_value(self, parent: int, row: int, column: int) -> Node:
        empty = Scalar("", self.first + self.row, self.column + 1)
        return empty if self._flow_next(parent, row, column) in ",]}" else self._flow(parent, row, column)

    def _empty_item(self) -> UnreadableError:
        return UnreadableError(
            self.row, self.column, "E010", "nothing before the comma", "an item is missing", "take the comma out"
        )

    def _flow_separator(self, character: str, closing: str) -> None:
        if character == ",":
            self.column += 1
        elif character != closing:
            raise UnreadableError(
                self.row,
                self.column,
                "E010",
                f"{character!r} where a comma or {closing} is expected",
                "YAML cannot tell where the item ends",
                "separate the items with commas, and put odd ones in quotes",
            )

    def _flow_scalar(self, parent: int, opened_row: int, opened_column: int) -> Scalar:
        row, column, text = self.row, self.column, self.lines[self.row]
        if text[column] in "\"'":
            return self._quoted(column, parent)
        if text[column] in "|>":
            raise UnreadableError(
                row,
                column,
                "E010",
                f"value begins with {text[column]}",
                "text blocks cannot stand inside brackets",
                "put the value in quotes",
            )
        if text[column] == "-" and (column + 1 == len(text) or text[column + 1] in " \t,[]{}"):
            raise UnreadableError(
                row,
                column,
                "E010",
                "a dash inside brackets",
                "brackets already make a list",
                "separate the items with commas",
            )
        self._check_start(text[column:], row, column)
        parts: list[str] = []
        while True:
            text = self.lines[self.row]
            end = _FLOW_PLAIN_END.search(text, self.column)
            stop = end.start() if end else len(text)
            parts.append(text[self.column : stop].strip(" \t"))
            self.column = stop
            if end:
                break
            before = (self.row, self.column)
            character = self._flow_next(parent, opened_row, opened_column)
            skipped = self.lines[before[0] + 1 : self.row]
            if any(line.strip(" \t") for line in skipped) or character in ",[]{}:":
                break
            parts.extend([""] * len(skipped))
        return Scalar(fold(parts), self.first + row, column + 1)

    def _is_new(self, key: Scalar, seen: dict[str, int]) -> bool:
        """Whether a key stands here for the first time; the first one counts, a second one is reported."""
        if key.text in seen:
            self._report(
                UnreadableError(
                    key.line - self.first,
                    key.column - 1,
                    "E012",
                    f"key '{key.text}' is written twice (first on line {seen[key.text]})",
                    "YAML readers silently keep one of the two",
                    "keep one",
                )
            )
            return False
        seen[key.text] = key.line
        return True
