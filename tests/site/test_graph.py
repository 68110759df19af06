"""Pictures, map and preview data in the built sites: ours and a library of somebody else."""

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.conftest import listed_pages


@pytest.fixture(scope="module", params=["built_site", "sample_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """The page of every node by its address, parsed once."""
    urls = [str(node["url"]) for node in read_json(site, "graph.json")["nodes"]]
    return {url: BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "lxml") for url in urls}


def read_json(site: Path, name: str) -> dict[str, list[dict[str, object]]]:
    return json.loads((site / "api/v1" / name).read_text(encoding="utf-8"))


def test_every_tied_page_has_one_picture_whose_links_lead_to_pages(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    tied = {str(edge[end]) for edge in read_json(site, "graph.json")["edges"] for end in ("source", "target")}
    urls = {str(node["id"]): str(node["url"]) for node in read_json(site, "graph.json")["nodes"]}
    drawn = set()
    for url, page in pages.items():
        found = page.select("svg.ties")
        if not found:
            continue
        (picture,) = found
        drawn.add(url)
        assert picture.find("title").get_text(strip=True)  # type: ignore[union-attr]
        assert picture.find("desc").get_text(strip=True)  # type: ignore[union-attr]
        links = picture.select("a")
        assert 1 <= len(links) <= 12
        for link in links:
            target = urljoin(f"https://site/{url}", str(link["href"])).removeprefix("https://site/")
            assert (site / target / "index.html").is_file()
            assert link["aria-label"]
            assert link.find(class_="sign")
        assert page.select(".neighbourhood figcaption a[href*='map/#']")
        # The same in words stands beside it.
        assert page.select("#related-here, #backlinks-here")
    home = {""}
    assert drawn - home <= {urls[identity] for identity in tied}
    assert len(drawn) > 0.9 * len(tied)


def test_pictures_are_small(pages: dict[str, BeautifulSoup]) -> None:
    for url, page in pages.items():
        for picture in page.select("svg.ties"):
            assert len(str(picture).encode()) < 14_000, url


def test_ids_are_unique_on_the_page(pages: dict[str, BeautifulSoup]) -> None:
    for url, page in pages.items():
        ids = [str(node["id"]) for node in page.select(".neighbourhood [id]")]
        assert len(ids) == len(set(ids)), url


def test_every_node_of_the_graph_has_a_place_of_its_own(site: Path) -> None:
    places = [(node["x"], node["y"]) for node in read_json(site, "graph.json")["nodes"]]
    assert all(isinstance(value, int) for place in places for value in place)
    assert len(set(places)) == len(places)


def test_the_map_lists_every_page_and_its_filters_count_them(site: Path) -> None:
    page = BeautifulSoup((site / "map/index.html").read_text(encoding="utf-8"), "html.parser")
    graph = read_json(site, "graph.json")
    listed = {
        urljoin("https://site/map/", str(link["href"])).removeprefix("https://site/")
        for link in page.select(".map-list .sheet__body li a")
    }
    assert listed >= {str(node["url"]) for node in graph["nodes"]}
    for name, of, key in (("kind", "nodes", "kind"), ("type", "edges", "type")):
        boxes = {str(box["value"]): box for box in page.select(f"input[name={name}]")}
        assert boxes.keys() == {str(each[key]) for each in graph[of]}
        for value, box in boxes.items():
            count = box.parent.select_one(".count")  # type: ignore[union-attr]
            assert count is not None
            assert int(count.get_text()) == sum(each[key] == value for each in graph[of])


def test_previews_know_every_page_of_the_site(site: Path) -> None:
    known = {str(page["url"]): page for page in read_json(site, "previews.json")["pages"]}
    assert listed_pages(site) <= known.keys()
    assert all(page["title"] for page in known.values())
    assert (site / "api/v1/previews.json").stat().st_size < 600 * len(known)
