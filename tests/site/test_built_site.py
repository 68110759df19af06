"""The built site as HTML: every page whole, every internal link and anchor alive, no growth with the library."""

import json
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from kb.links.generated_pages import REPORT, generated_pages
from kb.reading.slugs import document_url
from runtime.policy import hash_of

BASE = "http://site.test/"
# Pages of a known size that do not depend on how many documents there are.
SOURCES = ("built_site", "sample_site")


@pytest.fixture(scope="module", params=SOURCES)
def pages(request: pytest.FixtureRequest) -> dict[str, BeautifulSoup]:
    """Every HTML page of a built site by its address from the root."""
    site: Path = request.getfixturevalue(request.param)
    found = {}
    for file in sorted(site.rglob("*.html")):
        if file.relative_to(site).parts[0] in {"pagefind", "assets"}:
            continue
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        found[address] = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
    assert len(found) > 150
    return found


@pytest.fixture
def site(request: pytest.FixtureRequest, pages: dict[str, BeautifulSoup]) -> Path:
    """The folder the pages came from."""
    return request.getfixturevalue(request.node.callspec.params["pages"])


def redirects(page: BeautifulSoup) -> bool:
    """Whether the page only sends the reader on."""
    return page.find("meta", attrs={"http-equiv": "refresh"}) is not None


def test_every_page_has_one_title_one_heading_a_description_and_a_canonical_address(pages) -> None:
    faults = []
    for address, page in pages.items():
        if redirects(page):
            continue
        if len(page.find_all("h1")) != 1:
            faults.append(f"{address}: {len(page.find_all('h1'))} h1")
        if not page.title or not page.title.get_text(strip=True):
            faults.append(f"{address}: no title")
        description = page.find("meta", attrs={"name": "description"})
        if not description or not description.get("content"):
            faults.append(f"{address}: no description")
        if address != "404.html" and not page.find("link", rel="canonical"):
            faults.append(f"{address}: no canonical")
        if page.html.get("lang") != "en":
            faults.append(f"{address}: no language")
    assert faults == []


def test_no_identifier_stands_twice_on_a_page(pages) -> None:
    faults = []
    for address, page in pages.items():
        counts = Counter(element["id"] for element in page.find_all(id=True))
        faults += [f"{address}: {name}" for name, count in counts.items() if count > 1]
    assert faults == []


def test_every_internal_link_leads_to_a_page_and_every_anchor_to_a_place(pages, site: Path) -> None:
    anchors = {address: {element["id"] for element in page.find_all(id=True)} for address, page in pages.items()}
    faults = []
    for address, page in pages.items():
        # The not-found page is shown at any address, so its links are from the root.
        here = BASE if address == "404.html" else urljoin(BASE, address)
        for element in page.find_all(["a", "link", "script", "img", "use"]):
            target = element.get("href") or element.get("src")
            if not target or target.startswith(("mailto:", "data:", "javascript:")):
                continue
            full, fragment = urldefrag(urljoin(here, target))
            if not full.startswith(BASE) or element.get("rel") == ["canonical"]:
                continue
            place = unquote(urlsplit(full).path).lstrip("/")
            if place in anchors:
                # The selector keeps its answers there, the map the page that is selected.
                is_state = fragment.startswith(("selector", "__")) or (
                    place == "map/" and f"{fragment}/".removesuffix("index/") in pages
                )
                if fragment and not is_state and element.name == "a" and unquote(fragment) not in anchors[place]:
                    faults.append(f"{address}: {target} has no such anchor")
            elif not (site / place).is_file():
                faults.append(f"{address}: {target} is dead")
    assert faults == []


def test_no_page_asks_another_host_for_anything(pages) -> None:
    faults = []
    for address, page in pages.items():
        for element in page.find_all(["script", "img", "link", "iframe", "source", "video"]):
            target = element.get("src") or (element.get("href") if element.get("rel") != ["canonical"] else None)
            if target and urlsplit(target).netloc and element.get("rel") != ["alternate"]:
                faults.append(f"{address}: {target}")
    assert faults == []


def test_the_selector_stands_on_every_page_by_its_contract(pages, site: Path) -> None:
    rules = json.loads((site / "api/v1/rules.json").read_text(encoding="utf-8"))
    faults = []
    # A document's panel gets its questions and results from the one file it names.
    (file,) = (site / "assets").glob("selector-questions-*.html")
    shared = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
    for address, page in pages.items():
        if redirects(page) or address == "404.html":
            continue
        roots = page.select("[data-selector]")
        if len(roots) != 1 or roots[0].get("data-state") != "idle":
            faults.append(f"{address}: {len(roots)} selectors")
            continue
        body = shared if roots[0].get("data-mode") == "compact" else roots[0]
        ranks = body.select("[data-selector-results] [data-motion][data-rank]")
        if sorted(rank["data-motion"] for rank in ranks) != sorted(motion["id"] for motion in rules["motions"]):
            faults.append(f"{address}: ranking {[rank['data-motion'] for rank in ranks]}")
        for question in rules["questions"]:
            controls = body.select(f'input[name="{question["id"]}"]')
            if question["kind"] == "option":
                values = {control.get("value") for control in controls}
                if values != {"", *(option["id"] for option in question["options"])}:
                    faults.append(f"{address}: {question['id']} offers {values}")
            elif not controls:
                faults.append(f"{address}: no control for {question['id']}")
    assert faults == []


def test_every_row_of_the_rules_has_its_anchor_in_the_built_page(built_site: Path) -> None:
    rules = json.loads((built_site / "api/v1/rules.json").read_text(encoding="utf-8"))
    entries = [(row, criterion["url"]) for criterion in rules["criteria"] for row in criterion["rows"]]
    entries += [(row, row["url"]) for kind in ("vetoes", "hybrids") for row in rules[kind]]
    soups: dict[str, BeautifulSoup] = {}
    for row, url in entries:
        address = url.partition("#")[0]
        soup = soups.setdefault(
            address, BeautifulSoup((built_site / address / "index.html").read_text(encoding="utf-8"), "lxml")
        )
        cell = soup.find(id=row["anchor"])
        assert cell is not None and cell.name == "td", f"{url} {row['anchor']}"
    assert len(entries) > 80


def test_a_page_does_not_grow_with_the_library(built_site: Path, sample_site: Path) -> None:
    """The not-found page carries the shell alone: 183 documents or 238, it holds the same links."""
    shells = []
    for site in (built_site, sample_site):
        soup = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "lxml")
        shells.append(len(soup.find_all("a")))
    assert max(shells) < 40


def test_the_sample_library_has_a_page_for_every_document(sample_library: Path, sample_site: Path) -> None:
    documents = [path.relative_to(sample_library).with_suffix("") for path in sample_library.rglob("*.md")]
    assert len(documents) == 238
    missing = [path.as_posix() for path in documents if not (sample_site / path / "index.html").is_file()]
    assert missing == []


def test_the_rules_of_a_foreign_library_are_ours(built_site: Path, sample_site: Path) -> None:
    ours = json.loads((built_site / "api/v1/rules.json").read_text(encoding="utf-8"))
    theirs = json.loads((sample_site / "api/v1/rules.json").read_text(encoding="utf-8"))
    assert [c["rows"][0]["points"] for c in ours["criteria"]] == [c["rows"][0]["points"] for c in theirs["criteria"]]
    index = json.loads((sample_site / "api/v1/index.json").read_text(encoding="utf-8"))
    existing = {document["url"] for document in index["documents"]}
    text = (sample_site / "growth" / "depth-first-plg" / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(text, "lxml")
    for link in soup.select("[data-selector] a[href]"):
        target = urldefrag(urljoin(BASE + "growth/depth-first-plg/", link["href"]))[0].removeprefix(BASE)
        assert target in existing | {"growth/depth-first-plg/", "selector/", ""}, link


def test_every_document_says_where_it_stands_and_what_it_shares(pages, site: Path) -> None:
    index = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))
    faults = []
    for document in index["documents"]:
        page, folder = pages[document["url"]], document["id"].rpartition("/")[0]
        crumbs = [urljoin(BASE + document["url"], link["href"]) for link in page.select(".crumbs a")]
        expected = (
            [BASE, f"{BASE}{folder}/"] if folder and f"{folder}/" != document["url"] else [BASE] if folder else []
        )
        if crumbs != expected:
            faults.append(f"{document['id']}: {crumbs}")
        if len(page.select(".page-tags a")) != len(dict.fromkeys(document["tags"])):
            faults.append(f"{document['id']}: tags")
    assert faults == []


@pytest.mark.ours
@pytest.mark.parametrize("library", ["own", "sample"])
def test_every_page_that_documents_may_link_to_without_writing_it_is_built(library: str, request) -> None:
    site = request.getfixturevalue("built_site" if library == "own" else "sample_site")
    index = json.loads((site / "api" / "v1" / "index.json").read_text(encoding="utf-8"))
    others = ("backtest.json", "paths.yml") if library == "own" else ()
    unwanted = () if library == "own" else (REPORT.path,)
    pages = generated_pages([entry["id"] for entry in index["documents"]], others, unwanted)
    assert pages
    missing = [path for path in pages if not (site / document_url(path.removesuffix(".md")) / "index.html").is_file()]
    assert missing == []


def test_every_script_in_a_page_is_known_to_the_policy_of_all_pages(pages) -> None:
    faults, policies = [], set()
    for address, page in pages.items():
        policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        if not redirects(page):
            policies.add(policy)
        for script in page.find_all("script", src=False):
            if "json" not in script.get("type", "") and hash_of(script.get_text()) not in policy:
                faults.append(f"{address}: {script.get_text()[:60]!r} would be refused")
        for element in page.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs)):
            faults.append(f"{address}: {element.name} carries a handler")
    assert faults == []
    assert len(policies) == 1, "instant navigation keeps the policy of the first page"


def test_the_questions_of_the_selector_stand_in_one_file_for_all_documents(pages, site) -> None:
    full = {address for address, page in pages.items() if page.select("fieldset[data-question]")}
    assert full == {"", "embed/", "selector/"}
    panels = [page.select_one("[data-selector-fold]") for page in pages.values()]
    assert sum(panel is not None for panel in panels) > 150
    named = {
        urljoin(BASE + address, panel["data-questions"])
        for address, page in pages.items()
        for panel in page.select("[data-questions]")
    }
    (file,) = (path for path in (site / "assets").glob("selector-questions-*.html"))
    assert named == {f"{BASE}assets/{file.name}"}
    questions = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")

    def asked(page: BeautifulSoup) -> list[str]:
        return [each["data-question"] for each in page.select("fieldset[data-question]")]

    assert asked(questions) == asked(pages[""])
    for link in questions.select("a[href]"):
        address, anchor = urldefrag(link["href"])
        assert address in pages and (not anchor or pages[address].find(id=anchor)), link
    # Where no script runs, a way to all of it is in the panel.
    for panel in filter(None, panels):
        assert panel.select_one("[data-selector-coming] a")["href"].endswith("selector/")
