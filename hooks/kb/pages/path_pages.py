"""What readers see of reading paths: a page each, a page of all, and where a document stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from kb.library.catalogue import Catalogue
from kb.library.paths import ReadingPath, Step, positions_in_paths
from kb.links.generated_pages import PATHS_FOLDER
from kb.pages.listing_pages import link_to
from kb.pages.view import WORDS_PER_MINUTE, PageLink
from kb.reading.document import Document
from kb.reading.names import Address, DocumentId


@dataclass(frozen=True, slots=True)
class PathLine:
    """The line on a document's page: `In the path First ten customers, step 2 of 8`, and the pages around it."""

    path: PageLink
    number: int
    """1-based."""
    count: int
    reason: str
    previous: PageLink | None
    next: PageLink | None


@dataclass(frozen=True, slots=True)
class PathEntry:
    """One path in a list of paths."""

    name: str
    url: Address
    one_liner: str
    count: int
    """Steps."""


def path_url(path: ReadingPath) -> Address:
    """Site-root-relative address of a path's page."""
    return Address(f"{PATHS_FOLDER}/{path.slug}/")


def path_entries(paths: tuple[ReadingPath, ...]) -> tuple[PathEntry, ...]:
    """Every path, in the order of the file."""
    return tuple(PathEntry(path.name, path_url(path), path.one_liner, len(path.steps)) for path in paths)


def other_ways(catalogue: Catalogue) -> str:
    """Links from the list of the library to what the header has no place for; empty where there is none of it."""
    words = catalogue.words
    links = [f"[{words.mark('reading paths')}](../{PATHS_FOLDER}/index.md), "] if catalogue.paths else []
    if DocumentId("disagreements/index") in catalogue.documents:
        links.append(f"[{words.mark('where sources disagree')}](../disagreements/index.md), ")
    return "".join(links)


def path_places(
    identity: str, paths: tuple[ReadingPath, ...], documents: Mapping[DocumentId, Document]
) -> tuple[PathLine, ...]:
    """Where a document stands in the paths; empty where it is in none."""

    def link(step: Step | None) -> PageLink | None:
        return PageLink(documents[step.page].title, documents[step.page].url) if step else None

    return tuple(
        PathLine(
            path=PageLink(place.path.name, path_url(place.path)),
            number=place.number,
            count=len(place.path.steps),
            reason=place.path.steps[place.number - 1].reason,
            previous=link(place.previous),
            next=link(place.next),
        )
        for place in positions_in_paths(identity, paths)
    )


def path_list(catalogue: Catalogue) -> str:
    """Markdown of the page that lists every path."""
    paths, words = catalogue.paths, catalogue.words
    items = [
        f"- [{escape(path.name)}]({path.slug}.md) *{_length(path, catalogue).rstrip('.。')}*\n\n"
        f"    {escape(path.one_liner)}"
        for path in paths
    ]
    lead = words.mark("Pages in an order, for one purpose. Each step says why it comes where it does.")
    return "\n\n".join([f"# {words.mark('Reading paths')}", lead, "\n\n".join(items)]) + "\n"


def path_document(path: ReadingPath, catalogue: Catalogue) -> str:
    """One path: each step with its page, its reason and what the page is about."""
    steps = []
    for step in path.steps:
        document = catalogue.documents[step.page]
        lines = [f"1. **{link_to(document, '../')}**", escape(step.reason)]
        if document.one_liner:
            lines.append(f"{escape(document.one_liner)}\n    {{: .path-page }}")
        steps.append("\n\n    ".join(line for line in lines if line))
    back = f"[{catalogue.words.mark('All reading paths')}](index.md)"
    lead = f"{escape(path.one_liner)}\n{{: .lead }}"
    length = f"{_length(path, catalogue)}\n{{: .path-page }}"
    return "\n\n".join([f"# {path.name}", lead, length, *steps, back]) + "\n"


def _length(path: ReadingPath, catalogue: Catalogue) -> str:
    """`8 pages, about 40 minutes.`"""
    words = catalogue.words
    length = sum(catalogue.documents[step.page].words for step in path.steps)
    minutes = words.count(max(1, round(length / WORDS_PER_MINUTE)), "minute", "minutes")
    pages = words.count(len(path.steps), "page", "pages")
    return words.mark("{pages}, about {minutes}.", pages=pages, minutes=minutes)
