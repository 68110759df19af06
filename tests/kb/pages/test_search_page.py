"""The text that is indexed: the page's own words, each apart from its neighbors."""

import json
import re

import pytest

from kb.library.facets import Value
from kb.library.settings import Nouns
from kb.pages.search_page import SearchEntry, apart, bare_html, documents_json, index_page, list_entry


def make_entry(**changed: object) -> SearchEntry:
    fields: dict[str, object] = {
        "url": "growth/x/",
        "title": "X & Y",
        "one_liner": "One line.",
        "aliases": ("Ex",),
        "facets": {"kind": (Value("framework", "Framework"),), "motion": (Value("sales-led", "Sales-led"),)},
    }
    return SearchEntry(**(fields | changed))  # type: ignore[arg-type]


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "\n", html).split())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<span>Sales-led</span><span>motion</span>", "Sales-led motion", id="neighbors"),
        pytest.param("<td>one</td><td>two</td>", "one two", id="cells"),
        pytest.param("un<em>do</em>ing", "undoing", id="inside a word"),
        pytest.param("one<br>two", "one two", id="line break"),
        pytest.param(
            "<p>Said.<sup class='cite'><a href='#note-1'>1</a></sup> Next</p>", "Said. Next", id="note number"
        ),
        pytest.param('<h2 id="a">Name<a class="headerlink" href="#a">¶</a></h2>', "Name", id="permalink"),
        pytest.param("<form><label>ACV</label></form><p>Text</p>", "Text", id="form"),
        pytest.param("<script>var a</script><svg><title>mark</title></svg>Text", "Text", id="script and drawing"),
        pytest.param("<script>if (a<b) say('</p>')</script>Text<!-- a > b -->", "Text", id="signs in a script"),
        pytest.param('<a title="a > b" href="x">Text</a>', "Text", id="a sign in an attribute"),
        pytest.param('<a title="class=at hidden">Text</a>', "Text", id="an attribute's words are no attributes"),
        pytest.param("<P CLASS=at>No</P><svg><path/></svg>Text", "Text", id="large letters, closed at once"),
        pytest.param("1 < 2 <", "1 &lt; 2 &lt;", id="signs of no tag"),
        pytest.param("<p hidden>No</p><p>Yes</p>", "Yes", id="hidden"),
        pytest.param("<p>One<p>Two</div>Three", "One Two Three", id="tags left open or closed twice"),
        pytest.param("<p>a &lt;b&gt; c</p>", "a &lt;b&gt; c", id="escaped stays escaped"),
    ],
)
def test_bare_html_keeps_the_readers_words_apart(html: str, text: str) -> None:
    assert text_of(bare_html(html)) == text


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("保管庫を開く", "保 管 庫 を 開 く"),
        ("Obsidianの保管庫v2", "Obsidian の 保 管 庫 v2"),
        ("การค้นหา", "ก า ร ค้ น ห า"),
        ("한국어 문장", "한국어 문장"),
        ("Größe", "Größe"),
    ],
)
def test_signs_of_scripts_without_spaces_stand_apart(text: str, indexed: str) -> None:
    assert " ".join(apart(text).split()) == indexed


def test_anchors_of_headings_and_low_weight_of_notes_are_kept() -> None:
    html = '<h2 id="how">How</h2><ol class="notes"><li id="note-1">Bret Taylor</li></ol>'
    assert bare_html(html) == ('<h2 id="how">How</h2><ol data-pagefind-weight="0.4"><li>Bret Taylor</li></ol>')


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("buyer/user", "buyer / user"),
        ("one—two", "one — two"),
        ("sales-led", "sales-led"),
        ("and...so", "and ... so"),
        ("24/7", "24/7"),
        ("a -- b", "a -- b"),
    ],
)
def test_joined_words_stand_apart(text: str, kept: str) -> None:
    assert apart(text) == kept


def test_index_page_has_title_and_aliases_and_no_title_in_the_text() -> None:
    assert index_page(make_entry(), '<h1 id="x">X &amp; Y</h1><p>Text.</p>') == (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta data-pagefind-meta="title[content]" content="X &amp; Y">'
        '<meta data-pagefind-meta="aliases[content]" content="Ex">'
        "</head>"
        '<body data-pagefind-body><p data-pagefind-weight="3">One line.</p><p>Text.</p></body></html>\n'
    )


def test_a_page_of_a_title_alone_is_indexed_by_it() -> None:
    page = index_page(make_entry(one_liner=""), "<h1>X &amp; Y</h1>")
    assert "<body data-pagefind-body><h1>X &amp; Y</h1></body>" in page


def test_lists_count_little() -> None:
    page = index_page(list_entry("tags/", "Tags"), "<h1>Tags</h1><p>pricing</p>")
    assert '<div data-pagefind-weight="0.1"><p>pricing</p></div>' in page


def test_documents_json_refers_to_values_by_place_and_is_sorted() -> None:
    other = make_entry(url="a/", title="A", aliases=(), one_liner="")
    data = json.loads(
        documents_json([make_entry(), other], {"growth/x/": "en_1"}, ["Z", "B", "Z"], Nouns("tool", "tools"))
    )
    assert data.pop("nouns") == {"one": "Tool", "many": "Tools"}
    assert data["values"]["kind"] == [["framework", "Framework"]]
    assert data["facets"] == [
        ["kind", "Kind"],
        ["category", "Category"],
        ["motion", "Tool"],
        ["guest", "Guest"],
        ["tag", "Tag"],
    ]
    assert data["values"]["guest"] == []
    assert data["wanted"] == ["B", "Z"]
    assert data["documents"] == [
        {"id": "", "url": "a/", "title": "A", "facets": {"kind": [0], "motion": [0]}},
        {
            "id": "en_1",
            "url": "growth/x/",
            "title": "X & Y",
            "about": "One line.",
            "aliases": ["Ex"],
            "facets": {"kind": [0], "motion": [0]},
        },
    ]
