"""Publish what links show of the pages they lead to, once every page is rendered."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import get_state
from kb.library.link_graph import make_link_graph
from kb.pages.previews import PageLead, first_paragraph, previews_json, version_of

ADDRESS = "api/v1/previews.json"
_newest: dict[str, str] = {}


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Gather: all pages have their title and text by now, none is written yet."""
    catalogue = get_state().catalogue
    known = {document.url for document in catalogue.documents.values()}
    others = {
        page.url.removeprefix("./"): PageLead(str(page.title), first_paragraph(page.content or ""))
        for page in _pages(files)
        if page.url.removeprefix("./") not in known
    }
    text = previews_json(catalogue, make_link_graph(catalogue), others)
    _newest.update(text=text, version=version_of(text))
    # A global of the templates: the not-found page needs it as well.
    env.globals["previews_version"] = _newest["version"]
    return env


def _pages(files: Files) -> list[Page]:
    return [file.page for file in files.documentation_pages() if file.page]


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the text beside the other data."""
    target = Path(config.site_dir, ADDRESS)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_newest["text"], encoding="utf-8")
