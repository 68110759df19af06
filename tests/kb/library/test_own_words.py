"""Our own words in the languages of the table: whole, used, and marked as English where there are none."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.library.catalogue import build_catalogue
from kb.library.own_words import LANGUAGES, SCRIPT_TEXTS, SHARED, TEXTS, words_in
from kb.pages.finder import browse_page
from kb.pages.generated import generated_texts
from kb.pages.markdown import render_markdown
from kb.pages.report_page import report_page

ALL = {**TEXTS, **SCRIPT_TEXTS}
_SCRIPTED = re.compile(r"""\bownWords\(\s*(["'])((?:(?!\1).)+)\1""")
_SAID = re.compile(r"""\b(?:say|word|mark)\(\s*f?(["'])((?:(?!\1).)+)\1""")
_COUNTED = re.compile(r"""\b(?:count|mark_count|countWords)\([^"]*?,\s*"(\w+)",\s*"(\w+)"\)""")


def places_of(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("text", ALL)
def test_a_text_is_whole_in_every_language(text: str) -> None:
    assert len(ALL[text]) == len(LANGUAGES) and all(said.strip() for said in ALL[text])
    for said in ALL[text]:
        # One of something may be said by its name alone.
        assert places_of(said) == places_of(text) or ("{n} " in text and said == ALL[text][-1])
        assert not re.search("[<>&]", said)
    assert re.search("[\u0600-\u06ff]", ALL[text][4])
    # Japanese is written in its own signs, but for names of keys and of formats.
    assert re.search("[\u3040-\u30ff\u4e00-\u9fff]", ALL[text][3]) or text.startswith(("{what} in", "in {cat"))


def test_no_text_is_there_twice() -> None:
    assert not set(TEXTS) & set(SCRIPT_TEXTS) and set(SHARED) <= set(TEXTS)


def test_what_is_said_is_in_the_table_and_what_is_in_it_is_said(root: Path) -> None:
    said: set[str] = set()
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((root / "hooks").rglob("*.py"))}
    sources |= {path: path.read_text(encoding="utf-8") for path in sorted((root / "site_overrides").rglob("*.html"))}
    scripts = {path: path.read_text(encoding="utf-8") for path in sorted((root / "site_overrides").rglob("*.mjs"))}
    for path, text in (sources | scripts).items():
        if path.name == "own_words.py":
            continue
        found = {match[2] for match in (_SCRIPTED if path in scripts else _SAID).finditer(text)}
        for one, many in _COUNTED.findall(text):
            found |= {f"{{n}} {one}", f"{{n}} {many}"}
        unknown = {each for each in found if each not in ALL and path.suffix != ".py"}
        assert not unknown, f"{path.name}: {unknown}"
        if path in scripts:
            assert found <= {*SCRIPT_TEXTS, *SHARED}, path.name
        said |= found
    everything = "\n".join([*(sources | scripts).values(), (root / "mkdocs.yml").read_text(encoding="utf-8")])
    unused = {
        text for text in ALL if text not in said and len(re.findall(rf'(?:"|: ){re.escape(text)}', everything)) < 2
    }
    # Counts are put together of their words, and what a tie is called is made of its type.
    assert {text for text in unused if len(text) < 60 and not text.startswith("{n} ")} == {"leads to"}


def test_scripts_get_their_texts_where_a_language_has_them() -> None:
    assert words_in("").for_scripts() == words_in("en-GB").for_scripts() == words_in("fa").for_scripts() == ""
    texts = json.loads(words_in("de-AT").for_scripts())
    assert texts["No results"] == "Keine Treffer" and set(texts) == {*SCRIPT_TEXTS, *SHARED}


@pytest.mark.parametrize(
    ("language", "said", "marked"),
    [
        ("", "Related", "Related"),
        ("en", "Related", "Related"),
        ("de", "Verwandt", "Verwandt"),
        ("de-CH", "Verwandt", "Verwandt"),
        ("it", "Related", '<span lang="en">Related</span>'),
        ("fa", "Related", '<span lang="en" dir="ltr">Related</span>'),
    ],
)
def test_words_of_a_library(language: str, said: str, marked: str) -> None:
    words = words_in(language)
    assert (words.say("Related"), words.mark("Related"), words.name("Related")) == (said, marked, marked)
    assert words.name("Somebody <b>") == "Somebody &lt;b&gt;"


def test_values_and_counts_are_filled_in() -> None:
    assert words_in("").count(1204, "page", "pages") == "1,204 pages"
    assert words_in("de").count(1, "page", "pages") == "1 Seite"
    assert words_in("ja").mark("Named by {pages}.", pages="<a>{x}</a>") == "挙げているページ：<a>{x}</a>。"


class _Texts(HTMLParser):
    """Words outside tags, links to pages and code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize(("language", "body"), [("ja", "これは日本語の文です。"), ("ar", "هذا نص عربي طويل")])
def test_generated_pages_of_a_library_have_no_english(language: str, body: str) -> None:
    files = {f"一/{n}.md": f"---\ntags: [二]\n---\n\n# 三{n}\n\n{body} [[四]] [[{n}]]\n".encode() for n in range(3)}
    steps = "".join(f"    - {{page: 一/{n}, reason: 六}}\n" for n in range(2))
    files["paths.yml"] = f"a:\n  name: 五\n  one_liner: 七\n  steps:\n{steps}".encode()
    catalogue = build_catalogue(files, foreign=True)
    assert catalogue.language == language and catalogue.paths
    texts = {path: one.write() for path, one in generated_texts(catalogue).items() if path != "by-motion/index.md"}
    for path, text in {**texts, "browse": browse_page(catalogue)}.items():
        reader = _Texts()
        reader.feed(re.sub(r"\]\([^)]*\)|\{:?[^}]*\}", " ", text))
        assert not re.findall("[A-Za-z]{2,}", " ".join(reader.found)), (path, text)


@pytest.mark.parametrize(("language", "is_marked"), [("en-GB", False), ("de", True), ("fi", True)])
def test_the_report_is_english_and_says_so(language: str, is_marked: bool) -> None:
    files = {"a.md": b"# A\n\n[[Nowhere]]", "library.yml": f"language: {language}\n".encode()}
    report = report_page(build_catalogue(files, foreign=True))
    assert report.startswith("# Report\n") and ("raw:@en" in report) is is_marked


def test_the_language_of_a_library_is_its_owners_or_that_of_most_documents() -> None:
    ja, en = "これは日本語の文です。".encode(), b"A note in English."
    files = {"a.md": ja, "b.md": ja, "c.md": en}
    told = build_catalogue(files, foreign=True)
    assert told.language == "ja"
    assert [told.language_of(one) for one in told.documents.values()] == ["ja", "ja", "en"]
    assert "raw:@en" in render_markdown(told.documents["c"], told)
    said = build_catalogue({**files, "library.yml": b"language: de\n"}, foreign=True)
    assert said.language == "de"
    assert [said.language_of(one) for one in said.documents.values()] == ["ja", "ja", ""]
    arabic = build_catalogue({"a.md": en, "library.yml": b"language: ar\n"}, foreign=True)
    assert arabic.language_of(arabic.documents["a"]) == "ar"
    assert build_catalogue({"a.md": ja, "b.md": en}, foreign=True).language == ""


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("", "2023", "2023"),
        ("", "2023-04", "April 2023"),
        ("en-GB", "2023-04-09", "9 April 2023"),
        ("fi", "2023-04-09", "9 April 2023"),
        ("de", "2023-03-09", "9. März 2023"),
        ("es-MX", "2023-04-09", "9 de abril de 2023"),
        ("fr", "2023-04-01", "1er avril 2023"),
        ("fr", "2023-12", "décembre 2023"),
        ("ja", "2023-04-09", "2023年4月9日"),
        ("ar", "2023-12-09", "9 ديسمبر 2023"),
    ],
)
def test_dates_as_a_reader_writes_them(language: str, text: str, shown: str) -> None:
    assert words_in(language).date(text) == shown
