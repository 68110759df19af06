"""MkDocs' own commands make the same site: this lets MkDocs load the configuration and write nothing, and calls ours.

All that a page consists of is in `sitebuilder` and below it. MkDocs runs these functions at every build of a
serve; what is kept between them is the reader's memory of documents and the last library without mistakes.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from installation import OWN_LIBRARY
from kb.library.catalogue import Catalogue
from kb.problems.problem import Severity
from runtime.build import RuntimeBuildError
from runtime.charts import ChartsBuildError
from runtime.node import NodeError
from sitebuilder.inputs import Reader
from sitebuilder.site import open_store, start_build, write_site
from sitebuilder.store import Store

LOG = logging.getLogger("mkdocs.hooks.motionbook")
REPORTED = "MOTIONBOOK_REPORTED"
"""Set by a command that has printed all problems itself."""


@dataclass(slots=True)
class Session:
    """What one run of MkDocs keeps from build to build."""

    store: Store
    is_serving: bool = False
    reader: Reader | None = None
    catalogue: Catalogue | None = None
    """The newest without mistakes that stop a build."""


_session: list[Session] = []


def on_startup(*, command: str, dirty: bool) -> None:
    """Begin afresh."""
    _session[:] = [Session(open_store(), is_serving=command == "serve")]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the library, say what is wrong with it, and refuse to build it if it must be."""
    if not _session:
        on_startup(command="build", dirty=False)
    session, folder = _session[0], Path(config.docs_dir)
    session.reader = session.reader or Reader(folder, session.store, for_author=session.is_serving)
    catalogue = session.reader.read()
    if os.environ.get(REPORTED) != "1":
        for problem in catalogue.problems:
            log = LOG.error if problem.severity is Severity.ERROR else LOG.warning
            log("%s/%s", folder.name, problem)
    if not catalogue.stopping:
        session.catalogue = catalogue
    elif session.is_serving and session.catalogue is not None:
        # MkDocs' server answers nothing after a failed rebuild; show what stood before instead.
        LOG.error("%d problem(s) in %s; the site stays as it was before them", len(catalogue.stopping), folder.name)
    else:
        raise PluginError(f"{len(catalogue.stopping)} problem(s) in {folder.name}; nothing was built")
    if catalogue.foreign:
        config.watch.append(str(OWN_LIBRARY))
    config.theme.static_templates.clear()
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave nothing to MkDocs: it would write pages of its own."""
    for file in list(files):
        files.remove(file)
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the site."""
    session = _session[0]
    assert session.catalogue is not None
    build = start_build(config, session.catalogue, session.store, is_served=session.is_serving)
    try:
        write_site(build, config, Path(config.site_dir))
    except (RuntimeBuildError, ChartsBuildError, NodeError, OSError) as error:
        raise PluginError(f"the site could not be built: {error}") from error
