"""What can be said about a file before it is read: its bytes, its name, and who else wants its address."""

from collections.abc import Container, Iterator

from kb.problems.findings import finding
from kb.problems.problem import Problem
from kb.reading.slugs import document_id, document_url

MAX_BYTES = 1_000_000
"""Largest document or data file that is read; a long document has 50,000 bytes."""


def decode_file(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """Text of a file; None with a problem where it is empty, too large, not UTF-8 or not text."""
    if len(data) > MAX_BYTES:
        return None, [
            finding(
                path,
                (1, 1),
                "E003",
                f"file has {len(data):,} bytes, more than {MAX_BYTES:,}",
                "its page would be too large to read and to serve",
                "split it, or take out what is no text",
            )
        ]
    if not data.strip():
        return None, [
            finding(
                path,
                (1, 1),
                "E002",
                "file is empty",
                "there is nothing to make a page of",
                "write the document, or delete the file",
            )
        ]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [_not_utf8(path, (1, 1), "file is UTF-16")]
    at = data.find(b"\x00")
    if at >= 0:
        return None, [
            finding(
                path,
                _place(data, at),
                "E004",
                "file holds a NUL byte",
                "it is not a text file",
                "save it again as plain text, encoded in UTF-8",
            )
        ]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, _place(data, error.start), f"byte 0x{data[error.start]:02x} is not UTF-8")]


def _not_utf8(path: str, place: tuple[int, int], what: str) -> Problem:
    return finding(path, place, "E001", what, "its letters cannot be told", "save the file again encoded in UTF-8")


def _place(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1


_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")


def hidden_readme(path: str, paths: Container[str]) -> bool:
    """Whether a README stands beside an index: MkDocs shows the index at their common address."""
    folder, _, name = path.rpartition("/")
    return name == "README.md" and (f"{folder}/index.md" if folder else "index.md") in paths


def check_paths(paths: frozenset[str]) -> Iterator[Problem]:
    """Documents that would share an address, and names an address cannot hold as they are."""
    by_url: dict[str, str] = {}
    for path in sorted(paths):
        odd = sorted({character for character in path if character not in _SAFE})
        if odd:
            yield finding(
                path,
                (1, 1),
                "W033",
                f"file name holds {' '.join(repr(c) for c in odd)}",
                "its address would need escapes that people copy wrongly",
                "use letters, digits and hyphens",
            )
        if hidden_readme(path, paths):
            yield finding(
                path,
                (1, 1),
                "W032",
                f"{path} stands beside an index.md",
                "the page shows the index, and nobody sees this file",
                "move what readers need into index.md",
            )
            continue
        url = document_url(document_id(path)).casefold()
        other = by_url.setdefault(url, path)
        if other != path:
            yield finding(
                path,
                (1, 1),
                "E032",
                f"{path} and {other} have one address (/{url})",
                "one page would overwrite the other",
                "rename one of them",
            )
