"""Read a library from its folder: one with rules of its own, or anybody's with the rules of ours."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.problems.problem import Problem

_ASKS = re.compile(rb"""^kind:[ \t]*["']?question["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_DECLARES = re.compile(rb"""^question:[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_FRONT_MATTER_BYTES = 4096


def load_library(folder: Path, own: Path | None) -> Catalogue:
    """The catalogue of a library.

    A library with question pages of its own is held to the whole contract wherever it lies. One without is
    somebody else's: what still leaves a readable page is a warning there.

    Args:
        folder: of the library.
        own: the library whose rules rank where there are none; None where only the problems are wanted.
    """
    unreadable: list[Problem] = []
    files = read_library(folder, unreadable)
    return catalogue_of(files, lambda: build_catalogue(read_library(own)) if own else None, unreadable)


def catalogue_of(
    files: Mapping[str, bytes], own: Callable[[], Catalogue | None], unreadable: Sequence[Problem] = ()
) -> Catalogue:
    """The catalogue of a library that has been read, as `load_library` gives it.

    Args:
        own: gives the library whose rules rank; asked where there are none.
        unreadable: what is wrong with files that could not be read.
    """
    if has_questions(files):
        return build_catalogue(files, unreadable=unreadable)
    return build_catalogue(files, foreign=True, own=own(), unreadable=unreadable)


def has_questions(files: Mapping[str, bytes]) -> bool:
    """Whether the rules of the selector stand in these files: a folder of questions and answers has none."""
    return any(
        path.startswith("questions/")
        and path.endswith(".md")
        and _ASKS.search(data[:_FRONT_MATTER_BYTES])
        and _DECLARES.search(data[:_FRONT_MATTER_BYTES])
        for path, data in files.items()
    )
