"""Pages that nobody writes and the build makes, so that documents can link to them as if they were files."""

from collections.abc import Iterable

ALWAYS = (
    "browse/index.md",
    "by-motion/index.md",
    "guests/index.md",
    "map/index.md",
    "tags/index.md",
    "wanted/index.md",
)
BACKTEST = "about/backtest.md"
PROBLEM_CODES = "about/problem-codes.md"
AUTHORING = "about/writing-a-framework"
"""The document that the list of problem codes belongs to."""


def generated_pages(documents: Iterable[str], files: Iterable[str]) -> frozenset[str]:
    """Their paths under the library's root.

    Args:
        documents: ids of the library's documents.
        files: paths of its other files.
    """
    ids, others = set(documents), set(files)
    paths = {*ALWAYS, *(f"{identity.rpartition('/')[0]}/index.md" for identity in ids if "/" in identity)}
    if "backtest.json" in others:
        paths.add(BACKTEST)
    if "paths.yml" in others:
        paths.add("paths/index.md")
    if AUTHORING in ids:
        paths.add(PROBLEM_CODES)
    return frozenset(path for path in paths if path.removesuffix(".md") not in ids)
