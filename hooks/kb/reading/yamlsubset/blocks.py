"""Reads indented lists and mappings, and with them a whole text."""

from kb.reading.yamlsubset.cursor import CLOSING, MAX_DEPTH, PLAIN_KEY, QUOTED_KEY, UnreadableError, shown
from kb.reading.yamlsubset.flow import FlowReader
from kb.reading.yamlsubset.nodes import Entry, Mapping, Node, Scalar, Sequence
from kb.reading.yamlsubset.scalars import UNREAD


class BlockReader(FlowReader):
    """Recursive descent over lines: a problem costs its entry, and reading goes on with the next one."""

    __slots__ = ()

    def read(self, keys_expected: bool = False) -> Node | None:
        """The top node; with `keys_expected` a first line that is no key costs that line alone."""
        indent = self._next_content()
        if indent < 0:
            return None
        node: Node | None = None
        rest = self.lines[self.row][indent:]
        try:
            if keys_expected and rest[0] not in "[{" and not (rest[0] == "-" and rest[1:2] in ("", " ")):
                node = self._block_mapping(indent)
            else:
                node = self._node(indent, -1)
        except UnreadableError as error:
            self._report(error)
            self.row += 1
        self._finish()
        return node

    def _finish(self) -> None:
        """Report what is left after the top node."""
        indent = self._next_content()
        if indent < 0:
            return
        line = self.lines[self.row]
        if CLOSING.match(line):
            self._report(
                UnreadableError(
                    self.row,
                    0,
                    "E011",
                    "a second YAML document begins here",
                    "only the first one is read",
                    "keep one document in the file",
                )
            )
        else:
            self._report(self._unexpected(indent))

    def _node(self, column: int, parent: int) -> Node:
        """Node that begins at a column of the current line; `parent` is the indent it must stay deeper than."""
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise self._too_deep(column)
            rest = self.lines[self.row][column:]
            if rest[0] == "-" and (len(rest) == 1 or rest[1] in " \t"):
                return self._block_sequence(column)
            if PLAIN_KEY.match(rest) or (rest[0] in "\"'" and QUOTED_KEY.match(rest)):
                return self._block_mapping(column)
            return self._inline(column, parent)
        finally:
            self.depth -= 1

    def _block_sequence(self, indent: int) -> Sequence:
        line, items = self.first + self.row, list[Node]()
        column = indent
        while True:
            start = self.row
            try:
                items.append(self._item(column, indent))
            except UnreadableError as error:
                self._report(error)
                self.row = max(self.row, error.row, start)
                self._skip_entry(indent)
            column = self._next_content()
            if column != indent:
                if column > indent:
                    self._report(self._unexpected(column))
                    self._skip_entry(indent)
                    column = self._next_content()
                if column != indent:
                    break
            rest = self.lines[self.row][column:]
            if not (rest[0] == "-" and (len(rest) == 1 or rest[1] in " \t")):
                break
        return Sequence(tuple(items), line, indent + 1)

    def _item(self, column: int, indent: int) -> Node:
        text = self.lines[self.row]
        start = column + 1
        while start < len(text) and text[start] == " ":
            start += 1
        if start < len(text) and text[start] == "\t":
            raise UnreadableError(
                self.row,
                start,
                "E013",
                "tab behind the dash",
                "YAML counts only spaces, so the item's indent is unclear",
                "write one space behind the dash",
            )
        if start >= len(text) or text[start] == "#":
            return self._below(indent, indent, start)
        return self._node(start, indent)

    def _below(self, indent: int, sequence_from: int, column: int) -> Node:
        """Value on the lines below a key or a dash, or the empty value."""
        empty = Scalar("", self.first + self.row, column + 1)
        self.row += 1
        at = self._next_content()
        if at > indent:
            return self._node(at, indent)
        if at == indent and at > sequence_from:
            rest = self.lines[self.row][at:]
            if rest[0] == "-" and (len(rest) == 1 or rest[1] in " \t"):
                return self._node(at, indent)
        return empty

    def _block_mapping(self, indent: int) -> Mapping:
        line, entries, unread = self.first + self.row, list[Entry](), list[str]()
        seen: dict[str, int] = {}
        while True:
            start = self.row
            try:
                key, column = self._key(indent)
                is_new = self._is_new(key, seen)
                unread.append(key.text)
                value = self._value(column, indent)
                unread.pop()
                if is_new:
                    entries.append(Entry(key, value))
            except UnreadableError as error:
                self._report(error)
                self.row = max(self.row, error.row, start)
                self._skip_entry(indent)
            while (column := self._next_content()) > indent:
                self._report(self._unexpected(column))
                self._skip_entry(indent)
            if column != indent:
                break
            rest = self.lines[self.row]
            if indent == 0 and CLOSING.match(rest):
                break
        return Mapping(tuple(entries), line, indent + 1, tuple(unread))

    def _key(self, indent: int) -> tuple[Scalar, int]:
        """The key that begins in a column of the current line, and the column behind its colon."""
        row, text = self.row, self.lines[self.row]
        match = PLAIN_KEY.match(text, indent)
        if match:
            key = Scalar(match[1], self.first + row, indent + 1)
        else:
            match = QUOTED_KEY.match(text, indent)
            if not match:
                raise self._bad_key(indent)
            key = Scalar(
                self._decode([match[1][1:-1]], match[1][0], row, indent), self.first + row, indent + 1, quoted=True
            )
        if key.text == "<<" and not key.quoted:
            raise UnreadableError(row, indent, "E011", "a merge key (<<)", "it is not read", "write the keys out")
        return key, match.end()

    def _value(self, start: int, indent: int) -> Node:
        """The value of a key: on its line, or below."""
        text, column = self.lines[self.row], start
        while column < len(text) and text[column] in " \t":
            column += 1
        if column >= len(text) or (text[column] == "#" and column > start):
            return self._below(indent, -1, start)
        rest = text[column:]
        if rest[0] in "-?" and (len(rest) == 1 or rest[1] in " \t"):
            raise UnreadableError(
                self.row,
                column,
                "E010",
                f"'{rest[0]} ' behind a key",
                "a list cannot begin on the line of its key",
                "begin the list on the next line, or put the text in quotes",
            )
        return self._inline(column, indent)

    def _bad_key(self, indent: int) -> UnreadableError:
        rest = self.lines[self.row][indent:]
        if rest[0] == "?" and (len(rest) == 1 or rest[1] in " \t"):
            return UnreadableError(self.row, indent, "E011", "a complex key (?)", "it is not read", "write key: value")
        if rest[0] in "[{":
            return UnreadableError(
                self.row,
                indent,
                "E010",
                f"{shown(rest)} where a key is expected",
                "it belongs to no key",
                "write key: value",
            )
        if rest[0] in UNREAD:
            what, fix = UNREAD[rest[0]]
            return UnreadableError(self.row, indent, "E011", what, "it is not read", fix)
        return self._unexpected(indent)

    def _inline(self, column: int, parent: int) -> Node:
        text = self.lines[self.row]
        first = text[column]
        if first in "\"'":
            scalar = self._quoted(column, parent)
            self._end_of_value(scalar)
            return scalar
        if first in "[{":
            row = self.row
            self.column = column
            node = self._flow(parent, row, column)
            self._end_of_value(node)
            return node
        if first in "|>":
            return self._block_scalar(column, parent)
        self._check_start(text[column:], self.row, column)
        return self._plain(column, parent)

    def _end_of_value(self, node: Node) -> None:
        """After a quoted or flow value only a comment may follow; moves to the next line."""
        rest = self.lines[self.row][self.column :]
        content = rest.lstrip(" \t")
        if content and not (content[0] == "#" and len(content) < len(rest)):
            row, column = self.row, self.column + len(rest) - len(content)
            if isinstance(node, Scalar):
                raise UnreadableError(
                    row,
                    column,
                    "E010",
                    f"text after the closing quote: {shown(content)}",
                    "YAML cannot tell where the value ends",
                    'put the whole value in quotes and write \\" for a quote inside it',
                )
            raise UnreadableError(
                row,
                column,
                "E010",
                f"text after the closing bracket: {shown(content)}",
                "YAML cannot tell where the value ends",
                "put the whole value in quotes if it is text",
            )
        self.row += 1
