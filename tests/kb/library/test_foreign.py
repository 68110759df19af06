"""Somebody else's library with our rules: nothing leads to a page that is not there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from tests.kb.libraries import OWN, catalogue_of
from tests.kb.small_library import make_catalogue, make_document


def pages_and_urls(value: Any) -> Iterator[tuple[str | None, str | None]]:
    """Every page with its address in the rules."""
    if isinstance(value, list):
        for item in value:
            yield from pages_and_urls(item)
    elif isinstance(value, dict):
        if "page" in value:
            yield value["page"], value.get("url")
        for item in value.values():
            yield from pages_and_urls(item)


def test_our_rules_on_the_sample_lead_nowhere_dead(sample_library: Path) -> None:
    own = catalogue_of(OWN)
    files = read_library(sample_library) | {"library.yml": b"selector: motionbook\n"}
    catalogue = build_catalogue(files, foreign=True, own=own)
    assert len(catalogue.rules["criteria"]) == len(own.rules["criteria"]) > 0
    for page, url in pages_and_urls(catalogue.rules):
        assert (page is None) == (url is None)
        if page is not None and url is not None:
            address, _, anchor = url.partition("#")
            assert address == catalogue.documents[page].url
            assert not anchor or anchor in catalogue.resolver.anchors(page)
    assert catalogue.rules["version"] != own.rules["version"]


def test_a_citation_of_an_unknown_source_stays_text() -> None:
    text = make_document("A", body="Written to [@somebody] long ago.")
    catalogue = make_catalogue({"growth/a.md": text}, foreign=True)
    assert [problem.code for problem in catalogue.problems] == ["W080"]
    assert catalogue.notes("growth/a") == ()


@pytest.mark.ours
def test_rows_that_rest_on_a_page_are_known() -> None:
    catalogue = catalogue_of(OWN)
    rows = catalogue.cited_by_rules["execution/motion-selection-factors"]
    assert {row.kind for row in rows} >= {"criterion", "veto"}
    for row in rows:
        assert row.url is not None
        address, _, anchor = row.url.partition("#")
        page = next(document.id for document in catalogue.documents.values() if document.url == address)
        assert anchor in catalogue.resolver.anchors(page)
