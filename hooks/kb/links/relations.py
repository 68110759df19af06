"""Which documents belong together and why, from front matter and related lists, seen from both ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kb.links.found import ResolvedLink, ambiguous, is_file
from kb.links.resolution import Resolver, Via
from kb.links.wanted import Want, add_want, merge_wants
from kb.problems.problem import Problem, finding
from kb.reading.document import Document
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Scalar, Sequence
from kb.reading.names import DocumentId
from kb.reading.plain_text import plain_text


class RelationType(StrEnum):
    """How one document stands to another."""

    RELATED = "related"
    """Nobody says more."""
    PREREQUISITE = "prerequisite"
    """The target comes first."""
    LEADS_TO = "leads-to"
    """A prerequisite seen from its other end."""
    ALTERNATIVE = "alternative"
    """Either one does."""
    COMPLEMENTS = "complements"
    """Both together do more."""
    CONTRADICTS = "contradicts"
    """They say different things."""

    @property
    def inverse(self) -> "RelationType":
        """The same relation seen from the target."""
        pairs = {RelationType.PREREQUISITE: RelationType.LEADS_TO, RelationType.LEADS_TO: RelationType.PREREQUISITE}
        return pairs.get(self, self)


_TYPES = (
    (
        RelationType.PREREQUISITE,
        re.compile(r"(?:\(?(?:a |the )?prerequisite\b|read (?:this |it )?first\b)", re.IGNORECASE),
    ),
    (
        RelationType.CONTRADICTS,
        re.compile(
            r"(?:it )?(?:\(?contradicts\b|(?:directly )?contradict(?:s|ing)\b"
            r"|(?:a |the )?contradict(?:ion|ory)\b|(?:a |the )?contrasting\b|in contrast\b"
            r"|(?:a |the )?opposite\b|(?:a |the )?counterpoint\b|disagrees\b)",
            re.IGNORECASE,
        ),
    ),
    (RelationType.ALTERNATIVE, re.compile(r"\(?(?:an? |the )?alternative\b(?! (?:life|path|career))", re.IGNORECASE)),
    (
        RelationType.COMPLEMENTS,
        re.compile(
            r"(?:\(?(?:an? |the )?complement(?:ary|s|ing)?\b|pairs (?:well )?with\b"
            r"|goes (?:well )?with\b)",
            re.IGNORECASE,
        ),
    ),
)
"""What a reason begins with when it says the type itself; words further on may be about something else."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One document names another as related."""

    source: DocumentId
    target: DocumentId
    type: RelationType
    reason: str
    """The sentence that gives the reason; empty where none is given."""
    via: tuple[str, ...]
    """Where it is said: `front matter`, `list`."""
    line: int


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as one of its two ends shows it."""

    id: DocumentId
    """The other document."""
    type: RelationType
    reason: str
    """This document's reason, or the other's where this one gives none."""
    direction: str
    """`out` where only this document says it, `in` where only the other one does, `both`."""
    via: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What one document says about one other."""

    type: RelationType = RelationType.RELATED
    reason: str = ""
    via: list[str] = field(default_factory=list)
    line: int = 0


def type_of(reason: str) -> RelationType:
    """The type a reason says in so many words at its beginning; `related` otherwise."""
    return next((kind for kind, pattern in _TYPES if pattern.match(reason)), RelationType.RELATED)


def read_relations(
    document: Document, resolver: Resolver, links: tuple[ResolvedLink, ...]
) -> tuple[tuple[Relation, ...], tuple[Want, ...], list[Problem]]:
    """What a document relates to, what it wants, and what is wrong with what it names."""
    found: dict[DocumentId, _Found] = {}
    wants: dict[str, list[Want]] = {}
    problems: list[Problem] = []
    entries: dict[DocumentId, int] = {}
    for scalar, type_text, reason in _entries(document):
        resolution = resolver.resolve(scalar.text, document.id)
        target = resolution.document_id
        if resolution.reason is Via.AMBIGUOUS:
            problems.append(ambiguous(document.path, (scalar.line, scalar.column), scalar.text, resolution))
        elif target == document.id:
            problems.append(
                finding(
                    document.path,
                    scalar,
                    "W056",
                    f"'{scalar.text}' is this document itself",
                    "it would be shown as related to itself",
                    "take it out",
                )
            )
        elif target:
            if target in entries:
                problems.append(
                    finding(
                        document.path,
                        scalar,
                        "W055",
                        f"'{scalar.text}' names {target} a second time (first on line {entries[target]})",
                        "once is enough",
                        "take one out",
                    )
                )
            entries.setdefault(target, scalar.line)
            declared = RelationType(type_text) if type_text in RelationType else type_of(reason)
            _add(found, target, declared, reason, "front matter", scalar.line)
        elif resolution.reason not in (Via.EXTERNAL, Via.MALFORMED):
            add_want(wants, document.id, scalar.text, scalar.text, scalar.line, scalar.column, False)
    for item in document.structure.related:
        resolution = resolver.resolve(item.target or item.name, document.id)
        if resolution.document_id and resolution.document_id != document.id:
            kind = RelationType.PREREQUISITE if item.is_prerequisite else type_of(item.reason)
            _add(found, resolution.document_id, kind, item.reason, "list", item.line)
        elif not item.target and resolution.reason is Via.AMBIGUOUS:
            problems.append(ambiguous(document.path, (item.line, item.column), item.name, resolution))
        elif not item.target and resolution.reason is Via.WANTED and _is_name(item.name):
            add_want(wants, document.id, item.name, item.name, item.line, item.column, True)
    for resolved in links:
        link = resolved.link
        if resolved.resolution.reason is Via.WANTED and link.target and not link.is_image and not is_file(link.target):
            add_want(wants, document.id, plain_text(link.text), link.target, link.line, link.column, True)
    relations = tuple(
        Relation(document.id, target, one.type, one.reason, tuple(one.via), one.line)
        for target, one in sorted(found.items())
    )
    return relations, tuple(merge_wants(places) for _, places in sorted(wants.items())), problems


def _entries(document: Document) -> Iterator[tuple[Scalar, str, str]]:
    """Related frameworks of the front matter with type and reason."""
    node = document.meta.get("related_frameworks") if document.meta else None
    items = node.items if isinstance(node, Sequence) else (node,) if isinstance(node, Scalar) else ()
    for item in items:
        if isinstance(item, Scalar) and item.text.strip():
            yield item, "", ""
        elif isinstance(item, MappingNode):
            to = item.get("to")
            if isinstance(to, Scalar) and to.text.strip():
                yield to, item.text("type"), item.text("reason")


def _add(
    found: dict[DocumentId, _Found], target: DocumentId, kind: RelationType, reason: str, via: str, line: int
) -> None:
    one = found.setdefault(target, _Found(line=line))
    if kind is not RelationType.RELATED and one.type is RelationType.RELATED:
        one.type = kind
    if reason and not one.reason:
        one.reason = reason
    if via not in one.via:
        one.via.append(via)


def _is_name(text: str) -> bool:
    """Whether plain words of a related list can be a document's name rather than a remark."""
    return 0 < len(text) <= 60 and len(text.split()) <= 8 and text[-1] not in ".:;!?"


def related_views(relations: tuple[Relation, ...]) -> dict[DocumentId, tuple[Related, ...]]:
    """Relations of every document, those that others declare included, sorted by the other document."""
    pairs: dict[DocumentId, dict[DocumentId, list[Relation | None]]] = {}
    for relation in relations:
        pairs.setdefault(relation.source, {}).setdefault(relation.target, [None, None])[0] = relation
        pairs.setdefault(relation.target, {}).setdefault(relation.source, [None, None])[1] = relation
    views: dict[DocumentId, tuple[Related, ...]] = {}
    for identity, others in pairs.items():
        views[identity] = tuple(_view(other, *ends) for other, ends in sorted(others.items()))
    return views


def _view(other: DocumentId, mine: Relation | None, theirs: Relation | None) -> Related:
    own = mine or theirs
    assert own is not None
    kind = mine.type if mine and mine.type is not RelationType.RELATED else theirs.type.inverse if theirs else own.type
    reason = (mine.reason if mine else "") or (theirs.reason if theirs else "")
    return Related(other, kind, reason, "both" if mine and theirs else "out" if mine else "in", own.via)
