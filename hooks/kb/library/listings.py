"""Which documents share a category, a tag, a guest, an episode or a motion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from kb.checks.sources import episode_key
from kb.library.tags import Tag, tag_slug
from kb.links.found import ResolvedLink
from kb.links.relations import Relation
from kb.reading.document import Document, Kind
from kb.reading.names import DocumentId
from kb.reading.slugs import name_key, short_name, title_of
from kb.sources.registry import SourceRegistry


@dataclass(frozen=True, slots=True)
class Listing:
    """Documents that have one thing in common."""

    slug: str
    """Part of its address."""
    label: str
    description: str
    """Empty where nobody wrote one."""
    ids: tuple[DocumentId, ...]
    """Documents, sorted by title."""


@dataclass(frozen=True)
class Listings:
    """All listings of a library, each kind sorted by slug."""

    categories: tuple[Listing, ...]
    tags: tuple[Listing, ...]
    guests: tuple[Listing, ...]
    episodes: tuple[Listing, ...]
    motions: tuple[Listing, ...]
    motions_of: Mapping[DocumentId, tuple[str, ...]]
    """Motions of each document that has some."""

    @cached_property
    def _of(self) -> Mapping[str, Mapping[DocumentId, tuple[Listing, ...]]]:
        kinds = {"category": self.categories, "guest": self.guests, "episode": self.episodes, "tag": self.tags}
        found: dict[str, dict[DocumentId, tuple[Listing, ...]]] = {}
        for kind, listings in (*kinds.items(), ("motion", self.motions)):
            places = found[kind] = {}
            for listing in listings:
                for identity in dict.fromkeys(listing.ids):
                    places[identity] = (*places.get(identity, ()), listing)
        return found

    def of(self, kind: str, identity: DocumentId) -> tuple[Listing, ...]:
        """The listings that a document is in, sorted by slug.

        Args:
            kind: `category`, `guest`, `episode`, `tag` or `motion`.
        """
        return self._of[kind].get(identity, ())

    def sharing(self, identity: DocumentId) -> dict[str, tuple[str, ...]]:
        """Other documents with the same guest, episode, tag or motion, by what they share."""
        shared: dict[str, tuple[str, ...]] = {}
        for kind in ("guest", "episode", "tag", "motion"):
            others = {other for listing in self.of(kind, identity) for other in listing.ids} - {identity}
            shared[kind] = tuple(sorted(others))
        return shared


def guest_of(document: Document, sources: SourceRegistry) -> str:
    """Who a document credits: `source_guest`, or the guest or author of its source; empty where nobody."""
    if document.meta is None:
        return ""
    source = sources.get(document.meta.text("source"))
    return document.meta.text("source_guest") or (source.who if source else "") or ""


def episode_of(document: Document, sources: SourceRegistry) -> str:
    """Title of the recording or text a document rests on; empty where none is named."""
    if document.meta is None:
        return ""
    source = sources.get(document.meta.text("source"))
    return document.meta.text("source_episode") or (source.title if source else "") or ""


def make_listings(
    documents: Mapping[DocumentId, Document],
    sources: SourceRegistry,
    vocabulary: Mapping[str, Tag],
    links: Mapping[DocumentId, tuple[ResolvedLink, ...]],
    relations: Iterable[Relation],
    motions: Mapping[str, DocumentId],
    labels_of: Mapping[str, str] = MappingProxyType({}),
) -> Listings:
    """Group the documents.

    Args:
        motions: id of the page of each motion by the motion's id, in declared order.
        labels_of: what the owner calls a folder.
    """
    titles = {identity: (document.title.casefold(), identity) for identity, document in documents.items()}
    categories: dict[str, list[DocumentId]] = {}
    tags: dict[str, list[DocumentId]] = {}
    guests: dict[str, list[DocumentId]] = {}
    episodes: dict[str, list[DocumentId]] = {}
    labels: dict[tuple[str, str], dict[str, int]] = {}
    for identity, document in documents.items():
        if document.category:
            categories.setdefault(document.category, []).append(identity)
        spellings = {tag_slug(tag): tag for tag in reversed(document.tags)}
        for slug, tag in sorted(spellings.items()):
            tags.setdefault(slug, []).append(identity)
            counted = labels.setdefault(("tag", slug), {})
            counted[tag] = counted.get(tag, 0) + 1
        for kind, groups, name, key in (
            ("guest", guests, guest_of(document, sources), name_key(short_name(guest_of(document, sources)))),
            ("episode", episodes, episode_of(document, sources), episode_key(episode_of(document, sources))),
        ):
            if key:
                slug = key.replace(" ", "-")
                groups.setdefault(slug, []).append(identity)
                counted = labels.setdefault((kind, slug), {})
                counted[name] = counted.get(name, 0) + 1

    def label(kind: str, slug: str) -> str:
        """The spelling most documents use."""
        return min(labels[kind, slug].items(), key=lambda item: (-item[1], item[0]))[0]

    def listing(slug: str, name: str, description: str, ids: Iterable[DocumentId]) -> Listing:
        return Listing(slug, name, description, tuple(sorted(ids, key=titles.__getitem__)))

    motions_of = _motions_of(documents, links, relations, motions)
    by_motion = {motion: [i for i, found in motions_of.items() if motion in found] for motion in motions}
    return Listings(
        categories=tuple(
            listing(slug, labels_of.get(slug) or _category_label(slug, documents), _category_line(slug, documents), ids)
            for slug, ids in sorted(categories.items())
        ),
        tags=tuple(
            listing(
                slug,
                vocabulary[slug].label if slug in vocabulary else label("tag", slug).replace("-", " "),
                vocabulary[slug].description if slug in vocabulary else "",
                ids,
            )
            for slug, ids in sorted(tags.items())
        ),
        guests=tuple(listing(slug, label("guest", slug), "", ids) for slug, ids in sorted(guests.items())),
        episodes=tuple(listing(slug, label("episode", slug), "", ids) for slug, ids in sorted(episodes.items())),
        motions=tuple(
            listing(
                motion,
                documents[page].title if page in documents else title_of(motion),
                documents[page].one_liner if page in documents else "",
                by_motion[motion],
            )
            for motion, page in motions.items()
        ),
        motions_of=motions_of,
    )


def _category_label(slug: str, documents: Mapping[DocumentId, Document]) -> str:
    index = documents.get(DocumentId(f"{slug}/index"))
    return index.title if index else title_of(slug)


def _category_line(slug: str, documents: Mapping[DocumentId, Document]) -> str:
    index = documents.get(DocumentId(f"{slug}/index"))
    return index.one_liner if index else ""


def _motions_of(
    documents: Mapping[DocumentId, Document],
    links: Mapping[DocumentId, tuple[ResolvedLink, ...]],
    relations: Iterable[Relation],
    motions: Mapping[str, DocumentId],
) -> dict[DocumentId, tuple[str, ...]]:
    """Motions a document speaks of: it is tagged with one, links to its page, or is related to it."""
    pages = {page: motion for motion, page in motions.items()}
    found: dict[DocumentId, set[str]] = {}
    for relation in relations:
        if relation.target in pages:
            found.setdefault(relation.source, set()).add(pages[relation.target])
    for identity, document in documents.items():
        mine = found.setdefault(identity, set())
        mine.update(tag for tag in document.tags if tag in motions)
        if document.kind is Kind.MOTION and identity in pages:
            mine.add(pages[identity])
        for resolved in links.get(identity, ()):
            target = resolved.resolution.document_id
            if target in pages:
                mine.add(pages[target])
    order = list(motions)
    return {i: tuple(sorted(mine, key=order.index)) for i, mine in sorted(found.items()) if mine}
