"""Pages that nobody writes and the build makes, so that documents can link to them as if they were files."""

from collections.abc import Iterable

from kb.reading.slugs import document_url

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
    paths = {*ALWAYS, *(f"{folder}/index.md" for folder in folders_above(ids))}
    if "backtest.json" in others:
        paths.add(BACKTEST)
    if "paths.yml" in others:
        paths.add("paths/index.md")
    if AUTHORING in ids:
        paths.add(PROBLEM_CODES)
    written = {document_url(identity) for identity in ids}
    return frozenset(path for path in paths if document_url(path.removesuffix(".md")) not in written or path in ALWAYS)


def folders_above(ids: Iterable[str]) -> frozenset[str]:
    """Every folder that holds a document, or a folder with one: each has a page."""
    found: set[str] = set()
    for identity in ids:
        folder = identity.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)
