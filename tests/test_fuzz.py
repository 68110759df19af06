"""Spoiled documents, tables, links, HTML and answers: problems come out, never an exception, and nothing that runs."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from calculator import Calculator
from installation import OWN_LIBRARY
from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.pages.markdown import render_markdown
from kb.published.export import graph_json, index_json
from kb.reading.document import parse_document
from tests.fuzz import inputs
from tests.kb.libraries import GOLDEN
from tests.kb.markdown_page import html_of
from tests.kb.small_library import make_document

TEXTS = [
    data.decode()
    for library in GOLDEN
    for path, data in read_library(library).items()
    if path.endswith(".md") and library.parent.name != "unreadable-files"
]
FRONT_MATTER = [text for text in TEXTS if text.startswith("---")]
RULES = Path(__file__).parents[1] / "examples" / "database"
"""A small library with a decision of its own."""
LINKS = [
    "See [a](b.md) and [b][r].\n\n[r]: ../growth/c.md 'title'\n",
    "[[Alpha|the first]] ![[pic.png|200]] [[a#Part two]] <https://example.org/?a=1&b=(2)>\n",
    "[x](<a b.md>) [y](b.md#part-%20two) ![z](pic.png) [w](/growth/) [v](https://example.org)\n",
    "- [[deep/er/note]]\n- [q](b.md 'a title')[^1]\n\n[^1]: [n](#part)\n",
]
HTML = [
    '<div align="center"><p>Text <b>bold</b> <a href="b.md">b</a></p></div>\n',
    "<details><summary>More</summary>\n\n**bold** [b](b.md)\n\n</details>\n",
    '<img src="x.png" onerror="alert(1)"> <a href="javascript:alert(1)">x</a> <svg><script>1</script></svg>\n',
    '<table><tr><td style="color:red">1</td></tr></table>\n\n<iframe src="https://example.org"></iframe>\n',
    "<math><mi xlink:href='data:x'>x</mi></math> <style>p{}</style> <textarea> <title> <!-- hidden -->\n",
]
FORBIDDEN = ("script", "style", "iframe", "object", "embed", "svg", "math", "form", "base", "meta", "link")
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
UNSAFE = re.compile(r"(?i)^[\s\x00-\x20]*(?:javascript|vbscript|data(?!:image/(?:png|gif|jpe?g|webp)))[\s\x00-\x20]*:")


def encode(text: str) -> bytes:
    """As a file: what no encoding has stands there as its own damage."""
    return text.encode("utf-8", "surrogatepass")


def what_runs(html: str) -> list[str]:
    """Everything of a page's text that a browser would run or load as code."""
    soup = BeautifulSoup(html, "html.parser")
    found = [str(tag)[:200] for tag in soup.find_all(FORBIDDEN)]
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            if name.lower().startswith("on") or (name.lower() in ADDRESSES and UNSAFE.match(str(value))):
                found.append(f"{name}={value!r} in {tag.name}")
    return found


def test_front_matter(request: pytest.FixtureRequest) -> None:
    for text, _ in inputs(request, FRONT_MATTER, "front matter"):
        document, problems = parse_document("growth/a.md", encode(text).decode("utf-8", "replace"))
        assert document.url
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


def test_tables_of_rules(request: pytest.FixtureRequest) -> None:
    files = dict(read_library(RULES))
    tables = {path: data.decode() for path, data in files.items() if path.endswith(".md") and b"| " in data}
    assert len(tables) > 2
    for text, chance in inputs(request, list(tables.values()), "tables of rules"):
        spoiled = {**files, chance.choice(sorted(tables)): encode(text)}
        catalogue = build_catalogue(spoiled)
        # Rules with an error in them are refused as a whole; all others the calculator has to read.
        if catalogue.rules and not any(problem.code.startswith("E") for problem in catalogue.problems):
            answered = json.loads(Calculator(catalogue.rules_text).answer('{"schema": 1, "answers": {}}'))
            assert answered["status"] != "error", answered


def test_links(request: pytest.FixtureRequest) -> None:
    others = {f"growth/{name}.md": encode(make_document(name.upper())) for name in ("b", "c")}
    for text, chance in inputs(request, LINKS, "links"):
        body = make_document("A", body=text) if chance.random() < 0.5 else text
        catalogue = build_catalogue({"growth/a.md": encode(body), **others}, foreign=True)
        for document in catalogue.documents.values():
            render_markdown(document, catalogue)
        json.loads(graph_json(catalogue))
        json.loads(index_json(catalogue))


def test_pages_as_html(request: pytest.FixtureRequest) -> None:
    for text, chance in inputs(request, [*HTML, *LINKS, *TEXTS], "pages as HTML"):
        body = f"# A\n\n{text}" if chance.random() < 0.7 else text
        catalogue = build_catalogue({"a.md": encode(body), "b.md": b"# B\n"}, foreign=True)
        for document in catalogue.documents.values():
            html = html_of(render_markdown(document, catalogue))
            assert what_runs(html) == [], html


def test_answers(request: pytest.FixtureRequest) -> None:
    catalogue = build_catalogue(dict(read_library(OWN_LIBRARY)))
    calculator = Calculator(catalogue.rules_text)
    corpus = [
        json.dumps({"schema": 1, "answers": case["answers"], "detail": "point"})
        for case in catalogue.rules["cases"][:20]
    ]
    for text, _ in inputs(request, corpus, "answers"):
        answered = json.loads(calculator.answer(text))
        assert answered["schema"] == 1
        assert answered["status"] in {"ok", "error", "not-enough", "conflict", "unsure"} or answered["ranking"]
        assert calculator.answer(text) == calculator.answer(text)
