"""The whole library as one value: documents, sources, rules, links both ways and everything wrong with them."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Protocol

from kb.checks.cases import check_case
from kb.checks.claims import check_claims
from kb.checks.contract import check_contract
from kb.checks.files import check_endings, check_paths, check_titles
from kb.checks.markup import check_markup
from kb.checks.sources import check_guests, check_source_blocks, check_videos
from kb.checks.upkeep import check_unfinished
from kb.library.accepted import Accepted, accept_problems
from kb.library.documents import Parse, Read, read_data, read_documents
from kb.library.listings import Listings, make_listings
from kb.library.looks import choose_looks
from kb.library.memo import Memo
from kb.library.own_words import Words, words_in
from kb.library.page_rules import CitedRow, adapt_rules, cited_rows
from kb.library.paths import ReadingPath, read_paths
from kb.library.settings import LibrarySettings, Nouns, SelectorChoice, check_options, choose_selector, read_settings
from kb.library.severity import settle_problems, stops_build
from kb.library.tags import TAGS_PATH, Tag, check_vocabulary
from kb.links.backlinks import Backlink, gather_backlinks, read_backlinks
from kb.links.found import ResolvedLink, check_links, resolve_links
from kb.links.generated_pages import REPORT, SELECTOR, folders_above
from kb.links.redirects import check_redirects
from kb.links.relations import Related, Relation, read_relations, related_views
from kb.links.resolution import Resolution, Resolver, Via
from kb.links.wanted import Want, Wanted, check_wanted, gather_wanted
from kb.problems.problem import Problem
from kb.reading.document import Document, Kind, parse_document
from kb.reading.languages import is_right_to_left
from kb.reading.names import Anchor, DocumentId, LibraryPath
from kb.rules import anchors_of, compile_rules, read_tables
from kb.sources.citations import (
    NumberedNote,
    check_citations,
    check_sources_used,
    cited_keys,
    has_marks,
    number_notes,
)
from kb.sources.registry import SOURCES_PATH, SourceRegistry


@dataclass(frozen=True)
class Catalogue:
    """A library, read, linked and checked."""

    documents: dict[DocumentId, Document]
    """By id, sorted."""
    sources: SourceRegistry
    tags: dict[str, Tag]
    """The vocabulary; empty where the library has none."""
    rules: dict[str, Any]
    """The compiled rules; empty where neither the library nor ours has question pages."""
    problems: tuple[Problem, ...]
    """Sorted by place."""
    links: dict[DocumentId, tuple[ResolvedLink, ...]]
    """Every link of every document."""
    relations: tuple[Relation, ...]
    """Who names whom as related, sorted."""
    related: dict[DocumentId, tuple[Related, ...]]
    """Relations of each document from both ends."""
    backlinks: dict[DocumentId, tuple[Backlink, ...]]
    """Who links to each document, with the sentence."""
    wanted: tuple[Wanted, ...]
    """Documents that are named and do not exist, sorted."""
    wants: dict[DocumentId, tuple[Want, ...]]
    """What each document wants."""
    cited: dict[str, tuple[str, ...]]
    """Documents that rest on each source key."""
    cited_by_rules: dict[str, tuple[CitedRow, ...]]
    """Rows of the rules that rest on each document."""
    listings: Listings
    row_anchors: dict[DocumentId, dict[int, Anchor]]
    """Anchors of the rows of decision tables, by document and 1-based line."""
    skipped: tuple[str, ...]
    """Paths of documents no page can be made of, and of files that could not be read."""
    held: tuple[str, ...]
    """Paths of documents that their authors have not published."""
    assets: frozenset[LibraryPath]
    """Paths of all other files."""
    used_assets: frozenset[LibraryPath]
    """Those that a document shows or links to: the others are not published."""
    resolver: Resolver
    foreign: bool
    """The library is somebody else's."""
    settings: LibrarySettings
    """What its owner says of the site."""
    selector: SelectorChoice
    """Whose questions the selector asks."""
    language: str = ""
    """Of the library: as its owner says, else that of most documents; empty where nothing tells, which is English."""
    paths: tuple[ReadingPath, ...] = ()
    """Reading paths in the order of their file; empty where the library has none."""
    unwanted: frozenset[LibraryPath] = frozenset()
    """Paths of generated pages that the site does without."""
    accepted: tuple[Accepted, ...] = ()
    """Warnings that the library's owner accepts, each with a reason; they are not among the problems."""

    @property
    def words(self) -> Words:
        """Our own words in the library's language."""
        return words_in(self.language)

    def language_of(self, document: Document) -> str:
        """What is said of a document's text; empty where it is in the language of the page around it."""
        if document.language or not self.language:
            return document.language
        if not self.settings.language:  # A script told it of the others, so this one is in Latin letters.
            return "en"
        # From right to left its code must be told apart.
        return self.language if is_right_to_left(self.language) else ""

    @cached_property
    def folders(self) -> frozenset[str]:
        """Folders that hold a document, or a folder with one: each has a page."""
        return folders_above(self.documents)

    @cached_property
    def relations_from(self) -> Mapping[DocumentId, Mapping[DocumentId, int]]:
        """Whom each document names as related: the line where it does, by id."""
        found: dict[DocumentId, dict[DocumentId, int]] = {}
        for relation in self.relations:
            found.setdefault(relation.source, {})[relation.target] = relation.line
        return found

    def resolve(self, target: str, from_id: DocumentId) -> Resolution:
        """What a target means when it stands in a document."""
        return self.resolver.resolve(target, from_id)

    def notes(self, identity: DocumentId) -> tuple[NumberedNote, ...]:
        """Numbered notes of a document."""
        return number_notes(self.documents[identity], self.sources)

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """The problems while which no site is built."""
        return tuple(problem for problem in self.problems if stops_build(problem, self.foreign))

    @property
    def nouns(self) -> Nouns:
        """What the rules rank, as readers are told; as the library says where it has no rules."""
        said = self.rules.get("nouns")
        return Nouns(**said) if said else self.settings.nouns

    @property
    def rules_text(self) -> str:
        """The compiled rules as the text that is published."""
        return json.dumps(self.rules, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class Ruled(Protocol):
    """What a library without rules of its own takes of ours."""

    @property
    def rules(self) -> dict[str, Any]:
        """As in a catalogue."""

    @property
    def cited_by_rules(self) -> Mapping[str, object]:
        """As in a catalogue; only the ids are read."""


def build_catalogue(
    files: Mapping[str, bytes],
    *,
    foreign: bool = False,
    own: Ruled | None = None,
    unreadable: Iterable[Problem] = (),
    for_author: bool = False,
    parse: Parse = parse_document,
    memo: Memo | None = None,
) -> Catalogue:
    """Read, link and check a library.

    Args:
        files: contents by path under the library's root, in any order.
        foreign: the library is somebody else's: what leaves a readable page is a warning.
        own: our library, or what is left of it: a foreign one without question pages uses its rules.
        unreadable: files that are there and could not be read.
        for_author: its author looks at it while writing: documents that are held back, and the report, are part of it.
        parse: reads one document; another than `parse_document` only to keep its results.
        memo: results of the catalogue before this one, for documents that have not changed; it is brought up to date.
    """
    memo = memo or Memo()
    problems = list(unreadable)
    left_out = [problem.path for problem in problems]
    settings, found_problems = read_settings(files)
    problems.extend(found_problems)
    read = read_documents(files, problems, parse, drafts=for_author or settings.drafts, settings=settings)
    documents = read.documents
    data = (files.get(SOURCES_PATH), files.get(TAGS_PATH))
    sources, vocabulary, found_problems = memo.call("data", "", None, data, lambda: read_data(files))
    problems.extend(found_problems)
    assets = frozenset(LibraryPath(path) for path in files if not path.endswith(".md"))
    tables = {
        identity: memo.call("tables", identity, document, None, partial(read_tables, document))
        for identity, document in documents.items()
    }
    anchors = {identity: rows for identity, (found, _) in tables.items() if (rows := anchors_of(found))}
    # What other documents can see of one: while it is the same, whatever they say of each other is.
    seen = [
        (one.id, one.url, one.kind, one.title, one.one_liner, one.aliases, one.anchors, anchors.get(one.id))
        for one in (*documents.values(), *read.held.values())
    ]
    selector = choose_selector(
        settings,
        has_questions=any(document.kind is Kind.QUESTION for document in documents.values()),
        names_of_ours=own.cited_by_rules if own else (),
        documents=documents,
    )
    unwanted = frozenset(
        page.path
        for page, is_wanted in (
            (SELECTOR, selector is not SelectorChoice.NONE),
            (REPORT, for_author or settings.report),
        )
        if not is_wanted
    )
    known = (assets, len(documents), seen, unwanted)
    resolver = memo.call("resolver", "", None, known, lambda: _make_resolver(read, assets, anchors, unwanted))
    with_rules = [one if one.kind not in _PLAIN_KINDS else tables[one.id] for one in documents.values()]
    compiled = (sources, resolver, foreign, own and own.rules, with_rules, selector, settings)
    rules, found_problems = memo.call(
        "rules", "", None, compiled, lambda: _compile(documents, sources, resolver, foreign, own, selector, settings)
    )
    problems.extend(found_problems)
    problems.extend(check_options(files, settings, [motion["id"] for motion in rules.get("motions", ())]))

    links = {
        identity: memo.call("links", identity, document, resolver, partial(resolve_links, document, resolver))
        for identity, document in documents.items()
    }
    relations: list[Relation] = []
    wants: dict[DocumentId, tuple[Want, ...]] = {}
    for identity, document in documents.items():
        mine, wanted_here, found_problems = memo.call(
            "relations", identity, document, resolver, partial(read_relations, document, resolver, links[identity])
        )
        relations.extend(mine)
        problems.extend(found_problems)
        if wanted_here:
            wants[identity] = wanted_here
    wanted = memo.call("wanted", "", None, (resolver, wants), lambda: gather_wanted(wants, resolver))
    cited = cited_keys(documents.values())
    # A vocabulary or registry of which nothing could be read has its own problem: no tag or key is wrong for it.
    known_tags = frozenset(vocabulary) or None
    knows_sources = bool(sources) or SOURCES_PATH not in files
    categories = frozenset(document.id.partition("/")[0] for document in documents.values() if document.folder)
    motions = tuple(motion["id"] for motion in rules.get("motions", ()))

    def check(document: Document) -> tuple[Problem, ...]:
        return (
            *check_contract(document, categories, known_tags, foreign=foreign),
            *check_unfinished(document),
            *check_markup(document, settings.html),
            *check_links(document, links[document.id], resolver),
            *check_source_blocks(document, sources),
            *check_case(document, motions),
            *(check_citations(document, sources) if knows_sources else ()),
            *(check_claims(document, sources) if marks_claims else ()),
        )

    # A library that marks one claim as its own is held to it: elsewhere the absence of a mark says nothing.
    marks_claims = any(has_marks(document, sources) for document in documents.values())
    for identity, document in documents.items():
        of_library = (categories, known_tags, resolver, sources, motions, knows_sources, marks_claims, settings.html)
        checked = (links[identity], of_library)
        problems.extend(memo.call("checks", identity, document, checked, partial(check, document)))
    problems.extend(check_wanted(wanted, {identity: document.path for identity, document in documents.items()}))
    problems.extend(check_videos(documents.values()))
    problems.extend(check_guests(documents.values()))
    problems.extend(check_sources_used(documents.values(), sources, cited))
    backlinks: list[tuple[DocumentId, Backlink]] = []
    for identity, document in documents.items():
        backlinks += memo.call(
            "backlinks", identity, document, links[identity], partial(read_backlinks, document, links[identity])
        )
    problems.extend(check_vocabulary(files, documents, vocabulary, foreign))
    problems.extend(check_redirects(documents))
    problems.extend(check_paths({document.path: document.url for document in documents.values()}))
    problems.extend(check_endings(assets))
    problems.extend(check_titles(documents.values()))
    paths, found_problems = read_paths(files, documents)
    problems.extend(found_problems)
    left, accepted = accept_problems(files, settle_problems(problems, foreign))
    memo.forget()
    return Catalogue(
        documents=documents,
        sources=sources,
        tags=vocabulary,
        rules=rules,
        problems=left,
        accepted=accepted,
        links=links,
        relations=tuple(relations),
        related=related_views(tuple(relations)),
        backlinks=gather_backlinks(backlinks),
        wanted=wanted,
        wants=wants,
        cited=cited,
        cited_by_rules=cited_rows(rules),
        listings=make_listings(
            documents, sources, vocabulary, links, relations, _motion_pages(documents, rules), settings.labels
        ),
        row_anchors=anchors,
        skipped=tuple(sorted({*read.skipped, *left_out})),
        held=tuple(sorted(document.path for document in read.held.values())),
        assets=assets,
        used_assets=_used_assets(documents, links, resolver)
        | (assets & {*_SHOWN_BY_THE_BUILD, settings.logo, settings.favicon}),
        resolver=resolver,
        foreign=foreign,
        settings=settings,
        selector=selector,
        language=settings.language or (_common_language(documents.values()) if foreign else ""),
        paths=paths,
        unwanted=unwanted,
    )


_PLAIN_KINDS = (Kind.FRAMEWORK, Kind.PAGE)
"""Of documents of which the rules see nothing but their tables."""


def _common_language(documents: Collection[Document]) -> str:
    """The language of more than half of some documents; empty where there is none."""
    found = Counter(document.language for document in documents)
    language, number = found.most_common(1)[0] if found else ("", 0)
    return language if 2 * number > len(documents) else ""


def _make_resolver(
    read: Read,
    assets: frozenset[LibraryPath],
    anchors: Mapping[DocumentId, Mapping[int, Anchor]],
    unwanted: frozenset[LibraryPath],
) -> Resolver:
    resolver = Resolver(read.documents, assets, read.held, unwanted)
    for identity, rows in anchors.items():
        resolver.add_anchors(identity, rows.values())
    return resolver


def _compile(
    documents: dict[DocumentId, Document],
    sources: SourceRegistry,
    resolver: Resolver,
    foreign: bool,
    own: Ruled | None,
    selector: SelectorChoice,
    settings: LibrarySettings,
) -> tuple[dict[str, Any], list[Problem]]:
    """Rules of the library's own question pages, those of ours, or none, as the selector is chosen."""
    if any(document.kind is Kind.QUESTION for document in documents.values()):
        rules, found = compile_rules(
            documents, resolver.resolve, sources, lambda identity, anchor: anchor in resolver.anchors(identity)
        )
        if rules:
            rules["looks"] = choose_looks([motion["id"] for motion in rules["motions"]], settings.options)
            rules["nouns"] = {"one": settings.nouns.one, "many": settings.nouns.many}
        if selector is not SelectorChoice.OWN:
            rules = {}
        elif not (foreign and own and found):
            return rules, found
    else:
        found = []
    if own is None or selector is SelectorChoice.NONE:
        return {}, found
    return adapt_rules(own.rules, documents, resolver), found


_SHOWN_BY_THE_BUILD = frozenset({LibraryPath("backtest.json")})
"""Files that a page of the build's own leads to."""
_PICTURE_KEYS = ("image", "cover", "thumbnail", "logo", "banner", "featured_image", "og_image")


def _used_assets(
    documents: Mapping[DocumentId, Document], links: Mapping[DocumentId, tuple[ResolvedLink, ...]], resolver: Resolver
) -> frozenset[LibraryPath]:
    """Files that documents link to, show, or name as their picture."""
    found = {one.resolution.asset for each in links.values() for one in each if one.resolution.reason is Via.ASSET}
    for document in documents.values():
        for key in _PICTURE_KEYS if document.meta else ():
            target = document.meta.text(key) if document.meta else ""
            resolution = resolver.resolve(target, document.id) if target else None
            if resolution and resolution.reason is Via.ASSET:
                found.add(resolution.asset)
    return frozenset(path for path in found if path)


def _motion_pages(documents: Mapping[DocumentId, Document], rules: Mapping[str, Any]) -> dict[str, DocumentId]:
    """Page of each motion, in declared order; motion pages alone where no rules declare any."""
    declared = {
        motion["id"]: DocumentId(motion.get("page") or f"motions/{motion['id']}") for motion in rules.get("motions", ())
    }
    if declared:
        return declared
    return {d.slug: d.id for d in documents.values() if d.kind is Kind.MOTION}
