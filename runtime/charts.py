"""The drawing library of the selector's pictures, joined from the files its makers ship into one module.

Observable Plot is written against D3. Both ship minified scripts that hang themselves on the global object, and half of
D3 is never used for bars, lines, dots and labels. So the shipped files of the parts needed are joined, unchanged and in
the order in which they need each other, inside a module whose `globalThis` is its own: nothing becomes global, and the
page imports it when a reader opens a picture, and not before.
"""

import json
import re
from pathlib import Path
from typing import Any

from runtime.files import AssetFile, cache_of, ready_made, short_hash, written_whole

FOLDER = "assets/charts"
MODULE = "plot.mjs"
LICENSES = "LICENSES.txt"
# Of D3's thirty parts, those behind scales, axes, lines and labels, and d3-geo, which Plot asks for as it starts. Left
# out are contours, trees, color schemes, animation and the like; `tests/browser/test_pictures.py` draws every picture
# with what is here.
PACKAGES = (
    "d3-array",
    "d3-axis",
    "d3-color",
    "d3-format",
    "d3-geo",
    "d3-interpolate",
    "d3-path",
    "d3-time",
    "d3-time-format",
    "d3-scale",
    "d3-selection",
    "d3-shape",
    "@observablehq/plot",
)
ENTRY = re.compile(r"dist/[\w.-]+\.min\.js")
ASKED_FOR = re.compile(r"""require\(["']((?:@[^/"']+/)?[^/@"']+)""")
"""Packages that a script does not hold, by name: `require("d3@7.9.0/dist/d3.min.js")` asks for d3."""


class ChartsBuildError(Exception):
    """The drawing library could not be put together; the text says what is missing and what to do."""


def build_charts(root: Path) -> tuple[AssetFile, ...]:
    """The library and its licenses as files of the site, from the cache when nothing changed.

    Raises:
        ChartsBuildError: a package is missing from `node_modules`, or ships no minified file or no license.
    """
    folder = ready_made(root, "charts") or make_charts(root)
    return tuple(AssetFile(f"{FOLDER}/{name}", folder / name) for name in (MODULE, LICENSES))


def make_charts(root: Path) -> Path:
    """The folder of both files in the cache of a checkout.

    Raises:
        ChartsBuildError: a package is missing from `node_modules`, or ships no minified file or no license.
    """
    modules = root / "node_modules"
    scripts = [shipped_script(modules, name).read_text(encoding="utf-8") for name in PACKAGES]
    texts = {MODULE: join_scripts(scripts), LICENSES: join_licenses(modules)}
    folder = cache_of(root) / "charts" / short_hash(*(text.encode() for text in texts.values()))
    for name, text in texts.items():
        write_once(folder / name, text)
    return folder


def read_about(modules: Path, name: str) -> dict[str, Any]:
    """What an installed package says of itself.

    Raises:
        ChartsBuildError: it is not installed.
    """
    try:
        about: dict[str, Any] = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
    except OSError as error:
        message = f"node_modules/{name} is missing; the pictures need it; run `make setup`"
        raise ChartsBuildError(message) from error
    return about


def shipped_script(modules: Path, name: str) -> Path:
    """The minified script a package names for use in a browser."""
    about = read_about(modules, name)
    named = str(about.get("jsdelivr", ""))
    script = modules / name / named
    if not ENTRY.fullmatch(named) or not script.is_file():
        raise ChartsBuildError(f"{name} {about.get('version')} ships no minified script; see runtime/charts.py")
    return script


def packages_inside(modules: Path) -> tuple[str, ...]:
    """All packages of which the module has code, sorted: PACKAGES, and those that their scripts were bundled with.

    A script asks for what it was not bundled with; the other dependencies of its package are in it, with theirs.
    """
    inside = set(PACKAGES)
    for name in PACKAGES:
        asked_for = set(ASKED_FOR.findall(shipped_script(modules, name).read_text(encoding="utf-8")))
        waiting = [name]
        while waiting:
            bundled = read_about(modules, waiting.pop()).get("dependencies", {}).keys() - asked_for - inside
            inside |= bundled
            waiting += bundled
    return tuple(sorted(inside))


def join_scripts(scripts: list[str]) -> str:
    """One module of all scripts; what they hang on the global object stays inside it."""
    body = "\n".join(script.strip() for script in scripts)
    return f"const globalThis = {{}};\n{body}\nexport default globalThis.Plot;\n"


def join_licenses(modules: Path) -> str:
    """The license of every package inside, each under its name and version."""
    return "\n\n".join(license_of(modules, name) for name in packages_inside(modules))


def license_of(modules: Path, name: str) -> str:
    """Name, version, license and its text, as a package ships them."""
    about = read_about(modules, name)
    title = f"{name} {about.get('version')} ({about.get('license')})"
    try:
        text = (modules / name / "LICENSE").read_text(encoding="utf-8")
    except OSError as error:
        raise ChartsBuildError(
            f"{title} ships no LICENSE, which has to go with its code; see runtime/charts.py"
        ) from error
    return f"{title}\n\n{text.strip()}\n"


def write_once(path: Path, text: str) -> None:
    """Write a file unless it is there."""
    if path.is_file():
        return
    with written_whole(path) as partial:
        partial.write_text(text, encoding="utf-8")
