"""A site built for GitHub Pages: addresses under the project's path, an edit link, and still no other host."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import build_into

TEXTS = {".html", ".md", ".json", ".xml", ".txt"}
DOCUMENT = """\
---
name: "One idea"
category: growth
one_liner: "One idea in one line."
source_guest: "Ada Example"
source_episode: "A talk"
related_frameworks: []
tags:
  - ideas
---

# One idea

Text.

## Source

- **Guest**: Ada Example
- **Episode**: A talk
"""


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    library = tmp_path / "library"
    (library / "growth").mkdir(parents=True)
    (library / "growth" / "one-idea.md").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", "https://acme.example/motionbook/")
    monkeypatch.setenv("REPO_URL", "https://code.example/acme/motionbook")
    site = tmp_path / "site"
    result = build_into(site, "--frameworks", str(library))
    assert result.returncode == 0, result.stderr
    return site


def test_addresses_and_edit_link_are_those_of_the_project(published: Path) -> None:
    soup = BeautifulSoup((published / "growth/one-idea/index.html").read_text(encoding="utf-8"), "lxml")
    assert soup.find("link", rel="canonical")["href"] == "https://acme.example/motionbook/growth/one-idea/"
    assert "https://acme.example/motionbook/growth/one-idea/" in (published / "sitemap.xml").read_text(encoding="utf-8")
    edit = soup.find("a", rel="edit")
    assert edit["href"] == "https://code.example/acme/motionbook/edit/main/frameworks/growth/one-idea.md"


def test_without_an_address_nothing_claims_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, site = tmp_path / "library", tmp_path / "site"
    (library / "growth").mkdir(parents=True)
    (library / "growth/one-idea.md").write_text(DOCUMENT)
    monkeypatch.setenv("SITE_URL", "")
    result = build_into(site, "--frameworks", str(library))
    assert result.returncode == 0 and "nobody has said where the site is published" in result.stderr
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in TEXTS}
    assert [path for path, text in texts.items() if "127.0.0.1" in text] == []
    page = BeautifulSoup(texts[site / "growth/one-idea/index.html"], "lxml")
    assert page.find("link", rel="canonical") is None and not page.select('[property="og:url"], [property="og:image"]')
    data = json.loads(page.select_one('script[type="application/ld+json"]').get_text())
    assert {node.get("url", "../../growth/one-idea/") for node in data["@graph"]} == {"../../growth/one-idea/"}
    assert page.select_one("[data-citation]").get_text().endswith("“One idea.”")
    feed = texts[site / "feed.xml"]
    assert "<id>urn:uuid:" in feed and 'href="growth/one-idea/"' in feed
    assert (
        "<loc>./</loc>" in texts[site / "sitemap.xml"] and "<loc>growth/one-idea/</loc>" in texts[site / "sitemap.xml"]
    )
    assert "Sitemap" not in texts[site / "robots.txt"]


def test_no_page_carries_the_component_that_asks_the_repository_host(published: Path) -> None:
    for page in published.rglob("*.html"):
        assert 'data-md-component="source"' not in page.read_text(encoding="utf-8"), page
