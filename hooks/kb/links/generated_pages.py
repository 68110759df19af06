"""The table of pages that nobody writes and the build makes: their paths, what they are, what they need.

Links resolve to them as to files, documents may not take their addresses, and `kb.pages.generated` writes each of them.
A new one is a row here and a writer there.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kb.reading.names import Address, DocumentId, LibraryPath
from kb.reading.slugs import document_id, document_url

AUTHORING = DocumentId("about/writing-a-framework")
"""The document that the list of problem codes belongs to."""
PATHS_FOLDER = "paths"
"""Where the pages of the reading paths are, under the site's root."""


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One page of the table."""

    path: LibraryPath
    """Of its Markdown under the library's root; a document at the same place stands instead of it."""
    kind: str
    """Its kind of page (`kb.pages.kinds`)."""
    what: str
    """In a message: `the list of tags`."""
    needs: str = ""
    """Path of the document or file without which it is not made; empty where every library has the page."""
    is_list: bool = False
    """It lists the library, and a folder of its name would hide it."""

    @property
    def url(self) -> Address:
        """Of the page."""
        address = self.path.removesuffix("index.md").removesuffix(".md") + (
            "" if self.path.endswith("index.md") else "/"
        )
        return Address(address)


HOME = GeneratedPage(LibraryPath("index.md"), "home", "the first page")
SELECTOR = GeneratedPage(LibraryPath("selector.md"), "page", "the page of the selector")
BROWSE = GeneratedPage(LibraryPath("browse/index.md"), "browse", "the filters", is_list=True)
BY_MOTION = GeneratedPage(LibraryPath("by-motion/index.md"), "by-motion", "the list by motion", is_list=True)
GUESTS = GeneratedPage(LibraryPath("guests/index.md"), "guests", "the list of guests", is_list=True)
MAP = GeneratedPage(LibraryPath("map/index.md"), "map", "the map", is_list=True)
REPORT = GeneratedPage(LibraryPath("report/index.md"), "report", "the report of problems", is_list=True)
TAGS = GeneratedPage(LibraryPath("tags/index.md"), "tags", "the list of tags", is_list=True)
WANTED = GeneratedPage(LibraryPath("wanted/index.md"), "wanted", "the list of wanted pages", is_list=True)
PATHS = GeneratedPage(LibraryPath(f"{PATHS_FOLDER}/index.md"), "paths", "the list of reading paths", needs="paths.yml")
BACKTEST = GeneratedPage(LibraryPath("about/backtest.md"), "page", "the page of the backtest", needs="backtest.json")
PROBLEM_CODES = GeneratedPage(
    LibraryPath("about/problem-codes.md"), "page", "the list of problem codes", needs=f"{AUTHORING}.md"
)

TABLE = (HOME, SELECTOR, BROWSE, BY_MOTION, GUESTS, MAP, REPORT, TAGS, WANTED, PATHS, BACKTEST, PROBLEM_CODES)
LISTINGS = {page.url: page.what for page in TABLE if page.is_list}
"""What stands at each address that a folder or document of the same name would hide."""


def generated_pages(
    documents: Iterable[DocumentId], files: Iterable[str], unwanted: Collection[LibraryPath] = ()
) -> frozenset[LibraryPath]:
    """Paths of the generated pages of a library under its root, the lists of its folders among them.

    Args:
        documents: ids of the library's documents.
        files: paths of its other files.
        unwanted: paths of those that this library does without.
    """
    ids, others = set(documents), set(files)
    paths = {page.path for page in TABLE if not page.needs or page.needs in others or page.needs[:-3] in ids}
    paths -= set(unwanted)
    paths |= {LibraryPath(f"{folder}/index.md") for folder in folders_above(ids)}
    written, lists = {document_url(identity) for identity in ids}, {page.path for page in TABLE if page.is_list}
    return frozenset(path for path in paths if path in lists or document_url(document_id(path)) not in written)


def folders_above(ids: Iterable[str]) -> frozenset[str]:
    """Every folder that holds a document, or a folder with one: each has a page."""
    found: set[str] = set()
    for identity in ids:
        folder = identity.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)
