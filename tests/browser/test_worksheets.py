"""Sheets to fill in: each prints on one page, and its table can be taken away."""

import csv
import re

import pytest
from playwright.sync_api import Page

from kb.published.worksheets import worksheet, worksheet_csv
from tests.kb.libraries import OWN, catalogue_of

SHEETS = {d.id: sheet for d in catalogue_of(OWN).documents.values() if (sheet := worksheet(d))}


def test_there_are_a_dozen() -> None:
    assert len(SHEETS) >= 12


@pytest.mark.parametrize("identity", SHEETS)
def test_a_sheet_prints_on_one_page_and_downloads(page: Page, site_url: str, identity: str) -> None:
    page.goto(f"{site_url}{identity}/")
    for size in ("A4", "Letter"):
        paper = page.pdf(format=size)
        assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1, size
    address = page.locator(".downloads a", has_text="CSV").evaluate("link => link.href")
    answer = page.request.get(address)
    assert answer.ok, address
    got = answer.text()
    assert got == worksheet_csv(SHEETS[identity])
    columns = page.locator("p.worksheet + * thead th, p.worksheet + table thead th").count()
    assert {len(row) for row in csv.reader(got.splitlines())} == {columns}
