"""How fast libraries are read and checked, and how large pages are."""

import gzip
import statistics
from pathlib import Path

from bench.measure import Row, side_by_side
from installation import OWN_LIBRARY
from kb.library.load import load_library

SAMPLE = OWN_LIBRARY.parent.parent / "shared" / "corpus" / "frameworks-sample"


def checking(rounds: int = 5) -> list[Row]:
    """Seconds to read, link and check, per 500 documents, ours against the sample library where it is there."""
    own = load_library(OWN_LIBRARY, OWN_LIBRARY)
    scale = 500 / len(own.documents)
    if not SAMPLE.is_dir():
        return []
    theirs = 500 / len(load_library(SAMPLE, OWN_LIBRARY).documents)
    first, second = side_by_side(
        lambda: load_library(OWN_LIBRARY, None), lambda: load_library(SAMPLE, OWN_LIBRARY), rounds
    )
    return [
        Row(
            "check, per 500 documents",
            first * scale * 1e3,
            second * theirs * 1e3,
            "ms",
            "our library / sample with ours",
        )
    ]


def page_sizes(site: Path, sample: Path | None) -> list[Row]:
    """Median gzipped HTML of the documents: a library twice as large must not make them larger."""
    ours = median_size(site)
    if sample is None:
        return []
    return [Row("HTML of a page, gzip", ours / 1e3, median_size(sample) / 1e3, "kB", "our library / sample library")]


def median_size(site: Path) -> float:
    """Median of the gzipped sizes of all pages, in bytes."""
    sizes = [len(gzip.compress(page.read_bytes())) for page in site.rglob("index.html")]
    return statistics.median(sizes)
