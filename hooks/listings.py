"""Add the pages nobody writes, and say where the header leads."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from build_state import BuildState
from kb.library.catalogue import Catalogue
from kb.pages.listing_pages import listing_pages
from kb.reading.document import Kind
from kb.reading.slugs import document_url

# Kinds with a folder of their own; every other folder of frameworks is a category.
FOLDERS = {Kind.MOTION: "motions", Kind.QUESTION: "questions", Kind.CASE: "cases"}


def navigation(catalogue: Catalogue) -> list[dict[str, str]]:
    """What the header leads to: a handful of pages, however large the library."""
    pages = [("Home", "index.md"), ("Selector", "selector.md")]
    folders = {document.folder for document in catalogue.documents.values()}
    pages += [(name.capitalize(), f"{name}/index.md") for name in FOLDERS.values() if name in folders]
    pages.insert(-1 if "cases" in folders else len(pages), ("Browse", "browse/index.md"))
    if "about/how-scoring-works" in catalogue.documents:
        pages.append(("About", "about/how-scoring-works.md"))
    else:
        pages += [("Tags", "tags/index.md"), ("Guests", "guests/index.md")]
    by_url = {document.url: document.path for document in catalogue.documents.values()}
    return [{name: by_url.get(document_url(path.removesuffix(".md")), path)} for name, path in pages]


def add_listings(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add the generated pages that the library does not have itself."""
    written = {document.url for document in state.catalogue.documents.values()}
    for path, text in listing_pages(state.catalogue).items():
        if document_url(path.removesuffix(".md")) in written:
            continue
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED))
