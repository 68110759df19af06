"""The page of the map: every document under its category, which is the map for readers without it, and its filters."""

from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Any

from kb.library.catalogue import Catalogue
from kb.library.facets import KIND_ORDER
from kb.library.link_graph import MENTIONS
from kb.library.settings import Nouns
from kb.links.relations import RelationType
from kb.pages.listing_pages import link_to
from kb.reading.document import Document, Kind
from kb.reading.slugs import slugify

_KINDS = {
    Kind.FRAMEWORK: "Frameworks",
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


def map_page(catalogue: Catalogue) -> str:
    """Markdown of the page."""
    groups: dict[str, list[Document]] = {}
    for document in catalogue.documents.values():
        groups.setdefault(document.category or "more", []).append(document)
    words = catalogue.words
    pages = words.count(len(catalogue.documents), "page", "pages")
    parts = [f"# {words.mark('Map')}", words.mark("{pages} and how they are tied to each other.", pages=pages)]
    for name, members in sorted(groups.items()):
        title = (
            words.say("More")
            if name == "more"
            else name.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()
        )
        items = sorted(members, key=lambda document: (document.title.casefold(), document.id))
        parts.append(f"## {escape(title)} {{: #{slugify(name)} }}")
        parts.append("\n".join(f"- {link_to(document, '../')}" for document in items))
    return "\n\n".join(parts) + "\n"


def map_filters(graph: Mapping[str, Any], nouns: Nouns) -> dict[str, list[dict[str, Any]]]:
    """`kinds` of pages and `types` of ties that there are, each with id, label and count.

    Args:
        graph: what `graph.json` holds.
        nouns: what the selector ranks.
    """
    kinds = Counter(node["kind"] for node in graph["nodes"])
    labels = {**_KINDS, Kind.MOTION: nouns.start_many}
    types = Counter(edge["type"] for edge in graph["edges"])
    return {
        "kinds": [{"id": str(k), "label": labels[k], "count": kinds[k]} for k in KIND_ORDER if kinds[k]],
        "types": [{"id": str(t), "label": label, "count": types[t]} for t, label in TYPES.items() if types[t]],
    }
