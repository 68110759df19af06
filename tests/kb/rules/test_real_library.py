"""The library's own rules: complete, mutated to see that faults are found, and computed with as they were checked."""

import json
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import answer as calculate
from kb.reading.document import parse_document
from kb.rules import read_tables
from kb.rules.conditions import condition_from_json
from kb.rules.table_source import Table, TableKind
from tests.kb.rules.small_library import Compiled, compile_library, read_files

pytestmark = pytest.mark.ours


ROOT = Path(__file__).parents[3] / "frameworks"
FILES = read_files(ROOT)
WHOLE = compile_library(FILES, with_base=False)
TABLES = [
    table
    for path, text in FILES.items()
    if path.endswith(".md")
    for table in read_tables(parse_document(path, text)[0])[0]
]
DECISIONS = [table for table in TABLES if table.kind is TableKind.DECISION]
QUESTIONS = {question["id"]: question for question in WHOLE.rules["questions"]}


def change(table: Table, line: int, column: int, old: str, new: str) -> dict[str, str]:
    """The library with one piece of text changed where it stands."""
    lines = FILES[table.path].split("\n")
    assert lines[line - 1][column - 1 :].startswith(old)
    lines[line - 1] = lines[line - 1][: column - 1] + new + lines[line - 1][column - 1 + len(old) :]
    return {**FILES, table.path: "\n".join(lines)}


def compile_pages(files: dict[str, str]) -> Compiled:
    """Compile without the cases, which tell nothing about the tables themselves."""
    return compile_library(
        {path: text for path, text in files.items() if not path.startswith("cases/")}, with_base=False
    )


def test_the_library_has_no_error() -> None:
    assert [str(problem) for problem in WHOLE.problems if problem.code.startswith("E")] == []
    assert len(WHOLE.rules["motions"]) == 5
    assert DECISIONS


def test_a_library_without_rules_compiles_to_nothing() -> None:
    plain = compile_library({"growth/idea.md": "# Idea\n\n| a |\n|---|\n| 1 |\n"}, with_base=False)
    assert (plain.rules, plain.problems) == ({}, [])


def test_the_version_names_the_rules_and_the_order_of_files_changes_nothing() -> None:
    backwards = compile_library(dict(reversed(FILES.items())), with_base=False)
    assert json.dumps(backwards.rules, sort_keys=True) == json.dumps(WHOLE.rules, sort_keys=True)
    assert backwards.problems == WHOLE.problems
    assert len(WHOLE.rules["version"]) == 12


@pytest.mark.parametrize("table", DECISIONS, ids=lambda table: table.id)
def test_27_every_answer_has_exactly_one_row(table: Table) -> None:
    criterion = next(one for one in WHOLE.rules["criteria"] if one["id"] == table.id)
    conditions = [{key: condition_from_json(value) for key, value in row["when"].items()} for row in criterion["rows"]]
    tried: list[list[str | Fraction]] = []
    for question in criterion["questions"]:
        if QUESTIONS[question]["kind"] == "option":
            tried.append([option["id"] for option in QUESTIONS[question]["options"]])
            continue
        ranges = [one for row in criterion["rows"] for one in row["when"].get(question, {}).get("ranges", [])]
        ends = {Fraction(str(end)) for one in ranges for end in (one["from"], one["to"]) if end is not None}
        cent = Fraction(1, 100)
        tried.append(
            [Fraction(0), Fraction(10**9), *(end + step for end in sorted(ends) for step in (-cent, Fraction(0), cent))]
        )
    for point in product(*tried):
        answers = dict(zip(criterion["questions"], point, strict=True))
        assert sum(all(condition.matches(answers[key]) for key, condition in when.items()) for when in conditions) == 1


@pytest.mark.parametrize("table", DECISIONS, ids=lambda table: table.id)
def test_29_a_deleted_row_leaves_a_gap(table: Table) -> None:
    for row in table.rows:
        lines = FILES[table.path].split("\n")
        del lines[row.line - 1]
        found = [p for p in compile_pages({**FILES, table.path: "\n".join(lines)}).problems if p.path == table.path]
        gaps = [problem for problem in found if problem.code == "E110"]
        assert [(gap.line, gap.column) for gap in gaps] == [(table.start.line, table.start.column)]


@pytest.mark.parametrize("table", DECISIONS, ids=lambda table: table.id)
def test_29_a_widened_condition_overlaps(table: Table) -> None:
    """Every second row made to match anything: each other row of the table then overlaps it, told at the later."""
    conditions = [number for number, head in enumerate(table.header) if head.text.startswith("`")]
    for row in table.rows[::2]:
        lines = FILES[table.path].split("\n")
        # From the right, so that the places of the cells before it stay true.
        for cell in (row.cells[number] for number in reversed(conditions)):
            line = lines[cell.line - 1]
            assert line[cell.column - 1 :].startswith(cell.text)
            lines[cell.line - 1] = line[: cell.column - 1] + "-" + line[cell.column - 1 + len(cell.text) :]
        found = compile_pages({**FILES, table.path: "\n".join(lines)}).problems
        overlaps = {problem.line for problem in found if problem.code == "E111" and problem.path == table.path}
        assert overlaps == {max(other.line, row.line) for other in table.rows if other is not row}


@pytest.mark.parametrize("table", DECISIONS, ids=lambda table: table.id)
def test_29_a_misspelt_motion_is_found_where_it_stands(table: Table) -> None:
    for cell in table.header:
        if not cell.text.endswith("-led"):
            continue
        found = compile_pages(
            change(table, cell.line, cell.column, cell.text, cell.text.replace("-led", "-let"))
        ).problems
        unknown = [problem for problem in found if problem.code == "E102" and problem.path == table.path]
        assert (unknown[0].line, unknown[0].column) == (cell.line, cell.column)
        assert f"did you mean '{cell.text}'?" in unknown[0].fix


@pytest.mark.parametrize("table", [t for t in TABLES if t.kind is TableKind.REQUIREMENTS], ids=lambda table: table.path)
def test_29_a_misspelt_motion_of_a_requirement_is_found(table: Table) -> None:
    column = next(i for i, head in enumerate(table.header) if head.text == "Cannot lead")
    for row in table.rows:
        cell = row.cells[column]
        found = compile_pages(change(table, cell.line, cell.column, cell.text, cell.text[:-2])).problems
        assert [(p.line, p.column) for p in found if p.code == "E102"] == [(cell.line, cell.column)]


@pytest.mark.parametrize("table", DECISIONS, ids=lambda table: table.id)
def test_29_points_off_the_scale_are_found(table: Table) -> None:
    cell = table.rows[-1].cells[next(i for i, head in enumerate(table.header) if head.text == "sales-led")]
    found = compile_pages(change(table, cell.line, cell.column, cell.text, "+7")).problems
    assert [(p.line, p.column) for p in found if p.code == "E106"] == [(cell.line, cell.column)]


ANSWERS = {
    question["id"]: st.integers(1, 2_000_000)
    | st.sampled_from([1, 999, 1000, 4999, 5000, 24_999, 25_000, 100_000, 100_001])
    if question["kind"] == "number"
    else st.sampled_from([option["id"] for option in question["options"]])
    for question in QUESTIONS.values()
    if question["role"] == "fit"
}


@given(st.fixed_dictionaries(ANSWERS))
@settings(max_examples=25)
def test_the_calculator_takes_the_rows_that_were_checked(answers: dict[str, str | int]) -> None:
    """Rows, and motions ruled out, as the checker's matcher finds them."""
    request = {"schema": 1, "answers": answers, "detail": "point"}
    result = json.loads(calculate(json.dumps(request), json.dumps(WHOLE.rules)))

    def holds(when: dict[str, dict[str, object]]) -> bool:
        values = {key: Fraction(value) if isinstance(value, int) else value for key, value in answers.items()}
        return all(condition_from_json(condition).matches(values[key]) for key, condition in when.items())

    rows = {
        f"{criterion['url']}#{row['anchor']}"
        for criterion in WHOLE.rules["criteria"]
        for row in criterion["rows"]
        if holds(row["when"])
    }
    barred = {veto["motion"] for veto in WHOLE.rules["vetoes"] if holds(veto["when"])}
    for entry in result["ranking"]:
        assert {one["row"]["url"] for one in entry["contributions"]} == rows
        assert entry["vetoed"] == (entry["motion"] in barred)
