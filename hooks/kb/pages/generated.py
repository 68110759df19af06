"""Markdown of every page that nobody writes: one writer for each row of `kb.links.generated_pages`, and the lists."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kb.library.catalogue import Catalogue
from kb.links.generated_pages import (
    BACKTEST,
    BROWSE,
    BY_MOTION,
    GUESTS,
    HOME,
    MAP,
    PATHS,
    PATHS_FOLDER,
    PROBLEM_CODES,
    REPORT,
    SELECTOR,
    TABLE,
    TAGS,
    WANTED,
    GeneratedPage,
    folders_above,
)
from kb.pages.codes_page import write_codes_page
from kb.pages.finder import browse_page
from kb.pages.listing_pages import (
    by_category,
    category_page,
    guests_page,
    home,
    is_folder_page,
    motions_page,
    selector_page,
    tags_page,
    wanted_page,
)
from kb.pages.map_page import map_page
from kb.pages.path_pages import path_document, path_list
from kb.pages.report_page import report_page
from kb.reading.names import LibraryPath
from kb.reading.slugs import document_id, document_url


@dataclass(frozen=True, slots=True)
class GeneratedText:
    """One generated page."""

    kind: str
    """Its kind of page (`kb.pages.kinds`)."""
    write: Callable[[], str]
    """Gives its Markdown; links are relative to its path and end in `.md`."""


WRITERS: dict[str, Callable[[Catalogue], str]] = {
    HOME.path: home,
    SELECTOR.path: selector_page,
    BROWSE.path: browse_page,
    BY_MOTION.path: motions_page,
    GUESTS.path: guests_page,
    MAP.path: map_page,
    REPORT.path: report_page,
    TAGS.path: tags_page,
    WANTED.path: wanted_page,
    PATHS.path: path_list,
    PROBLEM_CODES.path: write_codes_page,
}
"""All but the backtest's, which needs figures that the core does not compute."""


def is_empty(row: GeneratedPage, catalogue: Catalogue) -> bool:
    """Whether the library has nothing that would stand on the page."""
    if row is SELECTOR:
        return not catalogue.rules
    return row is PATHS and not catalogue.paths


def generated_texts(
    catalogue: Catalogue, backtest: Callable[[Catalogue], str] | None = None
) -> dict[LibraryPath, GeneratedText]:
    """The generated pages of a library by their paths; none where a document stands.

    Args:
        backtest: writes the page of the backtest; None where nothing was computed.
    """
    writers = WRITERS if backtest is None else WRITERS | {BACKTEST.path: backtest}
    ids, found = catalogue.documents, {}
    for row in TABLE:
        is_due = not row.needs or row.needs in catalogue.assets or document_id(row.needs) in ids
        if is_due and row.path in writers and row.path not in catalogue.unwanted and not is_empty(row, catalogue):
            found[row.path] = GeneratedText(row.kind, partial(writers[row.path], catalogue))
    members = by_category(document for document in ids.values() if not is_folder_page(document))
    for folder in sorted(folders_above(ids)):
        write = partial(category_page, folder, members.get(folder, []), catalogue)
        found.setdefault(LibraryPath(f"{folder}/index.md"), GeneratedText("category", write))
    for path in catalogue.paths:
        found[LibraryPath(f"{PATHS_FOLDER}/{path.slug}.md")] = GeneratedText(
            "path", partial(path_document, path, catalogue)
        )
    written = {document.url for document in ids.values()}
    return {path: text for path, text in found.items() if document_url(document_id(path)) not in written}
