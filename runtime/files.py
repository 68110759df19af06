"""A file of the site whose name or folder carries the hash of what is in it."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKED = 9
"""Of the levels of libdeflate, 1 to 12: smaller than zlib's 9 in a sixth of its time."""


@dataclass(frozen=True, slots=True)
class AssetFile:
    """One file ready to be copied into the site."""

    url: str
    """Address relative to the site's root."""
    path: Path
    """Where its bytes are now."""


def short_hash(*parts: bytes) -> str:
    """First 12 hex digits of the SHA-256 of the parts, each with its length, in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:12]


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Where to write a file of a cache; it gets its name when it is whole, also beside a build that makes the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.part")
    yield partial
    partial.replace(target)


def move_into_place(made: Path, folder: Path) -> None:
    """Give a finished folder of a cache its name, which says what is in it; another build may have been quicker."""
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def compress(data: bytes) -> bytes:
    """Gzip without a time or a name in it, so that the same bytes compress to the same bytes."""
    import deflate  # only who makes something anew compresses

    return bytes(deflate.gzip_compress(data, PACKED))


def ready_made(root: Path, kind: str) -> Path | None:
    """The folder of this kind of file that lies in the wheel, made when it was built; None in a checkout."""
    folder = root / "made" / kind
    return folder if folder.is_dir() else None


def cache_of(root: Path) -> Path:
    """Where what was made is kept for the next build: in the checkout, or with the user's other caches."""
    named = os.environ.get("MOTIONBOOK_CACHE")
    if named:
        return Path(named)
    if not (root / "made").is_dir():
        return root / ".cache"
    home = Path.home()
    places = {"win32": home / "AppData" / "Local", "darwin": home / "Library" / "Caches"}
    base = os.environ.get("XDG_CACHE_HOME") or places.get(sys.platform, home / ".cache")
    return Path(base) / "motionbook"
