"""A fork that has put its own library into `frameworks/`: tests of our content are skipped, all others run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COPIED = ("backtest", "bench", "benchmarks", "calculator", "examples", "hooks", "motionbook", "runtime", "tests")
SOME = "test_measures or test_home or test_listing_pages or test_real_library or test_own_names or test_owner_pages"
"""Tests of our content, of a site that is built of it, and beside them such as any library passes."""


@pytest.mark.ours
def test_tests_of_our_content_are_skipped_in_a_fork(root: Path, tmp_path: Path) -> None:
    fork = tmp_path / "fork"
    for name in COPIED:
        shutil.copytree(root / name, fork / name, ignore=shutil.ignore_patterns("__pycache__", "checkout"))
    for name in ("pyproject.toml", "mkdocs.yml", "README.md"):
        shutil.copy(root / name, fork)
    shutil.copytree(root / "examples" / "database", fork / "frameworks")
    paths = os.pathsep.join(map(str, (fork, fork / "hooks")))
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests", "-k", SOME],
        cwd=fork,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-3000:]
    told = re.search(r"(\d+) passed, (\d+) skipped", result.stdout)
    assert told and int(told[1]) > 10 and int(told[2]) > 10
    assert "frameworks/ holds another library than the one that this test is about" in result.stdout
