"""A bar for long work on a terminal; nothing where the output is none."""

import sys
import time

PATIENCE_SECONDS = 2.0
"""Shorter work is not worth a bar."""
WIDTH = 28


class Bar:
    """How much of some work is done."""

    def __init__(self, what: str) -> None:
        """Begin; nothing is shown yet."""
        self._what = what
        self._began = time.monotonic()
        self._is_shown = False

    def tell(self, done: int, total: int) -> None:
        """Show that so much of it is done."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < PATIENCE_SECONDS or not total:
            return
        full = min(WIDTH, WIDTH * done // total)
        bar = "█" * full + "·" * (WIDTH - full)
        print(f"\r{self._what} {bar} {done} of {total}", end="", file=sys.stderr, flush=True)
        self._is_shown = True

    def close(self) -> None:
        """Clear the line."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
