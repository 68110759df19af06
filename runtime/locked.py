"""See that what the page runs is what the lock names, before anything is made of it."""

import json
from pathlib import Path

from runtime.build import RuntimeBuildError
from runtime.files import ready_made

NAME = "node_modules/pyodide"


def check_locked(root: Path) -> None:
    """Compare the browser's Python with the lock, by the version and hash that npm has checked as it installed it.

    Raises:
        RuntimeBuildError: another one is installed.
    """
    if ready_made(root, "runtime"):
        return  # checked when the wheel was made
    locked, installed = (
        json.loads(path.read_text(encoding="utf-8"))["packages"].get(NAME, {}) if path.is_file() else {}
        for path in (root / "package-lock.json", root / "node_modules" / ".package-lock.json")
    )
    if any(installed.get(key) != locked.get(key) or not locked.get(key) for key in ("version", "integrity")):
        raise RuntimeBuildError(
            f"{NAME} is {installed.get('version', 'of no known version')} and package-lock.json names "
            f"{locked.get('version', 'none')}; pages would run what nobody has checked; run `npm ci`"
        )
