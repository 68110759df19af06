"""Give each page the picture of its neighbors, laid out at build."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import document_of, get_state
from kb.library.link_graph import LinkGraph, make_link_graph
from kb.pages.neighbourhood import caption, describe, draw_neighbourhood

_newest: list[LinkGraph] = []


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make the graph of this build, once for all pages."""
    _newest[:] = [make_link_graph(get_state().catalogue)]
    return files


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`neighbourhood` for `partials/neighbourhood.html`; none for a page that is no document or has no ties."""
    document = document_of(page)
    picture = draw_neighbourhood(_newest[0], document.id) if document else None
    if picture:
        context["neighbourhood"] = {
            "picture": picture,
            "caption": caption(picture),
            "description": describe(picture),
        }
    return context
