"""Problems as text, JSON and GitHub annotations."""

import json

import pytest

from kb.problems.problem import Problem, Severity
from kb.published.formats import format_problems

FOUND = [
    Problem("a,b.md", 3, 7, "E020", Severity.ERROR, "unknown key 'x'", "why: 100%", "mend\nit"),
    Problem("c.md", 1, 1, "W050", Severity.WARNING, "wanted", "why", "fix"),
]


def test_text_has_a_line_each() -> None:
    assert format_problems(FOUND, "text", "lib/") == (
        "lib/a,b.md:3:7: E020 unknown key 'x'; why: 100%; mend\\nit\nlib/c.md:1:1: W050 wanted; why; fix\n"
    )


def test_json() -> None:
    assert json.loads(format_problems(FOUND, "json"))["problems"][1] == {
        "path": "c.md", "line": 1, "column": 1, "code": "W050", "severity": "warning", "message": "wanted; why",
        "fix": "fix",
    }  # fmt: skip


def test_github() -> None:
    assert format_problems(FOUND, "github", "lib") == (
        "::error file=lib/a%2Cb.md,line=3,col=7,title=E020::unknown key 'x'; why: 100%25; mend%0Ait\n"
        "::warning file=lib/c.md,line=1,col=1,title=W050::wanted; why; fix\n"
    )


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match=r"^unknown format 'xml'; use one of text, json, github$"):
        format_problems([], "xml")
