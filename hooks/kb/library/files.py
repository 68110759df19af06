"""The files of a library as they lie on the disk: each read once, and what cannot be read is said."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kb.problems.problem import Problem, finding

_NO_DOCUMENTS = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages", "venv", "vendor"})
"""Folders of other people's files: whatever is written there is none of the library's."""

_BUILT = frozenset({"404.html", "llms.txt", "api", "assets"})
"""What a site that was built has, and no folder of documents: it may stand in the library that it was built of."""

_READ = (".md", ".yml", ".yaml", ".json", ".toml", ".csv", ".txt")
"""Endings of files whose contents are looked at; of all others only the name counts."""


def read_library(root: Path, problems: list[Problem] | None = None) -> dict[str, bytes]:
    """Every file of a library by its path under the root, those that are no text without their contents.

    Names that begin with a dot are left out, and folders of installed packages or with a built site. Links are
    followed, to folders too.
    The only place where the core touches files.

    Args:
        root: the library's folder.
        problems: takes what cannot be read: a file without the right to read it, a link that leads nowhere, a
            folder that leads back to itself.
    """
    found: list[Problem] = [] if problems is None else problems
    files: dict[str, bytes] = {}
    for path, file in _walk(root, root, (), found):
        try:
            if stat.S_ISREG(file.stat().st_mode):
                files[path] = file.read_bytes() if is_read(path) else _peek(file)
            else:
                found.append(_unreadable(path, "is no ordinary file", "put an ordinary file there"))
        except FileNotFoundError:
            if file.is_symlink():
                found.append(_unreadable(path, "is a link to a file that is not there", "point it at a file"))
            # Else it was deleted since its folder was listed, and that is all right.
        except OSError as error:
            found.append(_no_right(path, error))
    return dict(sorted(files.items()))


def is_read(path: str) -> bool:
    """Whether the contents of a file count, and not only its name."""
    return path.lower().endswith(_READ)


def _peek(file: Path) -> bytes:
    """The first byte of a file: enough to know that it can be read."""
    with file.open("rb") as opened:
        return opened.read(1)


def _walk(root: Path, folder: Path, above: tuple[str, ...], problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Files below a folder, with paths under the root; `above` are the real places of the folders that led here."""
    path, place = folder.relative_to(root).as_posix(), os.path.realpath(folder)
    if place in above:
        problems.append(
            finding(
                path,
                (1, 1),
                "E008",
                f"'{path}' is a link to a folder that holds it",
                "reading it would never end",
                "delete the link, or point it elsewhere",
            )
        )
        return
    try:
        with os.scandir(folder) as listed:
            entries = sorted((entry.name, _is_folder(entry)) for entry in listed if _is_wanted(entry.name))
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_no_right(path, error))
        return
    if above and {name for name, _ in entries} >= _BUILT:
        return
    before = "" if path == "." else f"{path}/"
    for name, is_folder in entries:
        if is_folder:
            yield from _walk(root, folder / name, (*above, place), problems)
        else:
            yield f"{before}{name}", folder / name


def _is_wanted(name: str) -> bool:
    return name[0] != "." and name not in _NO_DOCUMENTS


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link to itself: reading it says so.
        return False


def _no_right(path: str, error: OSError) -> Problem:
    reason = (error.strerror or type(error).__name__).lower()
    return _unreadable(path, f"cannot be read ({reason})", "give yourself the right to read it")


def _unreadable(path: str, what: str, fix: str) -> Problem:
    return finding(
        path,
        (1, 1),
        "E007",
        f"'{path}' {what}",
        "there will be no page of it, and what links to it leads nowhere",
        f"{fix}, or take it out",
    )
