"""Headings, links and anchors are those that Python-Markdown makes of the same text."""

import html
import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.reading.document import Document, parse_document
from kb.reading.plain_text import plain_text
from kb.reading.timestamps import format_time, parse_time

EXTENSIONS = ["toc", "tables", "attr_list", "fenced_code"]


def rendered(document: Document) -> tuple[list[tuple[int, str]], list[str]]:
    """Headings with their anchors, and targets of links, as Python-Markdown makes them."""
    page = markdown.Markdown(extensions=EXTENSIONS).convert("\n".join(document.lines[document.body_line - 1 :]))
    headings = [(int(match[1]), match[2]) for match in re.finditer(r'<h([1-6])[^>]*? id="([^"]*)"', page)]
    return headings, [html.unescape(match[1]) for match in re.finditer(r'<a href="([^"]*)"', page)]


@pytest.mark.parametrize(
    "body",
    [
        "# One\n\n## Same\n\n## Same\n\n### Same\n",
        "# *Emphasis* and `code & more`\n\n## A [link](x.md) in it\n\n## Explicit {: #my-own }\n\n## My own\n",
        "Title\n=====\n\nSecond\n------\n\ntext\n\n---\n\nmore\n",
        "# A #\n\n## Trailing ##\n",
        "## Ünïcödé — “quotes” & more: 50% + 1\n\n## ???\n\n## ???\n",
        "```\n# not a heading\n[no](link.md)\n```\n\n# Real\n\n`[no](code.md)` [yes](a.md)\n",
        "~~~ python\n[no](link.md)\n~~~\n\n[yes](a.md)\n",
        '[a](b.md) ![img](c.png) [d (e)](f_(g).md) [h](<i j.md>) [k](l.md "title") \\[no](m.md)\n',
        "[wrapped\ntext](a.md) and [![image](i.png)](b.md) and [ref][r] and [r][]\n\n[r]: c.md 'title'\n",
        "- item [a](b.md)\n\n    [c](d.md) in the item\n\n        [code](e.md)\n\ntext\n\n    [code](f.md)\n",
        "| a | b |\n|---|---|\n| [x](y.md) | `[no](z.md)` |\n",
    ],
)
def test_headings_and_links_are_python_markdowns(body: str) -> None:
    document, problems = parse_document("a.md", body)
    headings, links = rendered(document)
    assert [(heading.level, heading.anchor) for heading in document.headings] == headings
    assert sorted(link.target for link in document.links if not link.is_image) == sorted(links)
    assert problems == []


# Underscores among punctuation are read by no two Markdowns alike; what a pair of them marks is tested below.
WORDS = st.text("ab é&-_.:?!'\"()1", min_size=1, max_size=10).filter(lambda words: words.count("_") < 2)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(1, 4), WORDS), max_size=8))
def test_heading_anchors_are_python_markdowns(headings: list[tuple[int, str]]) -> None:
    text = "".join(f"{'#' * level} x{words.strip()}\n\n" for level, words in headings if words.strip())
    document, _ = parse_document("a.md", text)
    assert [(heading.level, heading.anchor) for heading in document.headings] == rendered(document)[0]


def test_the_samples_headings_and_links_are_python_markdowns(sample_library: Path) -> None:
    for path in sorted(sample_library.rglob("*.md"))[::6]:
        document, problems = parse_document(path.name, path.read_text(encoding="utf-8"))
        headings, links = rendered(document)
        assert [(heading.level, heading.anchor) for heading in document.headings] == headings, path.name
        assert [link.target for link in document.links] == links, path.name
        assert problems == []


@settings(max_examples=250)
@given(st.text(alphabet='ab #-*>|`~[]()!<>@:{}"\n\t\\_1.&é', max_size=120))
def test_noise_never_raises(text: str) -> None:
    document, _ = parse_document("a/b.md", text)
    for link in document.links:
        assert document.lines[link.line - 1][link.column - 1 :].startswith(("[", "!["))
    for heading in document.headings:
        assert 1 <= heading.line <= len(document.lines)
    assert len(document.masked) == len(document.text)


def test_links_know_their_place() -> None:
    document, _ = parse_document("a.md", "---\nname: A\n---\n\nSome [text](b.md) and\nmore [here](<c d.md>).\n")
    assert [(link.line, link.column) for link in document.links] == [(5, 6), (6, 6)]
    assert [document.text[link.start : link.end] for link in document.links] == ["[text](b.md)", "[here](<c d.md>)"]
    assert [document.text[link.target_start : link.target_end] for link in document.links] == ["b.md", "<c d.md>"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("**bold** and *it* and ***both*** and ~~gone~~", "bold and it and both and gone"),
        ("a_b_c and _it_", "a_b_c and it"),
        ("[text](x.md) ![alt](y.png) [a [b]](c)", "text a [b]"),
        ("`code *x*` &amp; \\*kept\\*", "code *x* & *kept*"),
        ("A claim. [@ada 1:00] Next", "A claim. Next"),
        ("2 * 3 * 4 < 5", "2 * 3 * 4 < 5"),
    ],
)
def test_plain_text(markup: str, words: str) -> None:
    assert plain_text(markup) == words


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("01:17:35", 4655), ("46:10", 2770), ("0:00", 0), ("90:00", 5400), ("1:60:00", None), ("0:75", None),
     ("1h", None), ("", None), ("1:2:3", None), ("10:05:59", 36359)],
)  # fmt: skip
def test_times(text: str, seconds: int | None) -> None:
    assert parse_time(text) == seconds
    if seconds is not None:
        assert parse_time(format_time(seconds)) == seconds
