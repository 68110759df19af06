"""What the selector says of a case, for the case's page."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from build_state import get_state
from case_results import case_results
from kb.pages.case_view import view_case


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`case_view` on the page of a case with answers."""
    state = get_state()
    identity = page.file.src_uri.removesuffix(".md")
    result = case_results(state).get(identity)
    if result:
        context["case_view"] = view_case(state.catalogue.documents[identity], result, state.catalogue.rules)
    return context
