"""Marks an author left for later: a reader must not meet them."""

import re
from collections.abc import Iterator

from kb.problems.findings import finding
from kb.problems.problem import Problem
from kb.reading.document import Document

_MARK = re.compile(r"\b(?:TODO|FIXME)\b")


def is_unfinished(text: str) -> bool:
    """Whether a text still holds a mark."""
    return bool(_MARK.search(text))


def check_unfinished(document: Document) -> Iterator[Problem]:
    """A finding for every line of front matter or prose that still holds a mark; code may speak of them."""
    body = document.masked.split("\n")
    for number, line in enumerate(document.lines, 1):
        if "TODO" not in line and "FIXME" not in line:
            continue
        match = _MARK.search(line if number < document.body_line else body[number - 1])
        if match:
            yield finding(
                document.path, (number, match.start() + 1), "E038", f"{match[0]} is left in the document",
                "readers would meet it as text", "write what it stands for, or take the line out",
            )  # fmt: skip
