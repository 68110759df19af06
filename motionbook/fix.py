"""Mend what has one right answer in a library, with every change shown before it is made."""

import sys
from difflib import unified_diff
from pathlib import Path

from kb.library.fixes import apply_fixes, find_fixes
from kb.library.load import load_library
from kb.reading.names import LibraryPath
from motionbook.check import check_library


def fix_library(folder: Path, *, agreed: bool = False) -> int:
    """Show the changes, ask, write them, and check what is left.

    Args:
        folder: of the library.
        agreed: write without asking.
    Returns:
        What `check_library` gives once the changes are made; 1 when there are some and they were not.
    """
    if not folder.is_dir():
        return check_library(folder)
    changes = find_changes(folder)
    for path, (before, after) in changes.items():
        name = (folder / path).as_posix()
        lines = unified_diff(before.splitlines(True), after.splitlines(True), name, name, n=1)
        print("".join(line if line.endswith("\n") else f"{line}\n\\ no newline at the end\n" for line in lines), end="")
    if not changes:
        print("check: nothing here has one right answer; what is left is its author's to mend", file=sys.stderr)
        return check_library(folder)
    number = f"{len(changes)} file{'s' if len(changes) > 1 else ''}"
    if not agreed and not _agrees(f"Write these changes to {number}? [y/N] "):
        print(f"check: {number} can be mended and nothing was written; --yes writes it", file=sys.stderr)
        return 1
    for path, (_, after) in changes.items():
        file = folder / path
        raw = file.read_bytes()
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        ending = "\r\n" if b"\r\n" in raw else "\n"
        file.write_bytes(mark + after.replace("\n", ending).encode())
    print(f"check: {number} mended", file=sys.stderr)
    return check_library(folder)


def find_changes(folder: Path) -> dict[LibraryPath, tuple[str, str]]:
    """Text before and after of every document that changes, by its path; line ends of a file that mixes them stay."""
    catalogue = load_library(folder, None)
    found = {}
    for document in catalogue.documents.values():
        fixes = find_fixes(document, catalogue)
        raw = (folder / document.path).read_bytes() if fixes else b""
        if fixes and (b"\r" not in raw or raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r")):
            found[document.path] = (document.text, apply_fixes(document.text, fixes))
    return found


def _agrees(question: str) -> bool:
    """What somebody at a terminal says; nobody there says no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input(question).strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False
