"""What the first page shows: the ways in, the numbers, and what is in the library."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.library.catalogue import Catalogue
from kb.library.facets import short_label
from kb.library.listings import Listing
from kb.pages.home_figures import Figure, count, home_figures
from kb.reading.document import Document, Kind
from kb.reading.names import DocumentId
from kb.reading.slugs import INDEX_NAMES

STARTS = 3
"""Pages named beside a category."""
GUESTS = 12
TAGS = 24
CHOOSE = "Choose a motion"


@dataclass(frozen=True, slots=True)
class Way:
    """One way into the site."""

    title: str
    line: str
    url: str
    """Site-root-relative, or an anchor of this page."""


@dataclass(frozen=True, slots=True)
class MotionEntry:
    """One motion with a page."""

    id: str
    label: str
    one_liner: str
    url: str


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page by its title."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """What documents have in common: a category, a guest or a tag."""

    label: str
    url: str
    count: int
    starts: tuple[PageEntry, ...] = ()
    """The members that most other pages are tied to."""
    share: float = 0
    """Its size against the largest of its kind, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    selector_first: bool
    """The rules are the library's own, so the selector is what the site is for."""
    figures: tuple[Figure, ...]
    ways: tuple[Way, ...]
    motions: tuple[MotionEntry, ...]
    """Motions with a page of their own, in declared order."""
    categories: tuple[Group, ...]
    """Folders of frameworks, by name."""
    categories_title: str
    guests: tuple[Group, ...]
    """Those with the most pages."""
    guest_count: int
    tags: tuple[Group, ...]
    """The commonest."""
    tag_count: int


def home_of(
    catalogue: Catalogue, asked: int, backtest: Mapping[str, Any] | None = None, *, is_stale: bool = False
) -> Home:
    """The first page of a library.

    Args:
        asked: questions that move the ranking.
        backtest: what `motionbook backtest --write` keeps in the library.
        is_stale: rules or cases have changed since.
    """
    motions = motion_entries(catalogue)
    first = not catalogue.foreign and bool(motions)
    shared = catalogue.listings
    return Home(
        selector_first=first,
        figures=home_figures(catalogue, backtest, is_stale=is_stale),
        ways=ways_in(catalogue, motions, asked, selector_first=first),
        motions=motions,
        categories=category_groups(catalogue),
        categories_title="Pages by category" if catalogue.foreign else "Frameworks by category",
        guests=largest(shared.guests, "guests", GUESTS),
        guest_count=len(shared.guests),
        tags=largest(shared.tags, "tags", TAGS),
        tag_count=len(shared.tags),
    )


def motion_entries(catalogue: Catalogue) -> tuple[MotionEntry, ...]:
    """The motions of the rules that have a page in this library."""
    entries = []
    for motion in catalogue.rules.get("motions", ()):
        document = catalogue.documents.get(DocumentId(motion.get("page") or ""))
        if document:
            entries.append(MotionEntry(motion["id"], motion["label"], document.one_liner, document.url))
    return tuple(entries)


def ways_in(
    catalogue: Catalogue, motions: tuple[MotionEntry, ...], asked: int, *, selector_first: bool
) -> tuple[Way, ...]:
    """Three ways in, of those that the library has."""
    words = catalogue.words
    ways = []
    if selector_first:
        line = f"{count(asked, 'question', 'questions')} on one page, with what each counts for."
        ways.append(Way("See all questions", line, "selector/"))
        is_market = any(motion["sold_by"] for motion in catalogue.rules["motions"])
        line = "Economics, team, first 90 days, limits." if is_market else "What each is, when it fits and when not."
        folder = motions[0].url.rstrip("/").rpartition("/")[0]
        ways.append(Way("Read about one", line, f"{folder}/" if folder else motions[0].url))
    if catalogue.paths:
        name = next((path.name for path in catalogue.paths if path.name != CHOOSE), CHOOSE)
        paths = words.count(len(catalogue.paths), "path", "paths")
        ways.append(
            Way(words.say("Follow a path"), words.say("{paths}, such as {name}.", paths=paths, name=name), "paths/")
        )
    spare: tuple[Way, ...] = (
        Way(words.say("Browse"), words.say("Every page, filtered by category, guest and tag."), "browse/"),
        Way(words.say("See the map"), words.say("Every page and what it is tied to."), "map/"),
    )
    if asked and not selector_first:
        line = f"{count(asked, 'question', 'questions')} on how your software is bought."
        spare = (*spare, Way(CHOOSE, line, "selector/"))
    return (*ways, *spare)[:3]


def category_groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """Folders that hold frameworks, each with its best connected pages; of somebody's library the outermost ones."""
    labels = {listing.slug: short_label(listing.label) for listing in catalogue.listings.categories}
    folders: dict[str, list[Document]] = {}
    for document in catalogue.documents.values():
        if catalogue.foreign:
            if document.folder:
                folders.setdefault(document.folder.partition("/")[0], []).append(document)
        elif document.kind is Kind.FRAMEWORK and document.folder and document.slug not in INDEX_NAMES:
            folders.setdefault(document.folder, []).append(document)
    most = max(map(len, folders.values()), default=1)
    return tuple(
        Group(
            label=labels.get(folder, catalogue.settings.title_of_folder(folder)),
            url=f"{folder}/",
            count=len(members),
            starts=tuple(PageEntry(one.title, one.url) for one in best_connected(members, catalogue)),
            share=round(len(members) / most, 3),
        )
        for folder, members in sorted(folders.items(), key=lambda item: catalogue.settings.place_of(item[0]))
    )


def best_connected(documents: Iterable[Document], catalogue: Catalogue) -> list[Document]:
    """The documents that most others are related or linked to; by title where it is equal."""

    def rank(document: Document) -> tuple[int, str, str]:
        others = {one.id for one in catalogue.related.get(document.id, ())}
        others |= {link.id for link in catalogue.backlinks.get(document.id, ())}
        return -len(others), document.title.casefold(), document.id

    return sorted(documents, key=rank)[:STARTS]


def largest(listings: Iterable[Listing], page: str, most: int) -> tuple[Group, ...]:
    """The listings of the most documents, shown by name."""
    found = sorted(listings, key=lambda one: (-len(one.ids), one.label.casefold(), one.slug))[:most]
    shown = sorted(found, key=lambda one: (one.label.casefold(), one.slug))
    return tuple(Group(one.label, f"{page}/#{one.slug}", len(one.ids)) for one in shown)
