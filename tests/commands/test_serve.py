"""`motionbook serve`: what an author edits, adds, renames, deletes and breaks, as the browser then sees it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
    """Our library and two small documents."""
    small = tmp_path / "library"
    shutil.copytree(root / "frameworks", small)
    write(small, "first-idea", "A first idea. See [Second idea](second-idea.md).")
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

        def fetch(path: str) -> str:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=60) as response:
                    return response.read().decode()
            except urllib.error.HTTPError as error:
                return f"status {error.code}"
            except TimeoutError:
                return "no answer while the site is being rebuilt"

        wait_until(lambda: reachable(port) or process.poll() is not None, "the server to start")
        assert process.poll() is None, log.read_text()
        yield fetch


def reachable(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 300) -> None:
    """Poll until true; a slow machine only waits longer."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.2)


def test_what_an_author_does_is_served(served: Callable[[str], str], library: Path, tmp_path: Path) -> None:
    growth, log = library / "growth", tmp_path / "serve.log"
    assert "A second idea." in served("growth/second-idea/")
    assert "livereload" in served("growth/second-idea/")
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


def change(path: Path, place: tuple[str, str], new: str) -> None:
    """Replace a text in the first line that holds another."""
    line_of, old = place
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if line_of in line)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")


REBUILDS = """
import gc, os, sys
sys.path[:0] = [{root!r}, {hooks!r}]
os.environ.update(FRAMEWORKS={library!r}, NO_MKDOCS_2_WARNING="1", MOTIONBOOK_REPORTED="1")
from mkdocs.commands.build import build
from mkdocs.config import load_config
sizes = []
for count in range(50):
    config = load_config({config!r}, site_dir={site!r})
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    gc.collect()
    sizes.append(sys.getallocatedblocks())
print(sizes[9], sizes[-1])
"""


def test_fifty_rebuilds_hold_no_more_memory_than_ten(root: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "growth").mkdir(parents=True)
    for name in ("one", "two", "three"):
        write(library, name, "Text.")
    script = REBUILDS.format(
        root=str(root),
        hooks=str(root / "hooks"),
        library=str(library),
        config=str(root / "mkdocs.yml"),
        site=str(tmp_path / "site"),
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    tenth, last = map(int, result.stdout.split())
    assert last < tenth * 1.01, f"{tenth} blocks of memory after ten builds, {last} after fifty"


def test_serving_waits_for_a_library_that_cannot_be_built_yet(library: Path, root: Path, tmp_path: Path) -> None:
    log, document = tmp_path / "serve.log", library / "growth" / "second-idea.md"
    good = document.read_text(encoding="utf-8")
    document.write_text(good.replace('name: "Second idea"', 'name: "Second idea'), encoding="utf-8")
    with serving(library, root, log) as (process, port):
        wait_until(lambda: "cannot be built yet" in log.read_text(), "the refusal")
        assert "growth/second-idea.md:2:7: E014" in log.read_text()
        assert not reachable(port) and process.poll() is None
        document.write_text(good, encoding="utf-8")
        wait_until(lambda: reachable(port) or process.poll() is not None, "the server to start")
        assert process.poll() is None, log.read_text()
