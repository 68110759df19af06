"""The colophon names what is shipped with its license, as the installed packages say; `--rewrite-golden` writes it."""

import json
import re
from importlib.metadata import metadata
from importlib.resources import files
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from installation import OWN_LIBRARY
from runtime.charts import packages_inside
from runtime.node import find_node
from runtime.scripts import build_scripts

COLOPHON = OWN_LIBRARY / "about" / "colophon.md"
TABLE = re.compile(r"(?m)(?<=^\| Package \| What it is here for \| License \|\n)\|---\|---\|---\|\n(?:\|.*\n)*")
FROM_NPM = {
    "pyodide": "runs Python in your browser",
    "fflate": "unpacks Python where a browser cannot",
    "@fontsource-variable/inter": "the type of tools and tables",
    "@fontsource-variable/noto-sans-arabic": "Arabic letters on the pictures for links",
    "@fontsource-variable/noto-sans-devanagari": "Devanagari letters on the pictures for links",
    "@fontsource-variable/noto-sans-hebrew": "Hebrew letters on the pictures for links",
    "@fontsource-variable/source-serif-4": "the type of texts",
}
FROM_PYPI = {"mkdocs-material": "the theme's styles and scripts", "pagefind": "searches in your browser"}
"""Whose files, or what is made of them, a site sends to its readers."""
IN_THE_THEME = {"clipboard": "MIT", "escape-html": "MIT", "focus-visible": "W3C", "rxjs": "Apache-2.0", "tslib": "0BSD"}
"""What may come inside the theme's scripts, which name no licenses: each as its own release on npm says."""


def shipped(root: Path) -> list[tuple[str, str, str]]:
    """Package, purpose and license of all that a page loads, sorted by name.

    Raises:
        KeyError: the scripts have a package inside of which no license is known here.
    """
    found = []
    drawing = dict.fromkeys(packages_inside(root / "node_modules"), "draws the charts of a result")
    for name, purpose in (FROM_NPM | drawing).items():
        about = json.loads((root / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
        found.append((name, purpose, about["license"]))
    for name, purpose in FROM_PYPI.items():
        about = metadata(name)
        found.append((name, purpose, about["License-Expression"] or about["License"]))
    theme = Path(str(files("material"))) / "templates"
    with (root / "mkdocs.yml").open("rb") as settings:
        features = yaml_load(settings)["theme"]["features"]
    for name in build_scripts(root, theme, find_node(root), features).inside:
        if name in FROM_NPM:
            continue
        found.append((name, "inside the theme's scripts", IN_THE_THEME[name]))
    return sorted(found)


def test_the_table_of_what_is_shipped(root: Path, request: pytest.FixtureRequest) -> None:
    rows = [f"| `{name}` | {purpose} | {license} |\n" for name, purpose, license in shipped(root)]
    wanted = "|---|---|---|\n" + "".join(rows)
    text = COLOPHON.read_text(encoding="utf-8")
    if request.config.getoption("--rewrite-golden"):
        text = TABLE.sub(lambda _: wanted, text)
        COLOPHON.write_text(text, encoding="utf-8")
    assert TABLE.findall(text) == [wanted]


def test_nothing_that_a_page_loads_is_left_out(root: Path) -> None:
    wanted = json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"]
    makers = {"esbuild"}  # joins the scripts and is in none of them
    assert wanted.keys() - makers <= {name for name, _, _ in shipped(root)}
