"""The first page as data: which ways and numbers a library has, and what it never claims."""

import pytest

from kb.pages.home import best_connected, category_groups, home_of, largest
from kb.pages.home_figures import count, home_figures
from tests.kb.libraries import OWN, catalogue_of
from tests.kb.small_library import make_catalogue, make_document

BACKTEST = {"selector": {"count": 75, "strict": 84.0, "accepted": 93.3}}
LIBRARY = {
    "growth/a.md": make_document("A", extra='related_frameworks: ["B", "Nowhere"]\n'),
    "growth/b.md": make_document("B"),
    "pricing/c.md": make_document("C", "pricing", body="See [A](../growth/a.md) and [B](../growth/b.md)."),
}


def shown(*arguments: object, **named: object) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.value, one.label, one.line) for one in home_figures(*arguments, **named)]  # type: ignore[arg-type]


def test_numbers_of_a_small_library() -> None:
    catalogue = make_catalogue(LIBRARY, foreign=True)
    assert shown(catalogue) == [
        ("documents", "3", "pages", "in 2 categories"),
        ("guests", "1", "guest", "from 1 episode or text"),
        ("links", "3", "links resolved", "whichever way they are written"),
        ("wanted", "1", "page wanted", "named by others, not written yet"),
    ]


def test_a_library_without_cases_claims_no_tested_company() -> None:
    catalogue = make_catalogue(LIBRARY, foreign=True)
    assert shown(catalogue, BACKTEST) == shown(catalogue)


def test_companies_are_counted_where_they_can_be_looked_up() -> None:
    catalogue = make_catalogue({**LIBRARY, "cases/index.md": make_document("Cases", "cases")})
    figures = {one.id: one for one in home_figures(catalogue, BACKTEST)}
    assert (figures["companies"].value, figures["companies"].url) == ("75", "cases/")
    assert (figures["right"].value, figures["right"].line) == (
        "84 %",
        "93.3 % counting all that an expert would accept",
    )
    old = {one.id: one for one in home_figures(catalogue, BACKTEST, is_stale=True)}
    assert (old["right"].value, old["right"].line) == ("84 %", "with earlier rules or cases; to be run again")


@pytest.mark.parametrize(("number", "text"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1204, "1,204 pages")])
def test_count(number: int, text: str) -> None:
    assert count(number, "page", "pages") == text


@pytest.mark.ours
def test_ways_into_our_library_and_into_another() -> None:
    own = home_of(catalogue_of(OWN), 16)
    assert own.selector_first
    assert [(way.title, way.url) for way in own.ways] == [
        ("See all questions", "selector/"),
        ("Read about one", "motions/"),
        ("Follow a path", "paths/"),
    ]
    assert own.ways[0].line == "16 questions on one page, with what each counts for."
    other = home_of(make_catalogue(LIBRARY, foreign=True), 16)
    assert not other.selector_first and other.motions == ()
    assert [way.url for way in other.ways] == ["browse/", "map/", "selector/"]


def test_categories_with_their_best_connected_pages() -> None:
    catalogue = make_catalogue(LIBRARY, foreign=True)
    groups = category_groups(catalogue)
    assert [(one.label, one.url, one.count, one.share) for one in groups] == [
        ("Growth", "growth/", 2, 1.0),
        ("Pricing", "pricing/", 1, 0.5),
    ]
    assert [entry.title for entry in groups[0].starts] == ["A", "B"]
    assert [one.id for one in best_connected(catalogue.documents.values(), catalogue)] == [
        "growth/a",
        "growth/b",
        "pricing/c",
    ]
    assert category_groups(make_catalogue({})) == ()


def test_the_largest_listings_are_shown_by_name() -> None:
    catalogue = make_catalogue({**LIBRARY, "growth/d.md": make_document("D").replace("Ada Example", "Zoe Example")})
    assert [(one.label, one.url, one.count) for one in largest(catalogue.listings.guests, "guests", 9)] == [
        ("Ada Example", "guests/#ada-example", 3),
        ("Zoe Example", "guests/#zoe-example", 1),
    ]
    assert [one.label for one in largest(catalogue.listings.guests, "guests", 1)] == ["Ada Example"]
