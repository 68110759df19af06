"""The figures that the site and the README show are those that were measured."""

import re

import pytest

from bench.builds import PAGE, RESULTS, page_of
from installation import ROOT

pytestmark = pytest.mark.ours


def test_the_page_is_the_one_that_the_measures_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(RESULTS.read_text(encoding="utf-8"))


def test_the_readme_shows_figures_that_were_measured() -> None:
    results = RESULTS.read_text(encoding="utf-8")
    measured = {row[0].strip(): row[1:4] for line in results.splitlines() if len(row := line.split("|")[1:]) > 4}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:] for line in readme.splitlines() if re.search(r"\| [\d.]+ (?:s|MB) \|", line)]
    assert len(rows) >= 5
    for name, *figures in rows:
        assert [each.strip() for each in figures[:3]] == [each.strip() for each in measured[name.strip()]], name
