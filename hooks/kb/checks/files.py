"""What can be said about a file before it is read: its bytes, its name, and who else wants its address."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kb.links.generated_pages import LISTINGS
from kb.problems.problem import Problem, finding
from kb.reading.document import Document
from kb.reading.names import Address, LibraryPath
from kb.reading.slugs import INDEX_NAMES, assign_addresses, document_id, plain_address

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


def address_book(paths: Iterable[LibraryPath], pages: Collection[str] = ()) -> dict[LibraryPath, Address]:
    """Site-root-relative address of each document by its path.

    Args:
        pages: names of files that are not the page of their folder here, although they could be.
    """
    return assign_addresses([path for path in paths if path.endswith(".md")], LISTINGS, pages)


def check_paths(addresses: Mapping[LibraryPath, Address]) -> Iterator[Problem]:
    """Documents that do not have the address their name asks for, and names that make an awkward one."""
    by_url = {url.casefold(): path for path, url in addresses.items()}
    folders = {path.partition("/")[0] for path in addresses if "/" in path}
    told: set[str] = set()
    for path, url in sorted(addresses.items()):
        odd = sorted({c for c in path if not (c.isascii() and c.isalnum()) and c not in "-_./"})
        if odd:
            yield finding(
                path,
                (1, 1),
                "W033",
                f"file name holds {' '.join(repr(c) for c in odd)}",
                f"its address is /{url}, with escapes that people copy wrongly",
                "use letters, digits and hyphens",
            )
        folder = path.partition("/")[0]
        if folder in folders and (address := Address(f"{folder}/")) in LISTINGS and folder not in told:
            told.add(folder)
            yield finding(
                path,
                (1, 1),
                "W039",
                f"folder {folder}/ has the address of {LISTINGS[address]} (/{folder}/)",
                "readers who follow a link there find the folder instead",
                "rename the folder",
            )
        asked = plain_address(document_id(path))
        if asked == url:
            continue
        other = by_url.get(asked.casefold())
        if other and other != path and path.rpartition("/")[2] in _INDEX_FILES:
            yield finding(
                path,
                (1, 1),
                "W032",
                f"{path} stands beside {other.rpartition('/')[2]}",
                f"only one is the page of the folder; this one is shown at /{url}",
                f"move what readers need into {other.rpartition('/')[2]}, or rename it",
            )
        elif other and other != path:
            yield finding(
                path,
                (1, 1),
                "E032",
                f"{path} and {other} have one address (/{asked})",
                f"this one is shown at /{url}",
                "rename one of them",
            )
        else:
            yield finding(
                path,
                (1, 1),
                "E039",
                f"{path} has the address of {LISTINGS.get(asked, 'a list')} (/{asked})",
                f"it is shown at /{url}",
                "rename it",
            )


def check_titles(documents: Iterable[Document]) -> Iterator[Problem]:
    """Pages that nobody can tell apart by their titles: links by name, search and listings show them alike."""
    first: dict[str, Document] = {}
    for document in sorted(documents, key=lambda one: one.path):
        other = first.setdefault(document.title, document)
        if other is not document:
            line = next((heading.line for heading in document.headings if heading.level == 1), 1)
            what, why = (
                f"title '{document.title}' is also that of {other.path}",
                "lists and search show two pages alike",
            )
            yield finding(document.path, (line, 1), "W066", what, why, "say in one of the titles what sets it apart")


_INDEX_FILES = frozenset(f"{name}.md" for name in INDEX_NAMES)
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
