"""Where reading stands in the lines of a YAML text, and what is wrong there."""

import re
from dataclasses import dataclass, field

from kb.problems.problem import Problem, Severity

MAX_DEPTH = 32
"""Deepest nesting that is read; nobody writes more, and a crafted file must not exhaust the stack."""

LOST = "the value would be lost"
CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
PLAIN_KEY = re.compile(
    r"""(?![\s\[\]{},\#&*!|>'"%@`]|[-?:](?:\s|\Z))      # characters no plain scalar may begin with
        ((?:[^\s:\#]|:(?=\S)|(?<=\S)\#|[ \t]+(?![\s:\#]))*)  # text without ': ' and ' #'
        [ \t]*:(?=[ \t]|\Z)""",
    re.VERBOSE,
)
QUOTED_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|\Z)""")


class UnreadableError(Exception):
    """Raised where an entry cannot be read; the enclosing block reports it and goes on with the next entry."""

    def __init__(self, row: int, column: int, code: str, what: str, why: str, fix: str) -> None:
        super().__init__(what)
        self.row, self.column, self.code, self.what, self.why, self.fix = row, column, code, what, why, fix


@dataclass(slots=True)
class Cursor:
    """Moves over lines; `row` and `column` say where it stands, counted from 0."""

    lines: list[str]
    first: int
    """1-based line of the file on which the first of `lines` stands."""
    path: str
    problems: list[Problem] = field(default_factory=list)
    row: int = 0
    column: int = 0
    depth: int = 0

    def _report(self, error: UnreadableError) -> None:
        self.problems.append(
            Problem(
                self.path,
                self.first + error.row,
                error.column + 1,
                error.code,
                Severity.ERROR,
                error.what,
                error.why,
                error.fix,
            )
        )

    def _unexpected(self, indent: int) -> UnreadableError:
        rest = self.lines[self.row][indent:]
        if rest.startswith(("- ", "-\t")) or rest == "-":
            return UnreadableError(
                self.row,
                indent,
                "E010",
                "list item where a key is expected",
                "the item belongs to no key",
                "indent it under its key, or write the key above it",
            )
        if rest[:1] in "\"'" and not QUOTED_KEY.match(rest):
            return UnreadableError(
                self.row,
                indent,
                "E010",
                f"{shown(rest)} is not a key",
                "the line belongs to no value",
                "indent it under its key, or write key: value",
            )
        if PLAIN_KEY.match(rest) or QUOTED_KEY.match(rest):
            return UnreadableError(
                self.row,
                indent,
                "E010",
                f"key {shown(rest)} is not in line with the keys above it",
                "it belongs to no mapping",
                "start it in the same column as the other keys",
            )
        return UnreadableError(
            self.row,
            indent,
            "E010",
            f"{shown(rest)} is neither a key nor a list item",
            "the line would be lost",
            "write key: value, start it with - , or indent it under the value it continues",
        )

    def _next_content(self) -> int:
        """Move to the next line with content; its indent, or -1 at the end. Reports tabs in an indent."""
        while self.row < len(self.lines):
            line = self.lines[self.row]
            content = line.lstrip(" ")
            if content and content[0] == "\t":
                stripped = content.lstrip(" \t")
                if stripped and stripped[0] != "#":
                    self._report(
                        UnreadableError(
                            self.row,
                            len(line) - len(content),
                            "E013",
                            "tab in the indent",
                            "YAML counts only spaces, so the line belongs nowhere",
                            "indent with spaces",
                        )
                    )
                self.row += 1
                continue
            if content and content[0] != "#":
                return len(line) - len(content)
            self.row += 1
        return -1

    def _skip_entry(self, indent: int) -> None:
        """Go on after a problem: to the next line that is not deeper than the block."""
        self.row += 1
        while self.row < len(self.lines):
            line = self.lines[self.row]
            content = line.lstrip(" ")
            if content and content[0] not in "#\t" and len(line) - len(content) <= indent:
                return
            self.row += 1

    def _too_deep(self, column: int) -> UnreadableError:
        return UnreadableError(
            self.row, column, "E011", f"nested deeper than {MAX_DEPTH} levels", LOST, "flatten the value"
        )


def shown(text: str) -> str:
    """A piece of a line short enough for a message."""
    text = text.strip()
    return f"'{text[:40]}…'" if len(text) > 41 else f"'{text}'"
