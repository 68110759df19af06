"""The library against the research it was written from: cases, options of the questions, points, weights, requirements.

All of it skips where the research is not at hand, but for what the pages say about themselves.
"""

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.library.catalogue import Catalogue
from kb.pages.case_view import UNCHECKED
from kb.published.json_values import plain_value
from kb.reading.document import Kind

CASE_KEYS = ("company", "stage", "primary", "acceptable", "secondary", "confidence", "answers")
# Questions of QUESTIONS.md whose options CASE_SCHEMA.md gives in words rather than in a list.
FREE = {"acv_usd", "current_motion"}


def read_cases(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """The `case:` of every case page, by its slug."""
    cases = (document for document in catalogue.documents.values() if document.kind is Kind.CASE and document.meta)
    return {case.slug: plain_value(case.meta.get("case")) for case in cases}  # type: ignore[union-attr, arg-type]


RECODED = re.compile(r"^- `([\w-]+)` `(\w+)`: ([\w.-]+) to ([\w.-]+)$", re.MULTILINE)
WAITING = re.compile(r"`([\w-]+)` `acv_usd`(?=[,\n])")
RELABELED = {
    "box-ipo": ("product-led", ["sales-led"]),
    "hashicorp-ipo": ("sales-led", ["developer-led"]),
    "openai-api": ("developer-led", ["product-led"]),
    "snyk": ("developer-led", ["product-led", "sales-led"]),
}
"""Cases whose label or acceptable alternatives follow the one rule where the research followed another."""


def recoded_answers(catalogue: Catalogue) -> dict[tuple[str, str], tuple[str, str]]:
    """The list under `Labels and answers that changed`: case and question with the answer before and now."""
    text = catalogue.documents["cases/index"].text
    section = re.search(r"^## Labels and answers that changed$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert section, "cases/index.md has no section 'Labels and answers that changed'"
    return {(m[1], m[2]): (m[3], m[4]) for m in RECODED.finditer(section[1])}


def test_every_case_equals_its_research_but_for_what_is_listed(catalogue: Catalogue, shared: Path) -> None:
    research = {case["id"]: case for case in yaml.safe_load((shared / "research/cases_dev.yaml").read_text())}
    ours, recoded = read_cases(catalogue), recoded_answers(catalogue)
    waiting = {(slug, "acv_usd") for slug in WAITING.findall(catalogue.documents["cases/index"].text)}
    assert set(research) <= set(ours)
    different = []
    changed = set()
    for slug, theirs in research.items():
        case = ours[slug]
        label = RELABELED.get(slug, (theirs["primary"], theirs["acceptable"]))
        if (case["primary"], case["acceptable"]) != label:
            different.append(f"{slug}: labeled {case['primary']}, {case['acceptable']}; expected {label}")
        for key in {*case["answers"], *theirs["answers"]}:
            pair = str(theirs["answers"].get(key)), str(case["answers"].get(key))
            if pair[0] != pair[1] and (slug, key) not in waiting:
                changed.add((slug, key))
                if recoded.get((slug, key)) != pair:
                    different.append(f"{slug} {key}: {pair[0]} to {pair[1]} is not listed")
    different += [f"{slug} {key}: listed, and not changed" for slug, key in set(recoded) - changed]
    assert not different, "\n".join(different)


def test_figures_that_wait_for_a_check_are_not_shown(catalogue: Catalogue, shared: Path) -> None:
    """What CASES_README names has no contract value, or says that its figure waits and does not print it."""
    text = (shared / "research/CASES_README.md").read_text()
    line = re.search(r"Check again before showing a figure of: ([^.]+)\.", text)
    assert line
    research = {case["id"]: case for case in yaml.safe_load((shared / "research/cases_dev.yaml").read_text())}
    published = json.dumps([catalogue.rules["cases"]])
    for slug in line[1].split(", "):
        document, value = catalogue.documents[f"cases/{slug}"], research[slug]["answers"].get("acv_usd")
        if value is not None:
            assert any(UNCHECKED in item["claim"] for item in read_cases(catalogue)[slug]["evidence"]), slug
            assert read_cases(catalogue)[slug]["answers"]["acv_usd"] != value, slug
            assert f'"page": "cases/{slug}"' in published
            assert f"{value:,}" not in document.text, slug
            assert f"${value // 1000}K" not in document.text, slug


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


CHANGED = re.compile(
    r"^- `(\w+)` `([\w-]+)`(?: with `(\w+)` `([\w-]+)`,)? `([\w-]+)`: ([+-]?\d|`~`) to ([+-]?\d|`~`)$", re.MULTILINE
)
Cell = tuple[tuple[tuple[str, str], ...], str]
"""The answers a cell stands for, by question, and its motion."""


def changed_points(catalogue: Catalogue) -> dict[Cell, tuple[int | None, int | None]]:
    """The list under `Points that changed`: answers and motion with the point before and now."""
    text = catalogue.documents["about/how-scoring-works"].text
    section = re.search(r"^## Points that changed$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert section, "about/how-scoring-works.md has no section 'Points that changed'"
    found: dict[Cell, tuple[int | None, int | None]] = {}
    for m in CHANGED.finditer(section[1]):
        answers = ((m[1], m[2]),) if m[3] is None else ((m[1], m[2]), (m[3], m[4]))
        found[answers, m[5]] = (as_point(m[6]), as_point(m[7]))
    assert found or "None has changed so far." in section[1]
    return found


def as_point(text: str | int) -> int | None:
    """A whole number; None for `~`."""
    return None if str(text).strip("`") == "~" else int(text)


def option_of(row: dict[str, Any], question: dict[str, Any]) -> str:
    """The one option a row of a table stands for."""
    found = options_of(row, question)
    assert len(found) == 1
    return found[0]


def options_of(row: dict[str, Any], question: dict[str, Any]) -> list[str]:
    """The options of a question that a row stands for; all of them where it does not ask."""
    condition = row["when"].get(question["id"])
    if condition is None:
        return [option["id"] for option in question["options"]]
    if "options" in condition:
        return list(condition["options"])
    starts = {option["range"]["from"] or 0: option["id"] for option in question["options"]}
    return [str(starts[each["from"] or 0]) for each in condition["ranges"]]


@pytest.fixture(scope="module")
def codebook(shared: Path) -> dict[str, Any]:
    """The starting codebook."""
    return dict(yaml.safe_load((shared / "research/codebook.yaml").read_text()))


def test_points_equal_the_codebook_but_for_what_is_listed(catalogue: Catalogue, codebook: dict[str, Any]) -> None:
    """A table of two questions starts from the points of its first; the second had a table of its own before."""
    rules = catalogue.rules
    questions = {question["id"]: question for question in rules["questions"]}
    ours: dict[Cell, int | None] = {}
    start: dict[Cell, int | None] = {}
    for criterion in rules["criteria"]:
        first = criterion["questions"][0]
        for row in criterion["rows"]:
            for answers in itertools.product(*(options_of(row, questions[name]) for name in criterion["questions"])):
                for motion, point in row["points"].items():
                    cell = tuple(zip(criterion["questions"], answers, strict=True)), motion
                    ours[cell] = point
                    start[cell] = as_point(codebook["points"][first][answers[0]][motion])
    assert len(start) > 250
    expected = dict(start)
    for cell, (before, now) in changed_points(catalogue).items():
        assert start[cell] == before, cell
        expected[cell] = now
    assert ours == expected


def test_weights_and_parents_equal_the_codebook(catalogue: Catalogue, codebook: dict[str, Any]) -> None:
    rules = catalogue.rules
    start = {name: group["weight"] for name, group in codebook["groups"].items()}
    start["host"] += start.pop("cloud")  # their questions share a table, and a table has one weight
    assert {group["id"]: group["weight"] for group in rules["groups"]} == start
    members = {name: set(group["questions"]) for name, group in codebook["groups"].items()}
    members["host"] |= members.pop("cloud")
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
