"""`make bench`: each benchmark a ratio measured in one run; `python -m bench NAME …` runs some of them."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.builds import PARTS, measure
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


PAGE_MEASURES: dict[str, Callable[[Path, Path | None], list[Row]]] = {
    "start": lambda site, sample: cold_starts(site),
    "calculations": lambda site, sample: calculations(),
    "browser": lambda site, sample: calculations_in_browser(site),
    "library": lambda site, sample: checking(),
    "pages": page_sizes,
    "weight": lambda site, sample: page_weights(site, (*FRAMEWORKS, "", "selector/")),
    "tasks": lambda site, sample: long_tasks(site),
    "lighthouse": lambda site, sample: lighthouse(site, PAGES),
}
"""What is measured on the built site, by the name that asks for it."""


def main() -> int:
    """Run the benchmarks that are named, or all; 1 when a site could not be built."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    names = (*PAGE_MEASURES, *PARTS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(names)}; all where none is named")
    parser.add_argument("--keep", action="store_true", help=f"write {', '.join(PARTS)} to benchmarks/RESULTS.md")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    asked = options.names or names
    measures = {name: measure for name, measure in PAGE_MEASURES.items() if name in asked}
    if measures and (status := measure_pages(measures)):
        return status
    for name in PARTS:
        if name in asked:
            measure(name, is_kept=options.keep)
    return 0


def measure_pages(measures: Mapping[str, Callable[[Path, Path | None], list[Row]]]) -> int:
    """Build the sites, measure on them, print one table; 1 when a site could not be built."""
    with tempfile.TemporaryDirectory() as folder:
        site, sample = Path(folder, "site"), Path(folder, "sample")
        if build_site(OWN_LIBRARY, site, strict=False):
            return 1
        has_sample = "pages" in measures and SAMPLE.is_dir() and build_site(SAMPLE, sample, strict=False) == 0
        rows: list[Row] = []
        for name, measure in measures.items():
            print(f"bench: {name}", file=sys.stderr, flush=True)
            rows += measure(site, sample if has_sample else None)
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
