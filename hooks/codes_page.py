"""The list of problem codes, beside the page that tells authors how to write."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from build_state import get_state
from kb.links.generated_pages import AUTHORING, PROBLEM_CODES
from kb.pages.codes_page import write_codes_page


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the page where the library has the one it belongs to."""
    if AUTHORING in get_state().catalogue.documents:
        files.append(File.generated(config, PROBLEM_CODES, content=write_codes_page()))
    return files
