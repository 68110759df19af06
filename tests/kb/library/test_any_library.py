"""Libraries of other shapes than ours: nothing lost, nothing guessed, nothing published that its author held back."""

import pytest
from bs4 import BeautifulSoup

from kb.library.catalogue import Catalogue, build_catalogue
from kb.links.resolution import Via
from kb.pages.finder import browse_page
from kb.pages.generated import generated_texts
from kb.pages.markdown import render_markdown
from kb.pages.view import glance_at
from kb.reading.document import Kind
from motionbook.check import skipped
from tests.kb.markdown_page import html_of, library, page, words


def listing_pages(catalogue: Catalogue) -> dict[str, str]:
    """Markdown of every page that the build makes."""
    return {path: one.write() for path, one in generated_texts(catalogue).items()}


@pytest.mark.parametrize(
    "head",
    [
        "---\ndraft: true\n---\n",
        "---\npublished: false\n---\n",
        "---\npublish: false\n---\n",
        "---\nprivate: true\n---\n",
        "+++\ndraft = true\n+++\n",
    ],
)
def test_drafts_are_held_back_and_links_to_them_are_marked(head: str) -> None:
    catalogue = library({"a.md": "# A\n\n[d](d.md)\n", "d.md": f"{head}\n# D\n\nsecret\n"})
    assert list(catalogue.documents) == ["a"] and catalogue.held == ("d.md",)
    assert catalogue.links["a"][0].resolution.reason is Via.HELD and not catalogue.wanted
    assert "not published yet" in render_markdown(catalogue.documents["a"], catalogue)


def test_drafts_are_shown_to_their_author_and_where_the_settings_say_so() -> None:
    files = {"a.md": b"# A\n\n[d](d.md)\n", "d.md": b"---\ndraft: true\n---\n\n# D\n"}
    held, written, published = (
        build_catalogue(files, foreign=True),
        build_catalogue(files, foreign=True, for_author=True),
        build_catalogue({**files, "library.yml": b"drafts: true\n"}, foreign=True),
    )
    assert (list(held.documents), skipped(held)) == (["a"], "; 1 held back by their authors")
    for catalogue, state in ((written, "draft: only you see it, a build leaves it out"), (published, "draft")):
        assert (list(catalogue.documents), skipped(catalogue)) == (["a", "d"], "; 1 of them drafts")
        assert glance_at(catalogue.documents["d"], catalogue).status == state
        assert not glance_at(catalogue.documents["a"], catalogue).status


@pytest.mark.parametrize(
    ("files", "for_author", "has_report"),
    [({}, False, False), ({}, True, True), ({"library.yml": b"report: true\n"}, False, True)],
)
def test_the_report_is_a_page_only_where_its_owner_wants_it(
    files: dict[str, bytes], for_author: bool, has_report: bool
) -> None:
    library = {"a.md": b"# A\n\n[r](report/index.md)\n", **files}
    catalogue = build_catalogue(library, foreign=True, for_author=for_author)
    assert ("report/index.md" in generated_texts(catalogue)) is has_report
    assert (catalogue.links["a"][0].resolution.reason is Via.GENERATED) is has_report
    assert ("report/" in browse_page(catalogue)) is has_report


def test_nothing_leads_to_a_selector_that_is_not_there() -> None:
    catalogue = library({"a.md": "# A\n\n[s](selector.md)\n"})
    assert catalogue.links["a"][0].resolution.reason is Via.WANTED
    assert "selector.md" not in generated_texts(catalogue)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("", Kind.PAGE),
        ("---\ntitle: T\nweight: 3\n---\n", Kind.PAGE),
        ("---\nkind: guide\n---\n", Kind.PAGE),
        ("---\none_liner: It helps.\n---\n", Kind.FRAMEWORK),
        ("---\nkind: framework\n---\n", Kind.FRAMEWORK),
    ],
)
def test_only_what_says_so_is_a_framework(head: str, kind: Kind) -> None:
    catalogue = library({"notes/a.md": f"{head}\n# A\n"})
    document = catalogue.documents["notes/a"]
    assert (document.kind, glance_at(document, catalogue).kind) == (kind, "Framework" if kind is Kind.FRAMEWORK else "")


def test_title_and_description_stand_in_where_ours_are_absent() -> None:
    files = {
        "ops/ios-db.md": '---\ntitle: "Moving the iOS database"\ndescription: "When and how."\n---\n\n## Why\n',
        "ops/own.md": "---\ntitle: Other\n---\n\n# Its own\n",
        "ops/named.md": "---\nname: Named\ntitle: Other\n---\n\n# Its own\n",
        "ops/blank.md": "---\ntitle: '{{title}}'\ntags: one, two\n---\n\ntext\n",
    }
    documents = library(files).documents
    assert documents["ops/ios-db"].title == "Moving the iOS database"
    assert documents["ops/ios-db"].one_liner == "When and how."
    assert (documents["ops/own"].title, documents["ops/named"].title) == ("Its own", "Named")
    assert (documents["ops/blank"].title, documents["ops/blank"].tags) == ("Blank", ("one", "two"))
    assert [h.get_text() for h in page(files, "ops/ios-db").select("h1")] == ["Moving the iOS database"]


def test_toml_is_read() -> None:
    text = '+++\ntitle = "Guide"\ndate = 2024-01-02\n[taxonomies]\ntags = ["x", "y"]\n+++\n\nBody.\n'
    document = library({"guide/_index.md": text}).documents["guide/_index"]
    assert (document.title, document.tags, document.url) == ("Guide", ("x", "y"), "guide/")


@pytest.mark.parametrize("name", ["README", "_index", "index"])
def test_the_page_of_a_folder_is_its_authors(name: str) -> None:
    files = {f"guides/{name}.md": "# How to read these\n\nwelcome\n", "guides/a.md": "# A\n", "guides/x/b.md": "# B\n"}
    catalogue = library(files)
    assert catalogue.documents[f"guides/{name}"].url == "guides/"
    soup = page(files, f"guides/{name}")
    assert "welcome" in words(soup)
    assert [link.get_text() for link in soup.select("li a")] == ["X", "A"]


def test_a_note_beside_its_folder_is_the_folders_page() -> None:
    files = {"project.md": "# Project\n\nabout\n", "project/one.md": "# One\n\n[p](../project.md)\n"}
    catalogue = library(files)
    assert catalogue.documents["project"].url == "project/" and not catalogue.skipped
    assert [link.get_text() for link in page(files, "project").select("li a")] == ["One"]
    assert catalogue.links["project/one"][0].resolution.document_id == "project"


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("C#", "C-sharp/"), ("What is it?", "What is it/"), ("100% sure", "100-percent sure/"),
        ("می‌خواهم", "می-خواهم/"), ("全角\u3000空白", "全角-空白/"), ("no\u00a0break", "no-break/"), ("C++", "C++/"),
    ],
)  # fmt: skip
def test_every_name_has_an_address(name: str, url: str) -> None:
    catalogue = library({f"{name}.md": "# T\n\ntext\n"})
    assert [document.url for document in catalogue.documents.values()] == [url] and not catalogue.skipped


def test_no_two_documents_have_one_address_and_none_that_of_a_list() -> None:
    names = ("README", "index", "a/index", "a", "A", "report", "tags", "browse/x", "templates/t")
    catalogue = library({f"{name}.md": f"# {name}\n" for name in names})
    urls = [document.url.casefold() for document in catalogue.documents.values()]
    assert len(urls) == len(names) == len(set(urls))
    assert not {"report/", "tags/"} & set(urls)


def test_names_that_differ_in_marks_are_found_apart() -> None:
    files = {f"{n}.md": f"# {name}\n" for n, name in enumerate(("C", "C++", "C#", "バス", "パス"))}
    catalogue = library(files | {"from.md": "[[C++]] [[C#]] [[C]] [[バス]] [[パス]]\n"})
    found = [one.resolution.document_id for one in catalogue.links["from"]]
    assert found == ["1", "2", "0", "3", "4"]


def test_composed_and_decomposed_names_are_one() -> None:
    catalogue = library({"Cafe\u0301.md": "# C\n", "a.md": "[x](Café.md) [y](Caf%C3%A9.md)\n"})
    assert [one.resolution.document_id for one in catalogue.links["a"]] == ["Cafe\u0301", "Cafe\u0301"]


def test_wikilinks_in_every_form() -> None:
    files = {
        "a.md": "# Alpha\n",
        "notes/b.md": "# B\n\n[[a]] [[Alpha|the first]] [[a#Part two]] [[Nowhere]] ![[pic.png|200]] ![[a]] `[[a]]`\n\n"
        "| x | y |\n|---|---|\n| [[a\\|plain]] | kept |\n",
        "files/pic.png": "",
    }
    catalogue = library(files | {"a.md": "# Alpha\n\n## Part two\n"})
    assert [one.name for one in catalogue.wanted] == ["Nowhere"]
    assert [one.id for one in catalogue.backlinks["a"]] == ["notes/b"] * len(catalogue.backlinks["a"])
    soup = BeautifulSoup(html_of(render_markdown(catalogue.documents["notes/b"], catalogue)), "html.parser")
    for link in soup.select(".headerlink"):
        link.extract()
    links = [(link.get_text(), str(link["href"])) for link in soup.select("a")]
    assert links == [
        ("a", "../a.md"), ("the first", "../a.md"), ("a › Part two", "../a.md#part-two"), ("a", "../a.md"),
        ("plain", "../a.md"),
    ]  # fmt: skip
    assert soup.select_one("img")["width"] == "200" and "kept" in words(soup)  # type: ignore[index]
    assert soup.select_one("code").get_text() == "[[a]]"  # type: ignore[union-attr]
    assert catalogue.used_assets == {"files/pic.png"}


def test_only_files_that_a_document_uses_are_published() -> None:
    catalogue = library({"a.md": "![p](p.png)\n", "p.png": "", "id_rsa": "", "backup.zip": "", "notes.txt": "x"})
    assert catalogue.used_assets == {"p.png"}


def test_a_flat_folder_of_notes_can_be_entered() -> None:
    catalogue = library({f"n{n}.md": f"# Note {n}\n" for n in range(12)})
    home = listing_pages(catalogue)["index.md"]
    assert "12 pages" in home and home.count("](n") == 12
    assert "12 pages. Also" in browse_page(catalogue)


def test_folders_lead_on_to_their_folders() -> None:
    catalogue = library({"a/x.md": "# X\n", "a/b/c/d.md": "# D\n", "themes/z/index.md": "# Z\n"})
    pages = listing_pages(catalogue)
    assert "(../a/b/index.md)" in pages["a/index.md"] and "(../../a/b/c/index.md)" in pages["a/b/index.md"]
    assert "[Z](../themes/z/index.md)" in pages["themes/index.md"]
    assert "[A](a/index.md): 2 pages" in pages["index.md"] and "[Themes](themes/index.md): 1 page" in pages["index.md"]


def test_what_all_documents_do_alike_is_said_once() -> None:
    catalogue = library({f"n/{n}.md": f"---\nweight: {n}\n---\n\n## S\n" for n in range(9)})
    codes = [problem.code for problem in catalogue.problems]
    assert codes.count("W020") == 1 and len(codes) < 9
    assert "(and in 8 more places)" in next(p.what for p in catalogue.problems if p.code == "W020")


def test_addresses_of_folders_and_marks_of_other_tools() -> None:
    catalogue = library(
        {
            "a/x.md": "[f](../other/) [z](@/other/sub/overview.md)\n",
            "other/o.md": "# O\n",
            "other/sub/overview.md": "# V\n",
            "third/overview.md": "# W\n",
        }
    )
    first, second = (one.resolution for one in catalogue.links["a/x"])
    assert (first.reason, first.asset) == (Via.GENERATED, "other/index.md")
    assert second.document_id == "other/sub/overview"


def test_titles_with_marks_stand_in_lists_as_they_are() -> None:
    title = "Use *args* in [JTBD"
    catalogue = library({"g/a.md": f'---\nname: "{title}"\none_liner: "A `b` <i>c</i> [d"\n---\n\n# T\n'})
    soup = BeautifulSoup(html_of(listing_pages(catalogue)["g/index.md"]), "html.parser")
    assert soup.select_one("li a").get_text() == title  # type: ignore[union-attr]
    assert "A `b` <i>c</i> [d" in words(soup)


def test_tags_and_wanted_pages_keep_their_marks() -> None:
    tags = ("C++", "C#", "パス", "バス", "🌱", "→")
    files = {f"g/{n}.md": f'---\ntags: ["{tag}"]\n---\n\n# N{n}\n\n[[ハブ]]\n' for n, tag in enumerate(tags)}
    catalogue = library(files)
    assert sorted(tag.label for tag in catalogue.listings.tags) == sorted(tags)
    assert len({tag.slug for tag in catalogue.listings.tags} - {""}) == len(tags)
    assert [(one.name, one.slug) for one in catalogue.wanted] == [("ハブ", "ハブ")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("これは日本語の文です。", "ja"),
        ("这是中文的句子", "zh"),
        ("هذا نص عربي", "ar"),
        ("این یک متن فارسی است", "fa"),
        ("Это русский текст", "ru"),
        ("Plain English", ""),
        ("Größe und Straße", ""),
        ("שלום עולם", "he"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert library({"a.md": f"# T\n\n{text}\n"}).documents["a"].language == language


def test_a_text_says_its_language_and_runs_its_way() -> None:
    soup = page("# عنوان\n\nهذا نص عربي.\n\n```js\ncode\n```\n")
    assert (soup.p["lang"], soup.p["dir"], soup.h1["dir"]) == ("ar", "rtl", "rtl")  # type: ignore[index]
    assert soup.select_one(".highlight")["dir"] == "ltr" and "lang" not in soup.select_one(".highlight").attrs  # type: ignore
    assert "raw:" not in str(soup) and "lang" not in str(page("# English\n\ntext\n"))
