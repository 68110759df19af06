"""Tables on the source text: where cells stand, how rows are named, what is no table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.reading.document import parse_document
from kb.rules import anchors_of, read_tables
from kb.rules.read_tables import slug_of
from kb.rules.table_source import TableKind
from tests.kb.rules.small_library import HERE, compile_library, decision_table, read_files


@given(
    st.lists(st.lists(st.text("ab 1`$<|\\", min_size=1, max_size=6), min_size=3, max_size=3), max_size=4), st.booleans()
)
@settings(max_examples=200)
def test_every_cell_stands_where_it_says(rows: list[list[str]], piped: bool) -> None:
    edge = "|" if piped else ""
    lines = [f"{edge} {' | '.join(row)} {edge}" for row in rows]
    text = "\n".join(["Cap.", "{: #x .requirements }", "", "| A | B | C |", "|---|---|---|", *lines])
    tables, _ = read_tables(parse_document("input.md", text)[0])
    for table in tables:
        for row in table.rows:
            assert len(row.cells) == 3
            for cell in row.cells:
                assert text.split("\n")[cell.line - 1][cell.column - 1 :].startswith(cell.text)


def test_kinds_and_positions() -> None:
    document, _ = parse_document("about/scoring.md", read_files(HERE / "library")["about/scoring.md"])
    tables, problems = read_tables(document)
    assert problems == []
    assert [(table.kind, table.id, table.caption.line, len(table.rows)) for table in tables] == [
        (TableKind.MOTIONS, "motions", 12, 3),
        (TableKind.WEIGHTS, "weights", 23, 2),
    ]
    cell = tables[0].rows[1].cells[3]
    assert (cell.text, cell.line, cell.column) == ("PLG, Self-serve", 17, 37)


def test_requirements_may_be_a_decision_table_that_collects() -> None:
    text = (
        '{: #x .decision data-hit="collect" }\n\n| `user` | Cannot lead | Source |\n|---|---|---|\n'
        "| executive | PLG | inference: x |\n"
    )
    (table,), problems = read_tables(parse_document("input.md", text)[0])
    assert (table.kind, problems) == (TableKind.REQUIREMENTS, [])
    assert compile_library({"input.md": text}).codes("input.md") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no table",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Prose.\n{: #x .note }\n\n| a |\n|---|\n| 1 |",
        "```\n{: #x .decision }\n\n| `user` |\n|---|\n| - |\n```",
        "~~~~\n```\n{: #x .decision }\n~~~~",
        "    {: #x .decision }",
        "<!--\n{: #x .decision }\n\n| `user` |\n|---|\n-->",
        "`{: #x .decision }`",
    ],
)
def test_what_is_no_table_of_rules(text: str) -> None:
    assert read_tables(parse_document("input.md", text)[0]) == ([], [])


@pytest.mark.parametrize(
    ("cell", "slug"),
    [("`[$5K..$25K)`", "5k-25k"), ("< $5K", "5k"), ("not(developer, executive)", "not-developer-executive"), ("-", ""),
     ("5,000 to 10,000", "5000-to-10000"), ("1, 2", "1-2"), ("`acv_usd`", "acv_usd")],
)  # fmt: skip
def test_slugs(cell: str, slug: str) -> None:
    assert slug_of(cell) == slug


def test_rows_are_named_by_their_conditions() -> None:
    text = decision_table(
        "`acv_usd` | `user`",
        [
            "`< $5K` | -",
            "`[$5K..$25K)` | not(executive)",
            "any | -",
            "- | -",
            "> $5K {: #big } | -",
            "5K | -",
            "$5K | -",
        ],
    )
    assert anchors_of(read_tables(parse_document("input.md", text)[0])[0]) == {
        6: "input-5k",
        7: "input-5k-25k-not-executive",
        8: "input-any",
        9: "input-any-2",
        10: "big",
        11: "input-5k-2",
        12: "input-5k-3",
    }


def test_a_row_never_takes_an_anchor_of_the_document() -> None:
    text = "# input 5k\n\n" + decision_table("`acv_usd`", ["< $5K"])
    assert anchors_of(read_tables(parse_document("input.md", text)[0])[0]) == {8: "input-5k-2"}


def test_entries_and_hybrids_are_named_by_their_ids_and_primaries() -> None:
    files = read_files(HERE / "golden" / "whole")
    anchors = anchors_of(read_tables(parse_document("execution/pairs.md", files["execution/pairs.md"])[0])[0])
    assert list(anchors.values()) == [
        "hybrids-product-led-procurement",
        "hybrids-sales-led",
        "defaults-gross_margin",
        "defaults-loaded_rep_cost",
        "thresholds-switch_share",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 5_000,
        "{: " + " " * 200_000 + "x }",
        "{: #x .decision " + "a" * 200_000 + " }\n\n| `user` |\n|---|\n| - |",
        '{: #x .decision data-monotone="' + " - " * 60_000 + '" }\n\n| `user` |\n|---|\n| - |',
        "{: #x .decision }\n\n| " + "`" * 3_001 + " |\n|---|\n| - |",
        "{: #x .decision }\n\n" + "|" * 50_000 + "\n" + "|-" * 50_000 + "|\n",
        "{: #x .decision }\n\n| `acv_usd` |\n|---|\n| " + "not(" * 50_000 + " |",
        "{: #x .decision }\n\n| `acv_usd` |\n|---|\n| " + "[" * 50_000 + " |\n| " + "x" * 100_000 + " |",
        "{: #x .requirements }\n\n| `user` | Cannot lead | Source |\n|---|---|---|\n"
        + "| user | PLG | [a](b) |\n" * 2_000,
    ],
    ids=["braces", "spaces", "attribute", "promise", "back-ticks", "columns", "not", "brackets", "rows"],
)  # fmt: skip
@pytest.mark.timeout(120)
def test_hostile_pages_do_not_hang_the_reader(text: str) -> None:
    compiled = compile_library({"input.md": text})
    assert all(len(str(problem)) < 4_000 for problem in compiled.problems)
