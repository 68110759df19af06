"""Read a library from its folder: ours, or anybody's with the rules of ours."""

from collections.abc import Mapping
from pathlib import Path

from kb.library.catalogue import Catalogue, build_catalogue, read_library

OWN_LIBRARY = Path(__file__).resolve().parent.parent / "frameworks"


def load_library(folder: Path, *, with_rules: bool = True) -> Catalogue:
    """The catalogue of a library.

    A library with question pages of its own is held to the whole contract wherever it lies. One without is
    somebody else's: what still leaves a readable page is a warning there, and the selector uses our rules, unless
    only the problems are wanted.
    """
    files = read_library(folder)
    if has_questions(files):
        return build_catalogue(files)
    own = build_catalogue(read_library(OWN_LIBRARY)) if with_rules else None
    return build_catalogue(files, foreign=True, own=own)


def has_questions(files: Mapping[str, bytes]) -> bool:
    """Whether the rules of the selector stand in these files."""
    return any(path.startswith("questions/") and path.endswith(".md") for path in files)
