"""Names made of all that went into a thing: same name, same bytes."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CODE = ("calculator", "kb", "runtime", "backtest", "sitebuilder")
"""Packages whose modules decide what a site holds."""
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
def code_key(*packages: str) -> str:
    """Key of our own modules, which a running process does not read again, and of the libraries under them.

    Args:
        packages: all that decide what a site holds where none is named.
    """
    return key_of(*(_package_key(name) for name in packages or CODE), *(_version(name) for name in PACKAGES))


@cache
def _package_key(name: str) -> str:
    spec = find_spec(name)
    assert spec is not None and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    return key_of_files(folder.rglob("*.py"), folder)


@cache
def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
