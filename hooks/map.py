"""The map of the whole library at `/map/`: its page, and the places of all documents in graph.json."""

import json
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from build_state import LOG, get_state
from installation import ROOT
from kb.library.catalogue import Catalogue
from kb.library.link_graph import MENTIONS
from kb.links.relations import RelationType
from kb.pages.map_layout import VERSION, lay_out_map, map_input, with_places
from kb.pages.previews import version_of
from kb.reading.document import Document, Kind
from kb.reading.slugs import slugify
from runtime.files import cache_of

PAGE = "map/index.md"
GRAPH = "api/v1/graph.json"
CACHE = cache_of(ROOT) / "map"
KEPT = 20
"""Layouts kept in the cache: those of a few libraries and their last changes."""
KINDS = {
    Kind.FRAMEWORK: "Frameworks",
    Kind.MOTION: "Motions",
    Kind.QUESTION: "Questions",
    Kind.CASE: "Cases",
    Kind.PAGE: "Other pages",
}
TYPES = {
    RelationType.RELATED: "Related",
    RelationType.PREREQUISITE: "Read first",
    RelationType.LEADS_TO: "Read after",
    RelationType.ALTERNATIVE: "Alternative",
    RelationType.COMPLEMENTS: "Complements",
    RelationType.CONTRADICTS: "Contradicts",
    MENTIONS: "Linked in the text",
}
_newest: list[str] = []


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the page, unless the library has one, and lay out the graph. After `published_data`, which adds the graph."""
    if files.get_file_from_path(PAGE) is None:
        files.append(File.generated(config, PAGE, content=map_page(get_state().catalogue)))
    graph = files.get_file_from_path(GRAPH)
    if graph:
        graph.content_string = with_places(graph.content_string, places_of(graph.content_string))
        _newest[:] = [graph.content_string]
    return files


def map_page(catalogue: Catalogue) -> str:
    """The page's Markdown: every document under its category, which is the map for readers without it."""
    groups: dict[str, list[Document]] = {}
    for document in catalogue.documents.values():
        groups.setdefault(document.category or "more", []).append(document)
    lead = f"{len(catalogue.documents)} pages and how they are tied to each other."
    parts = ["---\ntitle: Map\ntemplate: map.html\n---", "# Map", lead]
    for name, members in sorted(groups.items()):
        title = name.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()
        items = sorted(members, key=lambda document: (document.title.casefold(), document.id))
        parts.append(f"## {escape(title)} {{: #{slugify(name)} }}")
        parts.append("\n".join(f"- [{escape(document.title)}](../{document.path})" for document in items))
    return "\n\n".join(parts) + "\n"


def places_of(graph_text: str) -> dict[str, list[int]]:
    """The layout, from the cache where this graph was laid out before."""
    categories, ties = map_input(graph_text)
    key = version_of(json.dumps([VERSION, categories, ties], sort_keys=True))
    cached = CACHE / f"{key}.json"
    try:
        places: dict[str, list[int]] = json.loads(cached.read_text(encoding="utf-8"))
        if places.keys() == categories.keys():
            return places
    except (OSError, ValueError):
        pass  # Not there yet, or cut short: laid out anew.
    places = {identity: list(place) for identity, place in lay_out_map(categories, ties).items()}
    try:
        keep(cached, json.dumps(places))
    except OSError as error:
        LOG.info("the map's layout is not kept for the next build: %s", error)
    return places


def keep(cached: Path, text: str) -> None:
    """Write a layout in one step and let the oldest go."""
    cached.parent.mkdir(parents=True, exist_ok=True)
    partial = cached.with_suffix(".part")
    partial.write_text(text, encoding="utf-8")
    partial.rename(cached)
    for old in sorted(CACHE.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`map` for the map's filters: the kinds and ties there are, with how many of each."""
    if page.file.src_uri == PAGE:
        graph = json.loads(_newest[0])
        kinds = Counter(node["kind"] for node in graph["nodes"])
        types = Counter(edge["type"] for edge in graph["edges"])
        context["map"] = {
            "kinds": [{"id": str(k), "label": label, "count": kinds[k]} for k, label in KINDS.items() if kinds[k]],
            "types": [{"id": str(t), "label": label, "count": types[t]} for t, label in TYPES.items() if types[t]],
        }
    return context
