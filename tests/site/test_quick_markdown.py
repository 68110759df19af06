"""What cannot match is not looked for, and only that: pages are as Python-Markdown alone makes them."""

import random

import markdown
import pytest

from sitebuilder.quick_markdown import BLOCKS, PATTERNS, hasten
from tests.kb.markdown_page import CONFIGS, EXTENSIONS

WITHIN_LINES = (
    *("word", "two words", "größer", " ", "  \n", "\n", "\n\n", "\\", "\\*", "`", "``", "`code`", "*", "**", "_", "__"),
    *("[", "]", "[^1]", "\n\n[^1]: A note.\n\n", "[a](b.md)", "[a][b]", "![a](b.png)", "![a][b]", "!", "<", ">"),
    *("<b>", "</b>", "<!-- c -->", "<https://a.example>", "<a@b.example>", "https://a.example/x?y=1&z=2"),
    *("FTP://a.b/c", "www.a.example", "wWw.a.example", "a@b.example", "&", "&amp;", "&#8230;", "==", "~~", "=", "~"),
    *("(", ")", "\n\n[b]: https://b.example\n\n"),
)
BLOCK_BY_BLOCK = (
    *(
        "word\n",
        "word\n\n",
        "\n",
        "    ",
        "# Heading\n",
        "## Heading ##\n",
        "> quoted\n",
        ": meaning\n",
        "term\n: meaning\n",
    ),
    *(
        '!!! note "Title"\n',
        "!!! note\n\n    inside\n\n",
        '??? tip "Title"\n',
        '???+ tip "Title"\n    inside\n',
        "===\n",
    ),
    *(
        '=== "Tab"\n\n    inside\n\n',
        "[^1]: A note.\n",
        "[a]: https://a.example\n",
        "- item\n",
        "1. item\n",
        "---\n",
        "```\n",
    ),
    *("| a | b |\n", "| --- | --- |\n", "- [ ] task\n", "    code\n", "<div>\n", "</div>\n", "[^1] [a]\n"),
)


def both() -> tuple[markdown.Markdown, markdown.Markdown]:
    plain, quick = (markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS) for _ in range(2))
    return plain, hasten(quick)


@pytest.mark.parametrize("pieces", [WITHIN_LINES, BLOCK_BY_BLOCK], ids=["within lines", "block by block"])
@pytest.mark.parametrize("seed", range(4))
def test_pages_are_as_the_library_makes_them(seed: int, pieces: tuple[str, ...]) -> None:
    plain, quick = both()
    chance = random.Random(seed)
    for _ in range(300):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 14)))
        assert quick.reset().convert(text) == plain.reset().convert(text), repr(text)


def test_every_name_is_one_of_the_librarys_and_keeps_its_place() -> None:
    plain, quick = both()
    assert [name for name in PATTERNS if name not in plain.inlinePatterns] == []
    assert len(plain.inlinePatterns) == len(PATTERNS)
    assert [name for name in BLOCKS if name not in plain.parser.blockprocessors] == []
    places = [one.treeprocessors.get_index_for_name("inline") for one in (plain, quick)]
    assert places[0] == places[1]


def test_a_pattern_that_is_not_known_is_tried() -> None:
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS)
    converter.inlinePatterns.register(markdown.inlinepatterns.SimpleTextInlineProcessor("(x)y"), "own", 200)
    assert hasten(converter).convert("xy z") == "<p>x z</p>"
