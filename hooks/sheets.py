"""Tell the templates what kind of sheet a page is, and prepare what its kind shows."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import document_of, get_state
from kb.library.asked import asked_of
from kb.pages.folded_index import fold_index
from kb.pages.path_pages import FOLDER
from kb.pages.positions import mark_positions
from kb.pages.sheet import sheet_of
from kb.pages.view import Place
from kb.reading.document import Kind


def names_of(page: Page) -> tuple[str, ...]:
    """The kind of a page, the general name first."""
    if page.is_homepage:
        return ("home",)
    return sheet_of(page.file.src_uri, document_of(page), get_state().catalogue)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set the positions of a disagreement apart, and fold the index of tags."""
    names = names_of(page)
    if names == ("listing", "tags"):
        return fold_index(html)
    return mark_positions(html) if names == ("disagreement",) else html


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`sheet` and `sheet_class` name the kind of page; `question_head` is how a question is put."""
    names = names_of(page)
    context["sheet"], context["sheet_class"] = names[0], " ".join(f"sheet--{name}" for name in names)
    document = document_of(page)
    if document is None and names[0] != "home":
        above = (Place("Reading paths", f"{FOLDER}/"),) if names == ("path",) else ()
        context["crumbs"] = (Place("Home", ""), *above)
    if document and document.kind is Kind.QUESTION:
        context["question_head"] = asked_of(document.id, get_state().catalogue.rules)
    return context
