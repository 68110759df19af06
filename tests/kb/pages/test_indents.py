"""Nested lists come out nested: what people indent by two columns, Python-Markdown reads at four."""

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kb.pages.indents import widen_indents


@pytest.mark.parametrize(
    ("written", "widened"),
    [
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   - b\n   - c\n2. d", "1. a\n    - b\n    - c\n2. d"),
        ("- a\n    - b", "- a\n    - b"),
        ("- a\n\n  More of a.\n\nNot of a.", "- a\n\n    More of a.\n\nNot of a."),
        ("- a\n  ```\n  code\n  ```", "- a\n    ```\n    code\n    ```"),
        ("Text\n  set in\n    code", "Text\n  set in\n    code"),
        ("```\n- a\n  - b\n```", "```\n- a\n  - b\n```"),
        ("| a |\n|---|\n| - b |", "| a |\n|---|\n| - b |"),
    ],
    ids=["two", "three-under-number", "four", "paragraph", "fence-inside", "no-list", "fence", "table"],
)
def test_indents(written: str, widened: str) -> None:
    assert widen_indents(written) == widened


def depth_of(html: str) -> list[int]:
    soup = BeautifulSoup(html, "html.parser")
    return [len(item.find_parents("li")) for item in soup.find_all("li")]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.sampled_from([2, 3, 4]))
def test_depth_survives(steps: list[int], columns: int) -> None:
    """Any outline, one level deeper at a time, keeps its depths through Python-Markdown."""
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    text = "\n".join(" " * (columns * depth) + f"- item {n}" for n, depth in enumerate(depths))
    assert depth_of(markdown.markdown(widen_indents(text))) == depths


@given(st.text(alphabet="-* 1.ab`~\n|", max_size=200))
def test_nothing_is_lost(text: str) -> None:
    assert [line.strip() for line in widen_indents(text).split("\n")] == [line.strip() for line in text.split("\n")]
    assert widen_indents(widen_indents(text)) == widen_indents(text)
