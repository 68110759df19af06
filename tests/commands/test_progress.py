"""The bar of long work: drawn on a terminal and cleared at the end, and nothing at all where the output is none."""

import os
import pty
import subprocess
import sys
from pathlib import Path

WORK = """
import time
from motionbook import progress
progress.PATIENCE_SECONDS = progress.EVERY_SECONDS = 0.05
with progress.Bar("building") as bar:
    bar.begin("pages")
    bar.tell(3, 12)
    time.sleep(0.4)
with progress.Bar("setup"):
    time.sleep(0.01)
"""


def test_a_terminal_sees_how_far_it_is_and_is_left_clean(root: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", WORK], cwd=root, stderr=theirs):
        os.close(theirs)
        drawn = bytearray()
        try:
            while part := os.read(ours, 4096):
                drawn += part
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(ours)
    text = drawn.decode()
    assert f"building: pages {'█' * 7}{'·' * 21} 3 of 12, 0 s" in text
    assert text.endswith("\r\x1b[K"), "the line is not left behind"
    assert "setup" not in text, "short work is not worth a bar"


def test_what_is_no_terminal_sees_nothing(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WORK], cwd=root, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
