"""The published data of a library: index, graph, report, rules and cases as JSON texts.

Keys are sorted, lists have a stated order, and every object carries a `schema` number, so the same library gives the
same bytes.
"""

from collections.abc import Mapping as MappingType
from typing import Any

from kb.checks.keys import KEYS, PUBLISHED, Shape
from kb.library.catalogue import Catalogue
from kb.library.listings import Listing, episode_of, guest_of
from kb.published.json_values import SCHEMA, json_line, json_text, plain_value
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping
from kb.reading.items import Item
from kb.reading.source_blocks import Timestamp


def index_json(catalogue: Catalogue) -> str:
    """Every document with what it says and what it is linked to, sorted by id, each on a line of its own."""
    lines = ",\n".join(json_line(_document(document, catalogue)) for document in catalogue.documents.values())
    return f'{{"documents":[\n{lines}\n],"schema":{SCHEMA}}}\n'


def _document(document: Document, catalogue: Catalogue) -> dict[str, Any]:
    structure = document.structure
    return {
        "id": document.id,
        "kind": str(document.kind),
        "title": document.title,
        "category": document.category,
        "one_liner": document.one_liner,
        "url": document.url,
        "path": document.path,
        "aliases": list(document.aliases),
        "tags": list(document.tags),
        **{key: _written(document, key) for key in PUBLISHED},
        "source": _source(document, catalogue),
        "related": [
            {
                "id": one.id,
                "type": str(one.type),
                "via": list(one.via),
                "direction": one.direction,
                "reason": one.reason,
            }
            for one in catalogue.related.get(document.id, ())
        ],
        "wanted": [{"text": want.text, "line": want.line} for want in catalogue.wants.get(document.id, ())],
        "backlinks": [
            {"id": one.id, "text": one.text, "in_related": one.in_related}
            for one in catalogue.backlinks.get(document.id, ())
        ],
        "summary": structure.summary or structure.opening,
        "parts": [_item(item) for item in structure.parts],
        "steps": [_item(item) for item in structure.steps],
        "applies": [item.label for item in structure.applies],
        "does_not_apply": [item.label for item in structure.does_not_apply],
        "cautions": [item.label for item in structure.cautions],
        "mistakes": [_item(item) for item in structure.mistakes],
        "examples": [_item(item) for item in structure.examples],
        "quotes": [{"text": quote.text, "who": quote.who} for quote in structure.quotes],
        "tables": [{"headers": list(table.headers), "rows": table.rows} for table in structure.tables],
        "motions": list(catalogue.listings.motions_of.get(document.id, ())),
        "headings": [{"level": h.level, "text": h.text, "anchor": h.anchor} for h in document.headings],
        "words": document.words,
    }


def _written(document: Document, key: str) -> str | list[str] | None:
    """A key of the front matter as it is written; None where it is not, or is empty."""
    if document.meta is None:
        return None
    return (list(document.meta.texts(key)) if KEYS[key].shape is Shape.TEXTS else document.meta.text(key)) or None


def _item(item: Item) -> dict[str, str]:
    return {"title": item.title, "text": item.text, "anchor": item.anchor}


def _source(document: Document, catalogue: Catalogue) -> dict[str, Any] | None:
    """Who said it, where and when: from the registry where it is registered, else from the document."""
    key = document.meta.text("source") if document.meta else ""
    source = catalogue.sources.get(key)
    guest, episode = guest_of(document, catalogue.sources), episode_of(document, catalogue.sources)
    blocks = document.structure.source_blocks
    if not (guest or episode or blocks):
        return None
    block = blocks[0] if blocks else None
    url = source.deep_link(None) if source else (block.video_url if block else "") or None
    return {
        "key": key or None,
        "guest": guest or (block.guest if block else "") or None,
        "episode": episode or (block.episode if block else "") or None,
        "date": source.date if source else None,
        "url": url,
        "timestamps": [_moment(moment, catalogue, url) for one in blocks for moment in one.timestamps],
        "doubts": [doubt for one in blocks for doubt in one.doubts],
    }


def _moment(moment: Timestamp, catalogue: Catalogue, url: str | None) -> dict[str, Any]:
    cited = catalogue.sources.get(moment.key) if moment.key else None
    link = cited.deep_link(moment.at) if cited else url
    if not cited and link and moment.at is not None and "youtube.com/watch?v=" in link and "&t=" not in link:
        link = f"{link}&t={moment.at}s"
    return {
        "at": moment.at,
        "until": moment.until,
        "text": moment.text,
        "url": link,
        "approximate": moment.is_approximate,
    }


def graph_json(catalogue: Catalogue) -> str:
    """Documents as nodes, relations and mentions as edges, for drawing.

    A mention is a link in the text between two documents that neither names as related.
    """
    edges = [
        {"source": one.source, "target": one.target, "type": str(one.type), "reason": one.reason}
        for one in catalogue.relations
    ]
    related = {(one.source, one.target) for one in catalogue.relations}
    for target, backlinks in catalogue.backlinks.items():
        seen: set[str] = set()
        for link in backlinks:
            if (link.id, target) not in related and link.id not in seen:
                seen.add(link.id)
                edges.append({"source": link.id, "target": target, "type": "mentions", "reason": link.text})
    edges.sort(key=lambda edge: (edge["source"], edge["target"], edge["type"]))
    nodes = [
        {"id": d.id, "title": d.title, "kind": str(d.kind), "category": d.category, "url": d.url}
        for d in catalogue.documents.values()
    ]
    return json_text({"schema": SCHEMA, "nodes": nodes, "edges": edges})


def rules_json(catalogue: Catalogue) -> str:
    """The compiled rules."""
    return catalogue.rules_text


def cases_json(catalogue: Catalogue, results: MappingType[str, Any] | None = None) -> str:
    """The case library, sorted by id.

    Args:
        results: the selector's result for each case, by the case's id; the core does not compute it.
    """
    cases: list[dict[str, Any]] = []
    for document in catalogue.documents.values():
        case = document.meta.get("case") if document.meta and document.kind is Kind.CASE else None
        if isinstance(case, Mapping):
            found = {
                "id": document.id,
                "title": document.title,
                "url": document.url,
                "one_liner": document.one_liner,
                **{entry.key.text: plain_value(entry.value) for entry in case},
            }
            found["result"] = (results or {}).get(document.id)
            cases.append(found)
    return json_text({"schema": SCHEMA, "cases": cases})


def listings_json(catalogue: Catalogue) -> str:
    """Categories, tags, guests, episodes and motions with their documents."""
    listings = catalogue.listings

    def plain(found: tuple[Listing, ...]) -> list[dict[str, Any]]:
        return [
            {"slug": one.slug, "label": one.label, "description": one.description, "documents": list(one.ids)}
            for one in found
        ]

    return json_text(
        {
            "schema": SCHEMA,
            "categories": plain(listings.categories),
            "tags": plain(listings.tags),
            "guests": plain(listings.guests),
            "episodes": plain(listings.episodes),
            "motions": plain(listings.motions),
        }
    )
