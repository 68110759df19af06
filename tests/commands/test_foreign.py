"""`motionbook check` and `build` on somebody else's library: what can be read is built, what cannot is said."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.library.load import has_questions
from motionbook.site import build_site
from tests.commands.test_check import run

DOCUMENT = (
    '---\nname: "{0}"\ncategory: growth\none_liner: "One line."\nsource_guest: "Ada"\ntags: [Big Deals]\n---\n\n# {0}\n'
)


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Path]:
    """A library of one sound document and some other files: path to bytes."""

    def make(files: dict[str, bytes] | None = None) -> Path:
        folder = tmp_path / "library"
        for path, content in {"growth/sound.md": DOCUMENT.format("Sound").encode(), **(files or {})}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return folder

    return make


def test_a_file_that_cannot_be_read_is_left_out_and_said(
    root: Path, library: Callable[..., Path], tmp_path: Path
) -> None:
    folder, site = library({
        "growth/latin.md": "caf\u00e9".encode("latin-1"),
        "growth/binary.md": b"\x89PNG\r\n\x1a\n\x00\x00",
        "growth/empty.md": b"",
        "growth.md": b"# Growth\n",
        "growth/What is it?.md": b"# What is it?\n",
        "growth/old.markdown": b"# Old\n",
        "growth/picture.png": b"x",
        "sources.yml": b"",
    }), tmp_path / "site"  # fmt: skip
    (folder / "growth" / "nowhere.md").symlink_to("nothing.md")
    (folder / "growth" / "nowhere.png").symlink_to("nothing.png")
    checked = run(root, "check", "--frameworks", str(folder))
    assert checked.returncode == 1
    left_out = ("growth/binary.md", "growth/empty.md", "growth/latin.md", "growth/nowhere.md", "growth/nowhere.png")
    assert checked.stderr == (
        f"{folder}: 3 documents, 6 errors, 4 warnings; skipped {', '.join(left_out)}; 2 other files not published\n"
    )
    built = run(root, "build", "--frameworks", str(folder), "--site", str(site))
    assert built.returncode == 0, built.stderr
    errors = [line for line in checked.stdout.splitlines() if ": E" in line]
    assert len(errors) == 6
    *before, selector, address = built.stderr.splitlines()
    assert before == [*errors, checked.stderr.rstrip()]
    assert selector == (
        "selector: none, because the library holds no page that Motionbook's rules cite; "
        "`selector: motionbook` in library.yml adds it"
    )
    assert address.startswith("address: nobody has said where the site is published")
    assert (site / "growth" / "sound" / "index.html").is_file()
    assert {path.name for path in (site / "growth").iterdir()} == {"index.html", "index.md", "sound", "What is it"}
    page = (site / "growth" / "sound" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../tags/#big-deals"' in page
    assert 'id="big-deals"' in (site / "tags" / "index.html").read_text(encoding="utf-8")
    assert [each["id"] for each in json.loads((site / "api/v1/index.json").read_text())["documents"]].count(
        "growth/sound"
    )
    strict = run(root, "build", "--strict", "--frameworks", str(folder), "--site", str(site))
    assert strict.returncode == 1
    assert (site / "growth" / "sound" / "index.html").is_file()


def test_a_folder_that_leads_back_to_itself_is_refused(
    root: Path, library: Callable[..., Path], tmp_path: Path
) -> None:
    folder = library()
    (folder / "growth" / "loop").symlink_to("..")
    built = run(root, "build", "--frameworks", str(folder), "--site", str(tmp_path / "site"))
    assert built.returncode == 1
    assert f"{folder}/growth/loop:1:1: E008 'growth/loop' is a link to a folder that holds it" in built.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_without_documents_is_no_library(root: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    site = ["--site", str(tmp_path / "site")] if command == "build" else []
    result = run(root, command, "--frameworks", str(tmp_path), *site)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        f"check: {tmp_path} holds no document that can be read; there would be no page; "
        "name the folder that holds the .md files"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read_is_left_out(root: Path, library: Callable[..., Path]) -> None:
    folder = library({"growth/secret.md": b"# Secret\n"})
    (folder / "growth" / "secret.md").chmod(0)
    result = run(root, "check", "--frameworks", str(folder))
    assert result.returncode == 1
    assert "growth/secret.md:1:1: E007 'growth/secret.md' cannot be read (permission denied)" in result.stdout


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("---\nname: x\nkind: question\nquestion:\n  id: x\n---\n", True),
        ("---\nname: x\nkind: question\n---\n", False),
        ('---\r\nkind: "question"  # of the selector\r\nquestion:\r\n---\r\n', True),
        ("---\nname: How to ask\n---\n\nkind: questions\n", False),
        ("# How to ask\n", False),
    ],
)
def test_a_folder_named_questions_is_not_yet_a_selector(text: str, asks: bool) -> None:
    assert has_questions({"questions/a.md": text.encode()}) is asks
    assert not has_questions({"growth/a.md": text.encode()})


def test_a_fault_of_the_build_is_said_in_a_sentence(
    library: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no such luck")

    monkeypatch.setattr("sitebuilder.site.write_site", fail)
    monkeypatch.setattr("motionbook.site.show_log", lambda: None)  # it would keep the stream of this test
    monkeypatch.setenv("FRAMEWORKS", "")
    monkeypatch.setenv("MOTIONBOOK_REPORTED", "")
    site = tmp_path / "site"
    assert build_site(library(), site, strict=False) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"build: ValueError: no such luck; {site} was left as it was; "
        "the fault is the build's, not the library's: MOTIONBOOK_DEBUG=1 shows where it is"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["library"]
    monkeypatch.setenv("MOTIONBOOK_DEBUG", "1")
    with pytest.raises(ValueError, match="no such luck"):
        build_site(library(), site, strict=False)
