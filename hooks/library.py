"""Read the library once per build, report or refuse what is wrong with it, say where the header leads."""

import json
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

import calculator
from build_state import LOG, BuildState, get_state, has_state, problems_were_reported, set_state
from installation import OWN_LIBRARY
from kb.library.catalogue import Catalogue
from kb.library.load import load_library
from kb.problems.problem import Problem, Severity
from kb.published.export import rules_json
from listings import add_listings, navigation

_serving: list[bool] = [False]
_told: list[frozenset[Problem]] = [frozenset()]
"""What was logged for the build before: an author looks for what the last save did."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether a reader is looking on: then a mistake must not take the site away."""
    _serving[0] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the catalogue before MkDocs collects files: the header depends on it."""
    folder = Path(config.docs_dir)
    catalogue = load_library(folder, OWN_LIBRARY)
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
    """Log the problems the build before did not have, unless a command has printed them; how many stop the build."""
    if not problems_were_reported():
        for problem in catalogue.problems:
            if problem not in _told[0]:
                log = LOG.error if problem.severity is Severity.ERROR else LOG.warning
                log("%s/%s", folder.name, problem)
        before = sum(problem in _told[0] for problem in catalogue.problems)
        if before:
            LOG.info("%s: %d problem(s) as before", folder.name, before)
        _told[:] = [frozenset(catalogue.problems)]
    return len(catalogue.stopping)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Keep the library's documents, drop what is data, add the generated listings."""
    state = get_state()
    catalogue = state.catalogue
    for file in list(files):
        if file.src_dir == config.docs_dir and file.src_uri not in catalogue.used_assets:
            files.remove(file)
    known = {file.src_uri for file in files}
    for path in sorted(catalogue.used_assets - known):  # what MkDocs leaves out by itself, as a folder `templates`
        files.append(
            File(path, config.docs_dir, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        )
    for document in catalogue.documents.values():
        file = File(
            document.path,
            config.docs_dir,
            config.site_dir,
            config.use_directory_urls,
            inclusion=InclusionLevel.INCLUDED,
        )
        file.dest_uri = f"{document.url}index.html"
        files.append(file)
    add_listings(files, config, state)
    return files
