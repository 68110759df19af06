"""A library read from its folder: ours, or anybody's with the rules of ours. What was parsed once is kept."""

import pickle
from dataclasses import dataclass, field
from pathlib import Path

from installation import OWN_LIBRARY
from kb.library.catalogue import Catalogue
from kb.library.load import load_library
from kb.problems.problem import Problem
from kb.reading.document import Document, parse_document
from sitebuilder.keys import code_key, key_of
from sitebuilder.store import Store


@dataclass(slots=True)
class Reader:
    """Reads libraries; documents whose bytes it has seen are not parsed again."""

    store: Store
    _seen: dict[str, tuple[str, Document, list[Problem]]] = field(default_factory=dict)
    """Newest text, document and problems by path, for the next reading in this process."""

    def read(self, folder: Path) -> Catalogue:
        """The catalogue of a library; one without question pages is ranked by the rules of ours."""
        return load_library(folder, OWN_LIBRARY, self.parse, self.parse_own)

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
