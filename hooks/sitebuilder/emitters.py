"""The list of everything a site consists of, in the order in which it is made.

An emitter names its files at little cost and makes each when asked: a build asks for all of them, `serve` for what a
browser asks. Of two with one name the first holds, so nothing generated overwrites what an author wrote. A new kind of
file is a function here and its name in `EMITTERS`.
"""

import gzip
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import calculator
import kb
from installation import ROOT
from kb.library.settings import settings_schema
from kb.links.redirects import find_redirects, redirect_page
from kb.pages.card import card_of
from kb.pages.markdown import render_markdown
from kb.pages.previews import LEAD_LENGTH, PageLead, previews_json
from kb.pages.search_page import SearchEntry, document_entry, documents_json, index_page, list_entry
from kb.published.export import cases_json, index_json, rules_json
from kb.published.feed import atom_feed, sitemap_xml
from kb.published.json_values import json_text
from kb.published.llms import llms_full_txt, llms_txt
from kb.published.report import report_json
from kb.published.site_page import SitePage, shorten
from kb.published.twins import generated_twin
from kb.published.typed_schema import result_schema, rules_schema
from kb.published.worksheets import FILE_NAME as WORKSHEET
from kb.published.worksheets import worksheet, worksheet_csv
from kb.reading.names import Address
from runtime.ahead import can_read_ahead, with_rules
from runtime.build import FOLDER as RUNTIME
from runtime.node import find_node
from sitebuilder.build import Build, Source
from sitebuilder.keys import code_key, key_of
from sitebuilder.output import Content
from sitebuilder.pages import Pages
from sitebuilder.search import make_index
from sitebuilder.views import EMBEDDED

type Files = Mapping[str, Callable[[], Content]]
"""What makes each file, by its path in the site."""

COLORS = "assets/stylesheets/library.css"
SCHEMAS = (Path(kb.__file__).parent / "published" / "schema", Path(calculator.__file__).parent / "schema")
# What a reader of the case library needs of a result; the whole of it is one request to the calculator away.
KEPT = ("motion", "rank", "tied", "vetoed", "fit", "range")


def pages(build: Build, rendered: Pages) -> Files:
    """Every page, and the one for addresses that lead nowhere."""
    found: dict[str, Callable[[], Content]] = {
        f"{url}index.html": partial(rendered.page, source) for url, source in build.sources.items()
    }
    return found | {"404.html": rendered.not_found}


def library_files(build: Build, rendered: Pages) -> Files:
    """Pictures and other files that documents use."""
    return {path: partial(Path, build.folder / path) for path in build.files}


def assets(build: Build, rendered: Pages) -> Files:
    """What every page runs and is set with."""
    files: dict[str, Callable[[], Content]] = {file.url: partial(Path, file.path) for file in build.assets.files}
    if not build.is_served and build.catalogue.rules and can_read_ahead(ROOT):
        name = f"rules-{build.rules_ahead_key}.bin.gz"
        files[f"{RUNTIME}/{name}"] = lambda: build.rules_ahead
        files[f"{RUNTIME}/manifest.json"] = lambda: with_rules(ROOT, find_node(ROOT), name, build.rules_ahead)
    return files


def questions(build: Build, rendered: Pages) -> Files:
    """The selector's questions, which a document's page fetches when its panel is wanted."""
    if rendered.questions is None:
        return {}
    address, content = rendered.questions
    return {address: lambda: content}


def library_colors(build: Build, rendered: Pages) -> Files:
    """The colors that the library's owner chose, as a sheet of their own behind the site's."""
    colors = build.catalogue.settings.colors
    schemes = {"light": "default", "dark": "slate"}
    lines = [f'[data-md-color-scheme="{schemes[on]}"]{{--link:{color}}}\n' for on, color in sorted(colors.items())]
    return {COLORS: lambda: "".join(lines)} if lines else {}


def embedding(build: Build, rendered: Pages) -> Files:
    """The selector for other sites: a page for a frame, and the script that makes the frame."""
    if not build.catalogue.rules:
        return {}
    script = ROOT / "site_overrides" / "assets" / "embed" / "embed.mjs"
    return {f"{EMBEDDED}index.html": rendered.embedded, "embed.js": partial(Path, script)}


def twins(build: Build, rendered: Pages) -> Files:
    """Clean Markdown beside every page."""
    return {f"{url}index.md": partial(twin_of, build, source) for url, source in build.sources.items()}


def twin_of(build: Build, source: Source) -> str:
    """The clean Markdown of a page; that of a document is at hand once it is made, for two kinds of files hold it."""
    if source.document is None:
        return generated_twin(source.path, source.markdown)
    if source.url not in build.twins:
        build.twins[source.url] = render_markdown(source.document, build.catalogue, twin=True)
    return build.twins[source.url]


def data(build: Build, rendered: Pages) -> Files:
    """The library and its rules as data, with the schemas."""
    catalogue = build.catalogue
    found: dict[str, Callable[[], Content]] = {
        "api/v1/index.json": lambda: index_json(catalogue),
        "api/v1/graph.json": lambda: build.graph_text,
        "api/v1/rules.json": lambda: rules_json(catalogue),
        "api/v1/cases.json": lambda: cases_json(catalogue, published_results(build)),
        "api/v1/report.json": lambda: report_json(catalogue),
        "api/v1/previews.json": lambda: previews(build),
        "schema/result.json": lambda: json_text(result_schema()),
        "schema/rules.json": lambda: json_text(rules_schema()),
    }
    for document in catalogue.documents.values():
        if sheet := worksheet(document):
            found[f"{document.url}{WORKSHEET}"] = partial(worksheet_csv, sheet)
    found["schema/library.json"] = settings_schema
    for folder in SCHEMAS:
        for schema in sorted(folder.glob("*.schema.json")):
            found[f"schema/{schema.name.replace('.schema', '')}"] = partial(Path, schema)
    return found


def published_results(build: Build) -> dict[str, Any]:
    """What is published of the result for every case, by the id of its document."""
    results = {}
    for identity, result in build.case_results.items():
        ranking = [{key: row[key] for key in KEPT} for row in result["ranking"]]
        results[identity] = {key: result[key] for key in ("status", "headline", "summary")} | {"ranking": ranking}
    return results


def previews(build: Build) -> str:
    """What links show of the pages they lead to."""
    others = {
        Address(url): PageLead(page.title, shorten(page.description, LEAD_LENGTH))
        for url, page in build.site.pages.items()
        if page.document is None
    }
    return previews_json(build.catalogue, build.graph, others)


def machine_texts(build: Build, rendered: Pages) -> Files:
    """Feed, sitemap, the full text for language models."""
    site = build.site

    def full() -> str:
        texts = {url: twin_of(build, source) for url, source in build.sources.items() if source.document}
        return llms_full_txt(site, texts)

    return {
        "feed.xml": lambda: atom_feed(site),
        "llms.txt": lambda: llms_txt(site),
        "llms-full.txt": full,
        "robots.txt": lambda: (
            "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site.absolute('sitemap.xml')}\n" if site.address else "")
        ),
        "sitemap.xml": lambda: sitemap_xml(site),
        "sitemap.xml.gz": lambda: gzip.compress(sitemap_xml(site).encode(), mtime=0),
    }


def redirects(build: Build, rendered: Pages) -> Files:
    """Pages at old addresses."""
    found = find_redirects(build.catalogue.documents, map(Address, build.site.pages))
    site = build.site
    return {f"{one.url}index.html": partial(redirect_page, one, site.address, site.name) for one in found}


def cards(build: Build, rendered: Pages) -> Files:
    """The picture of every page that links to it are shown with."""
    pages = build.site.pages.values()
    return {page.card_url: partial(card_file, build, page) for page in pages if page.has_card}


def card_file(build: Build, page: SitePage) -> Path:
    """The file of one card, drawn unless the cache has it."""
    return build.cards.file(card_of(page, build.site, build.catalogue))


def search(build: Build, rendered: Pages) -> Files:
    """The index of every page's words, and the list of pages by name."""
    found = {url: search_text(build, source) for url, source in build.sources.items()}
    index = make_index({entry.url: text for entry, text in found.values()})
    entries = [entry for entry, _ in found.values()]
    wanted = [want.name for want in build.catalogue.wanted]
    names = {
        "pagefind/documents.json": lambda: documents_json(entries, index.identities(), wanted, build.catalogue.nouns)
    }
    return names | {f"pagefind/{path}": partial(Path, place) for path, place in index.files().items()}


def search_text(build: Build, source: Source) -> tuple[SearchEntry, str]:
    """How a page is found, and the text of it that is indexed."""
    if source.url not in build.searched:
        build.searched[source.url] = _search_text(build, source)
    return build.searched[source.url]


def _search_text(build: Build, source: Source) -> tuple[SearchEntry, str]:
    html = build.text_of(source).html
    if source.document is not None:
        entry = document_entry(source.document.id, build.catalogue)
    else:
        entry = list_entry(source.url, build.page(source).title)
    key = key_of(code_key("kb"), build.settings.language, repr(entry), html)
    kept = build.store.get("search", key)
    if kept is None:
        kept = index_page(entry, html, build.settings.language).encode("utf-8", "surrogatepass")
        build.store.put("search", key, kept)
    return entry, kept.decode("utf-8", "surrogatepass")


type Emitter = Callable[[Build, Pages], Files]

EMITTERS: tuple[tuple[str, str, Emitter], ...] = (
    ("pages", "", pages),
    ("files of the library", "", library_files),
    ("scripts, sheets, fonts", "assets/", assets),
    ("questions of the selector", "assets/selector-questions-", questions),
    ("selector for other sites", "embed", embedding),
    ("colors of the library", COLORS, library_colors),
    ("clean Markdown", "", twins),
    ("data", "", data),
    ("texts for machines", "", machine_texts),
    ("old addresses", "", redirects),
    ("cards", "assets/cards/", cards),
    ("search", "pagefind/", search),
)
"""Name, what all of its paths begin with, and the function."""


def emitted(build: Build, rendered: Pages, without: Collection[str] = ()) -> Iterator[tuple[str, Files]]:
    """What each emitter makes, by its name; a path that one has is left out of those behind it."""
    taken: set[str] = set()
    for name, _, emitter in EMITTERS:
        if name not in without:
            files = emitter(build, rendered)
            yield name, {path: make for path, make in files.items() if path not in taken}
            taken.update(files)
