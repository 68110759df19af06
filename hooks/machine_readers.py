"""Serve machines: data in the head of every page, cards, feed, map and full text for language models, redirects."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from build_state import get_state
from installation import ROOT
from kb.links.redirects import find_redirects, redirect_page
from kb.pages.card import card_of
from kb.pages.markdown import render_markdown
from kb.pages.page_citation import cite_page
from kb.pages.view import written_date
from kb.published.feed import atom_feed
from kb.published.llms import llms_full_txt, llms_txt
from kb.published.open_graph import social_tags
from kb.published.structured_data import structured_data
from kb.published.twins import generated_twin
from runtime.cards import build_cards
from site_state import get_site

# Clean Markdown of the pages nobody wrote, by address.
_generated: dict[str, str] = {}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Start afresh."""
    _generated.clear()
    return files


# Late: what other hooks write into the text of a page is part of it.
@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the Markdown of generated pages; that of documents is rendered from the library."""
    if page.file.src_uri.removesuffix(".md") not in get_state().catalogue.documents:
        _generated[page.url.removeprefix("./")] = generated_twin(page.file.src_uri, markdown)
    return markdown


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Add the files that need every page. After `page_facts`, which gathers them."""
    site, catalogue = get_site(), get_state().catalogue
    twins = {
        page.url: render_markdown(page.document, catalogue, twin=True) for page in site.pages.values() if page.document
    }
    texts = {
        "feed.xml": atom_feed(site),
        "llms.txt": llms_txt(site),
        "llms-full.txt": llms_full_txt(site, twins),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {site.absolute('sitemap.xml')}\n",
    }
    for redirect in find_redirects(catalogue.documents, site.pages):
        texts[f"{redirect.url}index.html"] = redirect_page(redirect, site.address, site.name)
    for path, text in texts.items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED))
    pages = list(site.pages.values())
    for page, card in zip(pages, build_cards(ROOT, [card_of(page, site, catalogue) for page in pages]), strict=True):
        path, place = unquote(page.card_url), str(card)
        files.append(File.generated(config, path, abs_src_path=place, inclusion=InclusionLevel.INCLUDED))
    return env


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`machine`: what `partials/head-data.html` and `partials/cite.html` show."""
    site, catalogue = get_site(), get_state().catalogue
    facts = site.pages[page.url.removeprefix("./")]
    context["machine"] = {
        "structured_data": structured_data(facts, site, catalogue),
        "social": social_tags(facts, site),
        "citation": cite_page(facts, site, catalogue),
        "updated": facts.updated,
        "updated_words": written_date(facts.updated) if facts.updated else "",
        "twin_url": facts.twin_url,
    }
    return context


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the clean Markdown of generated pages; `published_data` writes that of documents."""
    for url, text in _generated.items():
        twin = Path(config.site_dir, unquote(url), "index.md")
        twin.parent.mkdir(parents=True, exist_ok=True)
        twin.write_text(text, encoding="utf-8")
