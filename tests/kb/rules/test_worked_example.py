"""The two starting texts' tables as `unique` ones: the counts in docs/scoring.md, b.5."""

from kb.rules.coverage import check_coverage
from tests.kb.rules.small_library import HERE, base_questions, compile_library, read_conditions, read_files

QUESTIONS = base_questions()


def check(case: str) -> list[str]:
    text = read_files(HERE / "golden" / case)["input.md"]
    return [problem.what for problem in check_coverage(read_conditions(text, QUESTIONS))]


def test_the_situation_table_leaves_more_than_half_of_the_combinations_open() -> None:
    first, second, gap = check("situations")
    assert first == (
        "overlap: lines 8 and 9 both match 12 combinations, "
        "e.g. user developer, latitude adopt-freely, buyer_user same-person, stakeholders one"
    )
    assert second == (
        "overlap: lines 8 and 10 both match 8 combinations, "
        "e.g. user developer, latitude adopt-freely, buyer_user different-people, stakeholders few"
    )
    assert gap == (
        "gap: 116 of 216 combinations match no row, "
        "e.g. user developer, latitude manager-approval, buyer_user same-person, stakeholders one"
    )


def test_the_value_bands_meet_at_one_amount() -> None:
    assert check("value-bands") == ["overlap: lines 9 and 10 both match acv_usd = 25,000"]
    texts = compile_library(read_files(HERE / "golden" / "value-bands")).texts("input.md")
    assert texts == [
        "input.md:10:1: E111 overlap: lines 9 and 10 both match acv_usd = 25,000; which of them counts would depend on "
        "their order; make one end open, as in [$5K..$25K) in line 9"
    ]
