"""The front matter reader against PyYAML, against noise, and by its positions."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.reading.frontmatter import Mapping, Node, Scalar, Sequence, read_front_matter, read_yaml
from tests.kb.yaml_documents import yaml_texts


def plain(node: Node | None) -> Any:
    """A node as PyYAML's BaseLoader gives it: every scalar a text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node} if node else None


@settings(max_examples=150)
@given(yaml_texts())
def test_reads_what_pyyaml_reads(text: str) -> None:
    node, problems = read_yaml(text, "x.yml")
    assert problems == []
    assert plain(node) == yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c\n\n  d\n",
        "a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\n   w\n  v\n",
        "a: |2\n    x\n  y\nb: >+\n  x\n\n\nc: d\n",
        'a:\n- x\n- y: 1\n  z: [1, {q: r}, "s,\'t"]\n',
        'a: "x\n  y\\\n  z \\\n  w\\n\n\n  v"\n',
        "a: 'it''s\n\n  x'\n",
        "- - a\n  - b\n-\n  c: d\n- # nothing\n- e\n",
        'a: {b: c, d, "e":f, g: }\n',
        "a: [x: y, z,]\n",
        "a: [x\n  y, # remark\n  z]\n",
        "a: x:y\nb: http://x.y/#z\nc: -1\nd: ?x\ne: a#b\n",
        "\"a b\": c\n'd': e\nf g : h\n",
        "---\na: 1\n...\n",
        'a: "\\x41\\u00e9\\U0001F600\\t\\_\\N"\n',
        "a:   \nb: ~\nc: ''\n",
        "text\n",
        "# only a remark\n",
    ],
)
def test_reads_handwritten_texts_as_pyyaml(text: str) -> None:
    node, problems = read_yaml(text, "x.yml")
    assert problems == []
    assert plain(node) == yaml.load(text, yaml.BaseLoader)


def test_reads_the_sample_as_pyyaml(sample_library: Path) -> None:
    for path in sorted(sample_library.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        node, body_line, problems = read_front_matter(text, path.name)
        assert problems == []
        assert plain(node) == yaml.load(text.split("\n---\n")[0], yaml.BaseLoader)
        assert text.split("\n")[body_line - 2] == "---"


@settings(max_examples=500)
@example("\t#")
@example("[?0")
@example("{#]")
@example("...")
@given(st.text(alphabet="ab: -\n\t\"'[]{}|>#&*!%@,?.\\0\u00e9\u2028\x85", max_size=60))
def test_noise_never_raises(text: str) -> None:
    node, problems = read_yaml(text, "x.yml")
    # To PyYAML two of these signs end a line, and a tab alone or before a remark, and an end of nothing, is a mistake.
    lines = [line for line in text.split("\n") if line.strip(" \t")[:1] not in ("", "#")]
    written = "\n".join(line for line in lines if line.rstrip(" \t") != "...")
    if node is None and not problems and written and not {"\x85", "\u2028"} & set(text):
        assert yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader) in (None, ""), (
            "something was lost without a word"
        )
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert 1 <= problem.column <= max(len(line) for line in text.split("\n")) + 1
    read_front_matter(f"---\n{text}\n---\nbody\n", "x.md")


@settings(max_examples=150)
@given(st.text(max_size=80))
def test_any_text_never_raises(text: str) -> None:
    read_yaml(text, "x.yml")
    read_front_matter(text, "x.md")
    read_front_matter("---\n" + text, "x.md")


@settings(max_examples=100)
@given(yaml_texts(), st.integers(0, 400), st.text("ab: -\n\"'[]{}|>#&*", max_size=3))
def test_a_broken_text_never_raises(text: str, at: int, noise: str) -> None:
    read_yaml(text[:at] + noise + text[at:], "x.yml")


def test_positions_are_those_of_the_file() -> None:
    text = '---\nname: "A"\ntags:\n  - x\n  - [y, "z"]\ncase: {k: v}\n---\nbody\n'
    meta, body_line, problems = read_front_matter(text, "x.md")
    assert problems == [] and meta is not None and body_line == 8
    assert [(e.key.text, e.key.line, e.key.column) for e in meta] == [("name", 2, 1), ("tags", 3, 1), ("case", 6, 1)]
    name, tags, case = (entry.value for entry in meta)
    assert (name.line, name.column) == (2, 7)
    assert isinstance(tags, Sequence) and isinstance(tags.items[1], Sequence) and isinstance(case, Mapping)
    assert [(item.line, item.column) for item in tags.items] == [(4, 5), (5, 5)]
    assert [(item.line, item.column) for item in tags.items[1].items] == [(5, 6), (5, 9)]
    assert [(e.key.line, e.key.column, e.value.line, e.value.column) for e in case] == [(6, 8, 6, 11)]


def test_one_problem_costs_one_entry() -> None:
    meta, _, problems = read_front_matter('---\na: 1\nb: "open\nc: 3\nd: &x 4\ne: 5\n---\n', "x.md")
    assert plain(meta) == {"a": "1", "c": "3", "e": "5"}
    assert meta is not None and meta.unread == ("b", "d")
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [("E014", 3, 4), ("E011", 5, 4)]


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    assert plain(read_yaml("\ufeffa: 1\r\nb:\r\n  - 2\r\n", "x.yml")[0]) == {"a": "1", "b": ["2"]}


def test_deep_nesting_is_refused() -> None:
    for text in ("[" * 5000, "- " * 5000 + "x", "{a: " * 5000):
        _, problems = read_yaml(text, "x.yml")
        assert [problem.code for problem in problems] == ["E011"]
