"""`motionbook check --fix`: the diff first, nothing written unasked, bytes of everything else kept."""

import subprocess
import sys
from pathlib import Path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "motionbook", "check", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_the_diff_comes_first_and_yes_writes_it(root: Path, tmp_path: Path) -> None:
    library = tmp_path / "notes"
    library.mkdir()
    old = "\ufeff# A\r\n\r\nSteps:\r\n- see [b](b)\r\n"
    (library / "a.md").write_bytes(old.encode())
    (library / "b.md").write_text("# B\n")
    (library / "mixed.md").write_bytes(b"# M\n\nSteps:\r\n- one\n")
    asked = run(root, str(library), "--fix")
    assert asked.returncode == 1
    assert asked.stdout == (
        f"--- {library}/a.md\n+++ {library}/a.md\n@@ -3,2 +3,3 @@\n Steps:\n-- see [b](b)\n+\n+- see [b](b.md)\n"
    )
    assert asked.stderr == "check: 1 file can be mended and nothing was written; --yes writes it\n"
    assert (library / "a.md").read_bytes() == old.encode()
    mended = run(root, str(library), "--fix", "--yes")
    assert mended.returncode == 0 and "check: 1 file mended\n" in mended.stderr
    new = "\ufeff# A\r\n\r\nSteps:\r\n\r\n- see [b](b.md)\r\n"
    assert (library / "a.md").read_bytes() == new.encode()
    assert "nothing here has one right answer" in run(root, str(library), "--fix").stderr


def test_of_warnings_that_are_alike_three_have_a_line_and_all_with_all(root: Path, tmp_path: Path) -> None:
    for n in range(9):
        (tmp_path / f"{n}.md").write_text(f"# N{n}\n\n[x](nowhere-{n}.md)\n")
    found = run(root, str(tmp_path)).stdout.splitlines()
    assert [": W050 " in line for line in found] == [True, True, True, False]
    assert found[-1] == "  ... 6 more of W050 (wanted page: no document answers); --all lists them"
    assert sum(": W050 " in line for line in run(root, str(tmp_path), "--all").stdout.splitlines()) == 9
