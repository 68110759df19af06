"""Search in a library of many scripts: words inside sentences without spaces, and names that differ in marks alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.test_search import ask, open_search
from tests.conftest import build_into
from tests.site.serving import serve_folder

NOTES = {
    "a": "# 保管庫の移行\n\n新しい保管庫へノートを移行する手順です。環境を整えてから開始します。\n\n"
    "## 課題\n\nバスの時刻表は別の頁です。\n",
    "b": "# 采购流程\n\n每周例会讨论采购流程和迁移计划，环境由团队负责。\n",
    "bus": "# バス\n\n時刻。\n",
    "path": "# パス\n\n通り道。\n",
    "c": "# C\n\nThe first language.\n",
    "cpp": "# C++\n\nA language.\n",
    "cs": "# C#\n\nAnother language.\n",
    "net": "# .NET\n\nA platform.\n",
    "de": "# Die Maße\n\nWie breit die Straße, welche Größe der Platz?\n",
    "th": "# บันทึก\n\nเอกสารนี้อธิบายการค้นหาในบันทึก\n",
}
FINDS = [
    ("移行", "a"),
    ("課題", "a"),
    ("時刻表", "a"),
    ("例会", "b"),
    ("迁移", "b"),
    ("采购流程", "b"),
    ("バス", "bus"),
    ("パス", "path"),
    ("C++", "cpp"),
    ("c#", "cs"),
    (".NET", "net"),
    ("Grosse", "de"),
    ("größe", "de"),
    ("Strasse", "de"),
    ("ค้นหา", "th"),
]


@pytest.fixture(scope="module")
def site_of_signs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("signs")
    library, site = folder / "library", folder / "site"
    (library / "n").mkdir(parents=True)
    for name, text in NOTES.items():
        (library / "n" / f"{name}.md").write_text(text, encoding="utf-8")
    (library / "library.yml").write_text("title: 手帳\nlanguage: ja\n", encoding="utf-8")
    result = build_into(site, "--frameworks", str(library))
    assert result.returncode == 0, result.stderr
    with serve_folder(site, "/motionbook/") as address:
        yield address


def test_each_word_finds_its_page_first(page: Page, site_of_signs: str) -> None:
    open_search(page, site_of_signs + "n/bus/")
    found = {}
    for query, _ in FINDS:
        ask(page, query)
        first = page.locator("[role=option]").first
        found[query] = first.evaluate("each => new URL(each.href).pathname") if first.count() else ""
    assert found == {query: f"/motionbook/n/{name}/" for query, name in FINDS}


def test_the_excerpt_is_the_authors_sentence_with_the_word_marked(page: Page, site_of_signs: str) -> None:
    open_search(page, site_of_signs + "n/bus/")
    ask(page, "整えて")
    excerpt = page.locator(".search__excerpt").first
    excerpt.locator("mark").first.wait_for()
    assert "環境を整えてから開始します。" in excerpt.inner_text()
    assert "整えて" in "".join(excerpt.locator("mark").all_inner_texts())
