"""Whether a build would give the site that already stands in its place, so that there is nothing to do.

Everything that goes into a site is compared by its bytes: the library, ours beside it, our code, templates and assets,
settings, the locks of what is installed, the newest commit. Pictures and other files that are not read, and the built
files, are compared by their names, sizes and times; where there is any doubt, the site is built.
"""

import contextlib
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from installation import OWN_LIBRARY, ROOT
from kb.library.files import is_read, read_library
from runtime.files import cache_of
from sitebuilder.keys import code_key, key_of, key_of_files
from sitebuilder.output import Standing, Written, stamp

FOLDERS = ("site_overrides", "runtime")
FILES = ("mkdocs.yml", "package-lock.json", "requirements.txt", "requirements.in")
VARIABLES = ("SITE_URL", "REPO_URL", "MOTIONBOOK_NODE")


def key_of_inputs(library: Path) -> str:
    """Key of everything that a site is made of."""
    parts: list[str | bytes] = [str(library.resolve()), code_key()]
    for folder in dict.fromkeys((library.resolve(), OWN_LIBRARY)):  # in one order, which a set has not
        for path, data in read_library(folder).items():
            parts += [path, data if is_read(path) else stamp(folder / path)]
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


def standing_site(site: Path) -> Standing:
    """The site that was built there last, of whatever; one without files where nothing is known of it."""
    return Standing(site, _noted(site)[1])


def is_standing(site: Path, key: str) -> bool:
    """Whether this is the site that was built there of these inputs."""
    noted, files = _noted(site)
    return noted == key and _look(site) == {path: (file.size, file.time) for path, file in files.items()}


def note(site: Path, key: str, files: Mapping[str, Written]) -> None:
    """Remember what a site was built of, and how; where that cannot be written, the next build makes the site again."""
    place = _note(site)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({"key": key, "files": files}), encoding="utf-8")


def _noted(site: Path) -> tuple[str, dict[str, Written]]:
    """What a site was built of, and its files; nothing of either where no note can be read."""
    try:
        noted = json.loads(_note(site).read_text(encoding="utf-8"))
        return noted["key"], {path: Written(*file) for path, file in noted["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return "", {}


def _note(site: Path) -> Path:
    return cache_of(ROOT) / "built" / f"{key_of(str(site.resolve()))}.json"


def _look(site: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file that stands there."""
    found = {}
    for folder, _, names in site.walk():
        place = folder.relative_to(site)
        for name in names:
            status = (folder / name).lstat()
            found[(place / name).as_posix()] = (status.st_size, status.st_mtime_ns)
    return found
