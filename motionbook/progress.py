"""A bar for long work on a terminal; nothing where the output is none.

Set-up draws it too, before anything is installed and with an older Python, so it needs nothing and is written plainly.
"""

from __future__ import annotations

import os
import signal
import sys
import time

PATIENCE_SECONDS = 2.0
"""Shorter work is not worth a bar."""
EVERY_SECONDS = 0.25
WIDTH = 28
MOST_WIDTH = 79


class Bar:
    """How much of some work is done, and for how long it has been going on. Used as a context of the main thread."""

    def __init__(self, what: str) -> None:
        """Begin; nothing is shown yet."""
        self._what = what
        self._step = ""
        self._done = self._total = 0
        self._began = time.monotonic()
        self._is_shown = False

    def __enter__(self) -> Bar:
        """Draw now and then from here on, also while the work waits for a program."""
        if sys.stderr.isatty() and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._draw)
            signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS, EVERY_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and clear the line."""
        if sys.stderr.isatty() and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        self.clear()

    def begin(self, step: str) -> None:
        """Name what is done now."""
        self._step, self._done, self._total = step, 0, 0

    def tell(self, done: int, total: int) -> None:
        """So much of it is done."""
        self._done, self._total = done, total

    def clear(self) -> None:
        """Leave an empty line for other output."""
        if self._is_shown:
            _write("\r\x1b[K")
        self._is_shown = False

    def _draw(self, *_: object) -> None:
        seconds = f"{time.monotonic() - self._began:.0f} s"
        what = f"{self._what}: {self._step}" if self._step else self._what
        if self._total:
            full = min(WIDTH, WIDTH * self._done // self._total)
            bar = "█" * full + "·" * (WIDTH - full)
            text = f"{what} {bar} {self._done} of {self._total}, {seconds}"
        else:
            text = f"{what} … {seconds}"
        _write("\r\x1b[K" + text[:MOST_WIDTH])
        self._is_shown = True


def _write(text: str) -> None:
    # Past Python's buffers, which a signal may find half written.
    os.write(sys.stderr.fileno(), text.encode("utf-8", "replace"))
