"""The pages about the site itself that the foot of every page leads to, where the library has them."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from build_state import get_state

ABOUT = (
    "about/glossary",
    "about/how-sources-were-checked",
    "about/writing-a-framework",
    "about/accessibility",
    "about/colophon",
)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`colophon`: the documents, in order."""
    return with_colophon(context)


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The not-found page has a foot too."""
    return with_colophon(context)


def with_colophon(context: dict[str, Any]) -> dict[str, Any]:
    """The context with the documents that exist."""
    documents = get_state().catalogue.documents
    context["colophon"] = [documents[identity] for identity in ABOUT if identity in documents]
    return context
