"""What a page shows, as plain data: all that its template may look up besides what every page shares.

A field of the view is added here; the template looks it up by its name. What only one kind of page shows is in
`OF_KIND`, by the names of `kb.pages.kinds`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from html import escape
from typing import Any

from installation import OWN_LIBRARY
from kb.library.looks import MARKS, style_of
from kb.library.own_words import TEXTS
from kb.library.page_rules import asked_of
from kb.links.generated_pages import PATHS
from kb.pages.case_view import view_case
from kb.pages.home import motion_entries
from kb.pages.kinds import SELECTOR
from kb.pages.label_width import width_in_em
from kb.pages.map_page import map_filters
from kb.pages.neighbourhood import caption, describe, draw_neighbourhood
from kb.pages.page_citation import cite_page
from kb.pages.path_pages import PathEntry, path_entries, path_places
from kb.pages.pictures.flow import draw_flow
from kb.pages.pictures.routes import Route, draw_routes
from kb.pages.pictures.ways import picture_of
from kb.pages.selector_view import describe_page, find_places, order_questions
from kb.pages.view import (
    PageLink,
    backlink_entries,
    crumbs_of,
    glance_at,
    related_entries,
    resting_rules,
    tags_of,
)
from kb.published.open_graph import social_tags
from kb.published.structured_data import structured_data
from kb.reading.document import Document
from kb.reading.names import FIRST_PAGE, DocumentId
from sitebuilder.build import Build, Source
from sitebuilder.texts import relative_url

type View = dict[str, Any]
"""Values are text, numbers, booleans, None, and lists and mappings of these."""

ABOUT = (
    "about/glossary",
    "about/how-sources-were-checked",
    "about/writing-a-framework",
    "about/your-library",
    "about/embedding-and-data",
    "about/accessibility",
    "about/colophon",
)
"""Pages about the site itself that the foot of every page leads to, where the library has them."""
EMBEDDED = "embed/"
"""Address of the page that other sites show in a frame."""
FOLDERS = ("questions", "playbooks", "cases")
"""Folders that the header leads to beside that of what is ranked, where the library has them."""


def shared_view(build: Build) -> View:
    """What every page shows: names, the ways in the header and the foot, the selector before any answer."""
    catalogue, rules = build.catalogue, build.catalogue.rules
    return plain_view(
        {
            "site": {
                "logo": catalogue.settings.logo,
                "colors": dict(catalogue.settings.colors),
                "is_ours": build.folder.resolve() == OWN_LIBRARY,
                "marks": [{**look, "drawing": MARKS[look["mark"]]} for look in rules.get("looks", ())],
                "style": style_of(rules.get("looks", ())) + catalogue.words.for_styles(),
            },
            "rules": rules,
            "nouns": plain(catalogue.nouns),
            "initial": build.initial,
            "form_questions": order_questions(rules, build.initial),
            "selector_places": find_places(rules),
            "navigation": navigation(build),
            "colophon": [
                PageLink(one.title, one.url)
                for identity in map(DocumentId, ABOUT)
                if (one := catalogue.documents.get(identity))
            ],
        }
    )


def navigation(build: Build) -> list[dict[str, Any]]:
    """What the header leads to: as the owner says, else a handful of pages, however large the library."""
    ways, words = _said_ways(build) or _usual_ways(build), build.catalogue.words
    return [
        {
            "title": title,
            "url": url,
            "is_homepage": url == "",
            "width": width_in_em(words.say(title) if title in TEXTS else title),
        }
        for title, url in ways
        if url in build.sources
    ]


def _said_ways(build: Build) -> list[tuple[str, str]]:
    """The first page and what the owner names; empty where the owner says nothing."""
    catalogue = build.catalogue
    found: list[tuple[str, str]] = []
    titles = {listing.slug: listing.label for listing in catalogue.listings.categories}
    for way in catalogue.settings.navigation:
        document = catalogue.documents.get(DocumentId(way.name))
        url = document.url if document else f"{way.name}/"
        title = way.label or (
            document.title if document else titles.get(way.name) or catalogue.settings.title_of_folder(way.name)
        )
        found.append((title, url))
    return [("Home", ""), *found] if found and "" not in dict(found).values() else found


def _usual_ways(build: Build) -> list[tuple[str, str]]:
    documents = build.catalogue.documents
    folders = {document.folder for document in documents.values()}
    ways = [("Home", ""), ("Selector", "selector/")]
    options = next((motion["page"] for motion in build.catalogue.rules.get("motions", ()) if motion.get("page")), "")
    folder = options.rpartition("/")[0] or "motions"
    labels = {folder: build.catalogue.nouns.start_many}
    ways += [(labels.get(name, name.capitalize()), f"{name}/") for name in (folder, *FOLDERS) if name in folders]
    ways.insert(-1 if "cases" in folders else len(ways), ("Browse", "browse/"))
    if "about/how-scoring-works" in documents:
        ways.append(("About", "about/how-scoring-works/"))
    else:
        listings = build.catalogue.listings
        ways += [("Tags", "tags/")] * bool(listings.tags) + [("Guests", "guests/")] * bool(listings.guests)
    return ways


def not_found_view(build: Build) -> View:
    """The page for addresses that lead nowhere."""
    return {"template": "404.html", "page": None, "sheet": "page", "sheet_class": "sheet--page"}


def embedded_view(build: Build) -> View:
    """The selector alone, for a frame in another page."""
    title = f"Which {build.catalogue.nouns.one} fits you?"
    about = f"{title} {build.settings.description}".strip()
    page: dict[str, Any] = {
        "url": EMBEDDED,
        "title": escape(title, quote=False),
        "meta": {"description": escape(about)},
        "canonical_url": build.settings.absolute("selector/"),
        "is_homepage": False,
        "toc": [],
    }
    return {
        "template": "embed.html",
        "page": page,
        "sheet": "page",
        "sheet_class": "sheet--page",
        "is_selector_page": False,
    }


def questions_view() -> View:
    """The selector's questions and result as one file, its addresses as the first page would write them."""
    return {"template": "partials/selector-questions.html", "page": {"url": ""}, "is_selector_page": False}


def page_view(build: Build, source: Source) -> View:
    """The view of one page."""
    document, look, facts, catalogue = source.document, source.look, build.page(source), build.catalogue
    text = build.text_of(source)
    heading, body = split_heading(text.html)
    view: View = {
        "template": look.template,
        "page": {
            "url": source.url,
            # The theme writes these three as they are.
            "title": escape(facts.title, quote=False),
            "meta": {"description": escape(facts.description)} if facts.description else {},
            "canonical_url": build.settings.absolute(source.url),
            "edit_url": build.settings.edit_base + source.path if document and build.settings.edit_base else None,
            "is_homepage": source.url == "",
            "toc": text.contents,
        },
        "sheet": look.sheets[0],
        "sheet_class": " ".join(f"sheet--{name}" for name in look.sheets),
        "sheet_style": look.style,
        "heading": heading,
        "body": body,
        "contents": inner_contents(text.contents) if look.has_contents else [],
        "is_selector_page": source.url == ""
        or (document is None and source.path == f"{SELECTOR}.md")
        or (document is not None and document.id == SELECTOR),
        "label": look.label,
        "document": None,
        "crumbs": [] if source.url == "" else [PageLink("Home", FIRST_PAGE)],
        "paths": {"here": path_places(document.id, catalogue.paths, catalogue.documents) if document else []},
        "machine": {
            "structured_data": structured_data(facts, build.site, catalogue),
            "social": social_tags(facts, build.site),
            "citation": cite_page(facts, build.site, catalogue),
            "updated": facts.updated,
            "updated_words": catalogue.words.date(facts.updated) if facts.updated else "",
            "twin_url": facts.twin_url,
        },
    }
    if document is not None:
        view |= document_view(build, document)
    if source.kind in OF_KIND:
        view |= OF_KIND[source.kind](build, source, view)
    return plain_view(view)


def document_view(build: Build, document: Document) -> View:
    """What the page of a document shows around its text."""
    catalogue, words = build.catalogue, build.catalogue.words
    glance = glance_at(document, catalogue)
    related, backlinks = related_entries(document, catalogue), backlink_entries(document, catalogue)
    # It stands beside these lists, and without them nowhere.
    picture = draw_neighbourhood(build.graph, document.id, build.catalogue.words) if related or backlinks else None
    return {
        "document": {"id": document.id, "url": document.url, "title": document.title, "one_liner": document.one_liner},
        "glance": glance,
        "label": glance.kind,
        "crumbs": crumbs_of(document, catalogue),
        "tags": tags_of(document, catalogue),
        "related": related,
        "backlinks": backlinks,
        "cited_by_rules": resting_rules(document, catalogue.rules),
        "about_page": describe_page(document, catalogue),
        "neighbourhood": picture
        and {"picture": picture, "caption": caption(picture, words), "description": describe(picture, words)},
    }


def _home(build: Build, source: Source, view: View) -> View:
    home = build.home
    routes = [
        Route(one.id, one.label, relative_url(one.url, ""), picture.through)
        for one in home.motions
        if (picture := picture_of(one.id, build.catalogue.settings))
    ]
    drawing = draw_routes(routes, "The ways to reach whoever pays") if routes else ""
    all_paths: tuple[PathEntry, ...] = path_entries(build.catalogue.paths)
    return {
        "home": home,
        "picture": {"svg": drawing, "caption": ""} if drawing else None,
        "paths": {**view["paths"], "all": all_paths},
        "lead": until_heading(view["body"]),
    }


def _motion(build: Build, source: Source, view: View) -> View:
    assert source.document is not None
    motions = {motion.get("page"): motion["id"] for motion in build.catalogue.rules.get("motions", ())}
    option = motions.get(source.document.id, source.document.slug)
    picture = picture_of(option, build.catalogue.settings)
    if picture is None:
        return {}
    drawing = draw_flow(picture, option, f"{source.document.title}: how value and money move")
    return {"picture": {"svg": drawing, "caption": picture.caption}}


def _question(build: Build, source: Source, view: View) -> View:
    assert source.document is not None
    return {"question_head": asked_of(source.document.id, build.catalogue.rules)}


def _case(build: Build, source: Source, view: View) -> View:
    assert source.document is not None
    result = build.case_results.get(source.document.id)
    return {"case_view": view_case(source.document, result, build.catalogue.rules) if result else None}


def _disagreement(build: Build, source: Source, view: View) -> View:
    return {"label": view["glance"].kind or source.look.label}


def _path(build: Build, source: Source, view: View) -> View:
    return {"crumbs": [PageLink("Home", FIRST_PAGE), PageLink(build.catalogue.words.say("Reading paths"), PATHS.url)]}


def _category(build: Build, source: Source, view: View) -> View:
    """The motions side by side, in the listing of their folder."""
    entries = motion_entries(build.catalogue)
    members = {one.url for one in build.catalogue.documents.values() if f"{one.folder}/" == source.url}
    if not entries or members != {entry.url for entry in entries}:
        return {}
    gallery = []
    for entry in entries:
        picture = picture_of(entry.id, build.catalogue.settings)
        drawing = draw_flow(picture, entry.id, f"{entry.label}: how value and money move", entry.id) if picture else ""
        gallery.append({**plain(entry), "svg": drawing, "caption": picture.caption if picture else ""})
    return {"gallery": gallery, "lead": view["body"].split("<ul", 1)[0]}


def _map(build: Build, source: Source, view: View) -> View:
    lead = until_heading(view["body"])
    graph: Mapping[str, Any] = build.graph_data
    return {"map": map_filters(graph, build.catalogue.nouns), "lead": lead, "body": view["body"][len(lead) :]}


OF_KIND: dict[str, Callable[[Build, Source, View], View]] = {
    "home": _home,
    "motion": _motion,
    "question": _question,
    "case": _case,
    "disagreement": _disagreement,
    "path": _path,
    "category": _category,
    "map": _map,
}


_HEADING = re.compile(r"(?s)\A(.*?</h1>)(.*)\Z")


def split_heading(html: str) -> tuple[str, str]:
    """The heading of a page, empty where it has none, and what follows."""
    match = _HEADING.match(html)
    return (match[1], match[2]) if match else ("", html)


def until_heading(html: str) -> str:
    """What stands before the first section."""
    return html.split("<h2", 1)[0]


def inner_contents(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The headings below the title."""
    if contents and contents[0]["level"] == 1:
        children: list[dict[str, Any]] = contents[0]["children"]
        return children
    return contents


def plain_view(view: View) -> View:
    """The view as plain data."""
    return {name: plain(value) for name, value in view.items()}


def plain(value: Any) -> Any:
    """Plain data of the core's values."""
    kind = value.__class__
    if kind in _PLAIN or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [each if each.__class__ in _PLAIN else plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: each if each.__class__ in _PLAIN else plain(each) for key, each in value.items()}
    return {name: plain(getattr(value, name)) for name in _names(kind)}


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Most of what a view holds: some 300 values a page are asked for no more than this."""


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Fields of a dataclass."""
    return tuple(field.name for field in fields(kind))
