"""The library against the research it was written from: cases, options of the questions, points, weights, requirements.

All of it skips where the research is not at hand, but for what the pages say about themselves.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.library.catalogue import Catalogue
from kb.pages.case_view import UNCHECKED
from kb.published.plain_values import plain_value
from kb.reading.document import Kind

CASE_KEYS = ("company", "stage", "primary", "acceptable", "secondary", "confidence", "answers")
# Questions of QUESTIONS.md whose options CASE_SCHEMA.md gives in words rather than in a list.
FREE = {"acv_usd", "current_motion"}


def read_cases(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """The `case:` of every case page, by its slug."""
    cases = (document for document in catalogue.documents.values() if document.kind is Kind.CASE and document.meta)
    return {case.slug: plain_value(case.meta.get("case")) for case in cases}  # type: ignore[union-attr, arg-type]


def test_every_case_equals_its_research(catalogue: Catalogue, shared: Path) -> None:
    research = {case["id"]: case for case in yaml.safe_load((shared / "research/cases_dev.yaml").read_text())}
    ours = read_cases(catalogue)
    assert sorted(ours) == sorted(research)
    different = []
    for slug, case in ours.items():
        for key in CASE_KEYS:
            if case.get(key) != research[slug].get(key):
                different.append(f"{slug} {key}: {case.get(key)!r}, in the research {research[slug].get(key)!r}")
    assert not different, "\n".join(different)


def test_figures_that_wait_for_a_check_are_not_shown(catalogue: Catalogue, shared: Path) -> None:
    """What CASES_README names has no contract value, or says that its figure waits and does not print it."""
    text = (shared / "research/CASES_README.md").read_text()
    line = re.search(r"Check again before showing a figure of: ([^.]+)\.", text)
    assert line
    cases = read_cases(catalogue)
    for slug in line[1].split(", "):
        document, value = catalogue.documents[f"cases/{slug}"], cases[slug]["answers"].get("acv_usd")
        if value is not None:
            assert any(UNCHECKED in item["claim"] for item in cases[slug]["evidence"]), slug
            body = "\n".join(document.lines[document.body_line - 1 :])
            assert f"{value:,}" not in body, slug
            assert f"${value // 1000}K" not in body, slug


def test_options_are_those_of_the_schema(catalogue: Catalogue, shared: Path) -> None:
    text = (shared / "research/CASE_SCHEMA.md").read_text()
    listed = {
        match[1]: [option.strip() for option in re.split(r"\s{2,}|\(", match[2])[0].split("|")]
        for match in re.finditer(r"^  - (\w+): (\S.*\|.*)$", text, re.MULTILINE)
    }
    ours = {
        question["id"]: [option["id"] for option in question["options"]] for question in catalogue.rules["questions"]
    }
    assert len(listed) >= 15
    assert {name: ours[name] for name in listed} == listed
    assert set(ours) - set(listed) - FREE == {"annual_churn", "cac_usd", "gross_margin", "target_arr_usd"}


CHANGED = re.compile(r"^- `(\w+)` `([\w-]+)` `([\w-]+)`: ([+-]?\d|`?~`?) to ([+-]?\d|`?~`?)\b", re.MULTILINE)


def changed_points(catalogue: Catalogue) -> dict[tuple[str, str, str], tuple[int | None, int | None]]:
    """The list under `Points that changed`: question, option and motion with the point before and now."""
    text = catalogue.documents["about/how-scoring-works"].text
    section = re.search(r"^## Points that changed$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert section, "about/how-scoring-works.md has no section 'Points that changed'"
    found = {(m[1], m[2], m[3]): (as_point(m[4]), as_point(m[5])) for m in CHANGED.finditer(section[1])}
    assert found or "None has changed so far." in section[1]
    return found


def as_point(text: str | int) -> int | None:
    """A whole number; None for `~`."""
    return None if str(text).strip("`") == "~" else int(text)


def option_of(row: dict[str, Any], question: dict[str, Any]) -> str:
    """The one option a row of a decision table stands for."""
    condition = row["when"][question["id"]]
    if "options" in condition:
        assert len(condition["options"]) == 1
        return str(condition["options"][0])
    assert len(condition["ranges"]) == 1
    starts = {option["range"]["from"] or 0: option["id"] for option in question["options"]}
    return str(starts[condition["ranges"][0]["from"] or 0])


@pytest.fixture(scope="module")
def codebook(shared: Path) -> dict[str, Any]:
    """The starting codebook."""
    return dict(yaml.safe_load((shared / "research/codebook.yaml").read_text()))


def test_points_equal_the_codebook_but_for_what_is_listed(catalogue: Catalogue, codebook: dict[str, Any]) -> None:
    rules = catalogue.rules
    questions = {question["id"]: question for question in rules["questions"]}
    ours = {
        (question, option_of(row, questions[question]), motion): point
        for criterion in rules["criteria"]
        for question in criterion["questions"]
        for row in criterion["rows"]
        for motion, point in row["points"].items()
    }
    start = {
        (question, option, motion): as_point(point)
        for question, options in codebook["points"].items()
        for option, points in options.items()
        for motion, point in points.items()
    }
    assert len(start) > 250
    expected = dict(start)
    for cell, (before, now) in changed_points(catalogue).items():
        assert start[cell] == before, cell
        expected[cell] = now
    assert ours == expected


def test_weights_and_parents_equal_the_codebook(catalogue: Catalogue, codebook: dict[str, Any]) -> None:
    rules = catalogue.rules
    assert {group["id"]: group["weight"] for group in rules["groups"]} == {
        name: group["weight"] for name, group in codebook["groups"].items()
    }
    members = {name: set(group["questions"]) for name, group in codebook["groups"].items()}
    for question in rules["questions"]:
        if question["role"] == "fit":
            assert question["id"] in members[question["group"]]
    parents = {motion["id"]: motion["parent"] for motion in rules["motions"] if motion["parent"]}
    assert parents == codebook["parents"]


def test_requirements_equal_the_codebook(catalogue: Catalogue, codebook: dict[str, Any]) -> None:
    questions = {question["id"]: question for question in catalogue.rules["questions"]}

    def options(question: str, condition: dict[str, Any]) -> tuple[str, ...]:
        if "options" in condition:
            return tuple(sorted(condition["options"]))
        return (option_of({"when": {question: condition}}, questions[question]),)

    def key(motion: str, when: dict[str, tuple[str, ...]]) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        return motion, tuple(sorted(when.items()))

    ours = {
        key(veto["motion"], {q: options(q, c) for q, c in veto["when"].items()}) for veto in catalogue.rules["vetoes"]
    }
    start = {key(veto["motion"], {q: tuple(sorted(o)) for q, o in veto["when"].items()}) for veto in codebook["vetoes"]}
    assert ours == start
