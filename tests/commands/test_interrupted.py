"""Whatever happens to a build, the old site stands or the new one does; and whoever builds gets the same bytes."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config

from motionbook.site import make_place, swap
from sitebuilder import site as site_module
from sitebuilder.inputs import Reader
from sitebuilder.site import start_build, write_site
from sitebuilder.store import Store
from tests.commands.test_same_bytes import differing, site_of
from tests.kb.small_library import make_document

NAMES = [f"idea-{number}" for number in range(6)]
MADE_READY = ("charts", "fonts", "runtime", "scripts", "styles")
"""What of the cache does not depend on a library and takes long to make."""
SMALL = 150_000
"""Bytes that a file may have in the test of a full disk; a picture has more, every page less."""


def make_library(folder: Path, body: str = "See [one](idea-1.md).") -> Path:
    for name in NAMES:
        path = folder / "growth" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_document(name.replace("-", " ").capitalize(), body=body), encoding="utf-8")
    return folder


def start_command(library: Path, site: Path, root: Path, **options: object) -> subprocess.Popen[str]:
    """A build as its owner starts it."""
    command = [sys.executable, "-m", "motionbook", "build", str(library), "--site", str(site)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


def build(library: Path, site: Path, root: Path, **options: object) -> tuple[int, str]:
    """Exit code and standard error of a whole build."""
    process = start_command(library, site, root, **options)
    _, said = process.communicate()
    return process.returncode, said


def check(library: Path, root: Path) -> list[str]:
    """Codes of what the check finds."""
    command = [sys.executable, "-m", "motionbook", "check", str(library)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return re.findall(r"(?m)^\S.*?:\d+:\d+: ([EW]\d+)", done.stdout + done.stderr)


def beside(site: Path) -> list[str]:
    """What builds have left next to the site."""
    return sorted(path.name for path in site.parent.iterdir() if path.name.startswith(f".{site.name}"))


@pytest.fixture
def standing(tmp_path: Path, root: Path) -> tuple[Path, Path, dict[str, bytes]]:
    """A library that was changed since its site was built, the site, and its files."""
    library, site = make_library(tmp_path / "library"), tmp_path / "out" / "site"
    code, said = build(library, site, root)
    assert code == 0, said
    make_library(library, "Another text.")
    return library, site, site_of(site)


def half_way(process: subprocess.Popen[str], site: Path) -> None:
    """Until the build has written its first files beside the site."""
    end = time.monotonic() + 120
    while not any(True for name in beside(site) for _ in (site.parent / name).glob("*/*")):
        assert process.poll() is None, "the build ended before it could be stopped"
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_build_leaves_the_old_site(
    standing: tuple[Path, Path, dict[str, bytes]], root: Path, sign: signal.Signals
) -> None:
    library, site, before = standing
    process = start_command(library, site, root)
    half_way(process, site)
    process.send_signal(sign)
    _, said = process.communicate()
    assert differing(site_of(site), before) == []
    if sign == signal.SIGINT:
        assert process.returncode == 130
        assert said.endswith("\nbuild: interrupted; what stood before stands as it was\n")
        assert beside(site) == []
    code, said = build(library, site, root)
    assert code == 0, said
    assert beside(site) == [], "what the killed build had left"
    assert b"Another text." in site_of(site)["growth/idea-3/index.html"]


def test_a_full_disk_is_a_sentence_and_leaves_the_old_site(
    standing: tuple[Path, Path, dict[str, bytes]], root: Path
) -> None:
    library, site, before = standing
    (library / "large.png").write_bytes(bytes(SMALL + 1))
    make_library(library, "Another text.\n\n![large](../large.png)")
    code, said = build(
        library, site, root, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))
    )
    assert code == 1
    last = said.splitlines()[-1]
    assert last.startswith("build: File too large")
    assert last.endswith(
        f"; {site} was left as it was; a build needs room for the new site beside the old one; "
        "make room and build again"
    )
    assert differing(site_of(site), before) == []
    assert beside(site) == []


def test_a_disk_that_refuses_a_page_is_heard_of_from_the_process_that_makes_it(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(site_module.os, "process_cpu_count", lambda: 2)
    library, site = make_library(tmp_path / "library"), tmp_path / "site"
    site.mkdir()
    (site / "growth").write_text("in the way")
    config = load_config(str(root / "mkdocs.yml"), docs_dir=str(library))
    store = Store(None)
    with pytest.raises(OSError, match="growth"):
        write_site(start_build(config, Reader(library, store).read(), store), config, site)


def test_a_place_that_cannot_be_made_is_a_sentence(tmp_path: Path, root: Path) -> None:
    library = make_library(tmp_path / "library")
    (tmp_path / "file").write_text("")
    code, said = build(library, tmp_path / "file" / "site", root)
    assert code == 1
    assert said.splitlines()[-1] == (
        f"build: File exists: {tmp_path / 'file'}; {tmp_path / 'file' / 'site'} was left as it was; "
        "the machine refused it; give it what it lacks, or name another place with --site"
    )


def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path, root: Path) -> None:
    one, other = make_library(tmp_path / "one", "The first."), make_library(tmp_path / "other", "The second.")
    site = tmp_path / "out" / "site"
    both = [start_command(library, site, root) for library in (one, other)]
    for process in both:
        _, said = process.communicate()
        assert process.returncode == 0, said
    found = site_of(site)
    words = b"The first." if b"The first." in found["growth/idea-1/index.html"] else b"The second."
    assert all(words in found[f"growth/{name}/index.html"] for name in NAMES)
    assert beside(site) == []


def test_two_sites_swapped_in_by_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment in which another build has put its site where ours was about to go."""
    target, ours, theirs = (tmp_path / name for name in ("site", "ours", "theirs"))
    for folder in (target, ours, theirs):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name)
    rename = Path.rename

    def busy(self: Path, to: Path) -> Path:
        if self == ours and theirs.exists():
            rename(theirs, target)
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", busy)
    swap(ours, target)
    assert (target / "index.html").read_text() == "ours"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def ended_process() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_site_that_a_killed_build_had_moved_aside_is_put_back(tmp_path: Path) -> None:
    gone, target = ended_process(), tmp_path / "site"
    for name in (f".site-old-{gone}", f".site-{gone}-abc", f".site-{os.getpid()}-mine", ".site-notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    fresh = make_place(target)
    assert (target / "index.html").read_text() == f".site-old-{gone}"
    assert beside(target) == sorted([fresh.name, f".site-{os.getpid()}-mine", ".site-notes"])


# The same bytes, whoever builds


@pytest.fixture
def ready_cache(root: Path, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Caches with nothing kept of any library, but with what every site is set with."""

    def make(name: str) -> Path:
        folder = tmp_path / f"cache-{name}"
        folder.mkdir()
        for each in MADE_READY:
            if (root / ".cache" / each).is_dir():
                (folder / each).symlink_to(root / ".cache" / each)
        return folder

    yield make


def test_folder_locale_zone_seed_and_order_change_nothing(
    tmp_path: Path, root: Path, ready_cache: Callable[[str], Path]
) -> None:
    library = make_library(tmp_path / "one" / "library")
    for name, text in (("zoë", "# Zoë\n\nA name with marks.\n"), ("Alpha", "# Alpha\n\nSee [Zoë](zoë.md).\n")):
        (library / f"{name}.md").write_text(text, encoding="utf-8")
    other = tmp_path / "another place" / "library"
    other.mkdir(parents=True)
    files = sorted((path.relative_to(library) for path in library.rglob("*") if path.is_file()), reverse=True)
    for number, path in enumerate(files):
        (other / path).parent.mkdir(exist_ok=True)
        shutil.copyfile(library / path, other / path)
        os.utime(other / path, (1e9 + number, 1e9 + number))
    places = []
    for name, folder, settings in (
        ("one", library, {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
        ("other", other, {"LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"}),
    ):
        site = tmp_path / name / "built"
        environment = {**os.environ, **settings, "MOTIONBOOK_CACHE": str(ready_cache(name))}
        code, said = build(folder, site, root, env=environment)
        assert code == 0, said
        places.append(site)
    one, two = map(site_of, places)
    assert len(one) > 40
    assert differing(one, two) == []
    assert not [path for path, data in one.items() if str(tmp_path).encode() in data], "where it was built"


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything of a folder that a build could change."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def test_a_library_is_only_read_and_its_line_ends_and_marks_change_no_page(tmp_path: Path, root: Path) -> None:
    plain = make_library(tmp_path / "plain" / "library")
    table = "\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n"
    make_library(plain, f"See [one](idea-1.md).{table}")
    odd = tmp_path / "odd" / "library"
    for path in sorted(plain.rglob("*.md")):
        target = odd / path.relative_to(plain)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    for folder in [odd, *odd.rglob("*")]:
        folder.chmod(0o555 if folder.is_dir() else 0o444)
    before = snapshot(odd)
    sites = []
    for library in (plain, odd):
        site = library.parent / "site"
        code, said = build(library, site, root)
        assert code == 0, said
        sites.append({path: data for path, data in site_of(site).items() if path.endswith(".html")})
    assert snapshot(odd) == before
    assert differing(*sites) == []


def test_a_name_in_either_form_of_unicode_is_one_name(tmp_path: Path, root: Path) -> None:
    library, site = tmp_path / "library", tmp_path / "site"
    library.mkdir()
    # As macOS writes the name of the file, and as everybody writes the link; and the other way round.
    (library / "Gro\u0308ße.md").write_text("# Größe\n\nSee [cafe](cafe\u0301.md).\n", encoding="utf-8")
    (library / "caf\u00e9.md").write_text("# Café\n\nSee [size](Gr\u00f6ße.md).\n", encoding="utf-8")
    code, said = build(library, site, root)
    assert code == 0, said
    assert check(library, root) == ["W033", "W033"], "two names with marks, and no link that leads nowhere"
    pages = {unicodedata.normalize("NFC", path) for path in site_of(site)}
    assert {"Größe/index.html", "café/index.html"} <= pages
