"""Serve a site while its library is written: made on request, reloaded in the browser where a page changed."""

import json
import mimetypes
import os
import posixpath
import queue
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from backtest.against import name_motions
from installation import OWN_LIBRARY, ROOT
from kb.library.settings import SETTINGS_PATH
from motionbook.site import without_collecting
from sitebuilder.live import LiveSite, Moved

TOGETHER_SECONDS = 0.02
"""Saves that come within this time of each other are one change."""
AT_MOST_SECONDS = 0.5
"""So long a stream of saves is waited for."""
PING_SECONDS = 15
FIRST_SECONDS = 3.0
"""So long the first page is waited for; then a page comes that says what it waits for."""
LOOK = ("site_overrides", "runtime", "mkdocs.yml")
"""What changes how pages look; read anew when it changes."""
CODE = ("hooks", "calculator", "backtest", "motionbook")
"""What a running process does not read again: it starts anew."""
TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".gz": "application/gzip",
    ".woff2": "font/woff2",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
}
LIVE = ROOT / "site_overrides" / "assets" / "live"
"""The script and the sheet that only served pages have."""
LIVE_URL = "__live/"
EVENTS_URL = "__live/events"
WAITING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; --refused: light-dark(#8f2f2a, #eb9a90); --muted: light-dark(#5a5f69, #a3a8b3);
  --hairline: light-dark(#ddd9d0, #2e323a); --ink: light-dark(#1b1d22, #e9e7e1); --raised: light-dark(#fff, #1b1e24) }}
body {{ background: light-dark(#fbfaf7, #14161a); color: var(--ink); font: 400 18px/1.5 system-ui, sans-serif;
  margin: 64px auto; max-width: 640px; padding: 0 20px }}
h1 {{ font: 600 32px/1.2 Georgia, serif }}
</style></head>
<body>
<h1>{title}</h1><p>{line}</p></body></html>
"""
READING = WAITING.format(title="Reading the library", line="The page comes by itself.")
REFUSED = WAITING.format(
    title="The library cannot be built yet", line="This page goes on by itself when you save the mended file."
)


class Watcher(FileSystemEventHandler):
    """Collects the paths of changed files."""

    def __init__(self) -> None:
        """Begin with nothing changed."""
        self.changes: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take every change; that a file was opened or read is none."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        for path in (event.src_path, event.dest_path):
            # What happens to a folder happens to files that are not named: everything may have changed.
            if path:
                self.changes.put(None if event.is_directory and event.event_type != "modified" else os.fsdecode(path))

    def wait(self) -> set[Path | None]:
        """The paths that changed together; None among them stands for all."""
        found = {self.changes.get()}
        until = time.monotonic() + AT_MOST_SECONDS
        while time.monotonic() < until:
            try:
                found.add(self.changes.get(timeout=TOGETHER_SECONDS))
            except queue.Empty:
                break
        return {Path(path) if path else None for path in found}


class Server(ThreadingHTTPServer):
    """Answers browsers, and keeps a line open to every tab."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], site: LiveSite) -> None:
        """Listen at an address."""
        super().__init__(address, Handler)
        self.site = site
        self.changed = threading.Condition()
        self.turn = 0
        """Counts the changes of the library."""

    def tell(self) -> None:
        """Let every tab look whether its page has changed."""
        with self.changed:
            self.turn += 1
            self.changed.notify_all()

    def wait_for_library(self) -> None:
        """Wait until the library has been read for the first time, or for a moment."""
        with self.changed:
            self.changed.wait_for(lambda: self.turn > 0, FIRST_SECONDS)

    def is_past(self, turn: int) -> bool:
        """Whether the library has changed since."""
        return self.turn != turn

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a tab breaks its connections: nothing to tell."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """A file of the site, the script that reloads, or the line to a tab."""
        address = urlsplit(self.path)
        path = unquote(address.path).lstrip("/")
        if path == EVENTS_URL:
            self.keep_line(parse_qs(address.query, keep_blank_values=True))
        elif path in (f"{LIVE_URL}{file.name}" for file in LIVE.iterdir()):
            kind = TYPES.get(posixpath.splitext(path)[1], "text/css")
            self.answer(200, (LIVE / path.removeprefix(LIVE_URL)).read_bytes(), f"{kind}; charset=utf-8")
        else:
            self.send_file(path)

    def do_HEAD(self) -> None:
        """The same without the file."""
        self.do_GET()

    def send_file(self, path: str) -> None:
        """A file of the site; the folder of a page without its slash leads to the page."""
        site = self.server.site
        if not site.is_ready:
            self.server.wait_for_library()
        if not site.is_ready:
            self.answer(
                503, self.with_script((REFUSED if site.stopping else READING).encode(), ""), "text/html; charset=utf-8"
            )
            return
        name = f"{path}index.html" if not path or path.endswith("/") else path
        data = site.file(name)
        if data is None and not posixpath.splitext(path)[1] and site.file(f"{path}/index.html") is not None:
            self.send_response(301)
            self.send_header("Location", f"/{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = 200
        if data is None:
            status, name, data = 404, "404.html", site.file("404.html") or b""
        ending = posixpath.splitext(name)[1]
        kind = TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if ending == ".html":
            data = self.with_script(data, path)
        is_text = kind.startswith("text/") or ending in (".json", ".xml", ".svg")
        self.answer(status, data, f"{kind}; charset=utf-8" if is_text else kind)

    def with_script(self, html: bytes, path: str) -> bytes:
        """The page with the script that reloads it, behind all that it is in the built site."""
        key = self.server.site.page_key(path.removesuffix("index.html"))
        return html + f'<script type="module" src="/{LIVE_URL}live.mjs" data-live-key="{key}"></script>\n'.encode()

    def answer(self, status: int, data: bytes, kind: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def keep_line(self, query: dict[str, list[str]]) -> None:
        """Tell a tab what is wrong, and to reload as soon as its page is another than the one it shows."""
        url = unquote(query["page"][0]).lstrip("/").removesuffix("index.html")
        # A page that the theme fetched by itself names no key: what it shows is the page as it is now.
        shown = query["key"][0] if "key" in query else self.server.site.page_key(url)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        server, told, turn, was_ready = self.server, None, -1, self.server.site.is_ready
        told_rules: dict[str, Any] = {}
        while True:
            with server.changed:
                server.changed.wait_for(partial(server.is_past, turn), PING_SECONDS)
                is_new, turn = server.turn != turn, server.turn
            if not is_new:
                self.send_event("ping", "")
                continue
            problems = server.site.told()
            if problems != told:
                told = problems
                self.send_event("problems", json.dumps(problems))
            if server.site.is_ready and (not was_ready or server.site.page_key(url) != shown):
                # Made before the browser asks: it is what somebody looks at.
                server.site.file(f"{url}index.html")
                self.send_event("reload", "")
                return
            rules = server.site.told_rules(url)
            if rules != told_rules:
                told_rules = rules
                self.send_event("rules", json.dumps(rules))

    def send_event(self, name: str, data: str) -> None:
        """One event down the line."""
        self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are not worth a line each."""


def run(site: LiveSite, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Raises:
        OSError: the address is taken.
    """
    server = Server((host, port), site)
    watcher, observer = Watcher(), Observer()
    for folder in dict.fromkeys([site.folder.resolve(), OWN_LIBRARY, *(ROOT / name for name in (*LOOK, *CODE))]):
        if folder.is_dir():
            observer.schedule(watcher, str(folder), recursive=True)
    observer.schedule(watcher, str(ROOT), recursive=False)
    observer.start()
    thread = threading.Thread(target=server.serve_forever, name="server", daemon=True)
    thread.start()
    said: list[str] = []

    def look(changed: set[Path | None] | None) -> None:
        began = time.perf_counter()
        every = changed is None or None in changed
        paths = {path for path in changed or () if path is not None}
        site.refresh(None if every else paths, look_changed=any(map(is_look, paths)))
        server.tell()
        site.save()
        tell_problems(site, said, say)
        say(f"serve: read in {time.perf_counter() - began:.2f} s, http://{host}:{port}/")
        if site.follow_cases() and site.moved:
            server.tell()
            tell_moves(site.moved, say)

    try:
        with without_collecting():
            look(None)
        while True:
            changed = watcher.wait()
            if is_code(changed):
                say("serve: the code has changed; starting anew")
                observer.stop()
                server.server_close()
                site.store.close()
                os.execv(sys.executable, [sys.executable, "-m", "motionbook", *sys.argv[1:]])
            if is_ours(changed, site.folder.resolve()):
                look(changed)
    finally:
        observer.stop()
        server.shutdown()
        server.server_close()
        with suppress(Exception):
            site.store.close()


def tell_moves(moved: Moved, say: Callable[[str], None]) -> None:
    """Print which labeled cases a change of the rules moved, from what to what."""
    say(f"serve: the rules have changed; {len(moved.moves)} of {moved.compared} cases moved")
    for move in moved.moves:
        before, after = map(name_motions, (move.before, move.after))
        say(f"  {move.case}: {before} -> {after} ({'as labeled' if move.is_right else f'labeled {move.label}'})")


def is_code(changed: set[Path | None]) -> bool:
    """Whether a module of ours is other than the one that runs."""
    return any(
        path is not None and path.suffix == ".py" and any(path.is_relative_to(ROOT / name) for name in CODE)
        for path in changed
    )


def is_look(path: Path) -> bool:
    """Whether a file decides how every page looks."""
    return path.name == SETTINGS_PATH or any(path.is_relative_to(ROOT / name) for name in LOOK)


def is_ours(changed: set[Path | None], folder: Path) -> bool:
    """Whether a change can be seen on the site: in a library, or in how pages look."""
    places = (folder, OWN_LIBRARY, *(ROOT / name for name in LOOK))
    seen = [path for path in changed if path is None or not _is_hidden(path)]
    return any(path is None or any(path.is_relative_to(place) for place in places) for path in seen)


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name.endswith(("~", ".swp", ".pyc")) or "__pycache__" in path.parts


def tell_problems(site: LiveSite, said: list[str], say: Callable[[str], None]) -> None:
    """Print the problems that were not there before, and how many still are."""
    lines = [f"{site.folder.name}/{problem}" for problem in site.problems]
    for line in lines:
        if line not in said:
            say(line)
    before = sum(line in said for line in lines)
    if before:
        say(f"{site.folder.name}: {before} problem(s) as before")
    said[:] = lines
    if site.stopping:
        then = (
            "the site stays as it was before them"
            if site.is_ready
            else ("the library cannot be built yet; this goes on by itself when you save the mended file")
        )
        say(f"serve: {len(site.stopping)} problem(s) in {site.folder.name}; {then}")
