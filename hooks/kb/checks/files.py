"""What can be said about a file before it is read: its bytes, its name, and who else wants its address."""

from collections.abc import Container, Iterable, Iterator

from kb.links.generated_pages import LISTINGS
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
                "there is nothing to make a page of" if path.endswith(".md") else "nothing can be read from it",
                f"write {'the document' if path.endswith('.md') else 'its entries'}, or delete the file",
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
_BREAKING = frozenset('#?%\\"<>')


def has_address(path: str) -> bool:
    """Whether a link can lead to the page of a document with this path."""
    return not any(character in _BREAKING or not character.isprintable() for character in path)


def hidden_readme(path: str, paths: Container[str]) -> bool:
    """Whether a README stands beside an index: MkDocs shows the index at their common address."""
    folder, _, name = path.rpartition("/")
    return name == "README.md" and (f"{folder}/index.md" if folder else "index.md") in paths


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Folders that hold documents: each has a page that lists them."""
    return frozenset(path.rpartition("/")[0] for path in paths if path.endswith(".md"))


def hidden_by_list(path: str, folders: Container[str]) -> bool:
    """Whether a document would stand where the build puts a list: `growth.md` beside the folder `growth`."""
    identity = document_id(path)
    return identity in folders or f"{identity}/" in LISTINGS


def check_paths(paths: frozenset[str]) -> Iterator[Problem]:
    """Documents that would share an address, and names an address cannot hold as they are."""
    by_url: dict[str, str] = {}
    folders = folders_of(paths)
    told: set[str] = set()
    for path in sorted(paths):
        odd = sorted({character for character in path if character not in _SAFE})
        if odd:
            broken = not has_address(path)
            yield finding(
                path,
                (1, 1),
                "E033" if broken else "W033",
                f"file name holds {' '.join(repr(c) for c in odd)}",
                "no link could lead to its page"
                if broken
                else "its address would need escapes that people copy wrongly",
                "use letters, digits and hyphens",
            )
        folder = path.partition("/")[0]
        if folder in folders and f"{folder}/" in LISTINGS and folder not in told:
            told.add(folder)
            yield _takes_listing(path, f"{folder}/", folders, paths)
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
        if hidden_by_list(path, folders):
            yield _takes_listing(path, url, folders, paths)
            continue
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


def _takes_listing(path: str, url: str, folders: Container[str], paths: Container[str]) -> Problem:
    hidden = hidden_by_list(path, folders)
    index = f"{url}index.md"
    listing = LISTINGS.get(url, f"the page of the folder {url}")
    return finding(
        path,
        (1, 1),
        "E039" if hidden else "W039",
        f"{path if hidden else f'folder {url}'} has the address of {listing} (/{url})",
        "one page would overwrite the other" if hidden else "readers who follow a link there find the folder instead",
        f"move it to {index}, which stands in the list's place"
        if url not in LISTINGS and index not in paths
        else f"rename {'it' if hidden else 'the folder'}",
    )


_OTHER_ENDINGS = frozenset({"markdown", "mkd", "mkdn", "mdown", "mdwn", "mdx"})


def check_endings(paths: Iterable[str]) -> Iterator[Problem]:
    """Files that are Markdown by their name and are not read, because their names end otherwise than in `.md`."""
    for path in sorted(paths):
        stem, _, ending = path.rpartition(".")
        if ending.lower() in _OTHER_ENDINGS or (ending.lower() == "md" and ending != "md"):
            yield finding(
                path,
                (1, 1),
                "W034",
                f"file name ends in .{ending}",
                "only files that end in .md are read, so there will be no page of it",
                f"rename it to {stem.rpartition('/')[2]}.md",
            )
