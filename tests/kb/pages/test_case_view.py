"""What a case's page shows: agreement with the label, the ranking, the answers in words."""

from typing import Any

import pytest

from kb.pages.case_view import Agreement, compare, view_case
from kb.reading.document import Document, parse_document


def band(identity: str, label: str, low: int | None, high: int | None) -> dict[str, Any]:
    """A band of a number question, closed below as in our tables."""
    return {"id": identity, "label": label, "range": {"from": low, "to": high, "from_closed": True, "to_closed": False}}


RULES: dict[str, Any] = {
    "motions": [
        {"id": "developer-led", "label": "Developer-led"},
        {"id": "product-led", "label": "Product-led"},
        {"id": "sales-led", "label": "Sales-led"},
    ],
    "questions": [
        {
            "id": "user", "role": "fit", "kind": "option", "label": "User", "prompt": "Who?", "url": "questions/user/",
            "unit": None, "options": [{"id": "developer", "label": "A developer", "range": None}],
        },
        {
            "id": "acv_usd", "role": "fit", "kind": "number", "label": "Contract value", "prompt": "How much?",
            "url": None, "unit": "USD per year", "options": [
                band("low", "Under $1K", None, 1000),
                band("high", "$1K or more", 1000, None),
            ],
        },
        {
            "id": "gross_margin", "role": "economics", "kind": "number", "label": "Gross margin",
            "prompt": "What part?", "url": None, "unit": "fraction", "options": [],
        },
    ],
}  # fmt: skip


def make_case(answers: str = "    user: developer\n", evidence: str = "", label: str = "product-led") -> Document:
    document, _ = parse_document(
        "cases/acme.md",
        f'---\nname: "Acme"\nkind: case\ncategory: cases\ncase:\n  company: "Acme"\n  primary: {label}\n'
        f'  acceptable: [developer-led]\n  answers:\n{answers}  evidence:\n    - claim: "It sold. {evidence}"\n'
        '      source: "Filing, 2019"\n---\n\n# Acme\n',
    )
    return document


def rules_of(answers: dict[str, Any]) -> dict[str, Any]:
    return RULES | {"cases": [{"page": "cases/acme", "answers": answers}]}


def result(*order: str, tied: int = 1, vetoed: str = "") -> dict[str, Any]:
    ranking = [
        {"motion": motion, "rank": 1 if n < tied else n + 1, "fit": 70 - n, "vetoed": motion == vetoed}
        for n, motion in enumerate(order)
    ]
    return {"headline": "It fits.", "summary": "1 of 2 answered", "ranking": ranking}


@pytest.mark.parametrize(
    ("order", "tied", "agreement", "verdict"),
    [
        (
            ("product-led", "developer-led", "sales-led"), 1, Agreement.RIGHT,
            "Right: product-led is first, and it is our label.",
        ),
        (
            ("developer-led", "product-led", "sales-led"), 1, Agreement.ACCEPTABLE,
            "Acceptable: developer-led is first. Our label is product-led, and we would accept developer-led too.",
        ),
        (
            ("sales-led", "developer-led", "product-led"), 1, Agreement.MISS,
            "A miss: sales-led is first. Our label is product-led, which comes third.",
        ),
        (
            ("product-led", "developer-led", "sales-led"), 2, Agreement.ACCEPTABLE,
            "Acceptable: product-led and developer-led are level. Our label is product-led, and we would accept "
            "developer-led too.",
        ),
        (
            ("product-led", "sales-led", "developer-led"), 2, Agreement.MISS,
            "A miss: product-led and sales-led are level. Our label is product-led, and we would not accept sales-led.",
        ),
        (
            ("developer-led", "sales-led", "product-led"), 2, Agreement.MISS,
            "A miss: developer-led and sales-led are level. Our label is product-led, which comes third.",
        ),
    ],
    ids=["right", "acceptable", "miss", "tie-accepted", "tie-with-label", "tie-without-label"],
)  # fmt: skip
def test_agreement_is_said_plainly(order: tuple[str, ...], tied: int, agreement: Agreement, verdict: str) -> None:
    view = view_case(make_case(), result(*order, tied=tied), rules_of({"user": "developer"}))
    assert view is not None
    assert (view.agreement, view.verdict) == (agreement, verdict)


def test_agreement_is_counted_as_the_backtest_counts_it() -> None:
    from backtest.cases import Case
    from backtest.measures import Guess

    for places in ((("a",), ("b",)), (("b",), ("a",)), (("a", "b"),), (("c",), ("a", "b"))):
        guess = Guess(Case("x", "X", "a", ("b",), "a", "", "high", {}), places)
        found = compare(places[0], "a", ("b",))
        assert guess.is_strict == (found is Agreement.RIGHT)
        assert guess.is_accepted == (found is not Agreement.MISS)


def test_the_ranking_says_what_is_ours_accepted_and_ruled_out() -> None:
    view = view_case(
        make_case(),
        result("sales-led", "product-led", "developer-led", vetoed="developer-led"),
        rules_of({"user": "developer"}),
    )
    assert view is not None
    assert [(row.label, row.rank, row.fit, row.note) for row in view.ranking] == [
        ("Sales-led", 1, "70.0", ""),
        ("Product-led", 2, "69.0", "our label"),
        ("Developer-led", 3, "68.0", "also accepted, ruled out"),
    ]


@pytest.mark.parametrize(
    ("answers", "evidence", "shown"),
    [
        ({"user": "developer"}, "", [("User", "A developer"), ("Contract value", "Not known")]),
        ({"acv_usd": 24000}, "", [("User", "Not known"), ("Contract value", "$24,000 per year ($1K or more)")]),
        ({"acv_usd": 1000}, "", [("User", "Not known"), ("Contract value", "$1,000 per year ($1K or more)")]),
        ({"acv_usd": 999}, "", [("User", "Not known"), ("Contract value", "$999 per year (under $1K)")]),
        (
            {"acv_usd": 24000},
            "The figure is left out pending a check",
            [("User", "Not known"), ("Contract value", "Figure pending a check ($1K or more)")],
        ),
        (
            {"gross_margin": 0.8},
            "",
            [("User", "Not known"), ("Contract value", "Not known"), ("Gross margin", "80%")],
        ),
    ],
    ids=["option", "figure", "boundary", "below", "unchecked", "odd"],
)
def test_answers_are_shown_in_words(answers: dict[str, Any], evidence: str, shown: list[tuple[str, str]]) -> None:
    view = view_case(make_case("    user: developer\n", evidence), result("product-led"), rules_of(answers))
    assert view is not None
    assert [(row.question, row.answer) for row in view.answers] == shown


def test_what_is_no_case_has_no_view() -> None:
    page, _ = parse_document("growth/alpha.md", '---\nname: "Alpha"\n---\n\n# Alpha\n')
    assert view_case(page, result("product-led"), RULES) is None
