"""Index the text of every page with Pagefind and put the index under `/pagefind/`.

What is indexed is not the built page but its text alone (kb.pages.search_page), written to a folder that goes
afterwards: templates may change around the text without a word of theirs getting into the index.
"""

import gzip
import hashlib
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import get_state
from installation import ROOT
from kb.pages.search_page import SearchEntry, document_entry, documents_json, index_page, list_entry
from runtime.files import cache_of, move_into_place

LOG = logging.getLogger("mkdocs.hooks.search")
CACHE = cache_of(ROOT) / "search"
KEPT = 8
FOLDER = "pagefind"
MISSING = (
    "the search index was not made: {why}; the site works, and search finds pages by their names only; "
    "install the locked requirements (make setup) and build again"
)
# Pagefind's own panels; ours is in assets/search.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")

_entries: dict[str, SearchEntry] = {}
_serving = False
_lock = threading.Lock()
_newest = ""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether a reader waits for the site or a build wants all of it."""
    global _serving
    _serving = command == "serve"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Start afresh: a page that is gone must not stay in the index."""
    _entries.clear()
    return files


# Late: after every hook that writes into the text of a page.
@event_priority(-100)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the text of each page."""
    catalogue = get_state().catalogue
    identity = page.file.src_uri.removesuffix(".md")
    if identity in catalogue.documents:
        _entries[page.url] = document_entry(identity, catalogue, html)
    else:
        _entries[page.url] = list_entry(page.url, str(page.title or ""), html)
    return html


def on_post_build(*, config: MkDocsConfig) -> None:
    """Make the index; while serving, an index for changed pages follows a moment after the pages."""
    global _newest
    pages = {entry.url: index_page(entry, str(config.theme.get("language") or "en")) for entry in _entries.values()}
    entries = tuple(_entries.values())
    wanted = [want.name for want in get_state().catalogue.wanted]
    target = Path(config.site_dir, FOLDER)
    target.mkdir(parents=True, exist_ok=True)
    (target / "documents.json").write_text(documents_json(entries, {}, wanted), encoding="utf-8")
    _newest = digest = digest_of(pages)

    def finish() -> None:
        bundle = make_bundle(pages, digest)
        with _lock:
            if digest != _newest:
                return  # A later build has begun; it makes its own.
            shutil.copytree(bundle, target, dirs_exist_ok=True)
            text = documents_json(entries, identities(bundle), wanted)
            (target / "documents.json").write_text(text, encoding="utf-8")

    def finish_or_say() -> None:
        try:
            finish()
        except (SearchError, OSError) as error:
            LOG.warning(MISSING.format(why=error))

    if _serving and not (CACHE / digest).is_dir():
        threading.Thread(target=finish_or_say, name="search-index", daemon=True).start()
    else:
        finish_or_say()


class SearchError(Exception):
    """Why no index could be made."""


def digest_of(pages: dict[str, str]) -> str:
    """Name of the index of these pages."""
    text = json.dumps(sorted(pages.items()), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def make_bundle(pages: dict[str, str], digest: str) -> Path:
    """Folder with the index of these pages; the same pages are indexed once.

    Raises:
        SearchError: Pagefind is not installed, or it refused.
    """
    bundle = CACHE / digest
    if bundle.is_dir():
        return bundle
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        site = Path(name, "site")
        for url, html in pages.items():
            file = site / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
        made = Path(name, "bundle")
        run_pagefind(site, made)
        for pattern in UNUSED:
            for file in made.glob(pattern):
                file.unlink()
        with _lock:
            move_into_place(made, bundle)
    forget_old()
    return bundle


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
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchError(str(error)) from error
    if done.returncode or not (output / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(said[-1] if said else f"Pagefind ended with {done.returncode}")


def identities(bundle: Path) -> dict[str, str]:
    """Pagefind's identifier of each page by its address: its results name pages by nothing else."""
    found = {}
    for file in sorted((bundle / "fragment").glob("*.pf_fragment")):
        text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        found[json.loads(text)["url"].lstrip("/")] = file.stem
    return found
