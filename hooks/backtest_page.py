"""The page that says how often the selector is right, from the figures that `make backtest` keeps in the library."""

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from backtest.cases import read_cases
from backtest.page import write_markdown
from backtest.run import fingerprint
from build_state import get_state
from kb.links.generated_pages import BACKTEST


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the page where the library has figures."""
    stored = Path(config.docs_dir, "backtest.json")
    if stored.is_file():
        catalogue = get_state().catalogue
        text = write_markdown(
            json.loads(stored.read_text(encoding="utf-8")),
            current_rules=catalogue.rules.get("version"),
            current_cases=fingerprint(read_cases(catalogue)),
        )
        files.append(File.generated(config, BACKTEST, content=text))
    return files
