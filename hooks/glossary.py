"""Link the first use of each term of the glossary, in the text of every document, to its meaning."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from build_state import BuildState, document_of, get_state
from kb.pages.terms import TermMarker, find_glossary, quiet_sections, read_marked_terms
from kb.reading.document import Document

# The marker of the build that is running: its pattern is compiled once for all pages.
_newest: list[tuple[BuildState, tuple[Document, TermMarker] | None]] = []


def find_marker(state: BuildState) -> tuple[Document, TermMarker] | None:
    """The glossary of this build's library and what marks its terms; None where it has none."""
    if not _newest or _newest[0][0] is not state:
        glossary = find_glossary(state.catalogue.documents)
        found = (glossary, TermMarker(read_marked_terms(glossary, state.catalogue))) if glossary else None
        _newest[:] = [(state, found)]
    return _newest[0][1]


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After the Markdown: only there it is plain what is running text."""
    state = get_state()
    document = document_of(page)
    found = find_marker(state)
    if document is None or found is None or document.id == found[0].id:
        return html
    glossary, marker = found
    url = get_relative_url(glossary.url, page.url)
    return marker.mark(html, url, document.id, quiet_sections(document))
