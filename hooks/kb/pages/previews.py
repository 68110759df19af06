"""What a link's preview shows of the page it leads to: one compact text for the whole site."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kb.library.catalogue import Catalogue
from kb.library.link_graph import LinkGraph
from kb.pages.view import byline
from kb.reading.document import Document, Kind
from kb.reading.names import Address, DocumentId

SCHEMA = 1
LEAD_LENGTH = 160


@dataclass(frozen=True, slots=True)
class PageLead:
    """A page that is no document: a listing, the map."""

    title: str
    lead: str
    """Its first paragraph as plain text."""


def previews_json(catalogue: Catalogue, graph: LinkGraph, others: Mapping[Address, PageLead]) -> str:
    """Every page by its place in `pages`, sorted by address.

    Args:
        others: pages that are no documents, by address.
    Returns:
        `{"schema", "pages": [{"url", "title", "one_liner", "kind", "category", "source", "ties"}]}`; empty values are
        left out; `ties` holds the places of the pages tied to this one by type, where a mention that only this page
        makes is `mentions` and one that only the other makes `mentioned-by`.
    """
    documents = {document.url: document for document in catalogue.documents.values()}
    urls = sorted({*documents, *others})
    place = {url: number for number, url in enumerate(urls)}
    pages = []
    for url in urls:
        document = documents.get(url)
        if document is None:
            page: dict[str, object] = {"url": url, "title": others[url].title, "one_liner": others[url].lead}
        else:
            page = {
                "url": url,
                "title": document.title,
                "one_liner": document.one_liner,
                "kind": "" if document.kind is Kind.PAGE else str(document.kind),
                "category": document.category if document.kind is Kind.FRAMEWORK else "",
                "source": _source(document, catalogue),
                "ties": _ties(document.id, graph, place),
            }
        pages.append({key: value for key, value in page.items() if value})
        pages[-1]["url"] = url
    found = {"schema": SCHEMA, "pages": pages}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False) + "\n"


def _source(document: Document, catalogue: Catalogue) -> str:
    return byline(document, catalogue, catalogue.sources.get(document.meta.text("source")) if document.meta else None)


def _ties(identity: DocumentId, graph: LinkGraph, place: Mapping[Address, int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for other, tie in graph.ties[identity].items():
        name = "mentioned-by" if tie.type == "mentions" and tie.direction == "in" else tie.type
        found.setdefault(name, []).append(place[graph.nodes[other].url])
    return {name: sorted(places) for name, places in found.items()}
