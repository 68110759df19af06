"""Put the browser's Python, the compiled scoring wheel, the memory snapshot and the fonts into the site."""

import os
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from build_state import ROOT
from motionbook import __version__
from motionbook.bootstrap import read_stamps
from runtime.build import RuntimeBuildError, build_runtime
from runtime.fonts import build_fonts


def find_node() -> str:
    """The Node.js that set-up chose, or the machine's."""
    return os.environ.get("MOTIONBOOK_NODE") or read_stamps().get("node") or shutil.which("node") or "node"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the built assets as files of the site."""
    try:
        runtime = build_runtime(ROOT, find_node(), __version__)
    except (RuntimeBuildError, OSError) as error:
        raise PluginError(f"the browser's Python could not be built: {error}") from error
    for asset in (*runtime.files, *build_fonts(ROOT)):
        files.append(File.generated(config, asset.url, abs_src_path=str(Path(asset.path))))
    return files
