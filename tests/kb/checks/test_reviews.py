"""The day by which somebody promised to look at a page again."""

from datetime import date

from kb.checks.upkeep import overdue_reviews
from kb.published.formats import format_problems
from kb.reading.document import parse_document

PAGE = '---\nname: "A page"\nkind: page\nreview: {}\n---\n\n# A page\n'


def test_a_review_is_asked_for_once_its_day_has_passed() -> None:
    page, _ = parse_document("about/a-page.md", PAGE.format("2027-05-31"))
    assert overdue_reviews([page], date(2027, 5, 31)) == []
    assert format_problems(overdue_reviews([page], date(2027, 6, 1)), "text", "library").splitlines() == [
        "library/about/a-page.md:4:9: W040 the review of 2027-05-31 is due; the page promises readers that somebody "
        "looks at it again by then; read it against its sources and write the day of the next review"
    ]


def test_what_is_no_day_is_left_to_the_check_of_values() -> None:
    page, _ = parse_document("about/a-page.md", PAGE.format("soon"))
    assert overdue_reviews([page], date(2027, 6, 1)) == []
