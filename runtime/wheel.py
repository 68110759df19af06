"""Make the wheel of the scoring package, compiled for the browser's Python."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

NAME = "calculator-1-cp{}{}-none-any.whl"
"""What tells one wheel from another is the hash in its address; the version it must have says nothing."""
METADATA = "Metadata-Version: 2.1\nName: calculator\nVersion: 1\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: motionbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# A process of its own, because what this one has read shows in the bytes. A compiled module names its source by hash
# and not by time: the same text, the same bytes.
COMPILE = ("-I", "-S", "-m", "compileall", "-q", "-b", "--invalidation-mode", "checked-hash")


def shipped_modules(package: Path) -> list[Path]:
    """The modules of the scoring package that go to the browser."""
    return sorted(package.rglob("*.py"))


def build_wheel(package: Path, into: Path) -> Path:
    """The package's wheel, its modules compiled by this Python.

    Args:
        package: folder of the scoring package's modules.
        into: an empty folder; the wheel is left there.
    Raises:
        subprocess.CalledProcessError: a module does not compile; the output is in the exception.
    """
    plain = into / "plain"
    for path in shipped_modules(package):
        copy = plain / path.relative_to(package.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    compiler = [sys.executable, *COMPILE, "-s", str(plain), str(plain)]
    subprocess.run(compiler, check=True, capture_output=True, text=True)
    entries = {path.relative_to(plain).as_posix(): path.read_bytes() for path in plain.rglob("*.pyc")}
    about = {"METADATA": METADATA.encode(), "WHEEL": WHEEL.encode(), "RECORD": b""}
    wheel = into / NAME.format(*sys.version_info)
    write_zip(wheel, entries | {f"calculator-1.dist-info/{name}": data for name, data in about.items()})
    return wheel


def write_zip(target: Path, entries: Mapping[str, bytes]) -> None:
    """Pack the entries in order and without times: the same entries give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(entries.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
