"""A small library that does everything otherwise: whoever wrote it finds every word again, and nothing that was hidden.

In `dirty/library` each word `kept..` must stand on its page and no word `gone..` on any.
"""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.pages.generated import generated_texts
from kb.pages.markdown import render_markdown
from tests.kb.markdown_page import html_of

LIBRARY = Path(__file__).parent / "dirty" / "library"
TITLES = {
    "README": "README",
    "loose": "Loose",
    "guide/_index": "The guide",
    "guide/steps": "Steps",
    "notes/wiki": "Wiki",
    "notes/mdx": "MDX",
    "notes/headings": "C#",
    "notes/late": "Late title",
    "notes/C#": "C sharp",
    "notes/What is it?": "What is it?",
    "日本語/はじめに": "はじめに",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(read_library(LIBRARY), foreign=True)


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> dict[str, BeautifulSoup]:
    """Every page by the path of its source, generated ones too."""
    texts = {document.path: render_markdown(document, catalogue) for document in catalogue.documents.values()}
    texts |= {path: one.write() for path, one in generated_texts(catalogue).items()}
    found = {path: BeautifulSoup(html_of(text), "html.parser") for path, text in texts.items()}
    for soup in found.values():
        for link in soup.select(".headerlink"):
            link.extract()
    return found


def test_every_word_is_on_its_page(catalogue: Catalogue, pages: dict[str, BeautifulSoup]) -> None:
    lost = {}
    for document in catalogue.documents.values():
        body = "\n".join(document.lines[document.body_line - 1 :])
        missing = set(re.findall(r"kept[a-z]{2}", body)) - set(
            re.findall(r"kept[a-z]{2}", pages[document.path].get_text(" "))
        )
        if missing:
            lost[document.path] = missing
    assert lost == {}


def test_what_was_hidden_is_nowhere(pages: dict[str, BeautifulSoup]) -> None:
    assert [path for path, soup in pages.items() if re.search(r"gone[a-z]{2}", str(soup))] == []


def test_titles_are_their_authors(catalogue: Catalogue, pages: dict[str, BeautifulSoup]) -> None:
    for identity, title in TITLES.items():
        document = catalogue.documents[identity]
        heading = pages[document.path].select_one("h1")
        assert heading is not None
        assert (document.title, " ".join(heading.get_text().split())) == (title, title)


def test_no_brackets_are_left(pages: dict[str, BeautifulSoup]) -> None:
    for path, soup in pages.items():
        for code in soup.select("code, pre"):
            code.extract()
        assert not re.search(r"!?\[\[[^\[\]]+\]\]|\[![a-z]+\]", soup.get_text(), re.IGNORECASE), path


def test_every_link_leads_somewhere(catalogue: Catalogue, pages: dict[str, BeautifulSoup]) -> None:
    files = set(pages) | catalogue.used_assets
    addresses = {document.url for document in catalogue.documents.values()}
    ids = {path: {str(tag["id"]) for tag in soup.select("[id]")} for path, soup in pages.items()}
    dead = []
    for path, soup in pages.items():
        here = (
            catalogue.documents[path.removesuffix(".md")].url if path.removesuffix(".md") in catalogue.documents else ""
        )
        for tag in soup.select("a[href], img[src]"):
            written = str(tag.get("href") or tag.get("src"))
            if re.match(r"[a-z]+:|#\Z", written) or "api/v1" in written or tag.find_parent("form"):
                continue
            target, _, anchor = (unquote(part) for part in written.partition("#"))
            meant = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            by_url = posixpath.normpath(posixpath.join(here, target))
            if meant not in files and f"{by_url}/" not in addresses and by_url not in files:
                if path not in ("browse/index.md",):  # its links are addresses of the site
                    dead.append((path, written))
            elif anchor and meant in ids and anchor not in ids[meant]:
                dead.append((path, written))
    assert dead == []


def test_addresses_are_all_different_and_nothing_is_skipped_for_its_name(catalogue: Catalogue) -> None:
    urls = [document.url.casefold() for document in catalogue.documents.values()]
    assert len(set(urls)) == len(urls) and catalogue.skipped == ("empty.md",)
    assert catalogue.held == ("guide/draft.md", "notes/private.md")
    assert catalogue.used_assets == {"bundle/pic.png", "notes/shots/shot.png"}
    assert {document.url for document in catalogue.documents.values()} >= {"", "guide/", "project/", "notes/C-sharp/"}


def test_the_owner_is_told_and_not_drowned(catalogue: Catalogue) -> None:
    codes = [problem.code for problem in catalogue.problems]
    assert {"W050", "W060", "W061", "W062", "W063", "W064", "W036"} <= set(codes)
    assert codes.count("W021") < 8 and codes.count("W029") <= 3
    assert not catalogue.stopping
