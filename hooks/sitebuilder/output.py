"""The folder a site is written into; what stands whole in the site before it is taken over, neither made nor copied.

A file is taken over where it would be made of the same and nobody has touched it since it was written, which its size
and time tell. It is linked, so that both folders hold it until the older one goes; where the disk knows no links, it
is made.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Keyed:
    """A file that is known by its key before it is made: same key, same bytes."""

    key: str
    make: Callable[[], bytes]


type Content = str | bytes | Path | Keyed
"""Text, bytes, the file whose bytes they are, or what makes them."""


class Written(NamedTuple):
    """A file as it was written."""

    made_of: str
    """The same for the same bytes."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    size: int
    """In bytes."""
    time: int
    """When it was written, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A site that was built before."""

    folder: Path
    files: Mapping[str, Written]
    """By path in the site, as they were written."""


class Output:
    """A folder, and what has been written into it."""

    def __init__(self, folder: Path, standing: Standing | None = None) -> None:
        """Write nothing yet.

        Args:
            standing: the site before this one, which stays as it is while this one is written.
        """
        self.written: dict[str, Written] = {}
        """By path in the site."""
        self._folder = folder
        self._standing = standing
        self._folders: set[Path] = set()

    def write(self, path: str, content: Content) -> None:
        """Write a file, or take it over.

        Raises:
            OSError: the disk refused it.
        """
        digest = ""
        if isinstance(content, Keyed):
            made_of = content.key
        elif isinstance(content, Path):
            made_of = stamp(content)
        else:
            content = content_bytes(content)
            made_of = digest = hashlib.sha256(content).hexdigest()
        target = self._folder / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        before = self._standing.files.get(path) if self._standing else None
        if before is not None and before.made_of == made_of and self._take_over(path, target, before):
            self.written[path] = before
            return
        if isinstance(content, Path):
            shutil.copyfile(content, target)
            with target.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        else:
            data = content.make() if isinstance(content, Keyed) else content
            target.write_bytes(data)
            digest = digest or hashlib.sha256(data).hexdigest()
        status = target.stat()
        self.written[path] = Written(made_of, digest, status.st_size, status.st_mtime_ns)

    def _take_over(self, path: str, target: Path, before: Written) -> bool:
        """Link a file of the standing site; False where it is not as it was written, or cannot be linked."""
        assert self._standing is not None
        try:
            os.link(self._standing.folder / path, target)
            status = target.lstat()
            if stat.S_ISREG(status.st_mode) and (status.st_size, status.st_mtime_ns) == (before.size, before.time):
                return True
            target.unlink()
        except OSError:
            pass
        return False


def stamp(path: Path) -> str:
    """Which file it is and when it became what it is: reading it would take as long as copying it.

    By its place on the disk and not by its name, for a cache may have it under several.
    """
    status = path.stat()
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns}"


def content_bytes(content: Content) -> bytes:
    """The bytes of a file of the site."""
    if isinstance(content, Path):
        return content.read_bytes()
    if isinstance(content, Keyed):
        return content.make()
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
