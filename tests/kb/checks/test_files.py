"""Files that cannot be read: each is a problem with its place, and the rest of the library is read all the same."""

import pytest

from kb.checks.files import MAX_BYTES, decode_file
from kb.library.catalogue import build_catalogue
from tests.kb.small_library import TAGS, make_catalogue, make_document


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"x" * 5_000_000,
            "a.md:1:1: E003 file has 5,000,000 bytes, more than 1,000,000; its page would be too large to read and to "
            "serve; split it, or take out what is no text",
        ),
        (
            b"\n \n",
            "a.md:1:1: E002 file is empty; there is nothing to make a page of; write the document, or delete the file",
        ),
        (
            "# é\n".encode() + b"ab\xffcd",
            "a.md:2:3: E001 byte 0xff is not UTF-8; its letters cannot be told; save the file again encoded in UTF-8",
        ),
        (
            "x".encode("utf-16"),
            "a.md:1:1: E001 file is UTF-16; its letters cannot be told; save the file again encoded in UTF-8",
        ),
        (
            "é\né\0".encode(),
            "a.md:2:2: E004 file holds a NUL byte; it is not a text file; "
            "save it again as plain text, encoded in UTF-8",
        ),
    ],
    ids=["large", "empty", "latin", "utf-16", "nul"],
)
@pytest.mark.parametrize("foreign", [False, True])
def test_unreadable_file(data: bytes, problem: str, foreign: bool) -> None:
    catalogue = make_catalogue({"growth/b.md": make_document("B"), "a.md": data}, foreign=foreign)
    assert [str(one) for one in catalogue.problems] == [problem]
    assert list(catalogue.documents) == ["growth/b"]
    assert catalogue.skipped == ("a.md",)


def test_the_largest_file_is_read() -> None:
    assert decode_file("a.md", b"x" * MAX_BYTES) == ("x" * MAX_BYTES, [])


def test_a_byte_order_mark_is_no_text() -> None:
    text = "\ufeff" + make_document("A")
    assert make_catalogue({"growth/a.md": text.replace("\n", "\r\n")}).problems == ()


def test_an_empty_library() -> None:
    catalogue = build_catalogue({})
    assert (catalogue.documents, catalogue.problems, catalogue.rules) == ({}, (), {})


def test_warnings_of_a_foreign_library_keep_their_digits() -> None:
    files = {"tags.yml": TAGS.encode(), "growth/a.md": b"---\nname: no\nname: b\nodd: [\n---\n"}
    own, foreign = build_catalogue(files), build_catalogue(files, foreign=True)
    assert {problem.code[0] for problem in foreign.problems} == {"W"}
    # Nobody else's document has to be a framework, so none of its keys is missing there, and its name is title enough.
    assert sorted(problem.code[1:] for problem in own.problems if problem.code not in ("E021", "E029")) == sorted(
        problem.code[1:] for problem in foreign.problems
    )
