"""Put the drawing library of the selector's pictures into the site."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from installation import ROOT
from runtime.charts import ChartsBuildError, build_charts


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the library and its licenses as files of the site."""
    try:
        assets = build_charts(ROOT)
    except ChartsBuildError as error:
        raise PluginError(f"the pictures' library could not be built: {error}") from error
    for asset in assets:
        files.append(File.generated(config, asset.url, abs_src_path=str(Path(asset.path))))
    return files
