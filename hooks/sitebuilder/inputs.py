"""A library read from its folder, again and again: what has not changed is neither read nor parsed a second time."""

import io
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from installation import OWN_LIBRARY
from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.library.load import has_questions
from kb.library.memo import Memo
from kb.problems.problem import Problem
from kb.reading.document import Document, parse_document
from sitebuilder.keys import code_key, key_of
from sitebuilder.store import Store

type Parsed = tuple[Document, list[Problem]]


@dataclass(slots=True)
class Shelf:
    """One library as it was read last."""

    folder: Path
    store: Store
    files: dict[str, bytes] = field(default_factory=dict)
    unreadable: list[Problem] = field(default_factory=list)
    is_read: bool = False
    parsed: dict[str, tuple[str, Parsed]] = field(default_factory=dict)
    """Newest text, and what was parsed from it, by path."""
    memo: Memo = field(default_factory=Memo)

    def read(self, changed: Iterable[Path] | None) -> bool:
        """Read the files; whether any is other than before.

        Args:
            changed: files that may be other than before, below this folder or not; None for all.
        """
        mine = None if changed is None else [path for path in changed if path.is_relative_to(self.folder)]
        if self.is_read and mine == []:
            return False
        before, problems = self.files, self.unreadable
        if not (self.is_read and mine and not problems and self._read_again(mine)):
            self.unreadable = []
            self.files = read_library(self.folder, self.unreadable)
            self.parsed = {path: parsed for path, parsed in self.parsed.items() if path in self.files}
        is_first, self.is_read = not self.is_read, True
        return is_first or self.files != before or self.unreadable != problems

    def _read_again(self, paths: Iterable[Path]) -> bool:
        """Read these ordinary files; False where one of them is anything else, or hidden, or was not there before."""
        found = dict(self.files)
        for path in paths:
            name = path.relative_to(self.folder).as_posix()
            if name not in found or path.is_symlink() or not path.is_file():
                return False
            try:
                found[name] = path.read_bytes()
            except OSError:
                return False
        self.files = found
        return True

    def parse(self, path: str, text: str) -> Parsed:
        """`parse_document`, remembered in this process and in the store."""
        seen = self.parsed.get(path)
        if seen is None or seen[0] != text:
            seen = self.parsed[path] = (text, self._parse(path, text))
        document, problems = seen[1]
        return document, list(problems)

    def _parse(self, path: str, text: str) -> Parsed:
        if not self.store.keeps:
            return parse_document(path, text)
        key = key_of(code_key("kb"), path, text)
        kept: Parsed | None = _unpickled(self.store.get("facts", key))
        if kept is not None:
            return kept
        parsed = parse_document(path, text)
        self.store.put("facts", key, _pickled(parsed))
        return parsed


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What a library without rules takes of ours."""

    rules: dict[str, Any]
    cited_by_rules: dict[str, None]


class _Pickler(pickle.Pickler):
    """Writes a dataclass as a call of its class: half the time of reading one whose fields are set one by one."""

    def reducer_override(self, value: Any) -> Any:
        names = _fields(value.__class__)
        return (value.__class__, tuple([getattr(value, name) for name in names])) if names else NotImplemented


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """What a dataclass is called with; empty where calling it does more, and for all else."""
    if not is_dataclass(kind) or hasattr(kind, "__post_init__"):
        return ()
    found = fields(kind)
    return tuple(field.name for field in found) if all(field.init and not field.kw_only for field in found) else ()


def _pickled(value: object) -> bytes:
    file = io.BytesIO()
    _Pickler(file, protocol=5).dump(value)
    return file.getvalue()


def _unpickled(kept: bytes | None) -> Any:
    """What was kept; None where nothing was, or where it is whole by its sum and yet from another Python."""
    try:
        return None if kept is None else pickle.loads(kept)
    except Exception:
        return None


class Reader:
    """Reads one library, with the rules of ours where it has none."""

    def __init__(self, folder: Path, store: Store, *, for_author: bool = False) -> None:
        """Read nothing yet.

        Args:
            for_author: for its author, while writing: documents that are held back, and the report, are part of it.
        """
        self._for_author = for_author
        self._library = Shelf(folder.resolve(), store)
        self._own = Shelf(OWN_LIBRARY, store)
        self._rules: OwnRules | None = None
        self._newest: Catalogue | None = None

    def read(self, changed: Iterable[Path] | None = None) -> Catalogue:
        """The catalogue of the library; the same one as before where nothing has changed.

        Args:
            changed: files that may be other than at the last reading; None for all.
        """
        library, own = self._library, self._own
        paths = None if changed is None else list(changed)
        is_new = library.read(paths)
        if has_questions(library.files):
            if is_new or self._newest is None or self._newest.foreign:
                self._newest = build_catalogue(
                    library.files,
                    unreadable=library.unreadable,
                    for_author=self._for_author,
                    parse=library.parse,
                    memo=library.memo,
                )
            return self._newest
        if own.read(paths) or self._rules is None:
            self._rules = self._read_own()
            is_new = True
        if is_new or self._newest is None:
            self._newest = build_catalogue(
                library.files,
                foreign=True,
                own=self._rules,
                unreadable=library.unreadable,
                for_author=self._for_author,
                parse=library.parse,
                memo=library.memo,
            )
        return self._newest

    def _read_own(self) -> OwnRules:
        """The rules of our library: of its bytes, and so kept without any document of it."""
        own = self._own
        key = key_of(code_key("calculator", "kb"), *(part for item in sorted(own.files.items()) for part in item))
        kept: OwnRules | None = _unpickled(own.store.get("rules", key))
        if kept is not None:
            return kept
        catalogue = build_catalogue(own.files, parse=own.parse, memo=own.memo)
        rules = OwnRules(catalogue.rules, dict.fromkeys(catalogue.cited_by_rules))
        own.store.put("rules", key, pickle.dumps(rules, protocol=5))
        return rules
