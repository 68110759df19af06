"""Make the wheel of the scoring package and compile it for the browser's Python."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

NAME = "calculator-1-py3-none-any.whl"
"""What tells one wheel from another is the hash in its address; the version it must have says nothing."""
METADATA = "Metadata-Version: 2.1\nName: calculator\nVersion: 1\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: motionbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# A compiled module names its source by hash instead of by time where a time is given: the same text, the same bytes.
REPEATABLE = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0"}


def shipped_modules(package: Path) -> list[Path]:
    """The modules of the scoring package that go to the browser."""
    return sorted(package.rglob("*.py"))


def build_wheel(package: Path, into: Path) -> Path:
    """The package's wheel, its modules compiled by `pyodide py-compile`.

    Args:
        package: folder of the scoring package's modules.
        into: an empty folder; the wheel is left there.
    Raises:
        subprocess.CalledProcessError: the compiler failed; its output is in the exception.
    """
    plain = into / "plain"
    plain.mkdir()
    entries = {path.relative_to(package.parent).as_posix(): path.read_bytes() for path in shipped_modules(package)}
    about = {"METADATA": METADATA.encode(), "WHEEL": WHEEL.encode(), "RECORD": b""}
    entries |= {f"calculator-1.dist-info/{name}": data for name, data in about.items()}
    write_zip(plain / NAME, entries)
    compiler = [sys.executable, "-m", "pyodide_cli", "py-compile", "--silent", str(plain)]
    subprocess.run(compiler, env={**os.environ, **REPEATABLE}, check=True, capture_output=True, text=True)
    (wheel,) = plain.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    write_zip(wheel, entries)
    return wheel


def write_zip(target: Path, entries: Mapping[str, bytes]) -> None:
    """Pack the entries in order and without times: the same entries give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(entries.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
