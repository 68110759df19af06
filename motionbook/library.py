"""Read a library from its folder: ours, or anybody's with the rules of ours."""

import re
from collections.abc import Mapping
from pathlib import Path

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.problems.problem import Problem

OWN_LIBRARY = Path(__file__).resolve().parent.parent / "frameworks"


_ASKS = re.compile(rb"""^kind:[ \t]*["']?question["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_FRONT_MATTER_BYTES = 4096


def load_library(folder: Path, *, with_rules: bool = True) -> Catalogue:
    """The catalogue of a library.

    A library with question pages of its own is held to the whole contract wherever it lies. One without is
    somebody else's: what still leaves a readable page is a warning there, and the selector uses our rules, unless
    only the problems are wanted.
    """
    unreadable: list[Problem] = []
    files = read_library(folder, unreadable)
    if has_questions(files):
        return build_catalogue(files, unreadable=unreadable)
    own = build_catalogue(read_library(OWN_LIBRARY)) if with_rules else None
    return build_catalogue(files, foreign=True, own=own, unreadable=unreadable)


def has_questions(files: Mapping[str, bytes]) -> bool:
    """Whether the rules of the selector stand in these files: a folder of that name alone says nothing."""
    return any(
        path.startswith("questions/") and path.endswith(".md") and _ASKS.search(data[:_FRONT_MATTER_BYTES])
        for path, data in files.items()
    )
