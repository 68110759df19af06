"""The service worker of a built site: which files there are, and which of them every page needs."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME = "sw.js"
LEFT_OUT = re.compile(
    r"(?:.*\.md|assets/cards/.*|.*\.xml(?:\.gz)?|.*\.txt|schema/.*|sw\.js|\.nojekyll|CNAME"
    r"|assets/runtime/(?:wheel-.*|.*/(?:python_stdlib\.zip|pyodide\.asm\..*)))"
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


def list_files(written: Mapping[str, tuple[int, str]], core: tuple[str, ...]) -> OfflineFiles:
    """What there is to keep of a built site.

    Args:
        written: size in bytes and hash of each file of the site, by path.
        core: addresses of what every page and the selector need; those that are missing are left out.
    """
    digest, files, total = hashlib.sha256(), [], 0
    for path, (size, sum_) in sorted(written.items()):
        if LEFT_OUT.fullmatch(path) and path != WANTED_YET:
            continue
        digest.update(f"{path}\0{size}\0{sum_}\0".encode("utf-8", "surrogatepass"))
        total += size
        files.append(re.sub(r"(?:^|(?<=/))index\.html$", "", path))
    known = set(files)
    kept = tuple(name for name in dict.fromkeys(core) if name in known)
    return OfflineFiles(digest.hexdigest()[:12], kept, tuple(files), total)


def service_worker(found: OfflineFiles, script: str) -> str:
    """The text of the service worker.

    Args:
        script: the bundled assets/offline/service_worker.mjs.
    """
    site = {"build": found.build, "core": found.core, "files": found.files, "size": found.size}
    return f"var SITE = {json.dumps(site, ensure_ascii=False, separators=(',', ':'))};\n{script}"
