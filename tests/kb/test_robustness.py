"""Damaged documents go through the whole core: problems come out, never an exception, and pages are still made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.pages.markdown import render_markdown
from kb.published.export import cases_json, graph_json, index_json, listings_json
from kb.published.report import report_json
from kb.reading.document import parse_document
from tests.kb.libraries import GOLDEN

TEXTS = [
    data.decode()
    for library in GOLDEN
    for path, data in read_library(library).items()
    if path.endswith((".md", ".yml")) and library.parent.name != "unreadable-files"
]
NOISE = st.text("[]()!<>@#*_`|{}:-\"'\n\t .\\ab&é/%~=^", max_size=8)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A document with some pieces cut out, doubled or replaced by noise."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 30)))
        text = text[:at] + draw(st.sampled_from(["", text[at:end] * 2]) | NOISE) + text[end:]
    return text


@settings(max_examples=150)
@given(st.lists(damaged(), min_size=1, max_size=3), damaged(), damaged(), st.booleans())
def test_nothing_raises(pages: list[str], sources: str, tags: str, foreign: bool) -> None:
    files = {f"growth/page-{n}.md": text.encode("utf-8", "replace") for n, text in enumerate(pages)}
    files |= {"sources.yml": sources.encode("utf-8", "replace"), "tags.yml": tags.encode("utf-8", "replace")}
    catalogue = build_catalogue(files, foreign=foreign)
    for document in catalogue.documents.values():
        for twin in (False, True):
            assert render_markdown(document, catalogue, twin=twin).endswith("\n")
    for write in (index_json, graph_json, report_json, cases_json, listings_json):
        write(catalogue)
    lines = {path: data.decode().count("\n") + 1 for path, data in files.items()}
    for problem in catalogue.problems:
        assert 1 <= problem.line <= lines[problem.path] + 1
        assert problem.column >= 1


@pytest.mark.parametrize(
    "piece", ["{", "`", "`` ` ", "[", "[a](", "[@a ", "*a ", "_a ", "~~a ", "<!-- ", "<a ", "| ", "> ", "- "]
)
def test_a_line_of_marks_without_end_is_read(piece: str) -> None:
    """Unclosed marks by the ten thousand: a reader that starts over at each of them would not come back."""
    body = piece * 20_000
    text = f"---\nname: A\ncategory: growth\none_liner: x\n---\n\n# A\n\n{body}\n\nThe end.\n"
    document, _ = parse_document("growth/a.md", text)
    assert document.title == "A" and document.words >= 2
