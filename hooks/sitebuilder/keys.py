"""Names made of all that went into a thing: same name, same bytes."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from installation import ROOT

CODE = ("hooks", "calculator", "backtest", "runtime")
"""Folders whose modules decide what a site holds."""
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "beautifulsoup4", "PyYAML")
"""Libraries that decide it too; all others only draw or index, and those keep keys of their own."""


def key_of(*parts: str | bytes) -> str:
    """32 hex digits for the parts, each with its length, in order."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def key_of_data(value: Any) -> str:
    """Key of plain data."""
    return key_of(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def key_of_files(paths: Iterable[Path], root: Path) -> str:
    """Key of files by their places under a root and their bytes."""
    parts: list[str | bytes] = []
    for path in sorted(paths):
        parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return key_of(*parts)


@cache
def code_key(*folders: str) -> str:
    """Key of our own modules, which a running process does not read again, and of the libraries under them.

    Args:
        folders: under the checkout; all that decide what a site holds where none is named.
    """
    modules = [path for folder in folders or CODE for path in (ROOT / folder).rglob("*.py")]
    return key_of(key_of_files(modules, ROOT), *(_version(name) for name in PACKAGES))


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
