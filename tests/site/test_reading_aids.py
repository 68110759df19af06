"""Reading paths, glossary terms and case verdicts in the built site, ours and a foreign one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from bs4 import BeautifulSoup, Tag


def page(site: Path, url: str) -> BeautifulSoup:
    """A page of a built site by its address under the root."""
    return BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "html.parser")


def target(url: str, link: Tag) -> str:
    """Where a link of a page leads, under the root."""
    return urljoin(f"https://x/{url}", str(link["href"])).removeprefix("https://x/")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one element of a page that a selector names."""
    (found,) = soup.select(selector)
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_every_path_has_a_page_with_its_steps_and_reasons(built_site: Path, root: Path) -> None:
    index = page(built_site, "paths/")
    links = [link for link in index.select(".sheet__body li a") if "headerlink" not in (link.get("class") or [])]
    urls = [target("paths/", link) for link in links]
    declared = yaml.safe_load((root / "frameworks" / "paths.yml").read_text(encoding="utf-8"))
    assert urls == [f"paths/{name}/" for name in declared]
    for url, written in zip(urls, declared.values(), strict=True):
        path = page(built_site, url)
        steps = path.select(".sheet__body ol > li")
        assert len(steps) == len(written["steps"])
        for step in steps:
            link = step.select("a")[0]
            assert (built_site / target(url, link) / "index.html").is_file()
            assert len(step.select("p")) == 3, words(step)


def test_a_document_says_where_in_a_path_it_stands(built_site: Path) -> None:
    url = "growth/collison-install/"
    place = one(page(built_site, url), ".path-steps__place")
    assert words(place) == (
        "In the path First ten customers , step 7 of 9. Previous: Outbound and qualification Next: Depth-first PLG"
    )
    assert [target(url, link) for link in place.select("a")] == [
        "paths/first-ten-customers/",
        "playbooks/outbound-and-qualification/",
        "growth/depth-first-plg/",
    ]


def test_the_first_page_and_the_list_of_frameworks_lead_to_paths_and_disagreements(built_site: Path) -> None:
    home, browse = page(built_site, ""), page(built_site, "browse/")
    assert len(home.select("[aria-labelledby=paths-here] li a")) == 6
    for url, soup in (("", home), ("browse/", browse)):
        assert "disagreements/" in {target(url, link) for link in soup.select(".sheet__body a")}
    assert "paths/" in {target("browse/", link) for link in browse.select(".sheet__body a")}


def pages_of(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix()
        yield ("" if url == "." else f"{url}/"), BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_terms_lead_to_their_meaning(built_site: Path) -> None:
    glossary = page(built_site, "about/glossary/")
    anchors = {str(heading["id"]) for heading in glossary.select("h3[id]")}
    assert not glossary.select("a.term")
    count = 0
    for url, soup in pages_of(built_site):
        seen = []
        for term in soup.select("a.term"):
            address, _, anchor = target(url, term).partition("#")
            assert (address, anchor in anchors) == ("about/glossary/", True), (url, term)
            assert str(term["data-definition"]).endswith("."), term
            assert not [
                parent.name for parent in term.parents if parent.name in ("a", "h1", "h2", "h3", "table", "code")
            ]
            seen.append(anchor)
        assert len(seen) == len(set(seen)), url
        count += len(seen)
    assert count > 300


def test_every_case_says_what_the_selector_says(built_site: Path) -> None:
    data = json.loads((built_site / "api/v1/cases.json").read_text(encoding="utf-8"))
    verdicts = []
    for case in data["cases"]:
        soup = page(built_site, case["url"])
        section, answers = one(soup, ".case-verdict"), one(soup, ".case-answers")
        assert case["result"]["headline"] in words(section)
        ranking = [words(row) for row in section.select(".case-verdict__motion")]
        assert [label.lower() for label in ranking] == [row["motion"] for row in case["result"]["ranking"]]
        fits = [words(cell) for cell in section.select(".case-verdict__ranking td.number")]
        assert fits == [f"{row['fit']:.1f}" for row in case["result"]["ranking"]]
        assert len(answers.select(".case-verdict__answers tbody tr")) >= 16
        for link in answers.select(".case-verdict__answers a"):
            assert (built_site / target(case["url"], link) / "index.html").is_file()
        verdicts.append(str(section["data-agreement"]))
    assert len(verdicts) == len(data["cases"]) == 75 + 5, "labeled companies and failed first choices"
    assert set(verdicts) == {"right", "acceptable", "miss"}


@pytest.mark.parametrize(
    "slug", ["appdynamics-s1", "auth0", "citrix-1990s", "intercom-early", "matillion-early", "mindbody-ipo"]
)
def test_a_figure_that_waits_for_a_check_is_not_shown(built_site: Path, slug: str) -> None:
    soup = page(built_site, f"cases/{slug}/")
    (row,) = [row for row in soup.select(".case-verdict__answers tr") if "Average contract value" in words(row)]
    answer = words(row.select("td")[0])
    assert re.fullmatch(r"Figure pending a check \([^)]*\)", answer)


def test_the_foot_leads_to_what_the_site_is(built_site: Path) -> None:
    for url in ("", "growth/depth-first-plg/", "browse/"):
        links = {target(url, link) for link in page(built_site, url).select("footer.colophon a")}
        assert {
            "about/glossary/", "about/how-sources-were-checked/", "about/accessibility/", "about/colophon/",
        } <= links  # fmt: skip


def test_a_foreign_library_has_none_of_it(sample_site: Path) -> None:
    assert not (sample_site / "paths").exists()
    for url, soup in pages_of(sample_site):
        assert not soup.select("a.term, .path-steps, .case-verdict, [aria-labelledby=paths-here]"), url
        assert "about/" not in {target(url, link) for link in soup.select("footer.colophon a[href]")}
