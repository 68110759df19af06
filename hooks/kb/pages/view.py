"""What a page shows around its text: who said it and when, what it is tied to, which rules rest on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.library.catalogue import Catalogue
from kb.library.facets import kind_label, short_label
from kb.library.listings import episode_of, guest_of
from kb.library.tags import tag_slug
from kb.reading.document import Document, Kind
from kb.reading.names import FIRST_PAGE, Address, Anchor
from kb.reading.sections import Role
from kb.reading.timestamps import format_time
from kb.sources.registry import Source

WORDS_PER_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of a page."""

    kind: str
    """Kind of page as readers see it; empty for a plain page."""
    source: str
    """Who said it; empty where nobody is named."""
    published: str
    """Year, month or day of the source, as a reader writes it; empty where unknown."""
    watch_url: str | None
    """Address of the first moment the page rests on."""
    watch_label: str
    minutes: int
    """To read it; 0 for a page of few words."""
    applies: tuple[str, ...]
    does_not_apply: tuple[str, ...]
    opens_with_use: bool
    """The text itself soon says when to use it, so that nothing above has to."""
    status: str
    """`disputed`, `inference` or `draft`; empty where the page is confirmed or says nothing."""
    updated: str


@dataclass(frozen=True, slots=True)
class TiedPage:
    """One document that this page is tied to."""

    title: str
    url: Address
    one_liner: str
    type: str
    """How it is related; empty for a plain relation."""
    reason: str
    """The sentence that says why, or that links here."""


@dataclass(frozen=True, slots=True)
class RestingRule:
    """One row of a decision table whose reference is this page."""

    question: str
    label: str
    url: Address


def glance_at(document: Document, catalogue: Catalogue) -> Glance:
    """The head of a document's page."""
    source = catalogue.sources.get(document.meta.text("source")) if document.meta else None
    watch_url, watch_label = first_moment(document, catalogue, source)
    structure = document.structure
    status = document.meta.text("status") if document.meta else ""
    return Glance(
        kind="" if document.kind is Kind.PAGE else kind_label(document.kind, catalogue),
        source=byline(document, catalogue, source),
        published=catalogue.words.date(source.date) if source and source.date else "",
        watch_url=watch_url,
        watch_label=watch_label,
        # The few pages about our own site are no reading.
        minutes=0 if document.kind is Kind.PAGE and not catalogue.foreign else reading_minutes(document),
        applies=tuple(item.label for item in structure.applies),
        does_not_apply=tuple(item.label for item in structure.does_not_apply),
        opens_with_use=_opens_with_use(document),
        status=_state(document, catalogue) or (status if status in ("disputed", "inference") else ""),
        updated=document.meta.text("updated") if document.meta else "",
    )


def _state(document: Document, catalogue: Catalogue) -> str:
    if not document.is_held_back:
        return ""
    return "draft" if catalogue.settings.drafts else "draft: only you see it, a build leaves it out"


def reading_minutes(document: Document) -> int:
    """Minutes to read the body; 0 for one of few words."""
    return round(document.words / WORDS_PER_MINUTE)


def _opens_with_use(document: Document) -> bool:
    """Whether no more than what it is comes before the lists on when to use it: a box above would say them twice."""
    roles = [section.role for section in document.structure.sections if section.level == 2]
    return Role.APPLIES in [role for role in roles if role is not Role.WHAT][:1]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to go to, by name."""

    title: str
    url: Address


def crumbs_of(document: Document, catalogue: Catalogue) -> tuple[PageLink, ...]:
    """The way from the first page down to the listing a document stands in; empty at the top of the library."""
    if not document.folder:
        return ()
    labels = {listing.slug: listing.label for listing in catalogue.listings.categories}
    parts = document.folder.split("/")
    folders = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    names = {folder: labels.get(folder, catalogue.settings.title_of_folder(folder)) for folder in folders}
    listed = [PageLink(short_label(name), Address(f"{folder}/")) for folder, name in names.items()]
    return (PageLink("Home", FIRST_PAGE), *(link for link in listed if link.url != document.url))


def tags_of(document: Document, catalogue: Catalogue) -> tuple[PageLink, ...]:
    """The tags of a document, each with its place in the listing of tags."""
    labels = {listing.slug: listing.label for listing in catalogue.listings.tags}
    return tuple(
        PageLink(labels.get(tag, tag), Address(f"tags/#{tag}")) for tag in dict.fromkeys(map(tag_slug, document.tags))
    )


def byline(document: Document, catalogue: Catalogue, source: Source | None) -> str:
    """Guest and role, or the episode where the document names nobody."""
    guest = guest_of(document, catalogue.sources)
    role = source.role if source and source.role else ""
    if guest:
        return f"{guest}, {role}" if role else guest
    return episode_of(document, catalogue.sources)


def first_moment(document: Document, catalogue: Catalogue, source: Source | None) -> tuple[str | None, str]:
    """Address and label of the first second the page names, else of the source as a whole."""
    for block in document.structure.source_blocks:
        for moment in block.timestamps:
            cited = catalogue.sources.get(moment.key) if moment.key else source
            if moment.at is None:
                continue
            if cited and cited.video_id:
                return cited.deep_link(moment.at), catalogue.words.say("Watch at {time}", time=format_time(moment.at))
            if block.video_id:
                address = f"https://www.youtube.com/watch?v={block.video_id}&t={moment.at}s"
                return address, catalogue.words.say("Watch at {time}", time=format_time(moment.at))
    url = source.deep_link(None) if source else None
    return url, "Source" if url else ""


def related_entries(document: Document, catalogue: Catalogue) -> tuple[TiedPage, ...]:
    """Relations with the reason either end gives: a document's own in its own order, then those only others name."""
    declared = catalogue.relations_from.get(document.id, {})
    last = len(document.lines) + 1
    entries = []
    for relation in sorted(
        catalogue.related.get(document.id, ()), key=lambda one: (declared.get(one.id, last), one.id)
    ):
        other = catalogue.documents[relation.id]
        kind = str(relation.type).replace("-", " ")
        entries.append(
            TiedPage(other.title, other.url, other.one_liner, "" if kind == "related" else kind, relation.reason)
        )
    return tuple(entries)


def backlink_entries(document: Document, catalogue: Catalogue) -> tuple[TiedPage, ...]:
    """Who links here in its text; what stands in a related list is a relation already."""
    entries = []
    for link in catalogue.backlinks.get(document.id, ()):
        if not link.in_related:
            other = catalogue.documents[link.id]
            entries.append(TiedPage(other.title, other.url, other.one_liner, "", link.text))
    return tuple(entries)


def resting_rules(document: Document, rules: dict[str, Any]) -> tuple[RestingRule, ...]:
    """Rows of decision tables that give this page as a reference, each once."""
    return tuple(dict.fromkeys(_resting(document.id, rules)))


def _resting(identity: str, rules: dict[str, Any]) -> Iterator[RestingRule]:
    labels = {question["id"]: question["label"] for question in rules.get("questions", ())}
    motions = {motion["id"]: motion["label"] for motion in rules.get("motions", ())}

    def rests(row: dict[str, Any]) -> bool:
        return any(source["kind"] == "link" and source["page"] == identity for source in row["sources"])

    for criterion in rules.get("criteria", ()):
        if criterion["url"] is None:  # our rules in a library without our pages
            continue
        name = ", ".join(labels[question] for question in criterion["questions"])
        for row in criterion["rows"]:
            if rests(row):
                yield RestingRule(name, row["label"], _address(criterion["url"], row["anchor"]))
    for veto in rules.get("vetoes", ()):
        if veto["url"] and rests(veto):
            name = f"Requirement of {motions.get(veto['motion'], veto['motion'])}"
            yield RestingRule(name, veto["label"], _address(veto["url"], veto["anchor"]))
    for hybrid in rules.get("hybrids", ()):
        if hybrid["url"] and rests(hybrid):
            pair = f"{motions.get(hybrid['primary'], hybrid['primary'])} with {hybrid['secondary']}"
            yield RestingRule("Hybrid", pair, _address(hybrid["url"], hybrid["anchor"]))


def _address(url: Address, anchor: Anchor) -> Address:
    """Page and row; the page's address may carry an anchor of its own."""
    return Address(f"{url.partition('#')[0]}#{anchor}")
