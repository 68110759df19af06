"""Put into the site what every page runs and is set with: the browser's Python, scripts, style sheet, fonts."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from build_state import LOG
from installation import ROOT
from kb.pages import finder
from runtime.build import RuntimeBuildError, build_runtime
from runtime.files import AssetFile
from runtime.fonts import build_fonts
from runtime.node import NodeError, find_node
from runtime.scripts import PageScripts, build_scripts
from runtime.styles import build_styles, words_of

# Scripts and sheets of single pages, which their templates name; all others are in the bundles.
NAMED = re.compile(r"(?<=['/])assets/[\w/.-]+\.(?:mjs|css)")
RIGHT_TO_LEFT = {"ar", "fa", "he", "ku", "ur"}
_scripts: list[PageScripts] = []


@cache
def theme_folder() -> Path:
    """Folder of the theme's templates."""
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise PluginError("the theme is missing; run `make setup`")
    return Path(spec.origin).parent / "templates"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the built assets as files of the site, and take out what they were made of."""
    try:
        runtime = build_runtime(ROOT, find_node(ROOT))
        scripts = build_scripts(ROOT, theme_folder(), find_node(ROOT), config.theme.get("features") or ())
    except (RuntimeBuildError, NodeError, OSError) as error:
        raise PluginError(f"what the page runs could not be built: {error}") from error
    _scripts[:] = [scripts]
    if scripts.warning:
        LOG.warning(scripts.warning)
    for file in [file for file in files if is_replaced(file.src_uri)]:
        files.remove(file)
    for asset in (*runtime.files, *scripts.files, *build_fonts(ROOT)):
        files.append(as_file(asset, config))
    return files


@cache
def named_in_templates() -> frozenset[str]:
    """Scripts and sheets that a page asks for by their own names."""
    places = [*sorted((ROOT / "site_overrides").rglob("*.html")), Path(finder.__file__)]
    texts = (path.read_text(encoding="utf-8") for path in places)
    return frozenset(name for text in texts for name in NAMED.findall(text))


def is_replaced(source: str) -> bool:
    """Whether a file of the theme or of ours is in the site as part of a bundle, or for nothing on it."""
    if source.startswith("assets/javascripts/") or source.endswith((".css.map", ".js.map")):
        return True
    if source == "assets/images/favicon.png":  # the theme's own sign
        return True
    return source.startswith("assets/") and source.endswith((".css", ".mjs")) and source not in named_in_templates()


def as_file(asset: AssetFile, config: MkDocsConfig) -> File:
    """A built asset as a file of the site."""
    return File.generated(config, asset.url, abs_src_path=str(Path(asset.path)))


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Make the style sheet: all pages have their text by now, and none is written yet."""
    language = str(config.theme.get("language") or "en")
    direction = config.theme.get("direction") or ("rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr")
    words = {str(direction)}
    for file in files.documentation_pages():
        if file.page:
            words |= words_of(file.page.content or "")
    (scripts,) = _scripts
    made_of = [asset.path for asset in scripts.files]
    try:
        sheet = build_styles(ROOT, theme_folder(), find_node(ROOT), made_of, words)
    except (NodeError, OSError) as error:
        raise PluginError(f"the page's style sheet could not be built: {error}") from error
    files.append(as_file(sheet, config))
    env.globals.update(
        theme_script=scripts.theme,
        page_script=scripts.page,
        page_sheet=sheet.url,
        page_parts=scripts.parts,
        selector_scripts=scripts.selector,
    )
    return env
