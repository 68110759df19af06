"""`motionbook backtest`: run the selector on the labelled companies, print the figures, keep them for the page."""

import json
import sys
from pathlib import Path
from typing import Any

from backtest.cases import read_cases, read_failed
from backtest.page import write_markdown
from backtest.run import run_backtest
from backtest.terminal import write_text
from installation import OWN_LIBRARY
from kb.library.load import load_library
from kb.published.export import rules_json

STORED = "backtest.json"
"""Where the figures stand in the library; published at the same address."""


def print_backtest(folder: Path, *, form: str = "text", store: bool = True) -> int:
    """Run and print; 1 when the library has no labelled companies or scikit-learn is missing.

    Args:
        folder: the library with the case pages.
        form: text, json or markdown.
        store: write the figures into the library, from where the built page reads them.
    """
    catalogue = load_library(folder, OWN_LIBRARY)
    cases = read_cases(catalogue)
    if not cases:
        print(
            f"backtest: {folder} has no case pages; there is nothing to test on; add documents of kind case",
            file=sys.stderr,
        )
        return 1
    try:
        figures = run_backtest(cases, catalogue.rules, rules_json(catalogue), read_failed(catalogue))
    except ModuleNotFoundError as error:
        print(
            f"backtest: {error.name} is not installed; the fitted baseline needs it; `make backtest` sets it up",
            file=sys.stderr,
        )
        return 1
    if store:
        (folder / STORED).write_text(to_json(figures), encoding="utf-8")
    printers = {"text": write_text, "json": to_json, "markdown": write_markdown}
    print(printers[form](figures), end="")
    return 0


def to_json(figures: dict[str, Any]) -> str:
    """The figures as they are stored: the same figures give the same bytes."""
    return json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
