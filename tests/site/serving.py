"""A static server like the one that GitHub Pages is: files under a path prefix, text packed, kept for ten minutes."""

import gzip
import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, BinaryIO
from urllib.parse import urlsplit

PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")
"""Types that travel packed; fonts, pictures and the runtime's module go as they are."""
CACHE = "max-age=600"


@lru_cache(maxsize=4096)
def pack(path: Path, changed: float) -> bytes:
    """A file as it travels; kept, because GitHub Pages does not pack at each request either."""
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


class Line:
    """A slow line, which all that is on its way at once has to share."""

    PIECE = 16_384
    """Bytes that go at once."""

    def __init__(self, bits_per_second: float, delay_s: float) -> None:
        self.delay_s = delay_s
        """Before each answer: a way there and back."""
        self._bytes_per_second = bits_per_second / 8
        self._lock = threading.Lock()
        self._free = 0.0

    def wait(self, size: int) -> None:
        """Until so many bytes have gone."""
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size / self._bytes_per_second
            due = self._free
        time.sleep(max(0.0, due - time.monotonic()))


@contextmanager
def serve_folder(site: Path, prefix: str = "/", line: Line | None = None) -> Iterator[str]:
    """Serve a built site under a prefix; yields its address, with a slash at the end."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        extensions_map = {  # noqa: RUF012
            **SimpleHTTPRequestHandler.extensions_map,
            ".mjs": "text/javascript",
            ".wasm": "application/wasm",
            ".gz": "application/gzip",
            ".woff2": "font/woff2",
        }

        def translate_path(self, path: str) -> str:
            path = urlsplit(path).path  # still escaped: a # or a ? in a name is no end of it
            if not path.startswith(prefix):
                return str(site / "there-is-no-such-file")
            return super().translate_path("/" + path[len(prefix) :])

        def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
            if line is None:
                super().copyfile(source, outputfile)
                return
            time.sleep(line.delay_s)
            while piece := source.read(line.PIECE):
                line.wait(len(piece))
                outputfile.write(piece)

        def send_head(self) -> BinaryIO | io.BytesIO | None:  # type: ignore[override]
            path = Path(self.translate_path(self.path))
            if path.is_dir() and urlsplit(self.path).path.endswith("/"):
                path /= "index.html"
            kind = self.guess_type(path)
            asked = self.headers.get("Accept-Encoding", "")
            if not path.is_file() or "gzip" not in asked or not kind.startswith(PACKED):
                return super().send_head()
            changed = path.stat().st_mtime
            if self.headers.get("If-Modified-Since") == self.date_time_string(changed):
                self.send_response(304)
                self.end_headers()
                return None
            body = pack(path, changed)
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Last-Modified", self.date_time_string(changed))
            self.end_headers()
            return io.BytesIO(body)

        def send_response(self, code: int, message: str | None = None) -> None:
            super().send_response(code, message)
            if code in (200, 304):
                self.send_header("Cache-Control", CACHE)
                self.send_header("Vary", "Accept-Encoding")

        def log_message(self, format: str, *args: object) -> None:
            pass

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = site / "404.html"
            if code != 404 or not page.is_file():
                super().send_error(code, message, explain)
                return
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that closes a tab breaks its connections: nothing to tell."""

    server = Server(("127.0.0.1", 0), lambda *args: Handler(*args, directory=str(site)))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
