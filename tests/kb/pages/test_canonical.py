"""What people write on GitHub, in Obsidian, Hugo and chat programs reads in the page as they meant it."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library.own_words import words_in
from kb.pages.canonical import canonical_markdown
from tests.kb.markdown_page import html_of, page, words


def shape(html: str | BeautifulSoup) -> str:
    """Tags and words of a page without attributes and without space between them."""
    soup = html if isinstance(html, BeautifulSoup) else BeautifulSoup(html, "html.parser")
    text = re.sub(r"<(\w+)[^>]*>", r"<\1>", str(soup))
    return re.sub(r"\s*(</?\w+>)\s*", r"\1", text).strip()


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("**Steps**\n- a\n- b", "<p><strong>Steps</strong></p><ul><li>a</li><li>b</li></ul>"),
        ("Steps\n1. a\n2. b", "<p>Steps</p><ol><li>a</li><li>b</li></ol>"),
        ("> Steps\n> * a", "<blockquote><p>Steps</p><ul><li>a</li></ul></blockquote>"),
        ("3. c\n4. d", "<ol><li>c</li><li>d</li></ol>"),
        ("1) c\n2) d", "<ol><li>c</li><li>d</li></ol>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("- a\n\n  more", "<ul><li><p>a</p><p>more</p></li></ul>"),
        ("- > q", "<ul><li><blockquote><p>q</p></blockquote></li></ul>"),
        ("Hard\\\nbreak", "<p>Hard<br>break</p>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("#inbox #idea", "<p>#inbox #idea</p>"),
        ("is\n#123 fixed", "<p>is #123 fixed</p>"),
        ("Intro\n> quote", "<p>Intro</p><blockquote><p>quote</p></blockquote>"),
        ("**「名前」**を選ぶ。", "<p><strong>「名前」</strong>を選ぶ。</p>"),
        ("~5 or ~6 and ~~7~~", "<p>~5 or ~6 and<del>7</del></p>"),
        ("==m==", "<p><mark>m</mark></p>"),
        ("see https://a.b/c", "<p>see<a>https://a.b/c</a></p>"),
    ],
)
def test_blocks(written: str, seen: str) -> None:
    html = html_of(canonical_markdown(written)).replace("\n", " ")
    assert shape(html) == seen


def test_numbers_begin_where_their_author_begins() -> None:
    assert '<ol start="3">' in html_of(canonical_markdown("3. c\n4. d"))


def test_a_table_under_a_line_and_a_heading_under_a_table() -> None:
    soup = page("# T\n\nPrices:\n| a | b |\n|---|:-:|\n| `x|y` | 2 | 3 |\n## Next\ntext")
    assert [cell.get_text() for cell in soup.select("td")] == ["x|y", "2 3"]
    assert soup.select_one("h2")["id"] == "next"  # type: ignore[index]
    assert soup.select_one("p").get_text() == "Prices:"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "info", ["rust,ignore", "ts twoslash", "json:package.json", "text copy", "output:", "jsx live"]
)
def test_any_words_behind_the_marks_of_code(info: str) -> None:
    soup = page(f"# T\n\n```{info}\n# code\n[x](y.md)\n```\n\n## After\n")
    assert "# code" in soup.select_one("pre").get_text()  # type: ignore[union-attr]
    assert [heading.get_text() for heading in soup.select("h1, h2")] == ["T", "After"]


@pytest.mark.parametrize(
    "fence",
    ["```go\ncode\n  ```", "  ```go\n  code\n```", "```go\ncode\n`````", "~~~\ncode\n~~~~", "- x\n  ```\n  code\n```"],
)
def test_code_ends_where_its_author_ends_it(fence: str) -> None:
    soup = page(f"# T\n\n{fence}\n\n## After\n\ntext\n")
    assert soup.select_one("pre").get_text().strip() == "code"  # type: ignore[union-attr]
    assert soup.select_one("h2").get_text() == "After"  # type: ignore[union-attr]


def test_code_that_never_ends_swallows_nothing() -> None:
    soup = page("# T\n\n```go\ncode\n\n## After\n")
    assert soup.select_one("h2") is not None and "code" in words(soup)


def test_boxes_of_other_tools() -> None:
    soup = page(
        '# T\n\n> [!warning]- Careful\n> inside\n\n> [!NOTE]\n> noted\n\n!!! tip "Read"\n    one\n\n    two\n\n'
        "::: danger Watch\nout\n:::\n"
    )
    assert soup.select_one("details.warning summary").get_text() == "Careful"  # type: ignore[union-attr]
    titles = [title.get_text() for title in soup.select(".admonition-title")]
    assert titles == ["Note", "Read", "Watch"]
    assert len(soup.select(".admonition.tip p")) == 3 and not soup.select("pre")


def test_footnotes_of_one_word_and_of_several_blocks() -> None:
    soup = page("# T\n\n文。[^1] More.[^long]\n\n[^1]: これは脚注です。\n[^long]: First\n\n    - second\n")
    notes = [note.get_text() for note in soup.select(".footnote li[id]")]
    assert "これは脚注です。" in notes[0] and "second" in notes[1]


def test_a_first_line_that_looks_like_a_key_stays() -> None:
    for first in ("Note: read this first.", "https://example.org is the paper.", "---\n\nTitle: x\n\n---"):
        text = page(f"{first}\n\nMore.\n")
        assert first.strip("-\n") in words(text)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# C#\n", "C#"),
        ("## Template {name}\n", None),
        ("# A `{x}` and {name}\n", "A {x} and {name}"),
        ("#inbox #idea\n\ntext\n", "A"),
        ("Intro.\n\n## Part\n\n# Late\n", "Late"),
    ],
)
def test_titles(body: str, title: str | None) -> None:
    soup = page(body)
    if title is None:
        assert soup.select_one("h2").get_text() == "Template {name}"  # type: ignore[union-attr]
    else:
        assert [heading.get_text() for heading in soup.select("h1")] == [title]


def test_headings_in_other_scripts_have_anchors_that_links_reach() -> None:
    soup = page(
        {
            "a.md": "# T\n\n## 導入\n\n## Überblick und Ziel\n\n## Dup\n\n## Dup\n\n[x](#導入) "
            "[y](#%E5%B0%8E%E5%85%A5) [z](b.md#結論) [u](#überblick-und-ziel) [d](#dup-1) [o](b.md#Part two)\n",
            "b.md": "# B\n\n## 結論\n\n## Part two\n",
        }
    )
    assert [heading["id"] for heading in soup.select("h2")] == ["導入", "uberblick-und-ziel", "dup", "dup_1"]
    targets = [str(link["href"]) for link in soup.select("a[href]")]
    assert targets == ["#導入", "#導入", "b.md#結論", "#uberblick-und-ziel", "#dup_1", "b.md#part-two"]


_LETTERS = st.text(alphabet="ab -*+>#`~|.1)\n\\[](){}<!:=_\t", max_size=120)


@settings(max_examples=300, deadline=None)
@given(_LETTERS)
def test_no_letter_is_lost(text: str) -> None:
    """Every letter of any text is in what Python-Markdown reads, in the same order."""
    seen = re.sub(r"<!--raw:[^>]*-->", "", canonical_markdown(re.sub(r"[<\[\]!]", "", text)))
    assert [c for c in seen if c in "ab"] == [c for c in text if c in "ab"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.sampled_from([2, 3, 4]))
def test_depth_survives(steps: list[int], columns: int) -> None:
    """Any outline, one level deeper at a time, keeps its depths."""
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    text = "\n".join(" " * (columns * depth) + f"- item {n}" for n, depth in enumerate(depths))
    soup = BeautifulSoup(html_of(canonical_markdown(text)), "html.parser")
    assert [len(item.find_parents("li")) for item in soup.find_all("li")] == depths


@pytest.mark.parametrize(
    ("written", "titled"),
    [
        ("> [!note]\n> Text", "> [!note] Note\n> Text"),
        ("!!! note\n    Text", '!!! note "Note"\n    Text'),
        ("::: note\nText\n:::", "::: note Note\nText\n:::"),
    ],
)
def test_a_box_without_a_title_is_named_in_the_language_of_the_library(written: str, titled: str) -> None:
    german = words_in("de")
    assert '!!! note "Note"' in canonical_markdown(written)
    assert '!!! note "Hinweis"' in canonical_markdown(written, german)
    assert '!!! note "Note"' in canonical_markdown(titled, german)
    assert '"Recipe"' in canonical_markdown(written.replace("note", "recipe"), german)
