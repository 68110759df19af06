"""Forms that public libraries are written in, each with its smallest input and what its page must then be.

A: from public reports. B: met in seven public libraries. F: from public test suites. D: what others had to mend. The
numbers are those of one list; what the core cannot show is held by the tests that `ELSEWHERE` names.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from installation import ROOT
from kb.library.catalogue import Catalogue
from kb.links.resolution import Via
from kb.pages.finder import browse_page
from kb.pages.generated import generated_texts
from kb.pages.home import category_groups
from kb.pages.view import reading_minutes
from kb.published.site_page import make_page
from tests.kb.markdown_page import library, page, words

type Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """One input and its page."""

    number: str
    files: str | Files
    """A body, or texts by path, of which `a.md` is looked at."""
    shows: Mapping[str, list[str]] = field(default_factory=dict)
    """Texts of what a CSS selector finds; with `@name` behind it the values of an attribute."""
    text: str = ""
    """All words of the page, in one line."""
    codes: str | None = None
    """Codes of all problems, sorted; None where they are not the point."""
    at: str = "a"
    """Document that is looked at."""


NO_HEAD = {"W005", "W029"}
"""Said of nearly every small input: no front matter, no title."""
CODE_AND_AFTER = {"pre": ["# code\n[x](y.md)"], "h2": ["After"]}
B = "# B\n\n## Part two\n\ntext\n"

FORMS = (
    Form("A1 list", "**Steps**\n- first\n- second\n\n", {"li": ["first", "second"], "p strong": ["Steps"]}),
    Form("A1 numbers", "Steps\n1. first\n2. second\n", {"ol li": ["first", "second"]}),
    Form("A1 quote", "> Steps\n> - first\n> - second\n", {"blockquote li": ["first", "second"]}),
    Form("A1 table", "Caption\n| a |\n|---|\n| 1 |\n- x\n", {"td": ["1"], "li": ["x"]}),
    Form("A1 sentence", "born in\n1986. A year\n", {"li": [], "p": ["born in\n1986. A year"]}),
    Form(
        "A2",
        {
            "a.md": "[[b]] [[Beta|the first]] [[b#Part two]] [[Nowhere]] ![[pic.png|200]] `[[b]]`\n\n"
            "| x | y |\n|---|---|\n| [[b\\|x]] | kept |\n\n> [!warning]- Careful\n> second\n\n%%hidden%%\n",
            "b.md": "# Beta\n\n## Part two\n",
            "files/pic.png": "",
        },
        {
            "a@href": ["b.md", "b.md", "b.md#part-two", "b.md"],
            ".wanted": ["Nowhere"],
            "img@src": ["files/pic.png"],
            "td": ["x", "kept"],
            "code": ["[[b]]"],
            "details.warning summary": ["Careful"],
        },
        "A b the first b › Part two Nowhere [[b]] x y x kept Careful second",
        codes="W050",
    ),
    Form(
        "A3",
        {"a.md": '---\ntitle: "Moving the database"\ndescription: "When and how."\n---\n## Why\n'},
        {"h1": ["Moving the database"], "h2": ["Why"]},
        codes="",
    ),
    Form("A4 word", "Note: read this first.\n", text="A Note: read this first."),
    Form("A4 address", "https://example.org is the paper.\n", text="A https://example.org is the paper."),
    Form("A4 rules", "---\n\nTitle: x\n\n---\n", {"hr": ["", ""]}, "A Title: x"),
    Form("A7 script", "Put it in a <script> tag.\n\n## Next\n", {"h2": ["Next"]}, "A Put it in a <script> tag. Next"),
    Form("A7 textarea", "A <textarea> or <title>.\n\n## Next\n", {"h2": ["Next"]}, "A A <textarea> or <title>. Next"),
    Form("A7 closing", "x\n\n</div>\n\n</h1></article>\n\n## Next\n", {"h2": ["Next"], "body > h2": []}, "A x Next"),
    Form("A7 open", '<div align="center">\n\n## Next\n\n**b**\n', {"h2": ["Next"], "strong": ["b"]}),
    Form("A7 kept", "`x` is a List<String> here\n", text="A x is a List<String> here", codes="W060"),
    Form(
        "A7 components",
        "import Tabs from '@theme/Tabs'\n\n<Tabs>\n\n**b**\n\n</Tabs>\n",
        {"strong": ["b"]},
        "A import Tabs from '@theme/Tabs' <Tabs> b </Tabs>",
    ),
    Form("A8 tags", "#inbox #idea\n\n- #camelCase\n", {"h1": ["A"], "li": ["#camelCase"]}, "A #inbox #idea #camelCase"),
    Form("A8 C#", "# C#\n", {"h1": ["C#"]}, codes=""),
    Form("A8 line", "it is\n#123 is fixed\n", {"h1": ["A"]}, "A it is #123 is fixed"),
    Form(
        "A11",
        {
            "a.md": "# A\n\n## 導入\n\n## Überblick und Ziel\n\n[x](#導入) [y](#%E5%B0%8E%E5%85%A5) [z](b.md#結論) "
            "[u](#überblick-und-ziel)\n",
            "b.md": "# B\n\n## 結論\n",
        },
        {"h2@id": ["導入", "uberblick-und-ziel"], "a@href": ["#導入", "#導入", "b.md#結論", "#uberblick-und-ziel"]},
        codes="",
    ),
    Form(
        "A12",
        "# عنوان\n\nهذا نص عربي.\n\n```js\ncode\n```\n",
        {"p@lang": ["ar"], "p@dir": ["rtl"], "h1@dir": ["rtl"], ".highlight@dir": ["ltr"]},
    ),
    Form("A12 said", "---\nlang: de\n---\n\n# Größe\n\nText.\n", {"p@lang": ["de"], "p@dir": ["ltr"]}),
    Form(
        "A14",
        '!!! note "Read this"\n    one\n\n    two\n\nClaim.[^1]\n\n[^1]: Source\n\n=== "Tab"\n\n    tabbed\n\n'
        "::: tip\nout\n:::\n",
        {
            ".admonition-title": ["Read this", "Tip"],
            ".admonition.note p": ["Read this", "one", "two"],
            "sup a@href": ["#fn:1"],
            ".tabbed-labels label": ["Tab"],
            ".tabbed-block p": ["tabbed"],
            "pre": [],
        },
    ),
    Form("A15", {"a.md": '+++\ntitle = "Guide"\n+++\n\ntext\n'}, {"h1": ["Guide"]}, "Guide text"),
    Form(
        "B6",
        {"a.md": "# A\n\n## Related\n\n- `openagi` — x\n- `b`\n", "b.md": B},
        {".wanted code": ["openagi"], "a@href": ["b.md"], "a code": ["b"]},
    ),
    Form("B7", "```go\ncode\n  ```\n## After\n\ntext\n", {"pre": ["code"], "h2": ["After"], "p": ["text"]}),
    Form(
        "B9",
        "文。[^1] x[^a]\n\n[^1]: これは脚注です。\n[^a]: https://example.org/x\n",
        {"sup a@href": ["#fn:1", "#fn:a"], "li a@href": ["#fnref:1", "https://example.org/x", "#fnref:a"]},
    ),
    Form(
        "B12",
        {"a.md": "[`with`][] [`with`] [w][`with`]\n\n[`with`]: b.md\n", "b.md": B},
        {"a@href": ["b.md"] * 3, "a code": ["with"] * 2},
        "A with with w",
    ),
    Form(
        "B13",
        {
            "n/f.md": "# F\n\n<details><summary>M</summary>\n\n**bold** [b](b.md)\n\n</details>\n\n"
            '<img src="pic.png"> <a href="b.md">raw</a>\n',
            "n/b.md": B,
            "n/pic.png": "",
        },
        {"details strong": ["bold"], "a@href": ["b.md", "../b/"], "img@src": ["../pic.png"]},
        at="n/f",
    ),
    Form("B14", "Intro.\n\n## Part\n\n# Late\n", {"h1": ["Late"], "h2": ["Part", "Late"]}, "Late Intro. Part Late"),
    Form(
        "B18",
        "3. three\n4. four\n\nx\n\n- a\n1. one\n\n1) two\n\nHard\\\nbreak https://a.b/c\n",
        {
            "ol@start": ["3"],
            "ul li": ["a"],
            "ol li": ["three", "four", "one", "two"],
            "br": [""],
            "a@href": ["https://a.b/c"],
        },
    ),
    Form("B19", "**「名前」**を選ぶ。\n", {"strong": ["「名前」"]}),
    Form(
        "B21",
        {"a.md": "[x](other/) [y](other) [z](../other/)\n", "other/o.md": "# O\n"},
        {"a@href": ["other/index.md"] * 3},
    ),
    Form(
        "B22",
        {"a.md": "# A\n\n## Dup\n\n## Dup\n\n[x](#dup-1) [y](b.md#Part two)\n", "b.md": B},
        {"a@href": ["#dup_1", "b.md#part-two"]},
        codes="",
    ),
    Form(
        "B23",
        {"a.md": "[x](@/d/c/overview.md)\n", "d/c/overview.md": "# O\n", "e/overview.md": "# P\n"},
        {"a@href": ["d/c/overview.md"]},
    ),
    *(
        Form(f"F2 {info}", f"```{info}\n# code\n[x](y.md)\n```\n\n## After\n", CODE_AND_AFTER)
        for info in (
            "rust,ignore",
            "ts twoslash",
            "bash npm2yarn",
            "js showLineNumbers",
            "jsx live",
            "toml ,name=x",
            "json:package.json",
            "console $ ls",
            "text copy",
            "output:",
            "{1,3}",
            "{.python}",
            'js title="x"',
            "C#",
        )
    ),
    Form("F2 longer", "```go\ncode\n`````\n\n## After\n", {"pre": ["code"], "h2": ["After"]}),
    Form("F2 indented", "   ```go\n   code\n```\n\n## After\n", {"pre": ["code"], "h2": ["After"]}),
    Form("F2 quoted", "> ```go\n> code\n>```\n\n## After\n", {"blockquote pre": ["code"], "h2": ["After"]}),
    Form(
        "F3",
        {"a.md": '---\ntags: [\n  x,\n  z\n]\ntitle: "one\ntwo"\nmeta: {\n  k: v\n}\n---\n\ntext\n'},
        {"h1": ["one two"]},
        codes="W020",
    ),
    Form("F7", "| a | b |\n|---|---|\n| 1 | 2 |\n## Next\n", {"td": ["1", "2"], "h2@id": ["next"]}),
    Form(
        "F8",
        {"n/a.md": '# A\n\n<div>\n<a href="b.md">b</a> <img src="gone.png">\n</div>\n', "n/b.md": B},
        {"a@href": ["../b/"], "img@src": ["#"]},
        codes="W057",
        at="n/a",
    ),
    Form(
        "F9",
        {
            "a.md": "# A\n\n[x] [y] [q] [a [b [c]]](c.md) [p](d(1(2)).md) [l](b.md \"a 'q' t\")\n\n[x]: b.md\n"
            "[x]: c.md\n\n[y]:\n  b.md\n\n> [q]: c.md\n",
            "b.md": B,
            "c.md": "# C\n",
            "d(1(2)).md": "# D\n",
        },
        {"a@href": ["b.md", "b.md", "c.md", "c.md", "d%281%282%29%29.md", "b.md"], "a@title": ["a 'q' t"]},
        codes="W033 W064",
    ),
    Form(
        "F12 quote",
        "# A\n\n> ## Same\n\n## Same\n\n[x](#same)\n",
        {"h2": ["Same", "Same"], "a@href": ["#same"]},
        codes="",
    ),
    Form("F12 items", "- #camelCase\n- ## Head\n", {"li h2": ["Head"], "h1": ["A"]}),
    Form(
        "D28", {"a.md": "[x](Café.md) [y](Caf%C3%A9.md)\n", "Cafe\u0301.md": "# C\n"}, {"a@href": ["Cafe%CC%81.md"] * 2}
    ),
    Form("D29", "---\ntitle: {{title}}\n---\n\ntext <% tp.x %>\n", {"h1": ["A"]}, "A text <% tp.x %>"),
    Form("D34", "## Template {name}\n", {"h2": ["Template {name}"]}),
)


def found(soup: Any, where: str) -> list[str]:
    """Texts, or values of an attribute, of what a selector finds."""
    selector, _, name = where.partition("@")
    tags = soup.select(selector)
    return [str(tag[name]) for tag in tags if tag.has_attr(name)] if name else [tag.get_text().strip() for tag in tags]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.number)
def test_a_form_reads_as_it_is_meant(form: Form) -> None:
    files = {"a.md": form.files} if isinstance(form.files, str) else form.files
    soup = page(files, form.at)
    assert {where: found(soup, where) for where in form.shows} == dict(form.shows)
    if form.text:
        assert words(soup) == form.text
    if form.codes is not None:
        codes = sorted({problem.code for problem in library(files).problems} - NO_HEAD)
        assert " ".join(codes) == form.codes


def _held(catalogue: Catalogue) -> None:
    assert list(catalogue.documents) == ["a"] and len(catalogue.held) == 4
    assert {one.resolution.reason for one in catalogue.links["a"]} == {Via.HELD}


def _readme(catalogue: Catalogue) -> None:
    assert {one.url for one in catalogue.documents.values()} == {"", "guides/", "guides/a/"}
    assert not {"index.md", "guides/index.md"} & set(generated_texts(catalogue))
    assert catalogue.links["guides/a"][0].resolution.document_id == "guides/README"


def _marks(catalogue: Catalogue) -> None:
    assert {one.target for one in catalogue.relations} == {"g/cpp", "g/bus"}
    assert [one.name for one in catalogue.wanted] == ["ハブ"]
    assert len({tag.slug for tag in catalogue.listings.tags} - {""}) == 8
    assert catalogue.documents["g/cpp"].tags == ("one", "two")


def _folders(catalogue: Catalogue) -> None:
    urls = {one.id: one.url for one in catalogue.documents.values()}
    assert urls == {
        "guide/_index": "guide/",
        "guide/a": "guide/a/",
        "project": "project/",
        "project/one": "project/one/",
    }
    assert catalogue.links["project/one"][0].resolution.document_id == "project"


def _names(catalogue: Catalogue) -> None:
    assert len({one.url for one in catalogue.documents.values()} - {""}) == 7 and not catalogue.skipped
    assert not any(mark in one.url for one in catalogue.documents.values() for mark in "#?%\u200c\u00a0\u3000\u200d")
    assert [problem.code for problem in catalogue.problems].count("W033") == 1


def _published(catalogue: Catalogue) -> None:
    assert catalogue.used_assets == {"p.png"}


def _overwritten(catalogue: Catalogue) -> None:
    assert {one.id: one.url for one in catalogue.documents.values()} == {"README": "", "report": "report-2/"}
    assert "W039" in {problem.code for problem in catalogue.problems}


def _entered(catalogue: Catalogue) -> None:
    home = generated_texts(catalogue)["index.md"].write()
    assert "12 pages" in home and home.count("](n") == 12 and "12 pages. Also" in browse_page(catalogue)


def _nested(catalogue: Catalogue) -> None:
    pages = {path: one.write() for path, one in generated_texts(catalogue).items()}
    assert "(../a/b/index.md)" in pages["a/index.md"] and "[Z](../themes/z/index.md)" in pages["themes/index.md"]
    assert "[A](a/index.md): 2 pages" in pages["index.md"]


def _questions(catalogue: Catalogue) -> None:
    assert not catalogue.stopping and list(catalogue.documents) == ["questions/faq"] and not catalogue.rules


def _reading(catalogue: Catalogue) -> None:
    assert reading_minutes(catalogue.documents["a"]) == 4


def _read(catalogue: Catalogue) -> None:
    assert not {problem.code for problem in catalogue.problems} & {"W010", "W014"}
    assert list(catalogue.tags) == ["x"] and catalogue.sources.get("ada") is not None


def _described(catalogue: Catalogue) -> None:
    assert make_page("a/", "", catalogue.documents["a"], "").description == "Because it pays."


def _counted(catalogue: Catalogue) -> None:
    groups = category_groups(catalogue)
    assert {group.label: group.count for group in groups} == {"A": 2, "Q": 1}
    assert "4 pages in 2 categories" in browse_page(catalogue)
    assert "2 pages" in generated_texts(catalogue)["a/index.md"].write()


def _once(catalogue: Catalogue) -> None:
    assert len(catalogue.problems) == 4 and all("(and in 29 more places)" in one.what for one in catalogue.problems)


LIBRARIES: tuple[tuple[str, Files, Callable[[Catalogue], None]], ...] = (
    (
        "A5",
        {
            "a.md": "[1](d1.md) [2](d2.md) [3](d3.md) [4](d4.md)\n",
            "d1.md": "---\ndraft: true\n---\nx\n",
            "d2.md": "---\npublished: false\n---\nx\n",
            "d3.md": "---\npublish: false\n---\nx\n",
            "d4.md": "+++\ndraft = true\n+++\nx\n",
        },
        _held,
    ),
    ("A6", {"README.md": "# Mine\n", "guides/README.md": "# How\n", "guides/a.md": "[r](README.md)\n"}, _readme),
    (
        "A9",
        {
            "g/c.md": '---\nname: C\nrelated_frameworks: ["C++", "バス", "ハブ"]\ntags: [C++, C#]\n---\n',
            "g/cpp.md": '---\nname: C++\ntags: "one, two"\n---\n',
            "g/cs.md": '---\nname: C#\ntags: ["🌱", "→"]\n---\n',
            "g/bus.md": "---\nname: バス\ntags: [パス, バス]\n---\n",
            "g/path.md": "---\nname: パス\n---\n",
        },
        _marks,
    ),
    (
        "A15 folders",
        {
            "guide/_index.md": '+++\ntitle = "Guide"\n+++\n',
            "guide/a.md": '+++\ntitle = "X"\n+++\n',
            "project.md": "# P\n",
            "project/one.md": "[p](../project.md)\n",
        },
        _folders,
    ),
    (
        "B3",
        {f"{n}.md": "x\n" for n in ("C#", "What is it?", "100% sure", "می‌خواهم", "全角　空白", "a\u00a0b", "👨‍👩‍👧")},
        _names,
    ),
    ("B4", {f"n{n}.md": f"# Note {n}\n" for n in range(12)}, _entered),
    ("B5", {"a/x.md": "# X\n", "a/b/c/d/e.md": "# E\n", "themes/z/index.md": "# Z\n"}, _nested),
    ("B15", {"a.md": "![p](p.png)\n", "p.png": "", "id_rsa": "", "credentials.json": "{}", "b.zip": ""}, _published),
    ("B16", {"report.md": "# Own\n", "README.md": "# R\n", "index.html": "<p>"}, _overwritten),
    ("B17", {"questions/faq.md": "---\nkind: question\n---\n\n# How\n"}, _questions),
    ("B20", {"a.md": "# 題\n\n" + "これは日本語の文です。" * 200}, _reading),
    ("B25", {f"n/{n}.md": f"---\nweight: {n}\n---\n\n#### S\n\n<Tab>\n" for n in range(30)}, _once),
    ("B8", {"a.md": "# A\n\n## Why\n\nBecause it pays.\n"}, _described),
    ("B26", {f"{name}.md": "# X\n" for name in ("README", "a/x", "a/b/y", "q/i/index", "z")}, _counted),
    (
        "F10",
        {
            "a.md": "# A\n\n[@ada 00:01]\n",
            "sources.yml": "--- # sources\nada:\n  guest: Ada\n  title: T\n  kind: podcast\n",
            "tags.yml": "--- # tags\nx:\n  label: X\n  description: y\n",
        },
        _read,
    ),
)


@pytest.mark.parametrize(("files", "holds"), [row[1:] for row in LIBRARIES], ids=[row[0] for row in LIBRARIES])
def test_a_folder_reads_as_it_is_meant(files: Files, holds: Callable[[Catalogue], None]) -> None:
    holds(library(files))


@pytest.mark.parametrize(
    "body",
    [
        "- one\n\n  See [b](b.md).\n",
        "1. one\n\n    See [b](b.md).\n",
        "- one\n\n  > See [b](b.md).\n",
        "- one\n\n  | See [b](b.md). |\n",
        "- one\n  See [b](b.md).\n",
    ],
    ids=lambda body: f"B1 {body[9:16]!r}",
)
def test_a_link_anywhere_in_a_list_is_quoted(body: str) -> None:
    assert "See b." in library({"a.md": body, "b.md": B}).backlinks["b"][0].text


@pytest.mark.parametrize(
    "text",
    [
        f"---\nname: a{' ' * 100_000}b\n---\n# A\n",  # F11
        f"---\ntags: [a{' ' * 100_000}b]\n---\n# A\n",
        "# A\n" * 800,
        "```\n" * 2_001,
        "[[" * 10_000,
        f"{'[' * 5_000}{']' * 5_000}",
        "![[" * 5_000,
        "[a](" * 5_000,
    ],
    ids=lambda text: f"{text[:4]!r}",
)
def test_long_runs_take_no_longer_than_their_length(text: str) -> None:
    """Each of them took minutes, or the square of its length: the limit is far from either."""
    begun = time.process_time()
    catalogue = library({"a.md": text})
    page({"a.md": text})
    assert catalogue.documents and time.process_time() - begun < 20


ELSEWHERE = {
    "A10": ("browser/test_faults.py", "test_a_link_that_was_changed_on_its_way"),
    "A10 path": ("browser/test_faults.py", "test_the_not_found_page_mends_a_link_whose_sign_was_escaped"),
    "A13": ("js/words.test.mjs", "words of scripts without spaces are asked for as rows of signs"),
    "A13 signs": ("browser/test_search_signs.py", "def test_"),
    "A16": ("browser/test_faults.py", "test_a_worker_that_the_browser_ends_is_replaced"),
    "A17": ("browser/test_faults.py", "test_a_release_under_an_open_page"),
    "A18": ("browser/test_faults.py", "test_a_browser_that_refuses_to_write_the_address"),
    "A19": ("calculator/test_amounts.py", "test_a_refusal_names_the_real_reason_and_an_example_of_the_kind"),
    "A20": ("browser/test_faults.py", "test_printed_from_the_browser_folds_are_open_and_closed_again"),
    "B2": ("site/test_dirty_site.py", "templates/t"),
    "B10": ("runtime/test_cards.py", "test_letters_that_no_typeface_has_are_left_out_and_said"),
    "B11": ("site/test_dirty_site.py", "test_quotes_stay_in_their_attributes"),
    "B24": ("site/test_published_address.py", "test_without_an_address_nothing_claims_one"),
    "B27": ("browser/test_search.py", "test_no_fused_words_are_indexed"),
    "F1": ("calculator/test_advice.py", "test_the_gap_and_the_economics_name_one_payback"),
    "F4": ("js/words.test.mjs", "British and American spelling are one word"),
    "F5": ("calculator/test_advice.py", "test_a_band_counts_like_the_same_interval_typed"),
    "F6": ("calculator/test_advice.py", "test_the_word_follows_the_figure_shown"),
    "D22": ("runtime/test_build.py", "check_heap"),
    "D23": ("engines/test_engines.py", "test_ten_reloads_keep_the_answers"),
    "D24": ("browser/test_policy.py", "test_no_page_is_against_the_policy"),
}
"""What the core cannot show: the file under `tests/` and the test that holds it."""


@pytest.mark.parametrize(("file", "name"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_is_held_elsewhere_is_held(file: str, name: str) -> None:
    assert name in (ROOT / "tests" / file).read_text(encoding="utf-8")


def test_the_page_of_a_link_with_many_brackets_keeps_its_links() -> None:
    files = {"a.md": f"{'[x ' * 301}[b](b.md) [[b]] `[code]` [^1]\n\n[^1]: note\n", "b.md": B}
    soup = page(files)
    assert [str(link["href"]) for link in soup.select("p a")] == ["b.md", "b.md", "#fn:1", "#fnref:1"]
    assert words(soup).count("[x") == 301 and "\\" not in words(soup)
