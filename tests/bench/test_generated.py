"""The library that times are measured on: whole, the same on every machine, a small one the start of a large one."""

from pathlib import Path

from bench.generated import write_library
from kb.library.load import load_library


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_it_is_the_same_each_time_and_grows_at_its_end(tmp_path: Path) -> None:
    for name, count in (("one", 40), ("other", 40), ("small", 15)):
        write_library(tmp_path / name, count)
    one, small = texts(tmp_path / "one"), texts(tmp_path / "small")
    assert len(one) == 40 and texts(tmp_path / "other") == one
    assert len(small) == 15 and small.items() <= one.items()


def test_every_link_leads_somewhere_and_each_document_has_a_table(tmp_path: Path) -> None:
    write_library(tmp_path, 40)
    catalogue = load_library(tmp_path, None)
    assert {problem.code for problem in catalogue.problems} <= {"W021"}, "nobody is named as a source"
    assert catalogue.wanted == ()
    assert all("\n|---|---|--:|\n" in document.text for document in catalogue.documents.values())
