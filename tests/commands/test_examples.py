"""Decisions that are not ours: written in Markdown alone, checked without a remark, and right about their cases."""

import json
from pathlib import Path

import pytest

from backtest.cases import read_cases
from calculator import Calculator
from installation import ROOT
from kb.library.catalogue import Catalogue
from kb.library.load import load_library
from kb.library.settings import SelectorChoice

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/library.yml"))
MISSES: dict[str, set[str]] = {"chart": set(), "database": set(), "licence": set()}
"""Cases that are not ranked as labeled, by library; each is one that its rules cannot tell."""


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.name)
def example(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def catalogue(example: Path) -> Catalogue:
    return load_library(example, None)


def test_three_libraries_are_there() -> None:
    assert [path.name for path in EXAMPLES] == sorted(MISSES)


def test_an_example_is_markdown_and_one_file_of_settings(example: Path) -> None:
    others = [path.name for path in example.rglob("*") if path.is_file() and path.suffix != ".md"]
    assert others == ["library.yml"]
    beside_pages = [example / "library.yml", example / "index.md"]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in beside_pages) <= 120


def test_an_example_is_checked_without_a_remark(catalogue: Catalogue) -> None:
    assert [str(problem) for problem in catalogue.problems] == []
    assert not catalogue.foreign
    assert catalogue.settings.selector is SelectorChoice.OWN
    assert catalogue.settings.decision["noun"]
    assert len(catalogue.rules["motions"]) == 3
    assert len(catalogue.rules["questions"]) >= 4


def test_every_case_is_ranked_as_labeled_or_named_as_a_miss(example: Path, catalogue: Catalogue) -> None:
    calculator = Calculator(json.dumps(catalogue.rules))
    cases = read_cases(catalogue)
    assert len(cases) == 6
    assert {case.primary for case in cases} == {motion["id"] for motion in catalogue.rules["motions"]}
    missed = set()
    for case in cases:
        result = json.loads(calculator.answer(json.dumps({"answers": case.answers, "detail": "point"})))
        leaders = {row["motion"] for row in result["ranking"] if row["rank"] == 1 and not row["vetoed"]}
        if leaders != {case.primary}:
            missed.add(case.id)
    assert missed == MISSES[example.name]
