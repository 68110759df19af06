"""What the selector's panel is rendered with: the order of the questions, and what is known of each page."""

from pathlib import Path
from typing import Any

import pytest

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.pages.selector_view import describe_page, find_places, order_questions
from tests.kb.small_library import make_document


def question(identity: str, group: str | None) -> dict[str, Any]:
    return {"id": identity, "group": group}


RULES: dict[str, Any] = {
    "groups": [{"id": "who", "label": "Who buys", "weight": 5}, {"id": "deal", "label": "Deal", "weight": 3}],
    "questions": [question("user", "who"), question("buyer", "who"), question("acv", "deal"), question("churn", None)],
}


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    """Our library."""
    return build_catalogue(read_library(root / "frameworks"))


def test_questions_stand_by_what_they_can_tell_ties_in_group_order() -> None:
    initial = {"gains": {"user": 2.0, "buyer": 8.0, "acv": 2.0}, "ask_next": {"question": "buyer"}}
    ordered = order_questions(RULES, initial)
    assert [(each.question["id"], each.share, each.importance) for each in ordered] == [
        ("buyer", 1.0, "Matters most now"),
        ("user", 0.25, "Matters a little"),
        ("acv", 0.25, "Matters a little"),
    ]
    assert [(each.group, each.weight) for each in ordered] == [("Who buys", 5), ("Who buys", 5), ("Deal", 3)]


def test_the_calculators_choice_comes_first_among_equal_figures() -> None:
    initial = {"gains": {"user": 8.0, "buyer": 0.1, "acv": 8.0}, "ask_next": {"question": "acv"}}
    ordered = order_questions(RULES, initial)
    assert [(each.question["id"], each.importance) for each in ordered] == [
        ("acv", "Matters most now"),
        ("user", "Matters a lot"),
        ("buyer", "Hardly matters now"),
    ]


def test_a_question_says_what_its_answer_can_change_where_the_calculator_said_it() -> None:
    initial = {"gains": {"user": 2.0}, "asks": [{"question": "user", "why": "It decides between two."}]}
    reasons = {each.question["id"]: each.why for each in order_questions(RULES, initial)}
    assert reasons == {"user": "It decides between two.", "buyer": "", "acv": ""}


def test_somebody_without_customers_can_answer_the_first_question() -> None:
    initial = {"gains": {"user": 8.0, "buyer": 9.0, "acv": 7.0}, "ask_next": {"question": "buyer"}}
    ordered = order_questions({**RULES, "needs_customers": ["buyer", "churn"]}, initial)
    assert [(each.question["id"], each.importance) for each in ordered] == [
        ("user", "Matters a lot"),
        ("buyer", "Matters most now"),
        ("acv", "Matters a lot"),
    ]


def test_without_a_result_the_order_is_the_rules_and_nothing_is_claimed() -> None:
    ordered = order_questions(RULES, {})
    assert [(each.question["id"], each.share, each.importance) for each in ordered] == [
        ("user", 0, ""),
        ("buyer", 0, ""),
        ("acv", 0, ""),
    ]
    assert order_questions({}, {}) == ()


@pytest.mark.ours
def test_each_kind_of_page_is_described_by_its_own_data(catalogue: Catalogue) -> None:
    documents = catalogue.documents
    motion = describe_page(documents["motions/sales-led"], catalogue)
    assert (motion["kind"], motion["motion"]) == ("motion", "sales-led")
    assert "sales-led" in motion["motions"]
    asked = describe_page(documents["questions/time_to_value"], catalogue)
    assert (asked["kind"], asked["question"]) == ("question", "time_to_value")
    for identity, document in documents.items():
        about = describe_page(document, catalogue)
        assert "case" not in about or identity.startswith("cases/")
        assert all(about.values()), "keys without a value are left out"
        if "case" in about:
            assert about["case"]["primary"] in {each["id"] for each in catalogue.rules["motions"]}
            assert None not in about["case"]["answers"].values()


@pytest.mark.ours
def test_a_tag_under_any_name_of_a_motion_ties_a_page_to_it(root: Path) -> None:
    files = read_library(root / "frameworks")
    tagged = make_document("Tagged").replace("tags: [loops]", "tags: [plg]")
    made = build_catalogue({**files, "growth/tagged.md": tagged.encode()})
    assert describe_page(made.documents["growth/tagged"], made)["motions"] == ["product-led"]


def test_only_a_motion_alone_in_front_is_favored(catalogue: Catalogue) -> None:
    cited: dict[str, list[dict[str, int | None]]] = {}
    for criterion in catalogue.rules["criteria"]:
        for row in criterion["rows"]:
            for source in row["sources"]:
                if source["kind"] == "link" and source["page"]:
                    cited.setdefault(source["page"], []).append(row["points"])
    for identity, rows in cited.items():
        favored = set(describe_page(catalogue.documents[identity], catalogue).get("favored", ()))
        for points in rows:
            given = {motion: value for motion, value in points.items() if value}
            best = [motion for motion, value in given.items() if value == max(given.values()) and value > 0]
            assert len(best) != 1 or best[0] in favored, (identity, points)


@pytest.mark.ours
def test_places_are_those_the_library_has(catalogue: Catalogue) -> None:
    assert find_places(catalogue.rules) == {"hybrids": "execution/hybrid-motions/"}
    assert find_places({"hybrids": [{"url": None}]}) == {}
    assert find_places({}) == {}
