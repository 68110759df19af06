"""The numbers on the first page: each counted from the library at build, each leading to the page that proves it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.library.catalogue import Catalogue
from kb.library.own_words import Words
from kb.links.generated_pages import REPORT
from kb.links.resolution import Via
from kb.published.report import counts
from kb.reading.document import Kind

RESOLVED = (Via.RELATIVE, Via.PATH, Via.SLUG, Via.NAME, Via.ALIAS)
"""Ways of writing a link that lead to a document."""
CHECKS = "about/how-sources-were-checked"
_KINDS = {
    Kind.FRAMEWORK: ("framework", "frameworks"),
    Kind.CASE: ("case", "cases"),
    Kind.QUESTION: ("question", "questions"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it counts."""

    id: str
    value: str
    """As a reader writes it: `1,204`, `84 %`."""
    label: str
    line: str
    """What stands behind it; empty where there is nothing to say."""
    url: str
    """Site-root-relative address of the page that proves it."""


def home_figures(
    catalogue: Catalogue, backtest: Mapping[str, Any] | None = None, *, is_stale: bool = False
) -> tuple[Figure, ...]:
    """The numbers that hold for this library, in the order in which they are shown.

    Args:
        backtest: what `motionbook backtest --write` keeps in the library; None where it keeps nothing.
        is_stale: rules or cases have changed since those figures were computed.
    """
    own = (*_tested(catalogue, backtest, is_stale),) if backtest else ()
    if own:
        return (_documents(catalogue), *_sources(catalogue), *own)
    return (_documents(catalogue), *(_sources(catalogue) or _guests(catalogue)), *_linked(catalogue))


def _documents(catalogue: Catalogue) -> Figure:
    kinds = Counter(document.kind for document in catalogue.documents.values())
    words = catalogue.words
    parts = [count(kinds[kind], *names) for kind, names in _KINDS.items() if kinds[kind]]
    if not words.is_english:
        parts = []
    categories = len({document.category for document in catalogue.documents.values() if document.folder})
    line = (
        words.say("in {categories}", categories=words.count(categories, "category", "categories")) if categories else ""
    )
    line = ", ".join(parts) if len(parts) > 1 else line
    return _figure("documents", len(catalogue.documents), ("page", "pages"), line, "browse/", words)


def _sources(catalogue: Catalogue) -> tuple[Figure, ...]:
    checked = sum(1 for source in catalogue.sources if source.verified_date)
    if not checked:
        return ()
    timed = sum(bool(each.at) for document in catalogue.documents.values() for each in document.citations)
    line = f"{timed:,} citations lead to the second in a recording" if timed else ""
    url = f"{CHECKS}/" if CHECKS in catalogue.documents else "guests/"
    return (_figure("sources", checked, ("source checked", "sources checked"), line, url),)


def _guests(catalogue: Catalogue) -> tuple[Figure, ...]:
    guests, episodes = len(catalogue.listings.guests), len(catalogue.listings.episodes)
    words = catalogue.words
    of_episodes = "from {n} episode or text" if episodes == 1 else "from {n} episodes and texts"
    line = words.say(of_episodes, n=f"{episodes:,}") if episodes else ""
    return (_figure("guests", guests, ("guest", "guests"), line, "guests/", words),) if guests else ()


def _linked(catalogue: Catalogue) -> Iterator[Figure]:
    found = counts(catalogue)
    links = sum(found[kind].get(way, 0) for kind in ("body_links", "related_entries") for way in RESOLVED)
    proof = "map/" if REPORT.path in catalogue.unwanted else "report/"
    words = catalogue.words
    about = words.say("whichever way they are written")
    yield _figure("links", links, ("link resolved", "links resolved"), about, proof, words)
    wanted = len(catalogue.wanted)
    line = words.say("named by others, not written yet" if wanted else "every page that is named exists")
    yield _figure("wanted", wanted, ("page wanted", "pages wanted"), line, "wanted/", words)


def _tested(catalogue: Catalogue, backtest: Mapping[str, Any] | None, is_stale: bool) -> Iterator[Figure]:
    """Only where the companies can be looked up: a number without its page would be a claim."""
    if not backtest or "cases/index" not in catalogue.documents:
        return
    selector = backtest["selector"]
    number = selector["count"]
    names = ("company tested", "companies tested")
    yield _figure("companies", number, names, "one stage each, labeled by hand", "cases/")
    accepted = f"{selector['accepted']:g} % counting all that an expert would accept"
    line = "with earlier rules or cases; to be run again" if is_stale else accepted
    yield Figure("right", f"{selector['strict']:g} %", "ranked right", line, "about/backtest/")


def _figure(
    identity: str, number: int, names: tuple[str, str], line: str, url: str, words: Words | None = None
) -> Figure:
    name = names[0] if number == 1 else names[1]
    return Figure(identity, f"{number:,}", words.say(name) if words else name, line, url)


def count(number: int, one: str, many: str) -> str:
    """`1 page`, `1,204 pages`."""
    return f"{number:,} {one if number == 1 else many}"
