"""What readers narrow a list of documents by, in one table (`FACETS`)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kb.library.catalogue import Catalogue
from kb.library.settings import Nouns
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Scalar
from kb.reading.slugs import slugify

_LABELS = {
    Kind.FRAMEWORK: "Framework",
    Kind.QUESTION: "Question",
    Kind.CASE: "Case",
    Kind.PAGE: "Guide",
}
KIND_ORDER = (Kind.FRAMEWORK, Kind.MOTION, Kind.QUESTION, Kind.CASE, Kind.PAGE)


def kind_label(kind: Kind, catalogue: Catalogue) -> str:
    """What a page of a kind is: what is ranked has the library's own noun; plain pages of ours guide through the site,
    those of anybody else may be anything."""
    if kind is Kind.PAGE and catalogue.foreign:
        return "Page"
    return _LABELS.get(kind) or catalogue.nouns.start_one


_LISTED = re.compile(r"(?i)\b(?:ipo|s-1|direct listing|spin-off)\b")
_YEARS = re.compile(r"\b(?:19|20)[0-9]{2}\b|\bFY[0-9]{2,4}")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    slug: str
    """As it stands in addresses."""
    label: str


def _belonging(kind: str, document: Document, catalogue: Catalogue) -> tuple[Value, ...]:
    return tuple(Value(listing.slug, listing.label) for listing in catalogue.listings.of(kind, document.id))


def _categories_of(document: Document, catalogue: Catalogue) -> tuple[Value, ...]:
    found = _belonging("category", document, catalogue)
    return tuple(Value(one.slug, short_label(one.label)) for one in found)


def _motions_of(document: Document, catalogue: Catalogue) -> tuple[Value, ...]:
    labels = {motion["id"]: motion["label"] for motion in catalogue.rules.get("motions", ())}
    named = catalogue.listings.motions_of.get(document.id, ())
    return tuple(Value(motion, labels.get(motion, motion)) for motion in named)


def short_label(name: str) -> str:
    """A name without what follows its colon: `Cases: 75 companies` is Cases."""
    return name.partition(":")[0].strip() or name


def stage_of(document: Document) -> tuple[Value, ...]:
    """Where a company stood in the time a case tells of; what is neither a listing nor years is taken as written."""
    if document.meta is None:
        return ()
    case = document.meta.get("case")
    node = case.get("stage") if isinstance(case, MappingNode) else document.meta.get("stage")
    written = node.text.strip() if isinstance(node, Scalar) else ""
    if not written:
        return ()
    if _LISTED.search(written):
        return (Value("going-public", "Going public"),)
    if _YEARS.search(written):
        return (Value("several-years", "Over several years"),)
    return (Value(slugify(written), written),)


FACETS: dict[str, Callable[[Document, Catalogue], tuple[Value, ...]]] = {
    "kind": lambda document, catalogue: (Value(str(document.kind), kind_label(document.kind, catalogue)),),
    "category": _categories_of,
    "motion": _motions_of,
    "stage": lambda document, _: stage_of(document),
    "guest": lambda document, catalogue: _belonging("guest", document, catalogue),
    "tag": lambda document, catalogue: _belonging("tag", document, catalogue),
}
"""Values of a document by facet, in the order in which the facets are offered; each is a key in the address."""
ONLY_BROWSED = frozenset({"stage"})
"""Facets of the list of pages alone: in search too few pages have them."""


def facet_label(facet: str, nouns: Nouns) -> str:
    """What a facet is called."""
    return nouns.start_one if facet == "motion" else facet.capitalize()


def facets_of(document: Document, catalogue: Catalogue) -> dict[str, tuple[Value, ...]]:
    """Values of one document by facet; a facet it has nothing for is empty."""
    return {facet: read(document, catalogue) for facet, read in FACETS.items()}


def values_in_use(
    found: Iterable[Mapping[str, tuple[Value, ...]]], motions: Iterable[str] = ()
) -> dict[str, dict[Value, int]]:
    """How many documents have each value, by facet: kinds and motions in their own order, the rest by label.

    Args:
        motions: ids of the motions in declared order.
    """
    counted: dict[str, dict[Value, int]] = {facet: {} for facet in FACETS}
    for facets in found:
        for facet, values in facets.items():
            for value in values:
                counted[facet][value] = counted[facet].get(value, 0) + 1
    declared = {"kind": [str(kind) for kind in KIND_ORDER], "motion": list(motions)}
    for facet, numbers in counted.items():
        order = declared.get(facet, [])
        counted[facet] = dict(
            sorted(
                numbers.items(),
                key=lambda item: (
                    order.index(item[0].slug) if item[0].slug in order else len(order),
                    item[0].label.casefold(),
                    item[0].slug,
                ),
            )
        )
    return counted
