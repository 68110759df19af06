"""A library read from its folder: ours, or anybody's with the rules of ours. What was parsed once is kept."""

import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.problems.problem import Problem
from kb.reading.document import Document, parse_document
from sitebuilder.keys import ROOT, code_key, key_of
from sitebuilder.store import Store

OWN_LIBRARY = ROOT / "frameworks"
_ASKS = re.compile(rb"""^kind:[ \t]*["']?question["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_FRONT_MATTER_BYTES = 4096


@dataclass(slots=True)
class Reader:
    """Reads libraries; documents whose bytes it has seen are not parsed again."""

    store: Store
    _seen: dict[str, tuple[str, Document, list[Problem]]] = field(default_factory=dict)
    """Newest text, document and problems by path, for the next reading in this process."""

    def read(self, folder: Path, *, with_rules: bool = True) -> Catalogue:
        """The catalogue of a library.

        A library with question pages of its own is held to the whole contract wherever it lies. One without is
        somebody else's: what still leaves a readable page is a warning there, and the selector uses our rules, unless
        only the problems are wanted.
        """
        unreadable: list[Problem] = []
        files = read_library(folder, unreadable)
        if has_questions(files):
            return build_catalogue(files, unreadable=unreadable, parse=self.parse)
        own = build_catalogue(read_library(OWN_LIBRARY), parse=self.parse_own) if with_rules else None
        return build_catalogue(files, foreign=True, own=own, unreadable=unreadable, parse=self.parse)

    def parse(self, path: str, text: str) -> tuple[Document, list[Problem]]:
        """`parse_document`, remembered."""
        return self._parse("", path, text)

    def parse_own(self, path: str, text: str) -> tuple[Document, list[Problem]]:
        """The same for our library beside another, whose paths may be the same."""
        return self._parse("own:", path, text)

    def _parse(self, mark: str, path: str, text: str) -> tuple[Document, list[Problem]]:
        seen = self._seen.get(mark + path)
        if seen is not None and seen[0] == text:
            return seen[1], list(seen[2])
        if not self.store.keeps:
            document, problems = parse_document(path, text)
        else:
            key = key_of(code_key("hooks/kb"), path, text)
            document, problems = self._kept(key) or self._keep(key, parse_document(path, text))
        self._seen[mark + path] = (text, document, problems)
        return document, list(problems)

    def _keep(self, key: str, parsed: tuple[Document, list[Problem]]) -> tuple[Document, list[Problem]]:
        self.store.put("facts", key, pickle.dumps(parsed, protocol=5))
        return parsed

    def _kept(self, key: str) -> tuple[Document, list[Problem]] | None:
        data = self.store.get("facts", key)
        if data is None:
            return None
        try:
            document, problems = pickle.loads(data)
        except Exception:  # Whole by its sum, and yet from another Python: parsed anew.
            return None
        return document, problems


def has_questions(files: Mapping[str, bytes]) -> bool:
    """Whether the rules of the selector stand in these files: a folder of that name alone says nothing."""
    return any(
        path.startswith("questions/") and path.endswith(".md") and _ASKS.search(data[:_FRONT_MATTER_BYTES])
        for path, data in files.items()
    )


def load_library(folder: Path, *, with_rules: bool = True) -> Catalogue:
    """The catalogue of a library, read once and kept nowhere."""
    return Reader(Store(None)).read(folder, with_rules=with_rules)
