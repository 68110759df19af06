"""What kind of sheet a page is, for its look: the kind of its document, or what the page gathers."""

from kb.library.catalogue import Catalogue
from kb.pages.path_pages import FOLDER
from kb.reading.document import Document, Kind

LISTINGS = frozenset({"browse", "tags", "guests", "by-motion", "wanted", "report"})
"""Folders of generated pages that list the library."""
DISAGREEMENTS = "disagreements"


def sheet_of(path: str, document: Document | None, catalogue: Catalogue) -> tuple[str, ...]:
    """The kind of page, and behind `listing` which one: `tags`, `category`, ...

    Args:
        path: of the page's source under the library's root.
        document: None for a generated page.
    """
    folder, _, name = path.removesuffix(".md").rpartition("/")
    if document is not None:
        if document.kind is not Kind.PAGE:
            return (str(document.kind),)
        return ("disagreement" if folder == DISAGREEMENTS and name != "index" else "page",)
    if folder == FOLDER and catalogue.paths:
        return ("listing", "paths") if name == "index" else ("path",)
    if folder in LISTINGS:
        return ("listing", folder)
    if name == "index" and any(one.folder == folder for one in catalogue.documents.values()):
        return ("listing", "category")
    return ("page",)
