"""Reading paths: a page for each, one for all, and on every page of a path the line that says where in it one is."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from build_state import get_state
from kb.pages.path_pages import path_documents, path_entries, path_places


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages of the paths; a document of the library at the same place stays."""
    catalogue = get_state().catalogue
    for path, text in path_documents(catalogue.paths, catalogue.documents).items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    return files


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`paths`: where this page stands (`here`), and all of them for the first page (`all`)."""
    catalogue = get_state().catalogue
    identity = page.file.src_uri.removesuffix(".md")
    context["paths"] = {
        "here": path_places(identity, catalogue.paths, catalogue.documents),
        "all": path_entries(catalogue.paths) if page.is_homepage else (),
    }
    return context
