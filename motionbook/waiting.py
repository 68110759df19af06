"""Wait with serving until the library can be built: an author who starts with a mistake mends it and goes on."""

import sys
import time
from contextlib import suppress
from pathlib import Path

from motionbook.check import check_library

LOOK_AGAIN_SECONDS = 0.5

type Snapshot = frozenset[tuple[str, int, int]]
"""Path, time of the last change in nanoseconds, and bytes of every file and folder."""


def wait_until_sound(frameworks: Path) -> None:
    """Say what is wrong with the library, and again after each change, until nothing stops a build."""
    seen = take_snapshot(frameworks)
    while check_library(frameworks, quiet=True):
        print(
            "serve: the library cannot be built yet; this goes on by itself when you save the mended file",
            file=sys.stderr,
            flush=True,
        )
        seen = wait_for_change(frameworks, seen)


def check_again_and_again(folder: Path, *, strict: bool, form: str) -> int:
    """Check the library, and again after every change, until interrupted; how the last check ended."""
    seen = take_snapshot(folder)
    status = check_library(folder, strict=strict, form=form)
    try:
        while folder.is_dir():
            sys.stdout.flush()
            seen = wait_for_change(folder, seen)
            status = check_library(folder, strict=strict, form=form)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return status


def wait_for_change(folder: Path, seen: Snapshot) -> Snapshot:
    """Return as soon as any file of the folder is not as it was."""
    while (now := take_snapshot(folder)) == seen:
        time.sleep(LOOK_AGAIN_SECONDS)
    return now


def take_snapshot(folder: Path) -> Snapshot:
    """How the files of a folder stand; one that vanishes meanwhile is left out."""
    found = set()
    for path in folder.rglob("*"):
        with suppress(OSError):
            status = path.stat()
            found.add((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(found)
