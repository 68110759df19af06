"""Whether a build would give the site that already stands in its place, so that there is nothing to do.

Everything that goes into a site is compared by its bytes: the library, ours beside it, our code, templates and assets,
settings, the locks of what is installed, the newest commit. That nobody has touched the built files since is seen by
their names, sizes and times; where there is any doubt, the site is built.
"""

import contextlib
import json
import os
import subprocess
from pathlib import Path

from installation import OWN_LIBRARY, ROOT
from kb.library.files import read_library
from runtime.files import cache_of
from sitebuilder.keys import code_key, key_of, key_of_files

FOLDERS = ("site_overrides", "runtime")
FILES = ("mkdocs.yml", "package-lock.json", "requirements.txt", "requirements.in")
VARIABLES = ("SITE_URL", "REPO_URL", "MOTIONBOOK_NODE")


def key_of_inputs(library: Path) -> str:
    """Key of everything that a site is made of."""
    parts: list[str | bytes] = [str(library.resolve()), code_key()]
    for folder in dict.fromkeys((library.resolve(), OWN_LIBRARY)):  # in one order, which a set has not
        for path, data in read_library(folder).items():
            parts += [path, data]
    for name in FOLDERS:
        folder = ROOT / name
        parts.append(key_of_files((path for path in folder.rglob("*") if path.is_file() and _counts(path)), folder))
    parts += [(ROOT / name).read_bytes() for name in FILES if (ROOT / name).is_file()]
    parts += [f"{name}={os.environ.get(name, '')}" for name in VARIABLES]
    return key_of(*parts, _newest_commit(library))


def _counts(path: Path) -> bool:
    return "__pycache__" not in path.parts


def _newest_commit(folder: Path) -> str:
    command = ["git", "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def is_standing(site: Path, key: str) -> bool:
    """Whether this is the site that was built there of these inputs."""
    try:
        noted = json.loads(_note(site).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(noted, dict) and noted.get("key") == key and noted.get("files") == _look(site)


def note(site: Path, key: str) -> None:
    """Remember what a site was built of; where that cannot be written, the next build makes the site again."""
    place = _note(site)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({"key": key, "files": _look(site)}), encoding="utf-8")


def _note(site: Path) -> Path:
    return cache_of(ROOT) / "built" / f"{key_of(str(site.resolve()))}.json"


def _look(site: Path) -> str:
    """Key of the names, sizes and times of the built files."""
    found = []
    for path in site.rglob("*"):
        status = path.stat()
        found.append(f"{path} {status.st_size} {0 if path.is_dir() else status.st_mtime_ns}")
    return key_of(*sorted(found))
