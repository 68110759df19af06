"""The scripts and the sheet of the page: hashed names, the worker known, nothing kept for what is not there."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from installation import ROOT
from runtime.node import NodeError, find_node, run_script
from runtime.scripts import FOLDER, PageScripts, build_scripts
from runtime.styles import build_styles, words_in, words_of

NODE = find_node(ROOT)
FEATURES = ("navigation.instant", "navigation.instant.progress", "navigation.top")


@pytest.fixture(scope="module")
def theme() -> Path:
    spec = find_spec("material")
    assert spec and spec.origin
    return Path(spec.origin).parent / "templates"


@pytest.fixture(scope="module")
def scripts(root: Path, theme: Path) -> PageScripts:
    return build_scripts(root, theme, NODE, FEATURES)


def text_of(scripts: PageScripts, url: str) -> str:
    (file,) = (file.path for file in scripts.files if file.url == url)
    return file.read_text(encoding="utf-8")


def test_every_name_carries_a_hash_and_the_client_knows_the_worker(scripts: PageScripts) -> None:
    names = [file.url for file in scripts.files]
    assert all(re.fullmatch(rf"{FOLDER}/[\w-]+-[A-Z0-9]{{8}}\.mjs", name) for name in names), names
    assert {scripts.theme, scripts.page, scripts.worker, *scripts.parts, *scripts.selector} <= set(names)
    worker = scripts.worker.removeprefix(FOLDER)
    assert sum(f'".{worker}"' in text_of(scripts, name) for name in scripts.selector) == 1


def test_the_theme_keeps_what_pages_have_and_no_more(scripts: PageScripts) -> None:
    theme = text_of(scripts, scripts.theme)
    for word in ("sitemap.xml", "scrollRestoration", "document$"):
        assert word in theme
    for word in ("mermaid", "unpkg", "api.github.com", "search-result"):
        assert word not in theme


def test_the_same_sources_give_the_same_bytes(root: Path, theme: Path, scripts: PageScripts, tmp_path: Path) -> None:
    (source_map,) = (theme / "assets/javascripts").glob("bundle.*.min.js.map")
    run_script(NODE, "bundle_scripts.mjs", root, source_map, tmp_path, ",".join(sorted(FEATURES)))
    again = {path.name: path.read_bytes() for path in tmp_path.glob("*.mjs")}
    assert again == {file.path.name: file.path.read_bytes() for file in scripts.files}


def test_a_sheet_keeps_the_rules_for_what_a_library_has(root: Path, theme: Path, scripts: PageScripts) -> None:
    files = [file.path for file in scripts.files]
    plain, opened = build_styles(root, theme, NODE, files, words_in("Text") | {"ltr"})
    rich, same = build_styles(root, theme, NODE, files, words_in("!!! danger\n\n    Text") | {"rtl"})
    few, many = (sheet.path.read_text(encoding="utf-8") for sheet in (plain, rich))
    assert ".danger" not in few and ".danger" in many
    assert few.count("[dir=rtl]") < many.count("[dir=rtl]")
    assert "focus-visible" in few and ".focus-visible" not in few
    assert plain.url != rich.url and opened.url == same.url
    assert ".results__headline" in opened.path.read_text(encoding="utf-8") and ".results__headline" not in few


def test_words_of_a_page_are_names_and_not_prose() -> None:
    html = '<p>A note on <code class="hl k">x</code> <a href="../danger/" title="tip">warning</a></p>'
    assert words_of(html) == {"p", "code", "class", "hl", "k", "a", "href", "title"}


def test_markdown_names_what_it_can_become() -> None:
    assert "tabbed-set" not in words_in("Text = text") and "tabbed-set" in words_in('=== "Tab"')
    assert "ours" in words_in("Text\n{: .ours #here }")
    assert {"video", "class", "wide"} <= words_in('<video class="wide">')


def test_a_script_that_fails_says_why() -> None:
    with pytest.raises(NodeError, match=r"bundle_styles\.mjs failed: [^$]*JSON"):
        run_script(NODE, "bundle_styles.mjs", stdin="{")
