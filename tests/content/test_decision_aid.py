"""The page that judges the selector: its sums are those of its tables, its grades those of the pages."""

import re
from collections import Counter
from statistics import median

from kb.library.catalogue import Catalogue
from tests.content.prose import body_text
from tests.content.test_length_and_grade import grade

PAGE = "about/decision-aid"
GROUPS = {"What makes it a decision aid": 6, "What keeps it from misleading": 6, "What makes it better": 23}
OFF = 0.5
"""Grades a published figure may be off."""


def section(text: str, title: str) -> list[list[str]]:
    """Rows of the table under a heading, without its head."""
    body = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in body.splitlines() if line[:1] == "|"]
    return rows[2:]


def test_the_sums_are_those_of_the_tables(catalogue: Catalogue) -> None:
    text = catalogue.documents[PAGE].text
    said = {row[0].strip("| "): (int(row[1]), int(row[2].strip("| "))) for row in section(text, "The checklist")}
    for title, count in GROUPS.items():
        rows = section(text, title)
        met = Counter(row[1] for row in rows)["yes"]
        assert (met, len(rows)) == said[title] == (said[title][0], count), title


def test_the_grades_are_those_of_the_pages(catalogue: Catalogue) -> None:
    text = catalogue.documents[PAGE].text
    said = {row[0].strip("| "): float(row[1].strip("| ")) for row in section(text, "Readability")}
    grades: dict[str, list[float]] = {}
    for document in catalogue.documents.values():
        if body_text(document):
            kind = "other pages" if document.kind == "page" else str(document.kind)
            grades.setdefault(kind, []).append(grade(document))
    assert set(said) == set(grades)
    for kind, figure in said.items():
        assert abs(figure - median(grades[kind])) <= OFF, (kind, median(grades[kind]))


def test_the_day_of_review_is_the_one_the_build_watches(catalogue: Catalogue) -> None:
    document = catalogue.documents[PAGE]
    assert document.meta is not None
    year, month, day = document.meta.text("review").split("-")
    named = re.search(r"next review is \*\*(\d+) May (\d+)\*\*", document.text)
    assert named and (int(named[1]), int(named[2])) == (int(day), int(year)) and month == "05"
