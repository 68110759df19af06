"""Writing a site beside the one before it: what would be the same is taken over, whatever was touched is made."""

import os
from pathlib import Path

import pytest

from sitebuilder.output import Content, Keyed, Output, Standing


def write(folder: Path, content: Content, standing: Standing | None = None) -> Output:
    output = Output(folder, standing)
    output.write("a/page.html", content)
    return output


def refused() -> bytes:
    pytest.fail("made again")


@pytest.fixture
def standing(tmp_path: Path) -> Standing:
    return Standing(tmp_path / "old", write(tmp_path / "old", Keyed("k", lambda: b"old")).written)


def test_what_has_the_same_key_is_not_made_again(standing: Standing, tmp_path: Path) -> None:
    output = write(tmp_path / "new", Keyed("k", refused), standing)
    assert (tmp_path / "new/a/page.html").read_bytes() == b"old"
    assert output.written == standing.files


def test_what_has_another_key_is_made(standing: Standing, tmp_path: Path) -> None:
    output = write(tmp_path / "new", Keyed("other", lambda: b"new"), standing)
    assert (tmp_path / "new/a/page.html").read_bytes() == b"new"
    assert (tmp_path / "old/a/page.html").read_bytes() == b"old"
    assert output.written["a/page.html"].digest != standing.files["a/page.html"].digest


@pytest.mark.parametrize("kind", ["touched", "other size", "gone", "link"])
def test_what_is_not_as_it_was_written_is_made(kind: str, standing: Standing, tmp_path: Path) -> None:
    old = tmp_path / "old/a/page.html"
    if kind == "touched":
        old.write_bytes(b"xyz")
        os.utime(old, ns=(1, 1))
    elif kind == "other size":
        time = old.stat().st_mtime_ns
        old.write_bytes(b"longer")
        os.utime(old, ns=(time, time))
    else:
        old.unlink()
        if kind == "link":
            old.symlink_to(tmp_path / "nowhere")
    write(tmp_path / "new", Keyed("k", lambda: b"new"), standing)
    new = tmp_path / "new/a/page.html"
    assert new.read_bytes() == b"new"
    assert not new.is_symlink()


def test_a_disk_without_links_gets_its_files_made(
    standing: Standing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "new", Keyed("k", lambda: b"made"), standing)
    assert (tmp_path / "new/a/page.html").read_bytes() == b"made"


def test_a_file_is_taken_over_until_its_original_changes(tmp_path: Path) -> None:
    original = tmp_path / "card.png"
    original.write_bytes(b"one")
    old = Standing(tmp_path / "old", write(tmp_path / "old", original).written)
    assert write(tmp_path / "same", original, old).written == old.files
    assert (tmp_path / "same/a/page.html").samefile(tmp_path / "old/a/page.html")
    assert not (tmp_path / "same/a/page.html").samefile(original)
    original.write_bytes(b"two")
    write(tmp_path / "new", original, old)
    assert (tmp_path / "new/a/page.html").read_bytes() == b"two"
