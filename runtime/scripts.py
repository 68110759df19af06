"""The page's scripts as few small files: the theme's shell, the site's modules, the rest on demand.

Bundled by esbuild (bundle_scripts.mjs), named by what is in them, and kept in a cache folder under the hash of all that
went in: building again with nothing changed only reads that folder.
"""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from runtime.files import AssetFile, move_into_place, short_hash
from runtime.node import run_script

RECIPE = ("bundle_scripts.mjs", "theme_shell.mjs", "theme_source.mjs", "trusted_types.mjs")
"""The modules of this folder that decide what the scripts hold."""
FOLDER = "assets/scripts"
"""Two folders below the site's root, as the modules are in the checkout: addresses they make from their own hold."""
NAMES = "names.json"


@dataclass(frozen=True, slots=True)
class PageScripts:
    """The bundled scripts as files of the site."""

    files: tuple[AssetFile, ...]
    theme: str
    """Address of the theme's shell, which every page runs first."""
    page: str
    """Address of the site's own script, which every page runs after it."""
    parts: tuple[str, ...]
    """Addresses of what that script imports; it need not be read before they are asked for."""
    worker: str
    """Address of the selector's worker."""
    selector: tuple[str, ...]
    """Addresses of what the selector's panel is made of, for pages that need it at once."""


def build_scripts(root: Path, theme: Path, node: str, features: Iterable[str]) -> PageScripts:
    """The scripts of this checkout, from the cache when nothing that goes into them has changed.

    Args:
        root: the checkout, with `site_overrides/assets/`, `runtime/` and `node_modules/esbuild`.
        theme: folder of Material's templates.
        node: path of a Node.js executable.
        features: of the theme, as mkdocs.yml names them.
    Raises:
        NodeError: esbuild refused; the text says where.
        OSError: a part is missing.
    """
    source_map = theme_source_map(theme)
    wanted = ",".join(sorted(features))
    folder = root / ".cache" / "scripts" / fingerprint(root, source_map, wanted)
    if not (folder / NAMES).is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as name:
            out = Path(name, "out")
            printed = run_script(node, "bundle_scripts.mjs", root, source_map, out, wanted)
            (out / NAMES).write_text(printed, encoding="utf-8")
            move_into_place(out, folder)
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    files = tuple(AssetFile(f"{FOLDER}/{path.name}", path) for path in sorted(folder.glob("*.mjs")))
    selector = tuple(f"{FOLDER}/{name}" for name in names["selector"])
    page, *parts = (f"{FOLDER}/{name}" for name in names["page"])
    return PageScripts(files, f"{FOLDER}/{names['theme']}", page, tuple(parts), f"{FOLDER}/{names['worker']}", selector)


def theme_source_map(theme: Path) -> Path:
    """The source map beside the theme's bundle.

    Raises:
        FileNotFoundError: this release of the theme has none.
    """
    found = sorted((theme / "assets" / "javascripts").glob("bundle.*.min.js.map"))
    if not found:
        raise FileNotFoundError(f"{theme} has no source map of its scripts; install the locked mkdocs-material")
    return found[0]


def fingerprint(root: Path, source_map: Path, features: str) -> str:
    """Hash of everything the scripts are made of."""
    modules = sorted((root / "site_overrides" / "assets").rglob("*.mjs"))
    recipe = [root / "runtime" / name for name in RECIPE]
    tool = root / "node_modules" / "esbuild" / "package.json"
    parts = [features.encode(), source_map.read_bytes(), tool.read_bytes()]
    for path in [*modules, *recipe]:
        parts += [path.relative_to(root).as_posix().encode(), path.read_bytes()]
    return short_hash(*parts)
