"""The dirty library as a site: it builds, and nothing of it that was hidden is published."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import build_into
from tests.kb.test_dirty_library import LIBRARY
from tests.site.faithful import look_over


@pytest.fixture(scope="module")
def dirty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("dirty") / "site"
    result = build_into(site, "--frameworks", str(LIBRARY))
    assert result.returncode == 0, result.stderr
    return site


def test_nothing_hidden_is_in_any_file(dirty_site: Path) -> None:
    texts = [path for path in dirty_site.rglob("*") if path.suffix in {".html", ".md", ".json", ".xml", ".txt"}]
    assert len(texts) > 60
    assert [path for path in texts if re.search(r"gone(?:ga|va|ma|mb|pa|pb|pc|pd|za|zb|zc)", path.read_text())] == []
    assert not list(dirty_site.rglob("id_rsa")) and not list(dirty_site.rglob("node_modules"))


def test_the_site_is_faithful_to_its_library(dirty_site: Path) -> None:
    faults = look_over(LIBRARY, dirty_site)
    assert (faults.dead, faults.titles, faults.brackets) == ([], [], [])
    assert faults.documents > 30
    # Addresses that plain CommonMark takes for words, and what its author hid.
    assert dict(faults.missing) == {
        "notes/footnotes.md": ["b"],
        "notes/headings.md": ["Template", "keptsa"],
        "notes/html.md": ["gonema", "gonemb"],
        "notes/wiki.md": ["200"],
    }


def test_quotes_stay_in_their_attributes(dirty_site: Path) -> None:
    text = (dirty_site / "notes" / "quotes" / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(text, "html.parser")
    title, sentence = 'The "magic" </title> & number', 'He said "stop" > 5 & </head> <b>.'
    assert soup.head and soup.body and soup.title and soup.title.get_text() == f"{title} - README"
    for selector in ('[name="description"]', '[property="og:description"]'):
        tag = soup.head.select_one(selector)
        assert tag is not None and tag["content"] == sentence
    assert [heading.get_text().strip("¶") for heading in soup.select("article h1")] == [title]


def test_every_document_has_its_page(dirty_site: Path) -> None:
    for address in ("", "guide", "project", "notes/C-sharp", "notes/C++", "templates/t", "report-2", "日本語/はじめに"):
        assert (dirty_site / address / "index.html").is_file(), address
    assert 'dir="rtl"' in (dirty_site / "العربية" / "مقدمة" / "index.html").read_text(encoding="utf-8")
