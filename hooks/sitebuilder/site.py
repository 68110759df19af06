"""A whole site into a folder: `motionbook build` and MkDocs' own command both end here."""

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from installation import ROOT
from kb.library.catalogue import Catalogue
from runtime.files import cache_of
from sitebuilder.build import Build
from sitebuilder.emitters import content_bytes, emitted
from sitebuilder.pages import Pages
from sitebuilder.settings import read_settings
from sitebuilder.store import Store
from sitebuilder.templates import Templates

CACHE = cache_of(ROOT)


def open_store() -> Store:
    """The store of this checkout."""
    return Store(CACHE / "store.sqlite")


def start_build(config: MkDocsConfig, catalogue: Catalogue, store: Store, before: Build | None = None) -> Build:
    """A build of a library with a loaded configuration."""
    return Build(
        catalogue,
        read_settings(config),
        Path(config.docs_dir),
        store,
        (list(config.markdown_extensions), config.mdx_configs),
        tuple(config.theme.dirs),
        before,
    )


def make_pages(build: Build, config: MkDocsConfig) -> Pages:
    """What renders the pages of a build."""
    return Pages(build, Templates(config, build.settings, build.assets, CACHE / "templates"))


def write_site(build: Build, config: MkDocsConfig, folder: Path) -> None:
    """Write every file of the site into a folder."""
    rendered = make_pages(build, config)
    for _, files in emitted(build, rendered):
        for path, make in files.items():
            write_file(folder / path, make())
    build.store.save()


def write_file(target: Path, content: str | bytes | Path) -> None:
    """Write one file of the site."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content_bytes(content))
