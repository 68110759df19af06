"""Make the wheel of the scoring package and compile it for the browser's Python."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

WHEEL_VERSION = "0.1.0"
"""Stands in the name of the scoring wheel, whose folder carries the hash of what is in it."""
PROJECT = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "calculator"
version = "{version}"
description = "Ranks go-to-market motions and explains every point"
requires-python = ">=3.13"

[tool.setuptools]
packages = {packages}
"""
# The oldest time a zip entry can carry: the wheel's bytes depend on its content alone.
SOURCE_DATE_EPOCH = "315532800"
# Command line and schemas stay at home: the browser calls the one door.
LEFT_OUT = {"__main__.py", "cli.py", "files.py", "text.py", "sections.py", "economics_text.py"}


def shipped_modules(package: Path) -> list[Path]:
    """The modules of the scoring package that go to the browser."""
    return [module for module in sorted(package.rglob("*.py")) if module.name not in LEFT_OUT]


def build_wheel(package: Path, version: str, into: Path) -> Path:
    """The package's wheel, its modules compiled by `pyodide py-compile`.

    Args:
        package: folder of the scoring package's modules.
        version: of the wheel.
        into: an empty folder to work in; the wheel is left there.
    Raises:
        subprocess.CalledProcessError: a build step failed; its output is in the exception.
    """
    project = into / "project"
    target = project / "calculator"
    target.mkdir(parents=True)
    modules = shipped_modules(package)
    for module in modules:
        place = target / module.relative_to(package)
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(module, place)
    rooms = sorted({".".join(module.parent.relative_to(package.parent).parts) for module in modules})
    description = PROJECT.format(version=version, packages=json.dumps(rooms))
    (project / "pyproject.toml").write_text(description, encoding="utf-8")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "PYTHONHASHSEED": "0"}
    steps = [
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into / "plain"), str(project)],
        [sys.executable, "-m", "pyodide_cli", "py-compile", "--silent", str(into / "plain")],
    ]
    for step in steps:
        subprocess.run(step, env=environment, check=True, capture_output=True, text=True)
    (wheel,) = (into / "plain").glob("*.whl")
    return wheel
