"""One site, however it is made: kept from earlier builds, from nothing, by MkDocs' own command, or when asked for."""

import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from motionbook.serve import is_look
from runtime import offline
from runtime.files import AssetFile, cache_of
from runtime.node import find_node
from sitebuilder import assets
from sitebuilder.inputs import Reader
from sitebuilder.live import LiveSite
from sitebuilder.output import Standing
from sitebuilder.site import WORTH_A_PROCESS, start_build, write_site
from sitebuilder.store import Store
from tests.kb.small_library import make_document

pytestmark = pytest.mark.ours


EDITS = 100
SEED = 20261130
NAMES = [f"idea-{number}" for number in range(6)]
TABLE = "| Week | Share |\n|---|--:|\n| 1 | {0}% |\n"
SOURCES = 'talk:\n  guest: "Ada Example"\n  role: "Role {0}"\n  title: "A talk"\n  kind: podcast\n  url: "https://example.org"\n'

FOR_AUTHORS = "drafts: true\nreport: true\n"
"""What a served site shows anyway, so that a built one is the same."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Six documents that name each other, a source, and settings."""
    folder = tmp_path / "library"
    (folder / "growth").mkdir(parents=True)
    for name in NAMES:
        write(folder, name, "See [one](idea-1.md).")
    (folder / "sources.yml").write_text(SOURCES.format(0), encoding="utf-8")
    (folder / "library.yml").write_text(f'title: "Ideas"\n{FOR_AUTHORS}', encoding="utf-8")
    return folder


def write(library: Path, name: str, body: str, title: str = "", tag: str = "loops") -> Path:
    path = library / "growth" / f"{name}.md"
    text = make_document(title or name.replace("-", " ").capitalize(), body=body, extra="source: talk\n")
    path.write_text(text.replace("tags: [loops]", f"tags: [{tag}]"), encoding="utf-8")
    return path


@pytest.fixture
def checkout(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose templates and style sheets may be edited; what no edit changes is that of the real one."""
    place, cache = tmp_path / "checkout", tmp_path / "cache"
    place.mkdir()
    cache.mkdir()
    for name in ("hooks", "runtime", "node_modules", "calculator", ".venv", "frameworks"):
        (place / name).symlink_to(root / name)
    (cache / "cards").mkdir()
    for name in ("runtime", "fonts", "charts", "scripts", "cards/faces"):
        if (cache_of(root) / name).is_dir():
            (cache / name).symlink_to(cache_of(root) / name)
    for name in ("mkdocs.yml", "package-lock.json"):
        shutil.copy(root / name, place)
    shutil.copytree(root / "site_overrides", place / "site_overrides")
    monkeypatch.setenv("MOTIONBOOK_CACHE", str(cache))
    for module in ("sitebuilder.assets", "sitebuilder.build", "motionbook.serve"):
        monkeypatch.setattr(f"{module}.ROOT", place)
    # Rules of four questions stand in for ours, which are read whenever a library has none.
    for module in ("sitebuilder.inputs", "motionbook.serve"):
        monkeypatch.setattr(f"{module}.OWN_LIBRARY", root / "examples" / "database")
    return place


def config_of(root: Path, library: Path) -> MkDocsConfig:
    return load_config(str(root / "mkdocs.yml"), docs_dir=str(library), site_url="http://127.0.0.1:8000/")


def site_of(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


DOCUMENT_EDITS = ("text", "title", "tag", "link", "broken", "rename", "delete", "new", "row")
OTHER_EDITS = ("source", "setting", "template", "style")


def edit(library: Path, checkout: Path, chance: random.Random, number: int) -> tuple[str, set[Path]]:
    """One change such as an author makes: its kind, and the files that it touched."""
    kind = chance.choices((*DOCUMENT_EDITS, *OTHER_EDITS), [4] * len(DOCUMENT_EDITS) + [3, 3, 1, 1])[0]
    existing = sorted(path.stem for path in (library / "growth").glob("*.md"))
    name, other = chance.choice(existing), chance.choice(existing)
    path = library / "growth" / f"{name}.md"
    if kind == "delete" and len(existing) <= 3:
        kind = "new"
    if kind in OTHER_EDITS:
        return kind, {edit_site(kind, library, checkout, number)}
    if kind == "rename":
        renamed = path.rename(path.with_name(f"renamed-{number}.md"))
        return kind, {path, renamed}
    if kind == "delete":
        path.unlink()
        return kind, {path}
    body = {
        "text": f"Another text, number {number}.",
        "link": f"See [it]({other}.md).",
        "broken": f"See [it](nowhere-{number}.md).",
        "row": TABLE.format(number),
    }.get(kind, "Text.")
    title = f"Title {number}" if kind == "title" else ""
    name = f"new-{number}" if kind == "new" else name
    return kind, {write(library, name, body, title, f"tag-{number % 7}" if kind == "tag" else "loops")}


def edit_site(kind: str, library: Path, checkout: Path, number: int) -> Path:
    """Change what is not a document: sources, settings, a template, a style sheet."""
    if kind == "source":
        path, text = library / "sources.yml", SOURCES.format(number)
    elif kind == "setting":
        path = library / "library.yml"
        text = f'title: "Ideas {number}"\nselector: {"none" if number % 2 else "motionbook"}\n'
        text += f'{FOR_AUTHORS}footer: "Edition {number}"\ncolors:\n  light: "#1f4e{number % 60 + 10}"\n'
    elif kind == "template":
        path = checkout / "site_overrides" / "main.html"
        text = path.read_text(encoding="utf-8").replace("{% block tabs %}", f"{{% block tabs %}}<!-- {number} -->")
    else:
        path = checkout / "site_overrides" / "assets" / "stylesheets" / "page.css"
        text = f"{path.read_text(encoding='utf-8')}\nbody {{\n  --edit: {number};\n}}\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_after_every_edit_the_kept_the_clean_and_the_served_site_are_one(
    library: Path, checkout: Path, tmp_path: Path
) -> None:
    """And no page is rendered whose bytes were there before."""
    chance, store = random.Random(SEED), Store(tmp_path / "store.sqlite")
    live = LiveSite(library, lambda: config_of(checkout, library), Store(None))
    live.refresh()
    before: dict[str, bytes] = {}
    standing: Standing | None = None
    kinds: set[str] = set()
    what = "as it was written"
    for number in range(EDITS + 1):
        kept, clean, nothing = tmp_path / f"kept-{number}", tmp_path / "clean", Store(None)
        config = config_of(checkout, library)
        told = write_site(start_build(config, Reader(library, store).read(), store), config, kept, standing=standing)
        write_site(start_build(config, Reader(library, nothing).read(), nothing), config, clean)
        found = site_of(clean)
        assert differing(site_of(kept), found) == [], what
        served = [path for path in found if not path.startswith("assets/") and path != offline.NAME]
        assert [path for path in served if live.file(path) != found[path]] == [], what
        rendered = {url if url.endswith(".html") else f"{url}index.html" for url in told.rendered}
        assert rendered <= set(differing(before, found)), f"{what}: rendered in vain"
        before = found
        if standing:
            shutil.rmtree(standing.folder)
        standing = Standing(kept, told.files)
        shutil.rmtree(clean)
        kind, paths = edit(library, checkout, chance, number)
        kinds.add(kind)
        what = f"edit {number}, {kind} of {', '.join(sorted(path.name for path in paths))}"
        live.refresh(paths, look_changed=any(map(is_look, paths)))
    store.close()
    assert kinds == {*DOCUMENT_EDITS, *OTHER_EDITS}


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
    pages = site_of(tmp_path / "site")
    showing = {path.removesuffix("index.html") for path, data in pages.items() if b"Idea 1" in data}
    write(library, "idea-1", "See [one](idea-1.md).", title="A title of another kind")
    assert set(rendered()) == {url for url in showing if url == "404.html" or url.endswith("/") or url == ""}
    store.close()


def test_pages_are_of_the_python_they_start(
    root: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each names the build it is of, which other scripts take whole: of another Python, all pages are others."""
    store, config = Store(tmp_path / "store.sqlite"), config_of(root, library)

    def rendered() -> set[str]:
        build = start_build(config, Reader(library, store).read(), store)
        return set(write_site(build, config, tmp_path / "site").rendered)

    every = rendered()
    made = assets.build_runtime(root, find_node(root))
    other = [AssetFile(file.url.replace("snapshot-", "snapshot-other-"), file.path) for file in made.files]
    monkeypatch.setattr(assets, "build_runtime", lambda *_: replace(made, files=tuple(other)))
    assert rendered() == every
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


def test_many_processes_give_the_bytes_of_one(root: Path, library: Path, tmp_path: Path) -> None:
    """In a process of its own, for the tests' has threads, beside which nothing is forked.

    First with nothing kept, when texts are rendered beside what pages share, then after an edit.
    """
    site = tmp_path / "site"
    for number in range(2 * WORTH_A_PROCESS + 2):
        body = f"Text {number} of {tmp_path.name}, which no store has. See [one](idea-{number // 2}.md)."
        write(library, f"idea-{number}", body)
    command = [sys.executable, "-m", "motionbook", "build", str(library), "--site", str(site), "--verify"]
    for edit in ("", "A sentence more."):
        path = library / "growth" / "idea-3.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{edit}\n", encoding="utf-8")
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert done.stdout.endswith("and found a clean build the same\n"), done.stderr
