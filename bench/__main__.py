"""`make bench`: build the site, measure, print one table."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.calculations import calculations
from bench.calculations_in_browser import calculations_in_browser
from bench.cold_start import cold_starts
from bench.library import SAMPLE, checking, page_sizes
from bench.lighthouse import lighthouse
from bench.long_tasks import long_tasks
from bench.measure import Row, table
from bench.page_weight import page_weights
from installation import OWN_LIBRARY
from motionbook.site import build_site

# A framework's page, the first page, the selector's own.
PAGES = ("growth/depth-first-plg/", "", "selector/")
FRAMEWORKS = ("growth/depth-first-plg/", "execution/cac-payback/")


def main() -> int:
    """Run every benchmark; 1 when a site could not be built."""
    with tempfile.TemporaryDirectory() as folder:
        site, sample = Path(folder, "site"), Path(folder, "sample")
        if build_site(OWN_LIBRARY, site, strict=False):
            return 1
        has_sample = SAMPLE.is_dir() and build_site(SAMPLE, sample, strict=False) == 0
        rows: list[Row] = []
        measures: tuple[tuple[str, Callable[[], list[Row]]], ...] = (
            ("cold start", lambda: cold_starts(site)),
            ("calculations", calculations),
            ("calculations in the browser", lambda: calculations_in_browser(site)),
            ("library", checking),
            ("pages", lambda: page_sizes(site, sample if has_sample else None)),
            ("page weight", lambda: page_weights(site, FRAMEWORKS)),
            ("long tasks", lambda: long_tasks(site)),
            ("Lighthouse", lambda: lighthouse(site, PAGES)),
        )
        for name, measure in measures:
            print(f"bench: {name}", file=sys.stderr, flush=True)
            rows += measure()
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
