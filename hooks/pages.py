"""Hand each document's Markdown to MkDocs, and to the templates what they show around it."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import document_of, get_state
from kb.pages.label_width import width_in_em
from kb.pages.markdown import render_markdown
from kb.pages.raw_html import bring_back
from kb.pages.selector_view import describe_page, find_places, order_questions
from kb.pages.view import backlink_entries, crumbs_of, glance_at, related_entries, resting_rules, tags_of
from kb.reading.document import Document


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """The document's body with links, citations and row anchors resolved; front matter stays with us.

    MkDocs would drop front matter it cannot parse, or print it as text, without a word.
    """
    state = get_state()
    document = document_of(page)
    return render_markdown(document, state.catalogue) if document else None


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the page its title and description; what MkDocs guesses from the body may carry markup."""
    document = document_of(page)
    if document:
        if not page.is_homepage:  # the site's name stands behind every title already
            page.meta["title"] = document.title
        if document.one_liner:
            page.meta["description"] = document.one_liner
    return markdown


# First: the other hooks see the page's HTML whole.
@event_priority(100)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Bring the document's own HTML back into its page."""
    return bring_back(html)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """What the templates show: the document, its relations both ways, the rules and the ranking before any answer."""
    context.update(around(document_of(page)))
    return context


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The not-found page carries the selector too."""
    context.update(around(None))
    return context


def around(document: Document | None) -> dict[str, Any]:
    """Names that the templates look up."""
    state = get_state()
    rules = state.catalogue.rules
    shared: dict[str, Any] = {
        "rules": rules,
        "initial": state.initial,
        "document": document,
        "form_questions": order_questions(rules, state.initial),
        "selector_places": find_places(rules),
        "width_in_em": width_in_em,
    }
    if document is None:
        return shared
    return {
        **shared,
        "crumbs": crumbs_of(document, state.catalogue),
        "tags": tags_of(document, state.catalogue),
        "glance": glance_at(document, state.catalogue),
        "related": related_entries(document, state.catalogue),
        "backlinks": backlink_entries(document, state.catalogue),
        "cited_by_rules": resting_rules(document, rules),
        "about_page": describe_page(document, state.catalogue),
    }
