"""A server whose large files come in pieces, as over a slow network."""

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serve_slowly(site: Path, pieces: int, pause: float) -> Iterator[str]:
    """The site, its snapshot and runtime in pieces with a pause after each."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.path = self.path.removeprefix("/motionbook")
            place = Path(self.translate_path(self.path))
            if not place.name.startswith("snapshot-") and not place.name.endswith(".wasm.gz"):
                super().do_GET()
                return
            body = place.read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            size = -(-len(body) // pieces)
            for start in range(0, len(body), size):
                self.wfile.write(body[start : start + size])
                time.sleep(pause)

        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/motionbook/"
        server.shutdown()
