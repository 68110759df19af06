"""The first page: its numbers are those of the published data, its ways in lead somewhere, the selector is close."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from calculator import Calculator
from kb.sources.read_registry import read_sources


def page(site: Path, url: str) -> BeautifulSoup:
    """A page of a built site by its address under the root."""
    return BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "html.parser")


def data(site: Path, name: str) -> Any:
    """A file of `/api/v1/`."""
    return json.loads((site / "api/v1" / name).read_text(encoding="utf-8"))


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def figures(site: Path) -> dict[str, tuple[str, str, str]]:
    """Value, label and address of each number by its id."""
    found = {}
    for one in page(site, "").select("[data-figure]"):
        link = one.select("dt a")[0]
        found[str(one["data-figure"])] = (words(one.select(".proof__value")[0]), words(link), str(link["href"]))
    return found


def test_the_numbers_are_those_of_the_published_data(root: Path, built_site: Path) -> None:
    index = data(built_site, "index.json")["documents"]
    backtest = json.loads((built_site / "backtest.json").read_text(encoding="utf-8"))["selector"]
    registry, problems = read_sources((root / "frameworks/sources.yml").read_text(encoding="utf-8"))
    checked = [source for source in registry if source.verified_date]
    assert not problems
    assert figures(built_site) == {
        "documents": (f"{len(index):,}", "pages", "browse/"),
        "sources": (f"{len(checked):,}", "sources checked", "about/how-sources-were-checked/"),
        "companies": (f"{backtest['count']:,}", "companies tested", "cases/"),
        "right": (f"{backtest['strict']:g} %", "ranked right", "about/backtest/"),
    }
    (documents,) = page(built_site, "").select("[data-figure=documents] .proof__line")
    kinds = Counter(one["kind"] for one in index)
    assert words(documents) == (
        f"{kinds['framework']} frameworks, {kinds['case']} cases, {kinds['question']} questions"
    )


def test_every_number_leads_to_a_page_that_proves_it(built_site: Path, sample_site: Path) -> None:
    for site in (built_site, sample_site):
        for value, label, url in figures(site).values():
            proof = site / url / "index.html"
            assert proof.is_file(), (value, label, url)
    assert "75 software companies" in words(page(built_site, "about/backtest/"))


def test_the_share_of_acceptable_motions_is_shown_unless_the_figures_are_old(built_site: Path) -> None:
    stored = json.loads((built_site / "backtest.json").read_text(encoding="utf-8"))
    (line,) = page(built_site, "").select("[data-figure=right] .proof__line")
    is_old = "changed since these figures" in words(page(built_site, "about/backtest/"))
    accepted = f"{stored['selector']['accepted']:g} % counting all that an expert would accept"
    assert words(line) == ("with earlier rules or cases; to be run again" if is_old else accepted)


def test_the_numbers_of_another_library_are_its_own(sample_site: Path) -> None:
    index, report = data(sample_site, "index.json"), data(sample_site, "report.json")
    guests = page(sample_site, "guests/").select(".sheet__body h2")
    found = report["counts"]
    links = sum(
        found[kind].get(way, 0)
        for kind in ("body_links", "related_entries")
        for way in ("relative", "path", "slug", "name", "alias")
    )
    assert links > 400
    assert figures(sample_site) == {
        "documents": (f"{len(index['documents']):,}", "pages", "browse/"),
        "guests": (f"{len(guests):,}", "guests", "guests/"),
        "links": (f"{links:,}", "links resolved", "map/"),
        "wanted": (f"{len(report['wanted']):,}", "pages wanted", "wanted/"),
    }
    assert "tested" not in words(page(sample_site, "").select(".home-head")[0])


def test_the_first_question_comes_before_ways_picture_and_proof(built_site: Path) -> None:
    home = page(built_site, "")
    (head,), (tour,), (selector,) = home.select(".home-head"), home.select(".home-tour"), home.select("[data-selector]")
    assert words(head.select("h1")[0]).removesuffix(" ¶") == "Which motion fits you?"
    assert [words(link) for link in tour.select(".ways a")] == ["See all questions", "Read about one", "Follow a path"]
    for link in tour.select(".ways a"):
        target = urljoin("https://x/", str(link["href"])).removeprefix("https://x/")
        assert (built_site / target.partition("#")[0] / "index.html").is_file(), link
    assert home.select(".sheet__main > *")[0] is selector and home.select(".sheet__main > *")[1] is tour
    assert (selector["data-mode"], selector["data-asks"]) == ("full", "one")
    (asked,) = selector.select("fieldset[data-current]")
    assert asked is selector.select("fieldset")[0]
    assert asked["data-question"] not in data(built_site, "rules.json")["needs_customers"]


def test_the_page_of_the_selector_asks_all_questions_at_once(built_site: Path) -> None:
    (selector,) = page(built_site, "selector/").select("[data-selector]")
    assert selector["data-asks"] == "all"


def test_the_situations_are_those_of_the_library_and_each_leads_elsewhere(built_site: Path) -> None:
    buttons = page(built_site, "").select("[data-situation]")
    rules = data(built_site, "rules.json")
    assert [words(one) for one in buttons] == [one["label"] for one in rules["situations"]]
    calculator = Calculator(json.dumps(rules))
    leaders = [
        json.loads(calculator.answer(json.dumps({"answers": json.loads(str(one["data-answers"]))})))["lead"]["motion"]
        for one in buttons
    ]
    assert sorted(leaders) == sorted(motion["id"] for motion in rules["motions"])


def test_another_library_shows_what_is_in_it_before_the_selector(sample_site: Path) -> None:
    home = page(sample_site, "")
    index = data(sample_site, "index.json")["documents"]
    shelf = {words(item.select("a")[0]): int(words(item.select("span")[0])) for item in home.select(".shelf li")}
    assert sum(shelf.values()) == len(index)
    assert len(shelf) == 9
    order = [str(one.get("aria-labelledby") or one.get("id")) for one in home.select(".sheet__main [aria-labelledby]")]
    assert order.index("categories-here") < order.index("guests-here") < order.index("selector-title")
    for link in home.select("[aria-labelledby=categories-here] a"):
        assert (sample_site / str(link["href"]) / "index.html").is_file(), link


def test_the_selector_is_whole_where_a_library_has_no_page_for_it(sample_site: Path) -> None:
    assert page(sample_site, "selector/").select("[data-selector]")[0]["data-mode"] == "full"


def test_the_routes_lead_to_the_motions(built_site: Path) -> None:
    (picture,) = page(built_site, "").select(".home-tour svg")
    motions = data(built_site, "rules.json")["motions"]
    assert [str(link["href"]) for link in picture.select("a")] == [motion["url"] for motion in motions]
    assert [words(link.select(".route__label")[0]) for link in picture.select("a")] == [m["label"] for m in motions]


def test_the_first_page_names_no_number_in_its_text(root: Path) -> None:
    """Numbers of the library are counted at build; one typed by hand would go stale."""
    text = (root / "frameworks/index.md").read_text(encoding="utf-8").partition("# Which motion")[2]
    assert not [word for word in text.split() if word.strip(".,:%").isdigit()]
