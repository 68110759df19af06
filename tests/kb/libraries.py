"""The libraries that several tests read, each read once."""

from functools import cache
from pathlib import Path

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = tuple(sorted(case / "library" for case in (ROOT / "tests" / "kb" / "golden").iterdir()))
OWN = ROOT / "frameworks"


@cache
def catalogue_of(library: Path, foreign: bool = False) -> Catalogue:
    """The catalogue of a folder."""
    return build_catalogue(read_library(library), foreign=foreign)
