"""The page's scripts as few small files: the theme's shell, the site's modules, the rest on demand.

Bundled by esbuild (bundle_scripts.mjs), named by what is in them, and kept in a cache folder under the hash of all that
went in: building again with nothing changed only reads that folder.
"""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from runtime.files import AssetFile, cache_of, move_into_place, ready_made, short_hash
from runtime.node import run_script

RECIPE = ("bundle_scripts.mjs", "theme_shell.mjs", "theme_source.mjs")
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
    offline: Path
    """The service worker's script, to which the list of what it keeps is joined (runtime/offline.py)."""
    inside: tuple[str, ...]
    """Packages of others whose code is in the scripts; their licenses stand on the colophon."""
    warning: str = ""
    """Why the theme's scripts are served whole instead of cut to what pages have; empty as a rule."""


def build_scripts(root: Path, theme: Path, node: str, features: Iterable[str]) -> PageScripts:
    """The scripts of this checkout, from the cache when nothing that goes into them has changed.

    Args:
        root: of the installation; in a checkout with `node_modules/esbuild`.
        theme: folder of Material's templates.
        node: path of a Node.js executable.
        features: of the theme, as mkdocs.yml names them.
    Raises:
        NodeError: esbuild refused; the text says where.
        OSError: a part is missing.
    """
    folder = ready_made(root, "scripts") or make_scripts(root, theme, node, features)
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    files = [AssetFile(f"{FOLDER}/{path.name}", path) for path in sorted(folder.glob("*.mjs"))]
    shell, refused = names["theme"], names["refused"]
    if not refused and names["source_map"] != hash_of(theme_source_map(theme)):
        refused = "the theme is of another release than the scripts were made for"
    warning = ""
    if refused:
        bundle = theme_bundle(theme)
        shell = f"theme-{bundle.name}"
        files.append(AssetFile(f"{FOLDER}/{shell}", bundle))
        warning = (
            f"the theme's scripts could not be cut to what pages have: {refused}; every page loads all of them, "
            f"{bundle.stat().st_size // 1000} kB; install the locked mkdocs-material"
        )
    selector = tuple(f"{FOLDER}/{name}" for name in names["selector"])
    page, *parts = (f"{FOLDER}/{name}" for name in names["page"])
    worker = f"{FOLDER}/{names['worker']}"
    offline = folder / names["offline"]
    inside = tuple(names["inside"])
    return PageScripts(
        tuple(files), f"{FOLDER}/{shell}", page, tuple(parts), worker, selector, offline, inside, warning
    )


def make_scripts(root: Path, theme: Path, node: str, features: Iterable[str]) -> Path:
    """The folder of the bundled scripts and their names in the cache of a checkout.

    Raises:
        NodeError: esbuild refused; the text says where.
        OSError: a part is missing.
    """
    source_map = theme_source_map(theme)
    wanted = ",".join(sorted(features))
    folder = cache_of(root) / "scripts" / fingerprint(root, source_map, wanted)
    if not (folder / NAMES).is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as name:
            out = Path(name, "out")
            names = json.loads(run_script(node, "bundle_scripts.mjs", root, source_map or "", out, wanted))
            names["source_map"] = hash_of(source_map)
            (out / NAMES).write_text(json.dumps(names), encoding="utf-8")
            move_into_place(out, folder)
    return folder


def theme_bundle(theme: Path) -> Path:
    """The theme's scripts as it ships them.

    Raises:
        FileNotFoundError: the folder is no theme's.
    """
    found = sorted((theme / "assets" / "javascripts").glob("bundle.*.min.js"))
    if not found:
        raise FileNotFoundError(f"{theme} has no bundle of its scripts; install the locked mkdocs-material")
    return found[0]


def theme_source_map(theme: Path) -> Path | None:
    """The source map beside that bundle; None where this release of the theme has none."""
    bundle = theme_bundle(theme)
    source_map = bundle.with_name(f"{bundle.name}.map")
    return source_map if source_map.is_file() else None


def hash_of(path: Path | None) -> str:
    """Hash of a file's bytes; empty for none."""
    return short_hash(path.read_bytes()) if path else ""


def fingerprint(root: Path, source_map: Path | None, features: str) -> str:
    """Hash of everything the scripts are made of."""
    modules = sorted((root / "site_overrides" / "assets").rglob("*.mjs"))
    recipe = [root / "runtime" / name for name in RECIPE]
    packages = [root / "node_modules" / name / "package.json" for name in ("esbuild", "fflate")]
    parts = [features.encode(), hash_of(source_map).encode(), *(path.read_bytes() for path in packages)]
    for path in [*modules, *recipe]:
        parts += [path.relative_to(root).as_posix().encode(), path.read_bytes()]
    return short_hash(*parts)
