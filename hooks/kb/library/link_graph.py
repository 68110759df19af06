"""The library as a graph: documents and how each is tied to the others, seen from both ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.library.catalogue import Catalogue
from kb.links.relations import RelationType
from kb.reading.document import Kind
from kb.reading.names import Address, DocumentId

MENTIONS = "mentions"
"""Type of a tie that is no more than a link in the text."""


@dataclass(frozen=True, slots=True)
class Node:
    """One document."""

    id: DocumentId
    title: str
    url: Address
    kind: str
    category: str
    motion: str
    """Motion whose page this is; empty for all others."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How a document is tied to another, seen from the first."""

    type: str
    """A `RelationType`, or `mentions`."""
    direction: str
    """`out` where only the first says it, `in` where only the other does, `both`."""


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """All documents and ties."""

    nodes: Mapping[DocumentId, Node]
    """By id, sorted."""
    ties: Mapping[DocumentId, Mapping[DocumentId, Tie]]
    """Of each document by the other's id, sorted; both ends hold a tie."""


def make_link_graph(catalogue: Catalogue) -> LinkGraph:
    """The graph of a library: what is declared as related, and links in the text between all others."""
    motions = {motion.get("page"): motion["id"] for motion in catalogue.rules.get("motions", ())}
    nodes = {
        document.id: Node(
            document.id,
            document.title,
            document.url,
            str(document.kind),
            document.category,
            motions.get(document.id, "") if document.kind is Kind.MOTION else "",
        )
        for document in catalogue.documents.values()
    }
    ties: dict[DocumentId, dict[DocumentId, Tie]] = {identity: {} for identity in nodes}
    for identity, views in catalogue.related.items():
        for view in views:
            ties[identity][view.id] = Tie(str(view.type), view.direction)
    mentions = {(link.id, target) for target, links in catalogue.backlinks.items() for link in links}
    for source, target in mentions:
        if target in catalogue.documents and target not in {one.id for one in catalogue.related.get(source, ())}:
            both = (target, source) in mentions
            ties[source][target] = Tie(MENTIONS, "both" if both else "out")
            ties[target][source] = Tie(MENTIONS, "both" if both else "in")
    return LinkGraph(nodes, {identity: dict(sorted(found.items())) for identity, found in ties.items()})


WORDS = {
    RelationType.PREREQUISITE: "read first",
    RelationType.LEADS_TO: "read after",
    RelationType.ALTERNATIVE: "alternative",
    RelationType.COMPLEMENTS: "complements",
    RelationType.CONTRADICTS: "contradicts",
}
"""What a type is called beside the other document; a plain relation and a mention need no word."""


def word_of(type_name: str) -> str:
    """What to call the other end of a tie; empty where the type says nothing more than that there is one."""
    return WORDS.get(RelationType(type_name), "") if type_name in RelationType else ""
