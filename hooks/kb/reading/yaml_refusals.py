"""What an author is told of YAML that cannot be read: the slip itself, instead of a parser's state."""

import re

PLAIN_KEY = re.compile(
    r"""(?![\s\[\]{},\#&*!|>'"%@`]|[-?:](?:\s|\Z))      # characters no plain scalar may begin with
        ((?:[^\s:\#]|:(?=\S)|(?<=\S)\#|[ \t]+(?![\s:\#]))*)  # text without ': ' and ' #'
        [ \t]*:(?=[ \t]|\Z)""",
    re.VERBOSE,
)
QUOTED_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|\Z)""")

_LOST = "the value would be lost"
_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?\Z")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_ESCAPE = re.compile(r'\\(?:[0abt\tnvfre "/\\N_LP\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})')
_UNREAD = {
    "&": ("an anchor (&)", "write the value out where it is needed"),
    "*": ("an alias (*)", "write the value out, or put it in quotes if it is text"),
    "!": ("a tag (!)", "leave the tag out, or put the value in quotes if it is text"),
}
_COMPLEX = ("a complex key (?)", "it is not read", "write key: value")


class RefusedError(Exception):
    """An entry that cannot be read, and why; `row` and `column` are counted from 0."""

    def __init__(self, row: int, column: int, code: str, what: str, why: str, fix: str) -> None:
        super().__init__(what)
        self.row, self.column, self.code, self.what, self.why, self.fix = row, column, code, what, why, fix


def is_dash(rest: str) -> bool:
    """Whether a line's content is a list item."""
    return rest[:1] == "-" and rest[1:2] in ("", " ", "\t")


def unread(character: str, row: int, column: int) -> RefusedError | None:
    """What YAML has and front matter should not, by the character it begins with."""
    if character not in _UNREAD:
        return None
    what, fix = _UNREAD[character]
    return RefusedError(row, column, "E011", what, "it is not read", fix)


def explain_unclosed(mark: str, row: int, column: int) -> RefusedError:
    """A quote or bracket that is never closed."""
    why = "everything below would belong to this value"
    if mark in "\"'":
        fix = f"close it with {mark}, or write the value without quotes"
        return RefusedError(row, column, "E014", f"quote {mark} is never closed", why, fix)
    fix = f"close it with {'}' if mark == '{' else ']'}, or put the value in quotes if it is text"
    return RefusedError(row, column, "E014", f"bracket {mark} is never closed", why, fix)


def explain_line(lines: list[str], row: int, indent: int) -> RefusedError:
    """A line that is no entry where one is expected."""
    rest = lines[row][indent:]
    if is_dash(rest):
        what, why = "list item where a key is expected", "the item belongs to no key"
        return _slip(row, indent, what, why, "indent it under its key, or write the key above it")
    if rest[0] == "?" and rest[1:2] in ("", " ", "\t"):
        return RefusedError(row, indent, "E011", *_COMPLEX)
    if rest[0] in "[{":
        what = f"{shown(rest)} where a key is expected"
        return _slip(row, indent, what, "it belongs to no key", "write key: value")
    refused = unread(rest[0], row, indent)
    if refused:
        return refused
    if rest[0] in "\"'" and not QUOTED_KEY.match(rest):
        why = "the line belongs to no value"
        return _slip(row, indent, f"{shown(rest)} is not a key", why, "indent it under its key, or write key: value")
    if PLAIN_KEY.match(rest) or QUOTED_KEY.match(rest):
        what = f"key {shown(rest)} is not in line with the keys above it"
        return _slip(row, indent, what, "it belongs to no mapping", "start it in the same column as the other keys")
    fix = "write key: value, start it with - , or indent it under the value it continues"
    return _slip(row, indent, f"{shown(rest)} is neither a key nor a list item", "the line would be lost", fix)


def explain_entry(lines: list[str], row: int, stop: int, indent: int, error: Exception) -> RefusedError:
    """Why the entry that begins on a line cannot be read.

    Args:
        lines: all lines.
        row: the entry's first line, from 0.
        stop: behind its last line.
        indent: column of its key or value.
        error: what PyYAML said of it.
    """
    rest = lines[row][indent:]
    key = PLAIN_KEY.match(rest) or QUOTED_KEY.match(rest)
    column = indent + (key.end() if key else 0)
    column += len(lines[row]) - column - len(lines[row][column:].lstrip(" \t"))
    value = "\n".join([lines[row][column:], *lines[row + 1 : stop]])
    first = value[:1]
    slip = None
    if first in ('"', "'"):
        slip = _quoted(value, row, column)
    elif first in ("[", "{"):
        slip = _bracketed(value, row, column, error)
    elif (key and is_dash(value.partition("\n")[0])) or (key and first == "?" and value[1:2] in ("", " ")):
        why = "a list cannot begin on the line of its key"
        fix = "begin the list on the next line, or put the text in quotes"
        slip = _slip(row, column, f"'{first} ' behind a key", why, fix)
    elif first:
        slip = _start(value, row, column)
    if slip:
        return slip
    line, at = _mark(lines, row, stop, error)
    if "mapping values" in str(error) or "simple key" in str(error):
        why = "YAML takes it for the start of another key"
        colon = re.search(r":(?=[ \t]|\Z)", lines[line][max(at, column if line == row else 0) :])
        at = max(at, column if line == row else 0) + colon.start() if colon else at
        what = "colon and space inside an unquoted value"
        return _slip(line, at, what, why, "put the whole value in quotes")
    below = next((n for n in range(row + 1, stop) if lines[n].strip()), row)
    if line > row and below > row:
        return (
            explain_line(lines, line, min(at, len(lines[line]) - 1)) if lines[line].strip() else _unknown(row, column)
        )
    return _unknown(line, at)


def _unknown(row: int, column: int) -> RefusedError:
    what = "a value that is not YAML"
    return _slip(row, column, what, _LOST, "put the whole value in quotes if it is text")


def _mark(lines: list[str], row: int, stop: int, error: Exception) -> tuple[int, int]:
    """Where PyYAML stumbled, within the entry."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return row, 0
    return min(row + mark.line, stop - 1), mark.column


def _slip(row: int, column: int, what: str, why: str, fix: str) -> RefusedError:
    return RefusedError(row, column, "E010", what, why, fix)


def _place(value: str, offset: int, row: int, column: int) -> tuple[int, int]:
    before = value[:offset]
    breaks = before.count("\n")
    return row + breaks, offset - before.rfind("\n") - 1 if breaks else column + offset


def _quoted(value: str, row: int, column: int) -> RefusedError | None:
    match = _QUOTED[value[0]].match(value)
    if not match:
        return explain_unclosed(value[0], row, column)
    rest = value[match.end() :].partition("\n")[0]
    content = rest.lstrip(" \t")
    if content and not (content[0] == "#" and content != rest):
        place = _place(value, match.end() + len(rest) - len(content), row, column)
        fix = 'put the whole value in quotes and write \\" for a quote inside it'
        what = f"text after the closing quote: {shown(content)}"
        return _slip(*place, what, "YAML cannot tell where the value ends", fix)
    if value[0] == '"':
        at = 0
        while (at := match[0].find("\\", at)) >= 0:
            escape = _ESCAPE.match(match[0], at)
            if not escape:
                what = f"{match[0][at : at + 2]} in double quotes is no YAML escape"
                return _slip(row, column, what, _LOST, "write \\\\ for a backslash, or use single quotes")
            at = escape.end()
    return None


def _bracketed(value: str, row: int, column: int, error: Exception) -> RefusedError | None:
    open_marks: list[tuple[str, int]] = []
    position, empty = 0, True
    while position < len(value):
        character = value[position]
        if character in "\"'" and value[position - 1] in " \n,[{:":
            match = _QUOTED[character].match(value, position)
            if not match:
                return explain_unclosed(character, *_place(value, position, row, column))
            position, empty = match.end(), False
            continue
        if character in "[{":
            open_marks.append((character, position))
            empty = True
        elif character in "]}":
            open_marks.pop()
            empty = False
            if not open_marks:
                rest = value[position + 1 :].partition("\n")[0]
                content = rest.lstrip(" \t")
                if content and not (content[0] == "#" and content != rest):
                    place = _place(value, position + 1 + len(rest) - len(content), row, column)
                    what = f"text after the closing bracket: {shown(content)}"
                    fix = "put the whole value in quotes if it is text"
                    return _slip(*place, what, "YAML cannot tell where the value ends", fix)
                return _inside(value, row, column, error)
        elif character == ",":
            if empty:
                place = _place(value, position, row, column)
                return _slip(*place, "nothing before the comma", "an item is missing", "take the comma out")
            empty = True
        elif character == "#" and value[position - 1] in " \t\n":
            position = value.find("\n", position)
            if position < 0:
                break
        elif not character.isspace():
            if empty and character == "-" and value[position + 1 : position + 2] in ("", " "):
                place = _place(value, position, row, column)
                fix = "separate the items with commas"
                return _slip(*place, "a dash inside brackets", "brackets already make a list", fix)
            if empty and character in "@%`|>*&!":
                return _start(value[position:], *_place(value, position, row, column))
            empty = False
        position += 1
    return explain_unclosed(value[0], row, column)


def _inside(value: str, row: int, column: int, error: Exception) -> RefusedError:
    """A closed bracket whose inside cannot be told apart."""
    mark = getattr(error, "problem_mark", None)
    line, at = (row + mark.line, mark.column) if mark else (row, column)
    lines = value.split("\n")
    if line - row >= len(lines):  # to YAML the closing bracket stands in a remark, as in `{#]`
        return explain_unclosed(value[0], row, column)
    written = lines[line - row][at - column if line == row else at :][:1]
    closing = "}" if value[0] == "{" else "]"
    fix = "separate the items with commas, and put odd ones in quotes"
    what = f"{written!r} where a comma or {closing} is expected"
    return _slip(line, at, what, "YAML cannot tell where the item ends", fix)


def _start(value: str, row: int, column: int) -> RefusedError | None:
    """What no plain value may begin with."""
    first, second = value[0], value[1:2]
    refused = unread(first, row, column)
    if refused:
        return refused
    what, quotes = f"value begins with {first}", "put the value in quotes"
    if first in "%@`#":
        return _slip(row, column, what, "YAML keeps the character for itself", quotes)
    if first in "]},":
        why = "nothing is open that it could close"
        return _slip(row, column, what, why, "put the value in quotes, or take the character out")
    if first == "?" and second in ("", " ", "\t"):
        return RefusedError(row, column, "E011", *_COMPLEX)
    if first == ":" and second in ("", " ", "\t", "\n"):
        fix = "write the key in front, or put the text in quotes"
        return _slip(row, column, "colon without a key", _LOST, fix)
    line = value.partition("\n")[0]
    if first in "|>" and not _BLOCK_HEADER.match(line):
        what = f"{shown(line)} begins with {first}"
        return _slip(row, column, what, "YAML takes it for the head of a text block", quotes)
    return None


def shown(text: str) -> str:
    """A piece of a line short enough for a message."""
    text = text.strip()
    return f"'{text[:40]}…'" if len(text) > 41 else f"'{text}'"
