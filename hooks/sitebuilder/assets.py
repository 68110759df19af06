"""What every page runs and is set with, as files of the site: the browser's Python, scripts, style sheet, fonts."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installation import ROOT
from kb import pages
from runtime.build import build_runtime
from runtime.cards import load_faces
from runtime.charts import build_charts
from runtime.files import AssetFile
from runtime.fonts import MORE, build_fonts
from runtime.locked import check_locked
from runtime.node import find_node
from runtime.policy import content_policy, inline_scripts
from runtime.scripts import build_scripts
from runtime.styles import build_styles
from sitebuilder.cores import beside
from sitebuilder.keys import key_of, key_of_files
from sitebuilder.settings import Settings

LOG = logging.getLogger("mkdocs.motionbook")
# Scripts and sheets of single pages, which their templates name; all others are in the bundles.
_NAMED = re.compile(r"""(?<=['"/])assets/[\w/.-]+\.(?:mjs|css)""")


@contextmanager
def made_ahead() -> Iterator[Callable[[], bool]]:
    """Make meanwhile what no library changes and no cache has yet: seconds of work, for which other cores are free.

    What is given tells whether that still goes on.
    """
    with (
        beside(lambda _: build_runtime(ROOT, find_node(ROOT))) as runtime,
        beside(lambda _: (build_fonts(ROOT), load_faces(ROOT))) as typefaces,
    ):
        yield lambda: runtime() or typefaces()


@dataclass(frozen=True, slots=True)
class Assets:
    """Files to copy, and the addresses by which templates name them."""

    files: tuple[AssetFile, ...]
    theme_script: str
    """The theme's shell, which every page runs first."""
    page_script: str
    """The site's own script."""
    page_parts: tuple[str, ...]
    """What that script imports."""
    selector_scripts: tuple[str, ...]
    """What the selector's panel is made of."""
    worker_script: str
    """The selector's worker, which Python runs in."""
    page_sheet: str
    opened_sheet: str
    """Of what a reader opens: the selector's panel, the dialog of search."""
    content_policy: str
    """What pages may load and run."""
    build: str
    """Tells a page of this build from one of another: of all that it runs and is set with."""
    core: tuple[str, ...]
    """Addresses of what every page and the selector run and are set with, for the offline copy."""
    offline_script: Path
    """The service worker's script, without the list of what it keeps."""
    key: str
    """Of the templates and of all that stands in `shown`: of what pages share and no view holds."""

    def shown(self) -> dict[str, object]:
        """The addresses by their names in the templates."""
        names = ("theme_script", "page_script", "page_parts", "selector_scripts", "worker_script")
        sheets = ("page_sheet", "opened_sheet")
        return {name: getattr(self, name) for name in (*names, *sheets, "content_policy", "build")}


def build_assets(settings: Settings, themes: Iterable[str], words: Iterable[str]) -> Assets:
    """The assets for a library, each from its cache where nothing that goes into it has changed.

    Args:
        themes: folders of templates and static files: ours, the theme's, and what lies below it.
        words: of all pages (`words_in`): they decide which of the theme's rules are kept.
    Raises:
        RuntimeBuildError, NodeError, ChartsBuildError: a step failed; the text names it.
        OSError: a part is missing.
    """
    folders = [Path(folder) for folder in themes]
    theme, node = folders[1], find_node(ROOT)
    scripts = build_scripts(ROOT, theme, node, settings.features)
    if scripts.warning:
        LOG.warning(scripts.warning)
    sheet, opened = build_styles(ROOT, theme, node, [file.path for file in scripts.files], words)
    static = _static_files(folders)
    fonts = build_fonts(ROOT)
    check_locked(ROOT)
    runtime = build_runtime(ROOT, node).files
    made = (*runtime, *build_charts(ROOT), *fonts, *scripts.files, sheet, opened)
    files = {file.url: file for file in (*static, *made)}
    policy = content_policy(inline_scripts(sorted((ROOT / "site_overrides").rglob("*.html"))))
    addresses = (scripts.theme, scripts.page, *scripts.parts, *scripts.selector, scripts.worker, sheet.url, opened.url)
    build = key_of(*addresses, *(file.url for file in runtime))[:12]
    return Assets(
        files=tuple(files[url] for url in sorted(files)),
        theme_script=scripts.theme,
        page_script=scripts.page,
        page_parts=scripts.parts,
        selector_scripts=scripts.selector,
        worker_script=scripts.worker,
        page_sheet=sheet.url,
        opened_sheet=opened.url,
        content_policy=policy,
        build=build,
        core=(
            *addresses,
            *(font.url for font in fonts if "italic" not in font.url and MORE not in font.url),
        ),
        offline_script=scripts.offline,
        key=key_of(build, policy, *(key_of_files(_templates(folder), folder) for folder in folders[:2])),
    )


def _templates(folder: Path) -> Iterator[Path]:
    """Templates below a folder of a theme, without the 14,000 pictures in its hidden folders."""
    for place, folders, names in folder.walk():
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (place / name for name in names if name.endswith((".html", ".xml")))


def _static_files(folders: Iterable[Path]) -> list[AssetFile]:
    """Pictures, and scripts and sheets that a page asks for by their own names; ours instead of the theme's."""
    places = [*sorted((ROOT / "site_overrides").rglob("*.html")), *sorted(Path(pages.__file__).parent.glob("*.py"))]
    texts = (path.read_text(encoding="utf-8") for path in places)
    named = {name for text in texts for name in _NAMED.findall(text)}
    found: dict[str, AssetFile] = {}
    for folder in folders:
        for path in sorted((folder / "assets").rglob("*")):
            url = path.relative_to(folder).as_posix()
            if path.is_file() and url not in found and not _is_replaced(url, named):
                found[url] = AssetFile(url, path)
    return list(found.values())


def _is_replaced(url: str, named: set[str]) -> bool:
    """Whether a file of the theme or of ours is in the site as part of a bundle, or for nothing on it."""
    if url.startswith("assets/javascripts/") or url.endswith((".css.map", ".js.map")):
        return True
    if url == "assets/images/favicon.png" or "/." in url:  # the theme's own sign
        return True
    return url.endswith((".css", ".mjs")) and url not in named
