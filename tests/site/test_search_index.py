"""The search index: what it says when Pagefind is not there, and that it works once a text."""

from pathlib import Path

import pytest

from sitebuilder import search

PAGES = {"": "<!doctype html><html lang='en'><body data-pagefind-body><h1>Home</h1></body></html>"}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(search, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


def test_the_same_pages_are_indexed_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = search.make_index(PAGES)
    assert list(index.identities()) == [""]
    assert "pagefind.js" in index.files() and not [name for name in index.files() if "ui" in name.split("/")[0]]
    monkeypatch.setattr(search, "run_pagefind", lambda site, output: pytest.fail("indexed again"))
    assert search.make_index(PAGES) == index


def test_an_index_that_follows_another_is_the_one_made_alone(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is taken over: a page that stays, one with another text, one that goes, one that comes, one that is
    renamed, and one whose text comes back."""

    def page(text: str) -> str:
        return f"<!doctype html><html lang='en'><body data-pagefind-body><p>{text}</p></body></html>"

    stays = {"größe/日本 50%/": page("pricing")}
    first = stays | {"changes/": page("trial"), "goes/": page("renewal"), "old/": page("demo")}
    then = stays | {"changes/": page("pilot"), "comes/": page("renewal"), "new/": page("demo")}
    followed = [
        {name: path.read_bytes() for name, path in search.make_index(each).files().items()}
        for each in (first, then, first | {"last/": page("ladder")})
    ]
    monkeypatch.setattr(search, "CACHE", tmp_path / "other")
    alone = {name: path.read_bytes() for name, path in search.make_index(then).files().items()}
    assert followed[1] == alone
    monkeypatch.setattr(search, "CACHE", tmp_path / "third")
    alone = {
        name: path.read_bytes() for name, path in search.make_index(first | {"last/": page("ladder")}).files().items()
    }
    assert followed[2] == alone


def test_without_pagefind_the_site_is_built_and_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(search, "indexer", lambda: [str(tmp_path / "no-program")])
    index = search.make_index(PAGES)
    assert index.files() == {} and index.identities() == {}
    reason = f"[Errno 2] No such file or directory: '{tmp_path / 'no-program'}'"
    assert [record.getMessage() for record in caplog.records] == [
        f"the search index was not made: {reason}; the site works, and search finds pages by their names only; "
        "install the locked requirements (make setup) and build again"
    ]


def test_old_indexes_are_forgotten(cache: Path) -> None:
    for n in range(12):
        (cache / f"{n:016}").mkdir(parents=True)
    search.forget_old()
    assert len(list(cache.iterdir())) == search.KEPT
