"""Gather of every page what machines are told: its address, its words, and the day it was last changed."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import document_of
from kb.library.dates import updated_on
from kb.published.feed import UNKNOWN
from kb.published.site_page import Site, SitePage, make_page
from site_state import get_site, read_commit_days, set_site

_days: dict[str, str] = {}
_pages: dict[str, SitePage] = {}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Start afresh, and ask git once for the days of all files."""
    _pages.clear()
    _days.clear()
    _days.update(read_commit_days(Path(config.docs_dir)))
    return files


# Late: what other hooks write into the text of a page is part of it.
@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep what the page says of itself, and give MkDocs the day of its document instead of today's."""
    document = document_of(page)
    facts = make_page(page.url.removeprefix("./"), markdown, document, updated_on(document, _days))
    _pages[facts.url] = facts
    # MkDocs dates the archive of the sitemap by the newest page, so every page needs a day it can read.
    page.update_date = facts.updated or UNKNOWN
    if facts.description:
        page.meta.setdefault("description", facts.description)
    return markdown


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """All pages are read: make the site of them."""
    address = f"{(config.site_url or '').rstrip('/')}/"
    set_site(Site(config.site_name, config.site_description or "", address, dict(sorted(_pages.items()))))
    return env


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap looks up the day of each page."""
    if template_name == "sitemap.xml":
        context["updated_on"] = {page.url: page.updated for page in get_site().pages.values() if page.updated}
    return context
