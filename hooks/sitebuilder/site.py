"""A whole site into a folder, over all cores: `motionbook build` and MkDocs' own command both end here.

What is made once for each page (pages, clean Markdown, cards) is dealt out to forked processes, which know the build as
it is at that moment and keep what they make in the store; all else is made meanwhile. Where a process cannot be forked
safely the same files are made one after the other.
"""

import os
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from installation import ROOT
from kb.library.catalogue import Catalogue
from runtime import offline
from runtime.files import cache_of
from sitebuilder.build import Build
from sitebuilder.cores import cores
from sitebuilder.emitters import EMITTERS, Files, content_bytes, emitted, search_text
from sitebuilder.pages import Pages
from sitebuilder.settings import apply_library, read_settings
from sitebuilder.store import Store
from sitebuilder.templates import Templates

CACHE = cache_of(ROOT)
DEALT = {"pages", "clean Markdown", "cards"}
"""Emitters whose files are made one for each page."""
SEARCH, _, search = EMITTERS[-1]
"""It reads every page's text."""
WORTH_A_PROCESS = 40
"""Pages a process must have to be worth its start."""
TOLD_EVERY = 8
"""Files after which a process says how far it is."""


class WorkerError(Exception):
    """A process that makes pages failed; the text is its traceback."""


@dataclass(slots=True)
class Told:
    """What a build did and how long it took, in seconds."""

    steps: dict[str, float] = field(default_factory=dict)
    pages: dict[str, float] = field(default_factory=dict)
    """By path: what each page took, from its text to its file."""
    rendered: list[str] = field(default_factory=list)
    """Addresses of the pages that no build before had made."""
    begin: Callable[[str], None] = lambda step: None
    """Is told which step begins."""
    progress: Callable[[int, int], None] = lambda made, total: None
    """Is told how many of how many files are made."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Take the time of a step."""
        self.begin(name)
        began = time.perf_counter()
        yield
        self.steps[name] = self.steps.get(name, 0) + time.perf_counter() - began


def open_store() -> Store:
    """The store of this installation."""
    return Store(CACHE / "store.sqlite")


def start_build(config: MkDocsConfig, catalogue: Catalogue, store: Store, before: Build | None = None) -> Build:
    """A build of a library with a loaded configuration."""
    apply_library(config, catalogue)
    return Build(
        catalogue,
        read_settings(config),
        Path(config.docs_dir),
        store,
        (list(config.markdown_extensions), config.mdx_configs),
        tuple(config.theme.dirs),
        before,
    )


def make_pages(build: Build, config: MkDocsConfig) -> Pages:
    """What renders the pages of a build."""
    return Pages(build, Templates(config, build.settings, build.assets, CACHE / "templates"))


def write_site(build: Build, config: MkDocsConfig, folder: Path, told: Told | None = None) -> Told:
    """Write every file of the site into a folder.

    Raises:
        WorkerError: a process failed.
        OSError: the disk refused a file, here or in a process.
    """
    told = told or Told()
    with told.step("scripts, sheets, runtime"):
        rendered = make_pages(build, config)
    with told.step("what pages share"):
        build.prepare()
    dealt: list[tuple[str, Callable[[], str | bytes | Path]]] = []
    rest: list[tuple[str, Files]] = []
    for name, files in emitted(build, rendered, without={SEARCH}):
        if name in DEALT:
            dealt += files.items()
        else:
            rest.append((name, files))
    processes = _processes(len(build.sources))
    # The index is made while clean Markdown and cards are: its program works beside this one, and takes as long.
    with ThreadPoolExecutor(1) as aside, told.step("pages"):
        index: list[Future[Files]] = []
        started = [_start(build, rendered, dealt[number::processes], folder) for number in range(processes)]
        try:
            for name, files in rest:
                with told.step(name):
                    _write(files, folder)
            if started:
                lines = [line for line, _ in started]
                _gather(build, lines, len(dealt), told, lambda: index.append(aside.submit(search, build, rendered)))
            else:
                _make(build, rendered, dealt, folder, told, None)
        finally:
            # After a failure or Ctrl-C they would go on writing into a folder that is being removed.
            for _, process in started:
                process.terminate()
                process.join()
    with told.step("search"):
        _write(index[0].result() if index else search(build, rendered), folder)
    with told.step("offline copy"):
        write_file(folder / offline.NAME, service_worker(rendered, config, folder))
    build.store.save()
    build.store.prune()
    return told


def _processes(pages: int) -> int:
    """How many processes to start; 0 where forking is not possible or not worth it."""
    return min(cores(), pages // WORTH_A_PROCESS) if cores() > 1 else 0


type Dealt = list[tuple[str, Callable[[], str | bytes | Path]]]


def _make(
    build: Build, rendered: Pages, files: Dealt, folder: Path, told: Told, say: Callable[[object], None] | None
) -> None:
    """Make files one after the other, and with each page the text that search reads."""
    pages = sum(path.endswith(".html") for path, _ in files)
    for number, (path, make) in enumerate(files, 1):
        began = time.perf_counter()
        write_file(folder / path, make())
        if path.endswith(".html"):
            source = build.sources.get(path.removesuffix("index.html"))
            if source is not None:
                search_text(build, source)
            told.pages[path] = time.perf_counter() - began
            if say and len(told.pages) == pages:
                say(build.searched)
        if say and number % TOLD_EVERY == 0:
            say(TOLD_EVERY)
        elif number % TOLD_EVERY == 0:
            told.progress(number, len(files))
    told.rendered = list(rendered.rendered)


def _start(build: Build, rendered: Pages, files: Dealt, folder: Path) -> tuple[Connection, BaseProcess]:
    """Fork a process that makes some files; the line on which it tells how far it is, and at its end what it did."""
    build.store.close()
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)

    def work() -> None:
        told = Told()
        try:
            _make(build, rendered, files, folder, told, there.send)
            build.store.close()
            there.send((told.pages, told.rendered))
        except OSError as error:
            there.send(OSError(error.errno, error.strerror, error.filename and str(error.filename)))
        except BaseException:
            there.send(traceback.format_exc())
        finally:
            there.close()
            os._exit(0)

    process = context.Process(target=work, daemon=True)
    process.start()
    there.close()
    return here, process


def _gather(build: Build, lines: list[Connection], total: int, told: Told, when_searched: Callable[[], object]) -> None:
    """Hear the processes to their end.

    Args:
        when_searched: is called when all of them have told what search reads.
    """
    made, left, unread = 0, list(lines), len(lines)
    failed: Exception | None = None
    while left:
        for line in wait(left):
            assert isinstance(line, Connection)
            try:
                said = line.recv()
            except EOFError:
                left.remove(line)
                continue
            if isinstance(said, int):
                made += said
                told.progress(made, total)
            elif isinstance(said, str | OSError):
                failed = failed or (said if isinstance(said, OSError) else WorkerError(said))
            elif isinstance(said, dict):
                build.searched |= said
                unread -= 1
                if unread == 0:
                    when_searched()
            else:
                told.pages |= said[0]
                told.rendered += said[1]
    if failed:
        raise failed


def _write(files: Files, folder: Path) -> None:
    for path, make in files.items():
        write_file(folder / path, make())


def service_worker(rendered: Pages, config: MkDocsConfig, folder: Path) -> str:
    """The worker that keeps a copy of the site in the reader's browser; last of all, for it lists every file.

    `serve` has the one that removes it: what it shows changes all the time.
    """
    if not config.extra.get("offline", True):
        return offline.OFF
    assets = rendered.assets
    questions = (rendered.questions[0],) if rendered.questions else ()
    found = offline.list_files(folder, offline.CORE + assets.core + questions)
    return offline.service_worker(found, assets.offline_script.read_text(encoding="utf-8"))


def write_file(target: Path, content: str | bytes | Path) -> None:
    """Write one file of the site."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content_bytes(content))
