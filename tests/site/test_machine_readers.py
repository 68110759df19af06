"""What the built site tells machines: data in every page, cards, feed, sitemap, files for language models, twins."""

import gzip
import json
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from kb.pages.card import Card
from kb.published.feed import UNKNOWN
from runtime.cards import Cards, Desk, load_faces
from tests.conftest import ROOT, SITE_URL, build_into

ADDRESS = SITE_URL
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# What must be the same bytes after a second build of the same library.
STEADY = ("feed.xml", "llms.txt", "llms-full.txt", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "404.html")


@pytest.fixture(scope="module", params=("built_site", "sample_site"))
def site(request: pytest.FixtureRequest) -> Path:
    """Our library, and one of somebody else."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page by its address from the root; redirects, the not-found page and the frame's page left out."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
        if page.find("meta", attrs={"http-equiv": "refresh"}) is None:
            found[file.parent.relative_to(site).as_posix().removeprefix(".") + "/"] = page
    found[""] = found.pop("/")
    assert found.pop("embed/").find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert len(found) > 150
    return found


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, dict]:
    """The published index by address."""
    index = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))
    return {document["url"]: document for document in index["documents"]}


def nodes(page: BeautifulSoup) -> dict[str, dict]:
    scripts = page.find_all("script", type="application/ld+json")
    assert len(scripts) == 1
    data = json.loads(scripts[0].string)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def every_object(value: object) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every_object(child)


# What a node of the graph has, and what an object has wherever it stands; a cited article has less than a page's own.
MAIN = {"Article": {"headline", "url", "author", "image", "isPartOf", "mainEntityOfPage", "encoding"}}
REQUIRED = {
    "Article": {"name"},
    "DefinedTerm": {"name", "url", "inDefinedTermSet"},
    "DefinedTermSet": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url"},
    "CollectionPage": {"name", "url", "isPartOf"},
    "WebPage": {"name", "url", "isPartOf"},
    "CreativeWork": {"name"},
    "PodcastEpisode": {"name"},
    "Clip": {"name", "startOffset", "url"},
}


@pytest.fixture(scope="module")
def days(site: Path) -> dict[str, str | None]:
    """The day on which each page was last changed, as the sitemap has it."""
    entries = ET.fromstring((site / "sitemap.xml").read_bytes()).findall(f"{SITEMAP}url")
    return {
        entry.findtext(f"{SITEMAP}loc").removeprefix(ADDRESS): entry.findtext(f"{SITEMAP}lastmod") for entry in entries
    }


def test_every_page_has_structured_data_with_the_required_fields(pages, documents) -> None:
    for url, page in pages.items():
        found = nodes(page)
        for kind, node in found.items():
            assert MAIN.get(kind, set()) <= node.keys(), f"{url}: {node}"
        for each in every_object(list(found.values())):
            assert REQUIRED.get(each.get("@type", ""), set()) <= each.keys(), f"{url}: {each}"
            assert all(value not in ("", None, [], {}) for value in each.values()), f"{url}: {each}"
        main = found.get("Article") or found.get("CollectionPage") or found["WebPage"]
        assert main["url"] == page.find("link", rel="canonical")["href"] == ADDRESS + url
        if url:
            assert [item["position"] for item in found["BreadcrumbList"]["itemListElement"]][:2] == [1, 2]
        document = documents.get(url)
        if document and document["kind"] == "framework":
            assert found["DefinedTerm"]["name"] == found["Article"]["headline"] == document["title"]
        if document and document["updated"]:
            assert main["dateModified"] == document["updated"]


def test_frameworks_cite_their_sources(pages, documents) -> None:
    frameworks = [url for url, document in documents.items() if document["kind"] == "framework"]
    assert frameworks
    cited = [url for url in frameworks if nodes(pages[url])["Article"].get("citation")]
    assert len(cited) == len(frameworks)


def test_breadcrumbs_lead_to_pages(pages) -> None:
    for url, page in pages.items():
        trail = nodes(page).get("BreadcrumbList", {"itemListElement": []})
        for item in trail["itemListElement"]:
            assert unquote(item["item"].removeprefix(ADDRESS)) in {unquote(other) for other in pages}, url


def test_the_first_page_is_the_web_site(pages) -> None:
    assert nodes(pages[""])["WebSite"]["url"] == ADDRESS


def test_the_glossary_of_our_library_is_a_set_of_terms_that_stand_on_it(built_site: Path) -> None:
    page = BeautifulSoup((built_site / "about/glossary/index.html").read_text(encoding="utf-8"), "lxml")
    terms = nodes(page)["DefinedTermSet"]["hasDefinedTerm"]
    assert len(terms) > 20
    for term in terms:
        assert page.find(id=term["url"].partition("#")[2]), term


def test_every_page_has_social_tags_and_its_card(site: Path, pages) -> None:
    cards = set()
    for url, page in pages.items():
        tags = {tag.get("property") or tag.get("name"): tag.get("content") for tag in page.find_all("meta")}
        for key in ("og:title", "og:type", "og:url", "og:site_name", "og:image", "og:image:alt", "twitter:card"):
            assert tags.get(key), f"{url}: {key}"
        assert tags["og:url"] == ADDRESS + url
        assert tags["og:image"] == tags["twitter:image"]
        file = site / unquote(tags["og:image"].removeprefix(ADDRESS))
        data = file.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", data[16:24]) == (1200, 630)
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert data[25] == 3, "a palette, not full color"
        assert len(data) < 60_000, file
        cards.add(data)
    assert len(cards) > len(pages) * 0.9


LOOKS = (("sales-led", "rings", "#5e160a"), ("x", "ring", "#0229d3"))
"""Two options as a card shows them: id, mark, color."""


def test_cards_are_drawn_the_same_each_time(built_site: Path) -> None:
    card = Card("Framework", "Šumava & “Loops”, 日本", "Wörds of €20 " * 40, "Book", "Ada", LOOKS, ("sales-led",))
    assert Desk(load_faces(ROOT)).draw(card) == Desk(load_faces(ROOT)).draw(card)


def test_the_cache_is_used_and_a_word_changes_the_card(tmp_path: Path) -> None:
    card = Card("", "One title for this test alone", "", "Book", "", (), ())
    cards = Cards(ROOT)
    first, second, third = map(cards.file, (card, card, replace(card, title="Another title for this test alone")))
    assert first == second != third
    written = first.stat().st_mtime_ns
    assert Cards(ROOT).file(card) == first
    assert first.stat().st_mtime_ns == written
    for path in (first, third):
        path.unlink()


def test_the_feed_follows_the_rules_of_atom(site: Path, documents, days) -> None:
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    assert feed.tag == f"{ATOM}feed"
    for tag in ("id", "title", "updated"):
        assert len(feed.findall(ATOM + tag)) == 1 and feed.findtext(ATOM + tag)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"{ADDRESS}feed.xml"
    ]
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == min(100, len(documents.keys() - {"", "selector/"}))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == moments[0]
    for entry, identity in zip(entries, ids, strict=True):
        document = documents[identity.removeprefix(ADDRESS)]
        assert entry.findtext(f"{ATOM}title") == document["title"]
        assert entry.findtext(f"{ATOM}summary")
        moment = entry.findtext(f"{ATOM}updated")
        assert moment == f"{date.fromisoformat(moment[:10])}T00:00:00Z"
        assert moment[:10] == (days[identity.removeprefix(ADDRESS)] or UNKNOWN)
        kinds = {link.get("type"): link.get("href") for link in entry.findall(f"{ATOM}link")}
        assert (site / kinds["text/html"].removeprefix(ADDRESS) / "index.html").is_file()
        assert (site / kinds["text/markdown"].removeprefix(ADDRESS)).is_file()


def test_every_page_names_the_feed_and_its_markdown(site: Path, pages) -> None:
    for url, page in pages.items():
        links = {link["type"]: link["href"] for link in page.find_all("link", rel="alternate") if link.get("type")}
        assert (site / url / links["application/atom+xml"]).resolve() == (site / "feed.xml").resolve()
        twin = site / url / links["text/markdown"]
        assert twin.read_text(encoding="utf-8").strip(), url
        button = page.find("button", attrs={"data-copy-markdown": True})
        assert (site / url / button["data-copy-markdown"]).resolve() == twin.resolve()


def test_the_map_for_language_models_leads_to_every_document(site: Path, documents) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ") and lines[2].startswith("> ")
    assert sum(line.startswith("# ") for line in lines) == 1
    links = [line.split("](", 1)[1].split(")", 1)[0] for line in lines if line.startswith("- [")]
    for link in links:
        assert (site / unquote(link.removeprefix(ADDRESS))).is_file(), link
    assert {f"{ADDRESS}{url}index.md" for url in documents} <= set(links)


def test_the_full_text_holds_every_document(site: Path, documents) -> None:
    text = (site / "llms-full.txt").read_text(encoding="utf-8")
    for url, document in documents.items():
        assert f"\nAddress: {ADDRESS}{url}\n\n# {document['title'][:10]}" in text, url
    assert "](../" not in text


def test_the_sitemap_has_every_page_with_the_day_of_its_document(site: Path, pages, documents, days) -> None:
    data = (site / "sitemap.xml").read_bytes()
    assert days.keys() == pages.keys()
    for url, day in days.items():
        document = documents.get(url)
        if document is None:
            assert day is None, url
        elif document["updated"]:
            assert day == document["updated"], url
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == data


def test_documents_say_when_they_were_updated_and_how_to_cite_them(pages, documents, days) -> None:
    for url, document in documents.items():
        tools = pages[url].find("section", class_="page-tools")
        shown = tools.find("time")
        assert (shown["datetime"] if shown else None) == days[url]
        assert not document["updated"] or days[url] == document["updated"]
        if url:
            citation = tools.find(attrs={"data-citation": True}).get_text()
            assert document["title"] in citation and citation.endswith(ADDRESS + url)


def test_the_not_found_page_asks_not_to_be_listed(site: Path) -> None:
    page = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "lxml")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical") is None
    assert page.find("script", type="application/ld+json") is None
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a renamed document, a title full of markup and a file name that needs quoting."""
    library = tmp_path_factory.mktemp("small") / "library"
    (library / "growth").mkdir(parents=True)
    text = (
        '---\nname: "{0}"\ncategory: growth\none_liner: "One & only."\nsource_guest: "Ada"\n'
        "tags: [loops]\naliases:\n  - growth/old-{1}\n{2}---\n\n# {0}\n\nWords.\n"
    )
    (library / "growth/loops.md").write_text(text.format("Loops", "loops", "updated: 2020-02-02\n"), encoding="utf-8")
    (library / "growth/more loops.md").write_text(text.format("More <b>& loops", "more", ""), encoding="utf-8")
    return library


def test_a_library_is_built_into_the_same_bytes_twice(small_library: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        result = build_into(tmp_path / name, "--frameworks", str(small_library))
        assert result.returncode == 0, result.stderr
    one, two = tmp_path / "one", tmp_path / "two"
    names = [*STEADY, *(str(file.relative_to(one)) for file in one.rglob("*.md"))]
    names += [str(file.relative_to(one)) for file in (one / "assets/cards").rglob("*.png")]
    assert len(names) > 15
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name

    sitemap = (one / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count("<lastmod>") == 1 and "<lastmod>2020-02-02</lastmod>" in sitemap
    redirect = BeautifulSoup((one / "growth/old-loops/index.html").read_text(encoding="utf-8"), "lxml")
    assert redirect.find("link", rel="canonical")["href"] == f"{ADDRESS}growth/loops/"
    assert redirect.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=../../growth/loops/"
    odd = BeautifulSoup((one / "growth/more loops/index.html").read_text(encoding="utf-8"), "lxml")
    assert nodes(odd)["Article"]["headline"] == "More <b>& loops"
    card = odd.find("meta", property="og:image")["content"].removeprefix(ADDRESS)
    assert (one / unquote(card)).is_file()


def test_a_library_with_history_takes_its_days_from_git(small_library: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Ada", "-c", "user.email=ada@site.test", "-c", "commit.gpgsign=false")
        when = {"GIT_COMMITTER_DATE": "2021-03-04T12:00:00Z", "GIT_AUTHOR_DATE": "2021-03-04T12:00:00Z"}
        subprocess.run(
            ["git", *identity, *arguments], cwd=copy, check=True, capture_output=True, env={**os.environ, **when}
        )

    copy = tmp_path / "library"
    shutil.copytree(small_library, copy)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "First")
    result = build_into(tmp_path / "site", "--frameworks", str(copy))
    assert result.returncode == 0, result.stderr
    sitemap = (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2020-02-02</lastmod>" in sitemap, "the author's day comes first"
    assert "<lastmod>2021-03-04</lastmod>" in sitemap
