"""The service worker of a built site: which files there are, and which of them every page needs."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

NAME = "sw.js"
LEFT_OUT = re.compile(
    r"(?:.*\.md|assets/cards/.*|.*\.xml(?:\.gz)?|.*\.txt|schema/.*|sw\.js|\.nojekyll|CNAME"
    r"|assets/runtime/(?:wheel-.*|.*/python_stdlib\.zip))"
)
"""What no reader's page asks for: twins for machines, pictures of cards, and Python's slower way."""
CORE = (
    "",
    "selector/",
    "api/v1/rules.json",
    "assets/runtime/manifest.json",
    "sitemap.xml",
    "assets/images/favicon.svg",
    "assets/stylesheets/home.css",
    "assets/stylesheets/pictures.css",
)
"""Home and selector with what only they need, beside what every page is made of."""
WANTED_YET = "sitemap.xml"
"""Instant loading asks which pages there are."""

OFF = """\
// The owner of this site has switched its offline copy off: remove it and this worker.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const ours = `motionbook:${new URL(registration.scope).pathname}:`;
  const removed = caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith(ours)).map((name) => caches.delete(name))));
  event.waitUntil(removed.then(() => registration.unregister()));
});
"""


@dataclass(frozen=True, slots=True)
class OfflineFiles:
    """What the service worker knows of a site."""

    build: str
    """Hash of all files: another for each release."""
    core: tuple[str, ...]
    """Addresses of what is kept from the first visit on."""
    files: tuple[str, ...]
    """Addresses of all that a reader can come to."""
    size: int
    """Bytes of all files as they lie there."""


def list_files(site: Path, core: tuple[str, ...]) -> OfflineFiles:
    """What there is to keep of a built site.

    Args:
        site: folder of the built site.
        core: addresses of what every page and the selector need; those that are missing are left out.
    """
    digest, files, size = hashlib.sha256(), [], 0
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or (LEFT_OUT.fullmatch(name) and name != WANTED_YET):
            continue
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
        size += len(data)
        files.append(re.sub(r"(?:^|(?<=/))index\.html$", "", name))
    known = set(files)
    kept = tuple(name for name in dict.fromkeys(core) if name in known)
    return OfflineFiles(digest.hexdigest()[:12], kept, tuple(files), size)


def service_worker(found: OfflineFiles, script: str) -> str:
    """The text of the service worker.

    Args:
        script: the bundled assets/offline/service_worker.mjs.
    """
    site = {"build": found.build, "core": found.core, "files": found.files, "size": found.size}
    return f"var SITE = {json.dumps(site, ensure_ascii=False, separators=(',', ':'))};\n{script}"
