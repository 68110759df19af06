"""Reads plain, quoted, literal and folded scalars."""

import re

from kb.reading.yamlsubset.cursor import CLOSING, LOST, Cursor, UnreadableError, shown
from kb.reading.yamlsubset.nodes import Scalar
from kb.reading.yamlsubset.text import EscapeError, chomp, decode_quoted, fold

_PLAIN_END = re.compile(r"[ \t]+#|:(?=[ \t]|\Z)")
_BLOCK_HEADER = re.compile(r"[|>](?:([+-])([1-9])?|([1-9])([+-])?)?[ \t]*(?:[ \t]#.*)?\Z")
_DOUBLE_PIECE = re.compile(r'(?:[^"\\]|\\.|\\\Z)*')
_SINGLE_PIECE = re.compile(r"(?:[^']|'')*")
UNREAD = {
    "&": ("an anchor (&)", "write the value out where it is needed"),
    "*": ("an alias (*)", "write the value out, or put it in quotes if it is text"),
    "!": ("a tag (!)", "leave the tag out, or put the value in quotes if it is text"),
}


class ScalarReader(Cursor):
    """Reads one scalar from where the cursor stands."""

    __slots__ = ()

    def _check_start(self, rest: str, row: int, column: int) -> None:
        """Refuse what no plain scalar may begin with."""
        first = rest[0]
        if first in UNREAD:
            what, fix = UNREAD[first]
            raise UnreadableError(row, column, "E011", what, "it is not read", fix)
        if first in "%@`#":
            raise UnreadableError(
                row,
                column,
                "E010",
                f"value begins with {first}",
                "YAML keeps the character for itself",
                "put the value in quotes",
            )
        if first in "]},":
            raise UnreadableError(
                row,
                column,
                "E010",
                f"value begins with {first}",
                "nothing is open that it could close",
                "put the value in quotes, or take the character out",
            )
        if first == "?" and (len(rest) == 1 or rest[1] in " \t"):
            raise UnreadableError(row, column, "E011", "a complex key (?)", "it is not read", "write key: value")
        if first == ":" and (len(rest) == 1 or rest[1] in " \t,[]{}"):
            raise UnreadableError(
                row, column, "E010", "colon without a key", LOST, "write the key in front, or put the text in quotes"
            )

    def _plain(self, column: int, parent: int) -> Scalar:
        line = self.first + self.row
        parts: list[str] = []
        comment, start = "", column
        while True:
            text = self.lines[self.row]
            end = _PLAIN_END.search(text, column)
            if end and end[0][0] == ":":
                raise UnreadableError(
                    self.row,
                    end.start(),
                    "E010",
                    "colon and space inside an unquoted value",
                    "YAML takes it for the start of another key",
                    "put the whole value in quotes",
                )
            if end:
                comment = text[end.end() :].rstrip()
            parts.append(text[column : end.start() if end else len(text)].strip(" \t"))
            self.row += 1
            if end:
                break
            column = self._continuation(parts, parent)
            if column < 0:
                break
        return Scalar(fold(parts), line, start + 1, comment=comment)

    def _continuation(self, parts: list[str], parent: int) -> int:
        """Column of the next line of a plain scalar, adding the empty lines between; -1 where the scalar ends."""
        row = self.row
        while row < len(self.lines) and not self.lines[row].strip(" \t"):
            row += 1
        if row == len(self.lines):
            return -1
        text = self.lines[row]
        content = text.lstrip(" ")
        if content[0] == "\t":
            content = content.lstrip(" \t")
        indent = len(text) - len(content)
        if content[0] == "#" or len(text) - len(text.lstrip(" ")) <= parent:
            return -1
        if parent < 0 and indent == 0 and CLOSING.match(text):
            return -1
        parts.extend([""] * (row - self.row))
        self.row = row
        return indent

    def _quoted(self, column: int, parent: int) -> Scalar:
        """Quoted scalar from a column of the current line; leaves row and column behind the closing quote."""
        row, quote = self.row, self.lines[self.row][column]
        pattern = _DOUBLE_PIECE if quote == '"' else _SINGLE_PIECE
        raw: list[str] = []
        start = column + 1
        while True:
            text = self.lines[self.row]
            piece = pattern.match(text, start)
            assert piece is not None  # The pattern matches the empty string.
            raw.append(piece[0])
            if piece.end() < len(text) and text[piece.end()] == quote:
                self.column = piece.end() + 1
                break
            following = self.row + 1
            while following < len(self.lines) and not self.lines[following].strip(" \t"):
                raw.append("")
                following += 1
            if following == len(self.lines) or self._ends_quoted(self.lines[following], parent):
                self.row = row
                raise UnreadableError(
                    row,
                    column,
                    "E014",
                    f"quote {quote} is never closed",
                    "everything below would belong to this value",
                    f"close it with {quote}, or write the value without quotes",
                )
            self.row, start = following, 0
        value = self._decode(raw, quote, row, column)
        return Scalar(value, self.first + row, column + 1, quoted=True)

    @staticmethod
    def _ends_quoted(text: str, parent: int) -> bool:
        """Whether a line stands too far left to continue a quoted value, so that the quote was never closed."""
        return len(text) - len(text.lstrip(" ")) <= parent or (parent < 0 and bool(CLOSING.match(text)))

    def _decode(self, raw: list[str], quote: str, row: int, column: int) -> str:
        try:
            return decode_quoted(raw, quote)
        except EscapeError as error:
            raise UnreadableError(
                row,
                column,
                "E010",
                f"{error} in double quotes is no YAML escape",
                LOST,
                "write \\\\ for a backslash, or use single quotes",
            ) from None

    def _block_scalar(self, column: int, parent: int) -> Scalar:
        row, text = self.row, self.lines[self.row]
        header = _BLOCK_HEADER.match(text, column)
        if not header:
            raise UnreadableError(
                row,
                column,
                "E010",
                f"{shown(text[column:])} begins with {text[column]}",
                "YAML takes it for the head of a text block",
                "put the value in quotes",
            )
        keep = header[1] or header[4] or ""
        digit = header[2] or header[3]
        indent = max(parent, 0) + int(digit) if digit else -1
        self.row += 1
        lines: list[str] = []
        while self.row < len(self.lines):
            line = self.lines[self.row]
            spaces = len(line) - len(line.lstrip(" "))
            if spaces == len(line):
                lines.append(line[indent:] if 0 <= indent < spaces else "")
            else:
                if indent < 0 and spaces > parent:
                    indent = spaces
                if indent < 0 or spaces < indent or (indent == 0 and CLOSING.match(line)):
                    break
                lines.append(line[indent:])
            self.row += 1
        return Scalar(chomp(lines, text[column], keep), self.first + row, column + 1, quoted=True)
