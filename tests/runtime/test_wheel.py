"""The scoring package as the browser gets it."""

import marshal
import zipfile
from pathlib import Path

from runtime.wheel import build_wheel


def test_the_wheel_is_the_same_each_time_and_names_its_modules_by_their_place(root: Path, tmp_path: Path) -> None:
    made = [build_wheel(root / "calculator", tmp_path / name) for name in ("one", "two")]
    with zipfile.ZipFile(made[0]) as archive:
        code = marshal.loads(archive.read("calculator/sections.pyc")[16:])
    assert code.co_filename == "calculator/sections.py"
    assert made[0].read_bytes() == made[1].read_bytes()
