"""The search index: the text of every page, read by Pagefind.

What is indexed is not the built page but its text alone (kb.pages.search_page), written to a folder that goes
afterwards: templates may change around the text without a word of theirs getting into the index.
"""

import gzip
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from installation import ROOT
from runtime.files import cache_of, move_into_place
from sitebuilder.keys import key_of

LOG = logging.getLogger("mkdocs.motionbook")
CACHE = cache_of(ROOT) / "search"
KEPT = 8
TIMEOUT_SECONDS = 600
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
        found = {}
        for file in sorted((self.folder / "fragment").glob("*.pf_fragment")) if self.folder else ():
            text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
            found[json.loads(text)["url"].lstrip("/")] = file.stem
        return found


def make_index(pages: Mapping[str, str]) -> Index:
    """The index of pages by their addresses; the same pages are indexed once. Says so where it cannot be made."""
    bundle = CACHE / key_of(*(part for page in sorted(pages.items()) for part in page))[:16]
    try:
        if not bundle.is_dir():
            _make(pages, bundle)
    except (SearchError, OSError) as error:
        LOG.warning(MISSING.format(why=error))
        return Index(None)
    return Index(bundle)


def _make(pages: Mapping[str, str], bundle: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        site, made = Path(name, "site"), Path(name, "bundle")
        for url, html in pages.items():
            file = site / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8", errors="surrogatepass")
        run_pagefind(site, made)
        for pattern in UNUSED:
            for file in made.glob(pattern):
                file.unlink()
        move_into_place(made, bundle)
    forget_old()


def forget_old() -> None:
    """Leave the newest indexes: as many as several builds at once may be copying from."""
    bundles = sorted((each for each in CACHE.iterdir() if len(each.name) == 16), key=lambda each: each.stat().st_mtime)
    for old in bundles[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def run_pagefind(site: Path, output: Path) -> None:
    """Index a folder of pages.

    Raises:
        SearchError: Pagefind is not installed, or it refused.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(output), "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchError(str(error)) from error
    if done.returncode or not (output / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(said[-1] if said else f"Pagefind ended with {done.returncode}")
