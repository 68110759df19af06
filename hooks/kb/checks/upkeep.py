"""What an author left for later: marks such as TODO, and reviews whose day has passed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kb.problems.problem import Problem, finding
from kb.reading.document import Document
from kb.reading.frontmatter import Scalar

_MARK = re.compile(r"\b(?:TODO|FIXME)\b")


def is_unfinished(text: str) -> bool:
    """Whether a text still holds a mark."""
    return bool(_MARK.search(text))


def check_unfinished(document: Document) -> Iterator[Problem]:
    """A finding for every line of front matter or prose that still holds a mark; code may speak of them."""
    body = document.masked.split("\n")
    for number, line in enumerate(document.lines, 1):
        if "TODO" not in line and "FIXME" not in line:
            continue
        match = _MARK.search(line if number < document.body_line else body[number - 1])
        if match:
            yield finding(
                document.path, (number, match.start() + 1), "E038", f"{match[0]} is left in the document",
                "readers would meet it as text", "write what it stands for, or take the line out",
            )  # fmt: skip


def overdue_reviews(documents: Iterable[Document], today: date) -> list[Problem]:
    """One warning (W040) for each page whose `review` lies before today, in the order of the documents."""
    found: list[Problem] = []
    for document in documents:
        review = document.meta.get("review") if document.meta else None
        if not isinstance(review, Scalar):
            continue
        try:
            due = date.fromisoformat(review.text)
        except ValueError:
            continue  # reported where values are checked
        if due < today:
            found.append(
                finding(
                    document.path,
                    review,
                    "W040",
                    f"the review of {review.text} is due",
                    "the page promises readers that somebody looks at it again by then",
                    "read it against its sources and write the day of the next review",
                )
            )
    return found
