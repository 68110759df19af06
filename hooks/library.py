"""Read the library once per build, report or refuse what is wrong with it, say where the header leads."""

import json
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

import calculator
from build_state import LOG, BuildState, get_state, has_state, problems_were_reported, set_state
from kb.library.catalogue import Catalogue
from kb.problems.problem import Severity
from kb.published.export import rules_json
from listings import add_listings, navigation
from motionbook.library import OWN_LIBRARY, load_library

_serving: list[bool] = [False]


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether a reader is looking on: then a mistake must not take the site away."""
    _serving[0] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the catalogue before MkDocs collects files: the header depends on it."""
    folder = Path(config.docs_dir)
    catalogue = load_library(folder)
    errors = report(folder, catalogue)
    if not errors:
        initial = json.loads(calculator.answer('{"answers":{}}', rules_json(catalogue)))
        set_state(BuildState(catalogue, initial))
    elif _serving[0] and has_state():
        # MkDocs' server answers nothing after a failed rebuild; show what stood before instead.
        LOG.error("%d problem(s) in %s; the site stays as it was before them", errors, folder.name)
        catalogue = get_state().catalogue
    else:
        raise PluginError(f"{errors} problem(s) in {folder.name}; nothing was built")
    config.nav = navigation(catalogue)
    if not config.repo_url:
        # Nobody has said where the library can be edited, so no page offers it.
        config.edit_uri = None
    if catalogue.foreign:
        config.watch.append(str(OWN_LIBRARY))
    return config


def report(folder: Path, catalogue: Catalogue) -> int:
    """Log every problem unless the command that runs this build has printed them; how many are errors."""
    if not problems_were_reported():
        for problem in catalogue.problems:
            log = LOG.error if problem.severity is Severity.ERROR else LOG.warning
            log("%s/%s", folder.name, problem)
    return sum(problem.severity is Severity.ERROR for problem in catalogue.problems)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Keep the library's documents, drop what is data, add the generated listings."""
    state = get_state()
    for file in list(files.documentation_pages()):
        if file.src_uri.removesuffix(".md") not in state.catalogue.documents:
            files.remove(file)
    for file in list(files):
        if Path(file.src_uri).suffix in {".yml", ".yaml"}:
            files.remove(file)
    add_listings(files, config, state)
    return files
