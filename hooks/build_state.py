"""What one build of the site knows: made afresh by the first hook, read by the others.

MkDocs loads hook modules once per serve and runs them at every rebuild, so nothing here outlives a build except
the reference to the newest state.
"""

import logging
import os
from dataclasses import dataclass

from mkdocs.structure.pages import Page

from kb.library.catalogue import Catalogue
from kb.reading.document import Document

LOG = logging.getLogger("mkdocs.hooks.motionbook")
# Set by `motionbook build`, which prints all problems itself before MkDocs starts.
REPORTED = "MOTIONBOOK_REPORTED"


@dataclass(frozen=True, slots=True)
class BuildState:
    """The library of this build and the ranking before any answer."""

    catalogue: Catalogue
    initial: dict[str, object]
    """The calculator's result for no answers."""


_newest: list[BuildState] = []


def set_state(state: BuildState) -> None:
    """Make this the state the other hooks read; the one before is let go."""
    _newest[:] = [state]


def has_state() -> bool:
    """Whether a build of this process got as far as having one."""
    return bool(_newest)


def get_state() -> BuildState:
    """The state of the build that is running."""
    return _newest[0]


def document_of(page: Page) -> Document | None:
    """The document a page is made of; None for a generated page."""
    return get_state().catalogue.documents.get(page.file.src_uri.removesuffix(".md"))


def problems_were_reported() -> bool:
    """Whether the command that started this build has already printed the problems."""
    return os.environ.get(REPORTED) == "1"
