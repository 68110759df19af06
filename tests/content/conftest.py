"""Our own library as the checks of its content see it, and the material it was written from where that is at hand."""

import os
from pathlib import Path

import pytest

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library


@pytest.fixture(scope="session")
def catalogue(root: Path) -> Catalogue:
    """Our library."""
    return build_catalogue(read_library(root / "frameworks"))


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder of research, sources and corpus; it is no part of the repository, and without it a test skips."""
    place = Path(os.environ.get("MOTIONBOOK_SHARED", root.parent / "shared"))
    if not place.is_dir():
        pytest.skip("the research material is not on this machine")
    return place
