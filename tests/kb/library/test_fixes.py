"""What `motionbook check --fix` may change, and what it leaves to the author."""

import pytest

from kb.library.fixes import apply_fixes, find_fixes
from tests.kb.markdown_page import library

OTHERS = {"b.md": "# B\n\n## Part\n", "deep/c d.md": "# C D\n"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Steps**\n- first\n- second\n", "**Steps**\n\n- first\n- second\n"),
        ("Do this:\n1. first\n", "Do this:\n\n1. first\n"),
        ("- one\n- two\n\nText\n2. no list on GitHub\n", None),
        ("> Quote:\n> - one\n", None),
        ("```\nCode:\n- one\n```\n", None),
        ("[x](b) and [y](B#part \"t\")\n", "[x](b.md) and [y](b.md#part \"t\")\n"),
        ("[x](/b.md) [z](other/c%20d.md)\n", "[x](b.md) [z](deep/c%20d.md)\n"),
        ("[x] (b.md)\n", "[x](b.md)\n"),
        ("[x](nowhere.md) [[b]] <a href='b'>b</a> `[x](b)`\n", None),
        ("~~~~ js\ncode\n", "~~~~ js\ncode\n~~~~\n"),
        ("```\ncode", "```\ncode\n```\n"),
        ("- item\n\n  ```\n  code\n", "- item\n\n  ```\n  code\n  ```\n"),
    ],
)  # fmt: skip
def test_what_has_one_right_answer(before: str, after: str | None) -> None:
    head = "---\ntitle: A\n---\n\n# A\n\n"
    catalogue = library({"a.md": head + before, **OTHERS})
    document = catalogue.documents["a"]
    mended = apply_fixes(document.text, find_fixes(document, catalogue))
    assert mended == head + (before if after is None else after)
    again = library({"a.md": mended, **OTHERS})
    assert find_fixes(again.documents["a"], again) == ()
