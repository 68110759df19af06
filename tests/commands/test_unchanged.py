"""Whether a site still stands is asked of its inputs alone: the same inputs have the same key in every process."""

import os
import subprocess
import sys
from pathlib import Path

KEY = "import sys, motionbook; from motionbook.unchanged import *; print(key_of_inputs(Path(sys.argv[1])))"


def key_of(library: Path, seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-c", KEY, str(library)], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_key_is_that_of_the_inputs_and_of_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "notes" / "one.md"
    page.parent.mkdir()
    page.write_text("# One\n", encoding="utf-8")
    keys = {key_of(tmp_path, seed) for seed in range(6)}
    assert len(keys) == 1
    page.write_text("# Two\n", encoding="utf-8")
    assert key_of(tmp_path, 0) not in keys


def test_another_picture_under_the_same_name_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n\n![it](one.png)\n", encoding="utf-8")
    picture = tmp_path / "one.png"
    picture.write_bytes(b"\x89PNG1")
    before = key_of(tmp_path, 0)
    picture.write_bytes(b"\x89PNG2")
    assert key_of(tmp_path, 0) != before
