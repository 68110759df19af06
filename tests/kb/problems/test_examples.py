"""The examples on the page of problem codes are run: the wrong text gives its code, the right one gives nothing."""

from pathlib import Path

import pytest

from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.problems.codes import CODES
from kb.problems.examples import EXAMPLES, Example, Form
from kb.problems.problem import Problem

LIBRARY = Path(__file__).parent / "library"
"""A small library without a problem."""
BASE = read_library(LIBRARY, [])
SPELLED = [code for code, example in EXAMPLES.items() if example.form is not Form.WORDS]


def problems(files: dict[str, bytes]) -> list[Problem]:
    return list(build_catalogue(files).problems)


def library_with(example: Example, text: str) -> dict[str, bytes]:
    """The small library with one of the two texts of an example."""
    if example.form is Form.NAME:
        shown = BASE["growth/first-loop.md"].replace(b"First loop", b"Second loop")
        return {**dict.fromkeys(text.split(" beside "), shown), **BASE}
    files = dict(BASE)
    if example.path in BASE:
        assert BASE[example.path].decode().count(example.right) >= 1, "the right text stands in the small library"
        files[example.path] = BASE[example.path].decode().replace(example.right, text, 1).encode()
    else:
        files[example.path] = text.encode()
    return files


def test_every_code_has_an_example_in_the_order_of_the_codes() -> None:
    assert list(EXAMPLES) == list(CODES)


def test_the_small_library_has_no_problem() -> None:
    assert problems(BASE) == []


@pytest.mark.parametrize("code", SPELLED)
def test_the_wrong_text_has_the_problem_and_the_right_one_none(code: str) -> None:
    example = EXAMPLES[code]
    wrong = problems(library_with(example, example.wrong))
    assert code in {problem.code for problem in wrong}, "\n".join(map(str, wrong))
    right = problems(library_with(example, example.right))
    assert code not in {problem.code for problem in right}, "\n".join(map(str, right))
