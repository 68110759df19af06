"""Patterns are left out where they cannot match, and only there: pages are as Python-Markdown alone makes them."""

import random

import markdown
import pytest

from sitebuilder.inline import INLINE_PRIORITY, NEEDS, QuickInline
from tests.kb.markdown_page import CONFIGS, EXTENSIONS

PIECES = (
    *("word", "two words", "größer", " ", "  \n", "\n", "\n\n", "\\", "\\*", "`", "``", "`code`", "*", "**", "_", "__"),
    *("[", "]", "[^1]", "\n\n[^1]: A note.\n\n", "[a](b.md)", "[a][b]", "![a](b.png)", "![a][b]", "!", "<", ">"),
    *(
        "<b>",
        "</b>",
        "<!-- c -->",
        "<https://a.example>",
        "<a@b.example>",
        "https://a.example/x?y=1&z=2",
        "FTP://a.b/c",
    ),
    *(
        "www.a.example",
        "wWw.a.example",
        "a@b.example",
        "&",
        "&amp;",
        "&#8230;",
        "==",
        "~~",
        "=",
        "~",
        "(",
        ")",
        "- ",
        "# ",
    ),
    "\n\n[b]: https://b.example\n\n",
)


def both() -> tuple[markdown.Markdown, markdown.Markdown]:
    plain, quick = (markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS) for _ in range(2))
    quick.treeprocessors.register(QuickInline(quick), "inline", INLINE_PRIORITY)
    return plain, quick


@pytest.mark.parametrize("seed", range(8))
def test_pages_are_as_the_library_makes_them(seed: int) -> None:
    plain, quick = both()
    chance = random.Random(seed)
    for _ in range(300):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        assert quick.reset().convert(text) == plain.reset().convert(text), repr(text)


def test_every_pattern_is_known_and_runs_in_its_place() -> None:
    plain, quick = both()
    assert {name for name in NEEDS if name in plain.inlinePatterns} == set(NEEDS)
    assert len(plain.inlinePatterns) == len(NEEDS)
    places = [markdown_.treeprocessors.get_index_for_name("inline") for markdown_ in (plain, quick)]
    assert places[0] == places[1]


def test_a_pattern_that_is_not_known_is_tried() -> None:
    _, quick = both()
    quick.inlinePatterns.register(markdown.inlinepatterns.SimpleTextInlineProcessor("(x)y"), "own", 200)
    quick.treeprocessors.register(QuickInline(quick), "inline", INLINE_PRIORITY)
    assert quick.convert("xy z") == "<p>x z</p>"
