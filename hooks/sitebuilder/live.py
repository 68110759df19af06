"""A site that is served while its library is written: files are made when a browser asks for them.

After a change the documents that changed are parsed, the catalogue is made anew, and nothing else happens until a file
is asked for. A library with mistakes that stop a build leaves the last good site standing.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from backtest.against import Move, Result, criterion_labels, find_moves, name_motions, rank_cases
from backtest.cases import Case, read_cases
from backtest.run import fingerprint
from kb.library.catalogue import Catalogue
from kb.problems.problem import Problem
from kb.rules.emit import rules_version
from kb.rules.hits import hits_on
from runtime import offline
from sitebuilder.build import Build
from sitebuilder.emitters import EMITTERS, Files, search_text
from sitebuilder.inputs import Reader
from sitebuilder.output import content_bytes
from sitebuilder.pages import Pages
from sitebuilder.site import make_pages, start_build
from sitebuilder.store import Store
from sitebuilder.views import page_view


@dataclass(frozen=True, slots=True)
class Moved:
    """What the newest change of the rules, or of a case's answers, did to the labeled cases."""

    number: int
    """Counts such changes, from 1."""
    compared: int
    """Cases ranked before and after."""
    moves: tuple[Move, ...]


@dataclass(slots=True)
class LiveSite:
    """The newest good site of a folder, and what is wrong with the library now."""

    folder: Path
    load_config: Callable[[], MkDocsConfig]
    store: Store
    problems: tuple[Problem, ...] = ()
    """Of the library as it is now."""
    stopping: tuple[Problem, ...] = ()
    """Those for which the site is not the newest."""
    _reader: Reader = field(init=False)
    _build: Build | None = None
    _pages: Pages | None = None
    _config: MkDocsConfig | None = None
    _files: dict[str, Files] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    moved: Moved | None = None
    """None until the rules or a case have changed."""
    _ranked: "Ranked | None" = None

    def __post_init__(self) -> None:
        """Read nothing yet."""
        self._reader = Reader(self.folder, self.store, for_author=True)

    @property
    def is_ready(self) -> bool:
        """Whether there is a site to show."""
        return self._build is not None

    def refresh(self, changed: Iterable[Path] | None = None, *, look_changed: bool = False) -> None:
        """Read the library again.

        Args:
            changed: the files that may be other than before; None for all.
            look_changed: templates, style sheets, scripts or settings may be other than before.
        """
        with self._lock:
            catalogue: Catalogue | None
            newest = catalogue = self._reader.read(changed)
            self.problems, self.stopping = newest.problems, newest.stopping
            if not newest.documents:
                return
            if self.stopping:
                catalogue = self._build.catalogue if self._build else None
            if catalogue is None or (
                self._build is not None and catalogue is self._build.catalogue and not look_changed
            ):
                return
            if self._config is None or look_changed:
                self._config = self.load_config()
            self._build = start_build(
                self._config, catalogue, self.store, None if look_changed else self._build, is_served=True
            )
            self._pages = None
            self._files = {}

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the site; None where there is none."""
        with self._lock:
            build = self._build
            if build is None:
                return None
            if path == offline.NAME:  # What is served changes all the time: no copy, and none of another site here.
                return offline.OFF.encode()
            for name, prefix, emitter in EMITTERS:
                if name == "search" or not path.startswith(prefix):
                    continue
                if name not in self._files:
                    self._files[name] = emitter(build, self._rendered())
                make = self._files[name].get(path)
                if make is not None:
                    return content_bytes(make())
        return self._search_file(build, path) if path.startswith("pagefind/") else None

    def _search_file(self, build: Build, path: str) -> bytes | None:
        """A file of the search index; pages are read one by one, so that others can be asked for in between."""
        for url in build.sources:
            with self._lock:
                search_text(build, build.sources[url])
        name, _, emitter = EMITTERS[-1]
        if self._build is build and name not in self._files:
            with self._lock:
                rendered = self._rendered()
            files = emitter(build, rendered)
            with self._lock:
                if self._build is build:
                    self._files[name] = files
        make = self._files.get(name, {}).get(path)
        return content_bytes(make()) if make else None

    def page_key(self, url: str) -> str:
        """Changes whenever the page at an address does; empty where there is no page."""
        if self._build is None:  # asked while the library is read for the first time, for which the lock is held
            return ""
        with self._lock:
            if self._build is None or url not in self._build.sources:
                return ""
            return self._rendered().key(page_view(self._build, self._build.sources[url]))

    def save(self) -> None:
        """Keep what was made for the next start."""
        with self._lock:
            self.store.save()

    def follow_cases(self) -> bool:
        """Rank the labeled cases again where the rules or their answers have changed; whether they have.

        Asked after every change, and last: what a browser waits for comes before it.
        """
        rules = self._build.catalogue.rules if self._build else {}
        before = self._ranked
        if not self._build or not rules or (before and before.rules is rules):
            return False
        ranked = Ranked(self._build.catalogue)
        if before is None or ranked.key == before.key:
            if before is None:
                self._ranked = ranked
            else:  # It may have its results.
                before.rules = rules
            return False
        self._ranked = ranked
        try:
            old, new = before.results(), ranked.results()
        except ValueError:  # A case's answers are refused: a problem of its own that is told.
            return False
        number = self.moved.number + 1 if self.moved else 1
        moves = find_moves(old, new, criterion_labels(rules))
        self.moved = Moved(number, len(old.keys() & new.keys()), tuple(moves))
        return True

    def told_rules(self, url: str) -> dict[str, Any]:
        """What a page tells of the rules while they are written; empty where there is nothing.

        `rows`: the cases that meet each row of the page's tables, by the row's anchor. `moved`: the newest change.
        """
        build, moved = self._build, self.moved
        rules = build.catalogue.rules if build else {}
        rows = hits_on(rules, url) if rules.get("cases") else {}
        labels = {motion["id"]: motion["label"] for motion in rules.get("motions", ())}
        told: dict[str, Any] = {"rows": rows} if rows else {}
        if moved:
            told["moved"] = {
                "number": moved.number,
                "compared": moved.compared,
                "moves": [
                    {
                        "case": move.case,
                        "from": name_motions(move.before, labels),
                        "to": name_motions(move.after, labels),
                        "label": name_motions([move.label], labels),
                        "causes": list(move.causes),
                    }
                    for move in moved.moves
                ],
            }
        return told

    def told(self) -> list[dict[str, str]]:
        """What is wrong now and stops the site: `place`, `code`, `what`, `why` and `fix` of each problem."""
        return [
            {
                "place": f"{self.folder.name}/{one.path}:{one.line}:{one.column}",
                "code": one.code,
                "what": one.what,
                "why": one.why,
                "fix": one.fix,
            }
            for one in self.stopping
        ]

    def _rendered(self) -> Pages:
        assert self._build is not None and self._config is not None
        if self._pages is None:
            self._pages = make_pages(self._build, self._config)
        return self._pages


class Ranked:
    """The labeled cases of one state of a library, ranked when somebody asks."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Rank nothing yet."""
        self.rules = catalogue.rules
        self._cases = read_cases(catalogue)
        self.key = (rules_version(without_lines(catalogue.rules)), fingerprint(self._cases))
        self._rules_text = catalogue.rules_text
        self._results: dict[str, tuple[Case, Result]] | None = None

    def results(self) -> dict[str, tuple[Case, Result]]:
        """Case and result by id.

        Raises:
            ValueError: the calculator refuses the answers of a case.
        """
        if self._results is None:
            self._results = rank_cases(self._cases, self._rules_text)
        return self._results


def without_lines(value: Any) -> Any:
    """Rules without where their rows stand: a line of prose above a table changes nothing that is ranked."""
    if isinstance(value, list):
        return [without_lines(item) for item in value]
    return (
        {key: without_lines(item) for key, item in value.items() if key != "line"} if isinstance(value, dict) else value
    )
