"""The files of a library as data: its documents, its sources and its tags."""

from collections.abc import Callable, Mapping

from kb.checks.files import decode_file, folders_of, has_address, hidden_by_list, hidden_readme
from kb.library.tags import TAGS_PATH, Tag, read_tags
from kb.problems.problem import Problem
from kb.reading.document import Document, parse_document
from kb.reading.slugs import document_id, document_url
from kb.sources.read_registry import read_sources
from kb.sources.registry import EMPTY_REGISTRY, SOURCES_PATH, SourceRegistry

type Parse = Callable[[str, str], tuple[Document, list[Problem]]]
"""`parse_document`, or what remembers its results."""


def read_documents(
    files: Mapping[str, bytes], problems: list[Problem], parse: Parse = parse_document
) -> tuple[dict[str, Document], tuple[str, ...]]:
    """Documents by id, sorted, and the paths of those no page can be made of."""
    documents: dict[str, Document] = {}
    skipped: list[str] = []
    taken: set[str] = set()
    folders = folders_of(files)
    for path in sorted(files):
        if not path.endswith(".md"):
            continue
        url = document_url(document_id(path))
        if hidden_readme(path, files) or url in taken or not has_address(path) or hidden_by_list(path, folders):
            skipped.append(path)
            continue
        text, found = decode_file(path, files[path])
        problems.extend(found)
        if text is None:
            skipped.append(path)
            continue
        taken.add(url)
        document, found = parse(path, text)
        documents[document.id] = document
        problems.extend(found)
    return dict(sorted(documents.items())), tuple(skipped)


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
