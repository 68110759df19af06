"""Somebody else's site: their name, colors and decision, and one line that says what made it."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.library.settings import SelectorChoice
from tests.conftest import build_into

PAGE = "---\nname: {0}\ncategory: notes\n---\n\n# {0}\n\nText.\n"


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One library without a selector and one with a decision of its own, both built."""
    work = tmp_path_factory.mktemp("others")
    notes = work / "notes"
    (notes / "notes").mkdir(parents=True)
    (notes / "kept").mkdir()
    (notes / "kept" / "secret.md").write_text(PAGE.format("Secret"), encoding="utf-8")
    settings = 'title: Ada\'s notes\nlanguage: de\nfooter: "Text & pictures: CC BY"\ncolors:\n  light: "#7a1f5c"\n'
    (notes / "library.yml").write_text(f"{settings}logo: logo.svg\nselector: none\n{WAYS}", encoding="utf-8")
    (notes / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (notes / "notes" / "alpha.md").write_text(PAGE.format("Alpha"), encoding="utf-8")
    libraries = {"notes": notes} | {name: root / "examples" / name for name in EXAMPLES}
    for name, library in libraries.items():
        result = build_into(work / f"site-{name}", str(library))
        assert result.returncode == 0, result.stderr
    return {name: work / f"site-{name}" for name in libraries}


WAYS = "navigation:\n  - map: Karte\n  - notes: Notizen\n  - notes/alpha\nhidden: [kept]\n"
EXAMPLES = ("chart", "database", "licence")
OURS = re.compile(r"(?i)\bmotions?\b|go-to-market|[a-z]+-led\b|\bpayer\b|\bacv\b|\bfounders?\b|\bGTM\b")
"""Words of our decision, which nobody else's site may show."""
READ = ("title", "alt", "aria-label", "content", "placeholder")
"""Attributes that readers and search engines read."""


def page_of(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "lxml")


def test_the_header_leads_where_the_owner_says_and_hidden_folders_nowhere(sites: dict[str, Path]) -> None:
    header = page_of(sites["notes"], "index.html").select("header .header-link")
    assert [(each.text, each["href"]) for each in header] == [
        ("Karte", "map/"),
        ("Notizen", "notes/"),
        ("Alpha", "notes/alpha/"),
    ]
    assert "Notizen" in page_of(sites["notes"], "notes/index.html").find("h1").text
    assert not (sites["notes"] / "kept").exists()
    assert "Secret" not in (sites["notes"] / "api" / "v1" / "index.json").read_text(encoding="utf-8")


def test_nothing_of_ours_is_there_but_one_line(sites: dict[str, Path]) -> None:
    for site in sites.values():
        for path in site.rglob("*.html"):
            text = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").get_text(" ")
            made = re.findall(r"Made with Motionbook\.|Mit Motionbook gemacht\.", text)
            assert text.count("Motionbook") == len(made), path
        assert "Motionbook" not in (site / "llms.txt").read_text(encoding="utf-8")
        assert "Motionbook" not in (site / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_word_of_our_decision_is_on_the_pages_of_another(sites: dict[str, Path], name: str) -> None:
    for path in sites[name].rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for script in page.find_all(["script", "style"]):
            if script.get("type") != "application/ld+json":
                script.decompose()
        told = [page.get_text(" "), *(tag[key] for tag in page.find_all(True) for key in READ if tag.get(key))]
        found = [text for text in told if OURS.search(text.replace("by-motion", ""))]
        assert found == [], path
    assert not OURS.search((sites[name] / "llms.txt").read_text(encoding="utf-8"))


def test_a_library_without_a_selector_has_none_anywhere(sites: dict[str, Path]) -> None:
    site = sites["notes"]
    assert not (site / "selector").exists()
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        assert page.find(attrs={"data-selector": True}) is None
        assert not [link for link in page.find_all("a", href=True) if "selector" in link["href"]], path


def test_name_language_colors_logo_and_foot_are_the_owners(sites: dict[str, Path]) -> None:
    page = page_of(sites["notes"], "notes/alpha/index.html")
    assert page.html["lang"] == "de"
    assert page.find(class_="wordmark").get_text(strip=True) == "Ada's notes"
    assert page.find(class_="wordmark").img["src"].endswith("logo.svg")
    assert (sites["notes"] / "logo.svg").is_file()
    assert "Text & pictures: CC BY" in page.find(class_="colophon").get_text()
    sheet = page.find("link", href=lambda href: href and href.endswith("library.css"))
    assert sheet is not None
    colors = (sites["notes"] / "assets/stylesheets/library.css").read_text(encoding="utf-8")
    assert colors == '[data-md-color-scheme="default"]{--link:#7a1f5c}\n'


def test_a_decision_is_called_by_its_own_nouns(sites: dict[str, Path]) -> None:
    page = page_of(sites["database"], "index.html")
    assert page.find(class_="wordmark").get_text(strip=True) == "Which database"
    marks = [mark["data-mark"] for mark in page.find(class_="wordmark").find_all("svg")]
    assert marks == ["sqlite", "postgres", "duckdb"]
    assert "Databases" in [link.get_text() for link in page.find_all("a", class_="header-link")]
    ranked = [row["data-motion"] for row in page.select("[data-selector-results] [data-motion]")]
    assert sorted(ranked) == ["duckdb", "postgres", "sqlite"]


def test_the_schema_of_the_settings_is_published(sites: dict[str, Path]) -> None:
    schema = json.loads((sites["notes"] / "schema" / "library.json").read_text(encoding="utf-8"))
    assert schema["properties"]["selector"]["enum"] == ["own", "motionbook", "none"]


@pytest.mark.ours
@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ({}, SelectorChoice.NONE),
        ({"execution/hybrid-motions.md": PAGE.encode()}, SelectorChoice.MOTIONBOOK),
        ({"library.yml": b"selector: motionbook\n"}, SelectorChoice.MOTIONBOOK),
        ({"execution/hybrid-motions.md": PAGE.encode(), "library.yml": b"selector: none\n"}, SelectorChoice.NONE),
        ({"library.yml": b"selector: own\n"}, SelectorChoice.NONE),
    ],
    ids=["nothing ours", "a page our rules cite", "asked for", "refused", "own without questions"],
)
def test_our_selector_is_there_where_it_belongs(root: Path, files: dict[str, bytes], chosen: SelectorChoice) -> None:
    own = build_catalogue(read_library(root / "frameworks"))
    catalogue = build_catalogue({"notes/alpha.md": PAGE.encode(), **files}, foreign=True, own=own)
    assert catalogue.selector is chosen
    assert bool(catalogue.rules) is (chosen is SelectorChoice.MOTIONBOOK)


def test_our_words_are_in_the_language_of_the_library(sites: dict[str, Path]) -> None:
    soup = BeautifulSoup((sites["notes"] / "404.html").read_text(encoding="utf-8"), "lxml")
    assert soup.html is not None and soup.html["lang"] == "de"
    assert [one.get_text() for one in soup.select("article h1, article h2")] == [
        "Unter dieser Adresse gibt es keine Seite",
        "Die ähnlichsten Namen",
        "Andere Wege",
    ]
    said = soup.select_one("#__words")
    assert said is not None and json.loads(said.get_text())["No results"] == "Keine Treffer"
    english = BeautifulSoup((sites["chart"] / "404.html").read_text(encoding="utf-8"), "lxml")
    assert (
        english.html is not None and english.html["lang"] == "en" and not english.select("#__words, [lang=en] [lang]")
    )
