"""A whole site into a folder, over all cores: `motionbook build` and MkDocs' own command both end here.

What is made once for each page (its HTML, its card) is dealt out to forked processes, which know the build as it is at
that moment and keep what they make in the store; all else is made meanwhile. Where a process cannot be forked safely
the same files are made one after the other.
"""

import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
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
from sitebuilder.cores import beside, cores
from sitebuilder.emitters import EMITTERS, Files, emitted, search_text
from sitebuilder.output import Content, Output, Standing, Written
from sitebuilder.pages import Pages
from sitebuilder.settings import apply_library, read_settings
from sitebuilder.store import Store
from sitebuilder.templates import Templates

CACHE = cache_of(ROOT)
DEALT = {"pages", "cards"}
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
    files: dict[str, Written] = field(default_factory=dict)
    """Every file of the site by its path."""
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


def start_build(
    config: MkDocsConfig, catalogue: Catalogue, store: Store, before: Build | None = None, *, is_served: bool = False
) -> Build:
    """A build of a library with a loaded configuration; the rest as in `Build`."""
    apply_library(config, catalogue)
    return Build(
        catalogue,
        read_settings(config),
        Path(config.docs_dir),
        store,
        (list(config.markdown_extensions), config.mdx_configs),
        tuple(config.theme.dirs),
        before,
        is_served=is_served,
    )


def make_pages(build: Build, config: MkDocsConfig) -> Pages:
    """What renders the pages of a build."""
    return Pages(build, Templates(config, build.settings, build.assets, CACHE / "templates"))


def write_site(
    build: Build, config: MkDocsConfig, folder: Path, told: Told | None = None, standing: Standing | None = None
) -> Told:
    """Write every file of the site into a folder.

    Args:
        standing: the site that was built before, from which files are taken over that would be the same.
    Raises:
        WorkerError: a process failed.
        OSError: the disk refused a file, here or in a process.
    """
    told = told or Told()
    with texts_beside(build):
        with told.step("scripts, sheets, runtime"):
            rendered = make_pages(build, config)
        with told.step("what pages share"):
            build.prepare()
    output = Output(folder, standing)
    dealt: Dealt = []
    rest: list[tuple[str, Files]] = []
    for name, files in emitted(build, rendered, without={SEARCH}):
        if name in DEALT:
            dealt += files.items()
        else:
            rest.append((name, files))
    processes = _processes(len(build.sources))
    # Forked before there are threads, whose locks they would take along.
    started = [_start(build, rendered, dealt[number::processes], output) for number in range(processes)]
    with ThreadPoolExecutor(2) as aside:
        try:
            with told.step("pages"):
                # The indexer works beside all else, from the moment when the text of every page is known.
                when_read = partial(aside.submit, search, build, rendered)
                heard = aside.submit(_gather, build, [line for line, _ in started], len(dealt), told, output, when_read)
                for name, files in rest:
                    with told.step(name):
                        _write(files, output)
                if not started:
                    _make(build, rendered, dealt, output, told)
                index = heard.result()
        finally:
            # After a failure or Ctrl-C they would go on writing into a folder that is being removed.
            for _, process in started:
                process.terminate()
                process.join()
        with told.step("search"):
            _write(index.result() if index else search(build, rendered), output)
    with told.step("offline copy"):
        output.write(offline.NAME, service_worker(rendered, config, output.written))
    told.files = output.written
    build.store.save()
    build.store.prune()
    return told


def render_texts(build: Build, while_: Callable[[], bool]) -> None:
    """Render texts for the store, and what search reads of documents, as long as there is nothing else to do.

    Once more it goes on where it ended.
    """
    while while_() and (source := next(build.unrendered, None)):
        build.text_of(source)
        if source.document is not None:
            search_text(build, source)


@contextmanager
def texts_beside(build: Build) -> Iterator[None]:
    """`render_texts` in another process meanwhile, where there is reason to think that many are not in the store."""
    store = build.store
    if not store.keeps or max(store.misses.get(kind, 0) for kind in ("facts", "text")) < WORTH_A_PROCESS:
        yield
        return

    def work(is_awaited: Callable[[], bool]) -> None:
        render_texts(build, is_awaited)
        store.close()

    store.close()
    with beside(work):
        yield


def _processes(pages: int) -> int:
    """How many processes to start; 0 where forking is not possible or not worth it."""
    return min(cores(), pages // WORTH_A_PROCESS) if cores() > 1 else 0


type Dealt = list[tuple[str, Callable[[], Content]]]


def _make(
    build: Build, rendered: Pages, files: Dealt, output: Output, told: Told, say: Callable[[object], None] | None = None
) -> None:
    """Make files one after the other.

    Args:
        say: tells whoever forked this process how far it is, and before all else what search reads of its pages.
    """
    if say:
        addresses = (path.removesuffix("index.html") for path, _ in files)
        say({url: search_text(build, build.sources[url]) for url in addresses if url in build.sources})
    for number, (path, make) in enumerate(files, 1):
        began = time.perf_counter()
        output.write(path, make())
        if path.endswith(".html"):
            told.pages[path] = time.perf_counter() - began
        if number % TOLD_EVERY == 0:
            if say:
                say(TOLD_EVERY)
            else:
                told.progress(number, len(files))
    told.rendered = list(rendered.rendered)
    told.files = output.written


def _start(build: Build, rendered: Pages, files: Dealt, output: Output) -> tuple[Connection, BaseProcess]:
    """Fork a process that makes some files; the line on which it tells how far it is, and at its end what it did."""
    build.store.close()
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)

    def work() -> None:
        told = Told()
        try:
            _make(build, rendered, files, output, told, there.send)
            build.store.close()
            there.send((told.pages, told.rendered, told.files))
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


def _gather(
    build: Build,
    lines: list[Connection],
    total: int,
    told: Told,
    output: Output,
    when_read: Callable[[], Future[Files]],
) -> Future[Files] | None:
    """Hear the processes to their end.

    Args:
        when_read: is called when all of them have told what search reads.
    Returns:
        What that gave.
    """
    made, left, unread, index = 0, list(lines), len(lines), None
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
                    index = when_read()
            else:
                pages, addresses, files = said
                told.pages |= pages
                told.rendered += addresses
                output.written |= files
    if failed:
        raise failed
    return index


def _write(files: Files, output: Output) -> None:
    for path, make in files.items():
        output.write(path, make())


def service_worker(rendered: Pages, config: MkDocsConfig, written: Mapping[str, Written]) -> str:
    """The worker that keeps a copy of the site in the reader's browser; last of all, for it lists every file.

    `serve` has the one that removes it: what it shows changes all the time.
    """
    if not config.extra.get("offline", True):
        return offline.OFF
    assets = rendered.assets
    questions = (rendered.questions[0],) if rendered.questions else ()
    files = {path: (file.size, file.digest) for path, file in written.items()}
    found = offline.list_files(files, offline.CORE + assets.core + questions)
    return offline.service_worker(found, assets.offline_script.read_text(encoding="utf-8"))
