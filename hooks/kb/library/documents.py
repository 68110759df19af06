"""The files of a library as data: its documents, its sources and its tags."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kb.checks.files import address_book, decode_file
from kb.library.settings import NO_SETTINGS, README_FILES, LibrarySettings, ReadmeChoice
from kb.library.tags import TAGS_PATH, Tag, read_tags
from kb.problems.problem import Problem
from kb.reading.document import Document, parse_document
from kb.reading.names import DocumentId
from kb.sources.read_registry import read_sources
from kb.sources.registry import EMPTY_REGISTRY, SOURCES_PATH, SourceRegistry

type Parse = Callable[[str, str], tuple[Document, list[Problem]]]
"""`parse_document`, or what remembers its results."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of the documents of a library."""

    documents: dict[DocumentId, Document]
    """By id, sorted."""
    held: dict[DocumentId, Document]
    """Documents that their authors have not published."""
    skipped: tuple[str, ...]
    """Paths of those no page can be made of."""


def read_documents(
    files: Mapping[str, bytes],
    problems: list[Problem],
    parse: Parse = parse_document,
    *,
    drafts: bool = False,
    settings: LibrarySettings = NO_SETTINGS,
) -> Read:
    """Documents by id.

    Args:
        drafts: those that their authors hold back are read like the others.
        settings: say which documents no page is made of, and what a README is.
    """
    documents: dict[DocumentId, Document] = {}
    held: dict[DocumentId, Document] = {}
    skipped: list[str] = []
    for path in sorted(files):
        if not path.endswith(".md"):
            continue
        text, found = decode_file(path, files[path])
        problems.extend(found)
        if text is None:
            skipped.append(path)
            continue
        document, found = parse(path, text)
        if settings.hides(path):
            held[document.id] = document
            continue
        problems.extend(found)
        if document.is_held_back and not drafts:
            held[document.id] = document
        else:
            documents[document.id] = document
    pages = README_FILES if settings.readme is ReadmeChoice.PAGE else frozenset()
    addresses = address_book((document.path for document in documents.values()), pages)
    for identity, document in documents.items():
        if addresses[document.path] != document.url:
            documents[identity] = replace(document, url=addresses[document.path])
    return Read(dict(sorted(documents.items())), held, tuple(skipped))


def read_data(files: Mapping[str, bytes]) -> tuple[SourceRegistry, dict[str, Tag], list[Problem]]:
    """The source registry and the tag vocabulary, empty where the library has none that can be read, and problems."""
    problems: list[Problem] = []
    sources, vocabulary = EMPTY_REGISTRY, dict[str, Tag]()
    for path in (SOURCES_PATH, TAGS_PATH):
        if path not in files:
            continue
        text, found = decode_file(path, files[path])
        problems.extend(found)
        if text is None:
            continue
        if path == SOURCES_PATH:
            sources, found = read_sources(text)
        else:
            vocabulary, found = read_tags(text)
        problems.extend(found)
    return sources, vocabulary, problems
