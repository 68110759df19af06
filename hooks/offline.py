"""Write the service worker beside the site it keeps: last of all, when every file is there."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from runtime.offline import NAME, OFF, list_files, service_worker

_core: list[str] = []
_script: list[Path] = []


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """What every page and the selector need, by the names that the page's assets got."""
    names = env.globals
    _script[:] = [names["offline_script"]]
    _core[:] = [
        "",
        "selector/",
        "api/v1/rules.json",
        "assets/runtime/manifest.json",
        "sitemap.xml",
        "assets/images/favicon.svg",
        "assets/stylesheets/home.css",
        "assets/stylesheets/pictures.css",
        names["page_sheet"],
        names["theme_script"],
        names["page_script"],
        names["worker_script"],
        *names["page_parts"],
        *names["selector_scripts"],
        *(file.url for file in files if file.url.startswith("assets/fonts/") and "italic" not in file.url),
    ]
    names["offline"] = is_on(config)
    return env


def is_on(config: MkDocsConfig) -> bool:
    """Whether readers may keep a copy; switched off, the worker that is out there removes itself."""
    return bool(config.extra.get("offline", True))


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the worker, with the list of all files."""
    site = Path(config.site_dir)
    (script,) = _script
    text = OFF
    if is_on(config):
        text = service_worker(list_files(site, tuple(dict.fromkeys(_core))), script.read_text(encoding="utf-8"))
    (site / NAME).write_text(text, encoding="utf-8")
