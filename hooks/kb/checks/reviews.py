"""Pages whose author promised to look at them again by a day that has passed.

The day of today comes from whoever asks: the same library gives the same site on any day.
"""

from collections.abc import Iterable
from datetime import date

from kb.problems.findings import finding
from kb.problems.problem import Problem
from kb.reading.document import Document
from kb.reading.frontmatter import Scalar


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
