"""The table of page kinds: how a page of each looks and what is done with its HTML.

A document's kind comes from its front matter, a generated page's from its row in `kb.links.generated_pages`. A new kind
is a row here, and what only its pages show is a function in `sitebuilder.views`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kb.pages.html_steps import fold_index, mark_positions
from kb.reading.document import Document, Kind

DISAGREEMENTS = "disagreements"
SELECTOR = "selector"
"""Id of the page that is the selector."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """How a page of one kind looks."""

    sheets: tuple[str, ...]
    """Names of its sheet for the style sheets, the general one first."""
    style: str = ""
    """Style sheet that only its pages need; empty where the site's is enough."""
    label: str = ""
    """Above the title, where the document has no word of its own."""
    finish: Callable[[str], str] | None = None
    """Changes the HTML made of its Markdown."""
    template: str = "main.html"
    has_contents: bool = True
    """Whether the margin lists the headings."""


_OWN = "assets/stylesheets/kinds.css"


def _listing(name: str, finish: Callable[[str], str] | None = None) -> PageKind:
    return PageKind(("listing", name), _OWN, finish=finish, has_contents=False)


KINDS: dict[str, PageKind] = {
    "home": PageKind(("home",)),
    "page": PageKind(("page",)),
    "framework": PageKind(("framework",)),
    "motion": PageKind(("motion",)),
    "question": PageKind(("question",), _OWN),
    "case": PageKind(("case",), _OWN),
    "disagreement": PageKind(("disagreement",), _OWN, "Disagreement", mark_positions),
    "path": PageKind(("path",), _OWN),
    "map": PageKind(("page",), template="map.html"),
    "tags": _listing("tags", fold_index),
    **{name: _listing(name) for name in ("browse", "by-motion", "category", "guests", "paths", "report", "wanted")},
}


def kind_of(document: Document) -> str:
    """Name of the kind of a document's page."""
    if document.url == "":
        return "home"
    if document.kind is not Kind.PAGE:
        return str(document.kind)
    is_disagreement = document.folder == DISAGREEMENTS and document.slug != "index"
    return "disagreement" if is_disagreement else "page"
