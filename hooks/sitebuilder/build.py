"""One build of a site: catalogue, settings, and what pages share, each computed once and only when asked for."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import calculator
from backtest.cases import read_cases
from backtest.page import write_markdown
from backtest.run import fingerprint
from installation import ROOT
from kb.library.catalogue import Catalogue
from kb.library.dates import LOG_FORMAT, read_git_log, updated_on
from kb.library.link_graph import LinkGraph, make_link_graph
from kb.pages.canonical import canonical_markdown
from kb.pages.generated import generated_texts
from kb.pages.home import Home, home_of
from kb.pages.kinds import KINDS, PageKind, kind_of
from kb.pages.map_layout import VERSION, lay_out_map, map_input, with_places
from kb.pages.markdown import render_markdown
from kb.pages.search_page import SearchEntry
from kb.pages.terms import TermMarker, find_glossary, quiet_sections, read_marked_terms
from kb.published.export import graph_json
from kb.published.site_page import Site, SitePage, make_page
from kb.reading.document import Document
from kb.reading.slugs import document_id, document_url
from runtime.ahead import key_of_rules, read_ahead
from runtime.cards import Cards
from runtime.node import find_node
from runtime.styles import words_in
from sitebuilder.assets import Assets, build_assets
from sitebuilder.keys import code_key, key_of, key_of_data
from sitebuilder.settings import Settings
from sitebuilder.store import Store
from sitebuilder.texts import Text, TextRenderer, relative_url

BACKTEST = "backtest.json"


@dataclass(frozen=True)
class Source:
    """One page before it is rendered."""

    path: str
    """Of its Markdown under the library's root."""
    url: str
    """Site-root-relative; empty for the first page."""
    kind: str
    """Its row in `kb.pages.kinds`."""
    document: Document | None
    """None for a generated page."""
    write: Callable[[], str]
    """Gives its Markdown; links are relative to its path and lead to paths."""

    @cached_property
    def markdown(self) -> str:
        """Its Markdown, written when it is first asked for."""
        return self.write()

    @property
    def look(self) -> PageKind:
        """How its kind looks."""
        return KINDS[self.kind]


class Build:
    """Everything that is known of a site while it is built, or served until the next change."""

    def __init__(
        self,
        catalogue: Catalogue,
        settings: Settings,
        folder: Path,
        store: Store,
        markdown: tuple[list[str], Mapping[str, Any]],
        themes: tuple[str, ...],
        before: "Build | None" = None,
        *,
        is_served: bool = False,
    ) -> None:
        """Take what a build is made of; nothing is computed yet.

        Args:
            folder: of the library.
            markdown: extensions of Python-Markdown and their settings.
            themes: folders of templates, ours first.
            before: the build that this one follows, if what its pages run and are set with has not changed since.
            is_served: it may last until the next key press only; what takes seconds to make is left out.
        """
        self.is_served = is_served
        self.catalogue = catalogue
        self.settings = settings
        self.folder = folder
        self.store = store
        self.themes = themes
        self._markdown = markdown
        self._before = before.made_assets if before else None
        self._newest_text: tuple[str, Text] | None = None
        self.searched: dict[str, tuple[SearchEntry, str]] = {}
        """How each page is found and the text of it that is indexed, by address, as far as it has been asked for."""
        self.twins: dict[str, str] = {}
        """Clean Markdown of documents by address, as far as it has been asked for."""
        self._words: dict[str, frozenset[str]] = before._words if before else {}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every page by its address, sorted."""
        found = {}
        for document in self.catalogue.documents.values():
            write = partial(render_markdown, document, self.catalogue, canonical=self._canonical)
            found[document.url] = Source(document.path, document.url, kind_of(document), document, write)
        for path, page in generated_texts(self.catalogue, self._backtest_page).items():
            url = document_url(document_id(path))
            found.setdefault(url, Source(path, url, page.kind, None, page.write))
        return dict(sorted(found.items()))

    @cached_property
    def urls(self) -> dict[str, str]:
        """Address of every page and file of the library by its path."""
        return {source.path: url for url, source in self.sources.items()} | {path: path for path in self.files}

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Paths of the library's files that documents use: only these are published."""
        return tuple(sorted(self.catalogue.used_assets))

    @cached_property
    def site(self) -> Site:
        """Every page as programs see it."""
        pages = _SitePages(self)
        return Site(
            self.settings.name,
            self.settings.description,
            self.settings.address,
            pages,
            self.catalogue.settings.author,
            self.settings.language,
            self.catalogue.nouns,
        )

    @cached_property
    def days(self) -> Mapping[str, str]:
        """Day of the last commit of each file of the library, by path."""
        return read_commit_days(self.folder, self.store)

    @cached_property
    def made_assets(self) -> tuple[frozenset[str], Assets]:
        """What every page runs and is set with, and the words that the style sheet was made for."""
        words: set[str] = {self.settings.direction}
        for document in self.catalogue.documents.values():
            found = self._words.get(document.text)
            if found is None:
                found = self._words[document.text] = words_in(document.text)
            words |= found
        if self._before is not None and self._before[0] == words:
            return self._before
        return frozenset(words), build_assets(self.settings, self.themes, words)

    @property
    def assets(self) -> Assets:
        """What every page runs and is set with."""
        return self.made_assets[1]

    @cached_property
    def graph(self) -> LinkGraph:
        """The library as a graph."""
        return make_link_graph(self.catalogue)

    @cached_property
    def graph_text(self) -> str:
        """`graph.json` with the place of every document on the map."""
        text = graph_json(self.catalogue)
        categories, ties = map_input(text)
        key = key_of_data([VERSION, categories, ties])
        kept = self.store.get("map", key)
        if kept is None:
            kept = json.dumps(lay_out_map(categories, ties)).encode()
            self.store.put("map", key, kept)
        return with_places(text, json.loads(kept))

    @cached_property
    def graph_data(self) -> dict[str, Any]:
        """What `graph.json` holds."""
        found: dict[str, Any] = json.loads(self.graph_text)
        return found

    @cached_property
    def rules_key(self) -> str:
        """Key of the rules and of what computes with them."""
        return key_of(code_key("calculator"), self.catalogue.rules_text)

    @cached_property
    def initial(self) -> dict[str, Any]:
        """The calculator's result for no answers; empty where nothing is ranked."""
        if not self.catalogue.rules:
            return {}
        return self._answer({"answers": {}})

    @cached_property
    def case_results(self) -> dict[str, dict[str, Any]]:
        """The calculator's point result for every case, by the id of its document; none for answers it refuses."""
        found = {}
        for case in self.catalogue.rules.get("cases", ()):
            result = self._answer({"answers": case["answers"], "detail": "point"})
            if result["status"] != "error":
                found[case["page"]] = result
        return found

    @cached_property
    def _calculator(self) -> calculator.Calculator:
        return calculator.Calculator(self.catalogue.rules_text)

    def _answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        asked = json.dumps(request, sort_keys=True)
        key = key_of(self.rules_key, asked)
        kept = self.store.get("result", key)
        if kept is None:
            kept = self._calculator.answer(json.dumps(request)).encode()
            self.store.put("result", key, kept)
        result: dict[str, Any] = json.loads(kept)
        return result

    @cached_property
    def backtest(self) -> dict[str, Any] | None:
        """The figures that `motionbook backtest --write` keeps, with what they are compared with; None without."""
        stored = self.folder / BACKTEST
        if BACKTEST not in self.catalogue.assets or not stored.is_file():
            return None
        figures: dict[str, Any] = json.loads(stored.read_text(encoding="utf-8"))
        return figures

    @cached_property
    def rules_ahead_key(self) -> str:
        """Key of what the rules change in the memory that Python starts from."""
        return key_of_rules(ROOT, self.catalogue.rules_text)

    @cached_property
    def rules_ahead(self) -> bytes:
        """What the rules change in the memory that Python starts from (`read_ahead`)."""
        kept = self.store.get("memory", self.rules_ahead_key)
        if kept is None:
            kept = read_ahead(ROOT, find_node(ROOT), self.catalogue.rules_text)
            self.store.put("memory", self.rules_ahead_key, kept)
        return kept

    @property
    def _backtest_page(self) -> Any:
        figures = self.backtest
        if figures is None:
            return None
        return lambda catalogue: write_markdown(
            figures, current_rules=catalogue.rules.get("version"), current_cases=fingerprint(read_cases(catalogue))
        )

    @cached_property
    def home(self) -> Home:
        """What the first page shows."""
        catalogue, figures = self.catalogue, self.backtest
        is_stale = figures is not None and (
            figures["rules_version"] != catalogue.rules.get("version")
            or figures["cases_version"] != fingerprint(read_cases(catalogue))
        )
        asked = sum(question["role"] == "fit" for question in catalogue.rules.get("questions", ()))
        return home_of(catalogue, asked, figures, is_stale=is_stale)

    @cached_property
    def _glossary(self) -> tuple[Document, TermMarker, str] | None:
        glossary = find_glossary(self.catalogue.documents)
        if glossary is None:
            return None
        terms = read_marked_terms(glossary, self.catalogue)
        return glossary, TermMarker(terms), key_of(code_key("kb"), glossary.url, repr(terms))

    def _canonical(self, body: str) -> str:
        """`canonical_markdown`, kept."""
        words = self.catalogue.words
        key = key_of(code_key("kb"), words.language, body)
        kept = self.store.get("canonical", key)
        if kept is None:
            kept = canonical_markdown(body, words).encode("utf-8", "surrogatepass")
            self.store.put("canonical", key, kept)
        return kept.decode("utf-8", "surrogatepass")

    @cached_property
    def renderer(self) -> TextRenderer:
        """Renders Markdown."""
        motions = tuple(motion["id"] for motion in self.catalogue.rules.get("motions", ()))
        return TextRenderer(*self._markdown, self.urls, motions, self.store, self.settings.key)

    def text_of(self, source: Source) -> Text:
        """The text of a page as it is shown; the last one is at hand, for page and search ask one after the other."""
        newest = self._newest_text
        if newest is None or newest[0] != source.url:
            newest = self._newest_text = source.url, self._text_of(source)
        return newest[1]

    @cached_property
    def unrendered(self) -> Iterator[Source]:
        """Pages whose texts nobody has rendered ahead of their turn, each given once."""
        return iter(self.sources.values())

    def _text_of(self, source: Source) -> Text:
        text = self.renderer.render(source.path, source.markdown)
        html = source.look.finish(text.html) if source.look.finish else text.html
        glossary, document = self._glossary, source.document
        if glossary is None or document is None or document.id == glossary[0].id:
            return Text(html, text.contents)
        quiet = quiet_sections(document)
        key = key_of(glossary[2], source.url, document.id, *sorted(quiet), html)
        kept = self.store.get("terms", key)
        if kept is None:
            address = relative_url(glossary[0].url, source.url)
            kept = glossary[1].mark(html, address, document.id, quiet).encode("utf-8", "surrogatepass")
            self.store.put("terms", key, kept)
        return Text(kept.decode("utf-8", "surrogatepass"), text.contents)

    @property
    def titles_off_cards(self) -> int:
        """How many pages have a title whose letters the cards' typefaces lack; they have no card."""
        return sum(not page.has_card for page in self.site.pages.values()) if self.settings.address else 0

    @cached_property
    def cards(self) -> Cards:
        """Makes the pictures that pages are shown with elsewhere."""
        return Cards(ROOT, self.settings.language)

    def prepare(self) -> None:
        """Compute what pages share, before they are dealt out."""
        for shared in (self.urls, self.days, self.graph, self.home, self._glossary, self.renderer, self.cards):
            del shared
        self.site.pages.get("")
        _ = self.case_results, self.graph_text

    def page(self, source: Source) -> SitePage:
        """A page as programs see it."""
        return self.site.pages[source.url]


class _SitePages(Mapping[str, SitePage]):
    """The pages of a site by address, sorted; each made when it is asked for, for a generated one has to be written."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._made: dict[str, SitePage] = {}

    def __getitem__(self, url: str) -> SitePage:
        if url not in self._made:
            source = self._build.sources[url]
            updated = updated_on(source.document, self._build.days) if source.document else ""
            page = make_page(url, "" if source.document else source.markdown, source.document, updated)
            # Most titles need no look at the typefaces, which take a moment to load.
            has_card = page.title.isascii() or self._build.cards.can_set(page.title)
            self._made[url] = page if has_card else replace(page, has_card=False)
        return self._made[url]

    def __contains__(self, url: object) -> bool:
        return url in self._build.sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._build.sources)

    def __len__(self) -> int:
        return len(self._build.sources)


def read_commit_days(folder: Path, store: Store) -> dict[str, str]:
    """Day of the last commit of each file below a folder, by path; empty where there is no history or no git."""
    head = _git(folder, "rev-parse", "HEAD", "--show-prefix")
    if not head:
        return {}
    key = key_of(str(ROOT), head)
    kept = store.get("days", key)
    if kept is None:
        command = ("-c", "core.quotepath=off", "-c", "log.showSignature=false", "log", "--no-color", "--no-renames")
        printed = _git(folder, *command, "--name-only", "--relative", f"--format={LOG_FORMAT}", "--", ".")
        kept = json.dumps(read_git_log(printed)).encode()
        store.put("days", key, kept)
    days: dict[str, str] = json.loads(kept)
    return days


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; empty where it refuses or is not there."""
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
