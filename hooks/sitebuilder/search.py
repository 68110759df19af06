"""The search index: the text of every page, read by Pagefind.

What is indexed is not the built page but its text alone (kb.pages.search_page), written to a folder that goes
afterwards: templates may change around the text without a word of theirs getting into the index.
"""

import gzip
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from installation import ROOT
from runtime.files import cache_of, move_into_place
from sitebuilder.keys import key_of

LOG = logging.getLogger("mkdocs.motionbook")
CACHE = cache_of(ROOT) / "search"
KEPT = 8
TIMEOUT_SECONDS = 600
MEMORY = Path("/dev/shm")
"""Linux has a folder in memory there."""
ROOMY = 10
"""So many times what is needed must be free in memory."""
MISSING = (
    "the search index was not made: {why}; the site works, and search finds pages by their names only; "
    "install the locked requirements (make setup) and build again"
)
# Pagefind's own panels; ours is in assets/search.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")


class SearchError(Exception):
    """Why no index could be made."""


@dataclass(frozen=True, slots=True)
class Index:
    """A finished index."""

    folder: Path | None
    """None where none could be made."""

    def files(self) -> dict[str, Path]:
        """Its files by their paths under `pagefind/`."""
        if self.folder is None:
            return {}
        found = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path for path in found}

    def identities(self) -> dict[str, str]:
        """Pagefind's identifier of each page by its address: its results name pages by nothing else."""
        return {url: file.stem for file, url in _fragments(self.folder)} if self.folder else {}


def make_index(pages: Mapping[str, str]) -> Index:
    """The index of pages by their addresses; the same pages are indexed once. Says so where it cannot be made."""
    bundle = CACHE / key_of(version("pagefind"), *(part for page in sorted(pages.items()) for part in page))[:16]
    try:
        if not bundle.is_dir():
            _make(pages, bundle)
    except (SearchError, PackageNotFoundError, OSError) as error:
        LOG.warning(MISSING.format(why=error))
        return Index(None)
    return Index(bundle)


def _make(pages: Mapping[str, str], bundle: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name, tempfile.TemporaryDirectory(dir=_scratch(pages)) as texts:
        site, made = Path(texts), Path(name, "bundle")
        for url, html in pages.items():
            file = site / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8", errors="surrogatepass")
        taken = _take_over(made)
        run_pagefind(site, made)
        _drop(made, taken, pages)
        for pattern in UNUSED:
            for file in made.glob(pattern):
                file.unlink()
        move_into_place(made, bundle)
    forget_old()


def _scratch(pages: Mapping[str, str]) -> Path:
    """Where texts may lie for a moment: in memory where there is plenty, for a disk takes its time over many files."""
    needed = sum(map(len, pages.values()))
    try:
        is_roomy = shutil.disk_usage(MEMORY).free > ROOMY * needed and os.access(MEMORY, os.W_OK)
    except OSError:
        is_roomy = False
    return MEMORY if is_roomy else CACHE


def _take_over(made: Path) -> set[str]:
    """Link what the newest index knows of each page: Pagefind writes no file whose name, a hash, is there already.

    Returns:
        Names of what was linked.
    """
    found = set()
    for bundle in reversed(_bundles()):
        with suppress(OSError, ValueError, KeyError):
            if json.loads((bundle / "pagefind-entry.json").read_bytes())["version"] != version("pagefind"):
                continue
            (made / "fragment").mkdir(parents=True)
            for file in (bundle / "fragment").iterdir():
                os.link(file, made / "fragment" / file.name)
                found.add(file.name)
        break
    return found


def _drop(made: Path, taken: Collection[str], pages: Collection[str]) -> None:
    """Remove of what was linked what is of a page that is gone, or has another text now."""
    if taken:
        found = list(_fragments(made))
        changed = {url for file, url in found if file.name not in taken}
        for file, url in found:
            if file.name in taken and (url in changed or url not in pages):
                file.unlink()


def _fragments(bundle: Path) -> Iterator[tuple[Path, str]]:
    """What an index knows of each page, one file a page, with the page's address."""
    for file in sorted((bundle / "fragment").glob("*.pf_fragment")):
        text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        yield file, json.loads(text)["url"].lstrip("/")


def _bundles() -> list[Path]:
    """Indexes made so far, the newest last."""
    return sorted((each for each in CACHE.iterdir() if len(each.name) == 16), key=lambda each: each.stat().st_mtime)


def forget_old() -> None:
    """Leave the newest indexes: as many as several builds at once may be copying from."""
    for old in _bundles()[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def indexer() -> list[str]:
    """The indexer's own program, where it is installed beside its package: Python's start is spared."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return [str(get_executable())]
    except (ImportError, OSError):
        return [sys.executable, "-m", "pagefind"]


def run_pagefind(site: Path, output: Path) -> None:
    """Index a folder of pages.

    Raises:
        SearchError: Pagefind is not installed, or it refused.
    """
    command = [*indexer(), "--site", str(site), "--output-path", str(output), "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchError(str(error)) from error
    if done.returncode or not (output / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(said[-1] if said else f"Pagefind ended with {done.returncode}")
