"""One site, however it is made: kept from earlier builds, from nothing, by MkDocs' own command, or when asked for."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from sitebuilder.inputs import Reader
from sitebuilder.live import LiveSite
from sitebuilder.site import start_build, write_site
from sitebuilder.store import Store
from tests.kb.small_library import make_document

EDITS = 6
SEED = 20261130
NAMES = [f"idea-{number}" for number in range(6)]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Six documents that name each other."""
    folder = tmp_path / "library"
    (folder / "growth").mkdir(parents=True)
    for name in NAMES:
        write(folder, name, "See [one](idea-1.md).")
    return folder


def write(library: Path, name: str, body: str, title: str = "") -> Path:
    path = library / "growth" / f"{name}.md"
    path.write_text(make_document(title or name.replace("-", " ").capitalize(), body=body), encoding="utf-8")
    return path


def config_of(root: Path, library: Path) -> MkDocsConfig:
    return load_config(str(root / "mkdocs.yml"), docs_dir=str(library), site_url="http://127.0.0.1:8000/")


def site_of(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def edit(library: Path, chance: random.Random, number: int) -> None:
    """One change such as an author makes."""
    existing = sorted(path.stem for path in (library / "growth").glob("*.md"))
    name = chance.choice(existing)
    kind = chance.choice(("text", "title", "link", "broken", "rename", "delete", "new"))
    if kind == "text":
        write(library, name, f"Another text, number {number}.")
    elif kind == "title":
        write(library, name, "Text.", title=f"Title {number}")
    elif kind == "link":
        write(library, name, f"See [it]({chance.choice(existing)}.md).")
    elif kind == "broken":
        write(library, name, f"See [it](nowhere-{number}.md).")
    elif kind == "rename":
        (library / "growth" / f"{name}.md").rename(library / "growth" / f"renamed-{number}.md")
    elif kind == "delete" and len(existing) > 3:
        (library / "growth" / f"{name}.md").unlink()
    else:
        write(library, f"new-{number}", "New text.")


def test_after_every_edit_the_kept_the_clean_and_the_served_site_are_one(
    root: Path, library: Path, tmp_path: Path
) -> None:
    chance, store = random.Random(SEED), Store(tmp_path / "store.sqlite")
    config = config_of(root, library)
    reader, live = Reader(library, store), LiveSite(library, lambda: config, Store(None))
    for number in range(EDITS):
        kept, clean = tmp_path / f"kept-{number}", tmp_path / f"clean-{number}"
        write_site(start_build(config, reader.read(), store), config, kept)
        nothing = Store(None)
        write_site(start_build(config, Reader(library, nothing).read(), nothing), config, clean)
        found = site_of(clean)
        assert differing(site_of(kept), found) == [], f"edit {number}"
        live.refresh()
        pages = [path for path in found if path.endswith((".html", ".json", ".md")) and "pagefind" not in path]
        assert [path for path in pages if live.file(path) != found[path]] == [], f"edit {number}"
        edit(library, chance, number)
    store.close()


def test_only_pages_that_show_a_change_are_rendered(root: Path, library: Path, tmp_path: Path) -> None:
    store, config = Store(tmp_path / "store.sqlite"), config_of(root, library)
    reader = Reader(library, store)

    def rendered() -> list[str]:
        told = write_site(start_build(config, reader.read(), store), config, tmp_path / "site")
        return sorted(told.rendered)

    assert len(rendered()) > len(NAMES)
    assert rendered() == []
    write(library, "idea-3", "See [one](idea-1.md). A further sentence that nobody else shows.")
    assert rendered() == ["growth/idea-3/"]
    store.close()


def test_a_damaged_store_is_as_good_as_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = Store(path)
    store.put("page", "key", b"bytes")
    store.close()
    assert entry(path) == b"bytes"
    path.write_bytes(b"no database" * 1000)
    for each in tmp_path.glob("store.sqlite-*"):
        each.unlink()
    assert entry(path) is None
    store.put("page", "key", b"again")
    store.close()
    assert entry(path) == b"again"


def entry(path: Path) -> bytes | None:
    store = Store(path)
    found = store.get("page", "key")
    store.close()
    return found


def test_mkdocs_own_command_gives_the_same_bytes(root: Path, library: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "FRAMEWORKS": str(library), "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for command in (
        ["motionbook", "build", str(library), "--site", str(ours)],
        ["mkdocs", "build", "--quiet", "--site-dir", str(theirs)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
    assert differing(site_of(ours), site_of(theirs)) == []
