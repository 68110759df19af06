"""The drawings in the heads of pages: one for each motion, each different, named, and readable in words."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

MOTIONS = ("developer-led", "product-led", "sales-led", "partner-led", "marketplace-led")
SIZE = 6_000
"""Bytes of one drawing, uncompressed."""


def page(site: Path, url: str) -> BeautifulSoup:
    return BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "html.parser")


def named(svg: Tag, soup: BeautifulSoup) -> tuple[str, str]:
    """Accessible name and description."""
    texts = [soup.find(id=str(svg[attribute])) for attribute in ("aria-labelledby", "aria-describedby")]
    assert all(texts)
    return texts[0].get_text(strip=True), texts[1].get_text(strip=True)


@pytest.mark.parametrize("motion", MOTIONS)
def test_every_motion_has_a_drawing_with_a_name(built_site: Path, motion: str) -> None:
    soup = page(built_site, f"motions/{motion}/")
    (svg,) = soup.select(".sheet__head figure.hero svg")
    title, description = named(svg, soup)
    assert svg["role"] == "img"
    assert title == f"{soup.select('h1')[0].contents[0]}: how value and money move"
    assert re.search(r"Value moves from .+\. Money moves from .+\.$", description)
    assert svg["data-mark"] == motion
    assert [use["xlink:href"] for use in svg.select("use")] == [f"#mark-{motion}"]
    assert soup.select(".sheet__head figcaption")[0].get_text(" ", strip=True)
    assert len(str(svg).encode()) < SIZE
    assert "http" not in str(svg).replace("http://www.w3.org", "")


def test_the_drawings_differ_and_use_no_color_of_their_own(built_site: Path) -> None:
    drawn = [str(page(built_site, f"motions/{motion}/").select("figure.hero svg")[0]) for motion in MOTIONS]
    assert len({re.sub(r"(developer|product|sales|partner|marketplace)-led", "", one) for one in drawn}) == len(MOTIONS)
    for one in drawn:
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b|rgb\(|fill=|stroke=", one.replace("#mark-", ""))


def test_other_pages_have_none(built_site: Path, sample_site: Path) -> None:
    for site, url in (
        (built_site, "growth/depth-first-plg/"),
        (built_site, "questions/acv_usd/"),
        (sample_site, "growth/depth-first-plg/"),
        (sample_site, ""),
    ):
        assert not page(site, url).select("figure.hero"), url


def test_the_list_of_motions_shows_each_drawing_once_in_the_order_of_the_rules(built_site: Path) -> None:
    soup = page(built_site, "motions/")
    motions = json.loads((built_site / "api/v1/rules.json").read_text(encoding="utf-8"))["motions"]
    items = soup.select(".gallery > li")
    assert [item.select("h2 a")[0].get_text(strip=True) for item in items] == [motion["label"] for motion in motions]
    names = [named(item.select("figure svg")[0], soup)[0] for item in items]
    assert len(set(names)) == len(motions)
