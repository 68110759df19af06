"""What lies on the disk: links are followed, and what cannot be read is said instead of raised."""

import os
from pathlib import Path

import pytest

from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.problems.problem import Problem


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "growth").mkdir(parents=True)
    (folder / "growth" / "a.md").write_text("# A\n")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "b.md").write_text("# B\n")
    return folder


def test_names_that_begin_with_a_dot_are_left_out(library: Path) -> None:
    (library / "growth" / ".#a.md").symlink_to("nobody@nowhere")
    problems: list[Problem] = []
    assert read_library(library, problems) == {"growth/a.md": b"# A\n"}
    assert problems == []


def test_links_to_files_and_folders_are_followed(library: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "c.md").write_text("# C\n")
    (library / "pricing").symlink_to(elsewhere)
    (library / "growth" / "d.md").symlink_to("a.md")
    assert list(read_library(library)) == ["growth/a.md", "growth/d.md", "pricing/c.md"]


def test_a_folder_that_leads_back_to_itself_ends(library: Path) -> None:
    (library / "growth" / "loop").symlink_to("..")
    problems: list[Problem] = []
    assert list(read_library(library, problems)) == ["growth/a.md"]
    assert [str(problem) for problem in problems] == [
        "growth/loop:1:1: E008 'growth/loop' is a link to a folder that holds it; reading it would never end; "
        "delete the link, or point it elsewhere"
    ]
    assert build_catalogue({}, foreign=True, unreadable=problems).stopping == tuple(problems)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (
            lambda place: place.symlink_to("nowhere.md"),
            "'growth/odd.md' is a link to a file that is not there; there will be no page of it, and what links to it "
            "leads nowhere; point it at a file, or take it out",
        ),
        (
            lambda place: place.symlink_to("odd.md"),
            "'growth/odd.md' cannot be read (too many levels of symbolic links); there will be no page of it, and what "
            "links to it leads nowhere; give yourself the right to read it, or take it out",
        ),
        (
            os.mkfifo,
            "'growth/odd.md' is no ordinary file; there will be no page of it, and what links to it leads nowhere; "
            "put an ordinary file there, or take it out",
        ),
    ],
    ids=["leads nowhere", "link to itself", "pipe"],
)
def test_what_cannot_be_read_is_said(library: Path, make: object, problem: str) -> None:
    assert callable(make)
    make(library / "growth" / "odd.md")
    unreadable: list[Problem] = []
    files = read_library(library, unreadable)
    catalogue = build_catalogue(files, foreign=True, unreadable=unreadable)
    assert [str(one) for one in catalogue.problems if one.code == "E007"] == [f"growth/odd.md:1:1: E007 {problem}"]
    assert catalogue.skipped == ("growth/odd.md",)
    assert catalogue.stopping == () and list(catalogue.documents) == ["growth/a"]
    assert build_catalogue(files, unreadable=unreadable).stopping


@pytest.mark.parametrize("place", ["growth/a.md", "growth"], ids=["file", "folder"])
def test_no_right_to_read(library: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs this may be allowed everything, so the system's refusal is played."""

    def refuse(path: Path) -> None:
        if Path(path) == library / place:
            raise PermissionError(13, "Permission denied")

    scan, read = os.scandir, Path.read_bytes
    monkeypatch.setattr(os, "scandir", lambda folder: refuse(folder) or scan(folder))
    monkeypatch.setattr(Path, "read_bytes", lambda file: refuse(file) or read(file))
    problems: list[Problem] = []
    assert read_library(library, problems) == {}
    assert [str(problem) for problem in problems] == [
        f"{place}:1:1: E007 '{place}' cannot be read (permission denied); there will be no page of it, and what links "
        "to it leads nowhere; give yourself the right to read it, or take it out"
    ]


def test_a_file_deleted_meanwhile_is_left_out(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deleted(_: Path) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_bytes", deleted)
    problems: list[Problem] = []
    assert read_library(library, problems) == {}
    assert problems == []
