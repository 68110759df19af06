"""A server of which one file fails in a way of its own: slow, cut off, of the wrong type, another page in its place."""

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

Kind = Literal["slow", "cut", "untyped", "sign-in"]
SLOW_S = 0.6
SIGN_IN = b"<!doctype html><title>Free WiFi</title><p>Sign in to this network</p>"


@dataclass(slots=True)
class Faulty:
    """A running server and what is wrong with it."""

    url: str
    fault: tuple[str, Kind] | None = None
    """Pattern of the file's name and the kind of fault; None: all is well."""
    struck: int = 0
    """How often the faulty file was asked for."""


@contextmanager
def serve_faulty(site: Path) -> Iterator[Faulty]:
    """The site under `/motionbook/`, sound until a fault is set."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        extensions_map = {  # noqa: RUF012
            **http.server.SimpleHTTPRequestHandler.extensions_map,
            ".mjs": "text/javascript",
            ".wasm": "application/wasm",
            ".gz": "application/gzip",
        }

        def do_GET(self) -> None:
            self.path = self.path.removeprefix("/motionbook")
            place = Path(self.translate_path(self.path))
            if faulty.fault is None or not fnmatch(place.name, faulty.fault[0]):
                super().do_GET()
                return
            faulty.struck += 1
            self.fail(place, faulty.fault[1])

        def fail(self, place: Path, kind: Kind) -> None:
            body = SIGN_IN if kind == "sign-in" else place.read_bytes()
            self.send_response(200)
            types = {"sign-in": "text/html", "untyped": "application/octet-stream"}
            self.send_header("Content-Type", types.get(kind) or self.guess_type(str(place)))
            self.send_header("Content-Length", str(len(body)))
            # As a careless network would have it: what was bad is kept.
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            half = len(body) // 2
            self.wfile.write(body[:half])
            if kind == "cut":
                return  # the connection ends here
            if kind == "slow":
                time.sleep(SLOW_S)
            self.wfile.write(body[half:])

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that closes a tab breaks its connections: nothing to tell."""

    handler = functools.partial(Handler, directory=str(site))
    with Server(("127.0.0.1", 0), handler) as server:
        faulty = Faulty(f"http://127.0.0.1:{server.server_port}/motionbook/")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield faulty
        server.shutdown()
