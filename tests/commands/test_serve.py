"""`motionbook serve`: what an author edits, adds, renames, deletes and breaks, as the browser then sees it."""

import gc
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from mkdocs.config import load_config

from motionbook.serve import Server, tell_moves
from sitebuilder.live import LiveSite
from sitebuilder.store import Store

DOCUMENT = """\
---
name: "{name}"
category: growth
one_liner: "{name} in one line."
source_guest: "Ada Example"
source_episode: "A talk"
related_frameworks: []
tags:
  - growth-loops
---

# {name}

{text}

## Source

- **Guest**: Ada Example
- **Episode**: A talk
"""


def write(library: Path, slug: str, text: str) -> Path:
    path = library / "growth" / f"{slug}.md"
    path.write_text(DOCUMENT.format(name=slug.replace("-", " ").capitalize(), text=text), encoding="utf-8")
    return path


@pytest.fixture
def library(root: Path, tmp_path: Path) -> Path:
    """Our library and two small documents, one of which asks for a third."""
    small = tmp_path / "library"
    shutil.copytree(root / "frameworks", small)
    write(small, "first-idea", "A first idea. See [Second idea](second-idea.md) and [[an-idea-to-come]].")
    write(small, "second-idea", "A second idea.")
    return small


@contextmanager
def serving(library: Path, root: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A running `motionbook serve` and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "motionbook",
                "serve",
                "--frameworks",
                str(library),
                "--address",
                f"127.0.0.1:{port}",
            ],
            cwd=root,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield process, port
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


@pytest.fixture
def served(library: Path, root: Path, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """The address of a running `motionbook serve`, as a function that fetches a page."""
    log = tmp_path / "serve.log"
    with serving(library, root, log) as (process, port):
        wait_until(lambda: reachable(port) or process.poll() is not None, "the server to start")
        assert process.poll() is None, log.read_text()
        wait_until(lambda: not fetch(port, "").startswith("status 503"), "the library to be read")
        yield partial(fetch, port)


def fetch(port: int, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=60) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return f"status {error.code} {error.read().decode() if error.code == 503 else ''}".strip()
    except OSError:
        return "no answer"


def reachable(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 300) -> None:
    """Poll until true; a slow machine only waits longer."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.2)


@pytest.mark.ours
def test_what_an_author_does_is_served(served: Callable[[str], str], library: Path, tmp_path: Path) -> None:
    growth, log = library / "growth", tmp_path / "serve.log"
    assert "A second idea." in served("growth/second-idea/")
    assert "/__live/live.mjs" in served("growth/second-idea/")
    rules = served("api/v1/rules.json")

    # A document, a new document, a row of a table and a source, all before one rebuild.
    write(library, "second-idea", "A better idea.")
    write(library, "third-idea", "A third idea.")
    change(library / "questions" / "latitude.md", ("| `procurement`", "| +2 |"), "| +1 |")
    change(library / "sources.yml", ("Co-founder and CEO of Sierra", "Co-founder and CEO"), "Founder and head")
    wait_until(lambda: "A third idea." in served("growth/third-idea/"), "the edits")
    assert "A better idea." in served("growth/second-idea/")
    assert "A better idea." in served("growth/second-idea/index.md")
    assert "growth/third-idea" in served("api/v1/index.json")
    assert "Third idea" in served("growth/")
    assert served("api/v1/rules.json") != rules
    assert "Founder and head of Sierra" in served("execution/go-to-market-model-selection/")

    told = re.findall(r"^.*:\d+:\d+: W\d{3} .*$", log.read_text(), re.MULTILINE)
    assert told and len(told) == len(set(told)), "a rebuild says again what the build before said"
    assert "problem(s) as before" in log.read_text()

    (growth / "third-idea.md").rename(growth / "fourth-idea.md")
    wait_until(lambda: "A third idea." in served("growth/fourth-idea/"), "the rename")
    assert served("growth/third-idea/") == "status 404"
    (growth / "fourth-idea.md").unlink()
    wait_until(lambda: served("growth/fourth-idea/") == "status 404", "the deletion")
    assert "fourth-idea" not in served("api/v1/index.json")

    good = (growth / "second-idea.md").read_text(encoding="utf-8")
    (growth / "second-idea.md").write_text(good.replace('name: "Second idea"', 'name: "Second idea'), encoding="utf-8")
    wait_until(lambda: "growth/second-idea.md:2:" in log.read_text(), "the refusal")
    assert "A better idea." in served("growth/second-idea/")
    (growth / "second-idea.md").write_text(good.replace("better", "mended"), encoding="utf-8")
    wait_until(lambda: "A mended idea." in served("growth/second-idea/"), "the mended document")


@pytest.fixture
def unread(library: Path, root: Path) -> Iterator[Server]:
    """A server whose library is being read: whoever reads it holds the site's lock."""
    site = LiveSite(library, lambda: load_config(str(root / "mkdocs.yml"), docs_dir=str(library)), Store(None))
    server = Server(("127.0.0.1", 0), site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with site._lock:
        yield server
    server.shutdown()
    server.server_close()


def test_long_reading_is_said_while_it_goes_on(unread: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motionbook.serve.FIRST_SECONDS", 0.01)
    assert "Reading the library" in fetch(unread.server_port, "")


def test_the_first_page_is_waited_for(unread: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motionbook.serve.FIRST_SECONDS", 300)
    with ThreadPoolExecutor(1) as aside:
        page = aside.submit(fetch, unread.server_port, "growth/second-idea/")
        unread.site.refresh()
        unread.tell()
        unread.site._lock.release()
        try:
            assert "A second idea." in page.result()
        finally:
            unread.site._lock.acquire()


def change(path: Path, place: tuple[str, str], new: str) -> None:
    """Replace a text in the first line that holds another."""
    line_of, old = place
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if line_of in line)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")


def test_fifty_edits_hold_no_more_memory_than_ten(root: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "growth").mkdir(parents=True)
    for name in ("one", "two", "three"):
        write(library, name, "Text.")
    site = LiveSite(library, lambda: load_config(str(root / "mkdocs.yml"), docs_dir=str(library)), Store(None))
    sizes = []
    for count in range(50):
        path = write(library, "two", f"Text number {count}.")
        site.refresh([path])
        page = site.file("growth/two/index.html")
        assert page is not None and f"Text number {count}." in page.decode()
        gc.collect()
        sizes.append(sys.getallocatedblocks())
    assert sizes[-1] < sizes[9] * 1.01, f"{sizes[9]} blocks of memory after ten edits, {sizes[-1]} after fifty"


def test_a_tab_is_told_to_reload_only_if_its_page_changed(root: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "growth").mkdir(parents=True)
    first = write(library, "first", "Text.")
    first.write_text(first.read_text().replace("related_frameworks: []", "related_frameworks: [second]"))
    second = write(library, "second", "Text.")
    site = LiveSite(library, lambda: load_config(str(root / "mkdocs.yml"), docs_dir=str(library)), Store(None))
    site.refresh()

    def keys() -> tuple[str, str, str]:
        return site.page_key("growth/first/"), site.page_key("growth/second/"), site.page_key("growth/")

    before = keys()
    write(library, "second", "Another text.")
    site.refresh([second])
    after = keys()
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, True]
    second.write_text(second.read_text().replace('name: "Second"', 'name: "Other name"'))
    site.refresh([second])
    assert [a == b for a, b in zip(after, keys(), strict=True)] == [False, False, False]


def test_a_changed_point_says_which_cases_it_moved(root: Path, tmp_path: Path) -> None:
    library = shutil.copytree(root / "examples" / "database", tmp_path / "library")
    site = LiveSite(library, lambda: load_config(str(root / "mkdocs.yml"), docs_dir=str(library)), Store(None))
    site.refresh()
    assert not site.follow_cases() and site.moved is None
    rows = site.told_rules("questions/runs/")["rows"]
    assert {anchor: len(cases) for anchor, cases in rows.items()} == {
        "runs-inside-an-app": 2,
        "runs-one-machine": 2,
        "runs-many-machines": 2,
    }

    page = library / "questions" / "runs.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("# Where it runs", "A line above.\n\n# Where it runs"), encoding="utf-8")
    site.refresh([page])
    assert not site.follow_cases(), "nothing that is ranked has changed"

    page.write_text(good.replace("| `many-machines` | -2 | +2 | -2 |", "| `many-machines` | +2 | -2 | +1 |"), "utf-8")
    site.refresh([page])
    assert site.follow_cases() and site.moved is not None
    said: list[str] = []
    tell_moves(site.moved, said.append)
    assert said == [
        "serve: the rules have changed; 1 of 6 cases moved",
        "  Planner of a team: postgres -> duckdb (labeled postgres)",
    ]
    assert not site.follow_cases(), "said once"
    told = site.told_rules("growth/")
    assert "rows" not in told and [move["to"] for move in told["moved"]["moves"]] == ["DuckDB"]


def test_serving_waits_for_a_library_that_cannot_be_built_yet(library: Path, root: Path, tmp_path: Path) -> None:
    log, document = tmp_path / "serve.log", library / "growth" / "second-idea.md"
    good = document.read_text(encoding="utf-8")
    document.write_text(good.replace('name: "Second idea"', 'name: "Second idea'), encoding="utf-8")
    with serving(library, root, log) as (process, port):
        wait_until(lambda: "cannot be built yet" in log.read_text(), "the refusal")
        assert "growth/second-idea.md:2:7: E014" in log.read_text()
        assert "cannot be built yet" in fetch(port, "") and process.poll() is None
        document.write_text(good, encoding="utf-8")
        wait_until(lambda: "A second idea." in fetch(port, "growth/second-idea/"), "the mended document")
