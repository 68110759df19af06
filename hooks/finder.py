"""Make `/browse/`: the list of the whole library that readers narrow."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from build_state import get_state
from kb.pages.finder import browse_page

PATH = "browse/index.md"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the page, unless the library has written its own. After hooks/library.py, which keeps documents only."""
    catalogue = get_state().catalogue
    if PATH.removesuffix(".md") not in catalogue.documents:
        files.append(File.generated(config, PATH, content=browse_page(catalogue)))
    return files
