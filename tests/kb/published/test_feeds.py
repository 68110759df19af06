"""The feed, the files for language models, twins of generated pages, days from git, and redirects."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library.catalogue import Catalogue
from kb.library.dates import read_git_log, updated_on
from kb.links.redirects import Redirect, find_redirects, old_address, redirect_page
from kb.published.feed import ATOM, ENTRIES, UNKNOWN, atom_feed, feed_pages
from kb.published.llms import llms_full_txt, llms_txt
from kb.published.site_page import Site, make_page
from kb.published.twins import generated_twin, with_full_links
from tests.kb.small_library import make_catalogue, make_document

ADDRESS = "https://site.test/book/"


def make_site(catalogue: Catalogue, days: dict[str, str]) -> Site:
    pages = [make_page(d.url, "", d, days.get(d.id, "")) for d in catalogue.documents.values()]
    pages.append(make_page("growth/", "# Growth", None, ""))
    return Site("Book", "All & more.", ADDRESS, {page.url: page for page in pages})


@pytest.fixture
def library() -> Catalogue:
    names = ("alpha", "beta", "gamma")
    return make_catalogue(
        {
            **{f"growth/{name}.md": make_document(name.capitalize()) for name in names},
            "cases/acme.md": '---\nname: "Acme"\nkind: case\none_liner: "Sold by people."\n---\n\n# Acme\n',
            "motions/sales-led.md": '---\nname: "Sales-led"\nkind: motion\none_liner: "People."\n---\n\n# Sales-led\n',
            "index.md": '---\nname: "Book"\nkind: page\n---\n\n# Book\n\nFirst.\n',
        },
        foreign=True,
    )


def test_the_feed_is_newest_first_then_by_id_and_the_unknown_come_last(library: Catalogue) -> None:
    site = make_site(library, {"growth/beta": "2026-02-01", "growth/alpha": "2026-02-01", "growth/gamma": "2026-03-01"})
    feed = ET.fromstring(atom_feed(site))
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert [entry.findtext(f"{{{ATOM}}}id") for entry in entries] == [
        f"{ADDRESS}{url}"
        for url in ("growth/gamma/", "growth/alpha/", "growth/beta/", "cases/acme/", "motions/sales-led/")
    ]
    assert feed.findtext(f"{{{ATOM}}}updated") == "2026-03-01T00:00:00Z"
    assert entries[-1].findtext(f"{{{ATOM}}}updated") == f"{UNKNOWN}T00:00:00Z"
    assert feed.findtext(f"{{{ATOM}}}subtitle") == "All & more."


def test_the_feed_of_a_library_without_days_is_valid_all_the_same(library: Catalogue) -> None:
    feed = ET.fromstring(atom_feed(make_site(library, {})))
    assert feed.findtext(f"{{{ATOM}}}updated") == f"{UNKNOWN}T00:00:00Z"
    assert len(feed.findall(f"{{{ATOM}}}entry")) == 5


def test_a_feed_is_cut() -> None:
    files = {f"growth/n{n:03}.md": make_document(f"N{n:03}") for n in range(ENTRIES + 5)}
    catalogue = make_catalogue(files, foreign=True)
    pages = feed_pages(make_site(catalogue, {"growth/n104": "2026-01-01"}).pages.values())
    assert len(pages) == ENTRIES
    assert pages[0].url == "growth/n104/"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_title_gives_a_readable_feed(title: str) -> None:
    catalogue = make_catalogue({"growth/a.md": make_document("A")}, foreign=True)
    page = make_page("growth/a/", "", catalogue.documents["growth/a"], "2026-01-01")
    site = Site(title, title, ADDRESS, {page.url: page})
    ET.fromstring(atom_feed(site).encode())


def test_the_map_names_every_document_once_and_leaves_cases_to_the_end(library: Catalogue) -> None:
    text = llms_txt(make_site(library, {}))
    assert text.startswith("# Book\n\n> All & more.\n\n")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## Start", "## Options", "## Growth", "## Data", "## Optional"]
    assert f"- [Alpha]({ADDRESS}growth/alpha/index.md): One line.\n" in text
    assert text.endswith(f"## Optional\n\n- [Acme]({ADDRESS}cases/acme/index.md): Sold by people.\n")
    for document in library.documents.values():
        assert text.count(f"({ADDRESS}{document.url}index.md)") == 1


def test_the_full_text_holds_every_twin_with_links_that_work_anywhere(library: Catalogue) -> None:
    site = make_site(library, {})
    twins = {
        document.url: f"# {document.title}\n\n[up](../beta/index.md#x)\n" for document in library.documents.values()
    }
    text = llms_full_txt(site, twins)
    assert text.count("\nAddress: ") == len(library.documents)
    assert f"Address: {ADDRESS}growth/alpha/\n\n# Alpha\n\n[up]({ADDRESS}growth/beta/index.md#x)\n\n---\n" in text


@pytest.mark.parametrize(
    ("path", "markdown", "twin"),
    [
        ("tags/index.md", "[a](../growth/a.md#x)", "[a](../growth/a/index.md#x)\n"),
        ("growth/index.md", "[a](a.md) [b](../index.md)", "[a](a/index.md) [b](../index.md)\n"),
        ("index.md", "[a](growth/index.md)", "[a](growth/index.md)\n"),
        ("selector.md", "[a](growth/a.md)", "[a](../growth/a/index.md)\n"),
        (
            "x/index.md",
            "## Head {: #head }\n\n![p](p.png) [w](https://w.test/a.md)",
            "## Head\n\n![p](p.png) [w](https://w.test/a.md)\n",
        ),
        (
            "x/index.md",
            "```\n[a](../growth/a.md)\n```\n\n[a](y.md)",
            "```\n[a](../growth/a.md)\n```\n\n[a](y/index.md)\n",
        ),
        ("x/index.md", "[a](../g/a%20b.md)", "[a](../g/a%20b/index.md)\n"),
    ],
    ids=["other folder", "own folder", "first page", "top", "foreign links", "code", "escaped"],
)
def test_links_of_a_generated_page_lead_to_other_twins(path: str, markdown: str, twin: str) -> None:
    assert generated_twin(path, markdown) == twin


def test_full_links_leave_addresses_and_anchors_alone() -> None:
    text = "[a](../b/index.md) [c](#d) [e](https://e.test/) [f](<g.md>)"
    assert with_full_links(text, f"{ADDRESS}x/y/index.md") == (
        f"[a]({ADDRESS}x/b/index.md) [c](#d) [e](https://e.test/) [f](<{ADDRESS}x/y/g.md>)"
    )


LOG = (
    "\x012026-03-01\x02HEAD -> main\n\ngrowth/a.md\n"
    "\x012026-02-01\x02\n\ngrowth/a.md\nb c.md\n\x012026-01-01\x02{}\n\nold.md\n"
)


def test_the_newest_commit_of_a_file_is_its_day() -> None:
    assert read_git_log(LOG.format("")) == {"growth/a.md": "2026-03-01", "b c.md": "2026-02-01", "old.md": "2026-01-01"}


def test_the_end_of_a_shallow_clone_says_nothing_of_days() -> None:
    assert read_git_log(LOG.format("grafted, tag: v1")) == {"growth/a.md": "2026-03-01", "b c.md": "2026-02-01"}
    assert read_git_log("") == {}


def test_the_authors_day_comes_before_gits() -> None:
    catalogue = make_catalogue(
        {
            "growth/a.md": make_document("A", extra="updated: 2026-05-05\n"),
            "growth/b.md": make_document("B"),
            "growth/c.md": make_document("C", extra="updated: May\n"),
        },
        foreign=True,
    )
    days = dict.fromkeys(("growth/a.md", "growth/c.md"), "2025-01-01")
    told = {identity: updated_on(document, days) for identity, document in catalogue.documents.items()}
    assert told == {"growth/a": "2026-05-05", "growth/b": "", "growth/c": "2025-01-01"}
    assert updated_on(None, days) == ""


@pytest.mark.parametrize(
    ("alias", "url"),
    [
        ("growth/old-name", "growth/old-name/"),
        ("/growth/old_name/", "growth/old_name/"),
        ("growth/old.md", "growth/old/"),
        ("a/b/c/index.md", "a/b/c/"),
        ("old-name", None),
        ("CI/CD", None),
        ("A/B testing", None),
        ("../growth/x", None),
        ("https://a.test/b", None),
    ],
)
def test_which_aliases_are_old_addresses(alias: str, url: str | None) -> None:
    assert old_address(alias) == url


def test_redirects_never_replace_a_page() -> None:
    extra = "aliases:\n  - growth/beta\n  - growth/old\n  - growth/listing\n  - 'Another name'\n"
    catalogue = make_catalogue(
        {"growth/alpha.md": make_document("Alpha", extra=extra), "growth/beta.md": make_document("Beta")}, foreign=True
    )
    found = find_redirects(catalogue.documents, ["growth/listing/"])
    assert found == (Redirect("growth/old/", "growth/alpha/", "Alpha"),)


def test_a_redirect_works_below_any_address_and_cannot_be_broken_out_of() -> None:
    page = redirect_page(Redirect("a/b/", 'g/it\'s "x"/', "<Loops>"), ADDRESS, "Book")
    target = "../../g/it%27s%20%22x%22/"
    assert f'content="0; url={target}"' in page
    assert f'<link rel="canonical" href="{ADDRESS}{target.removeprefix("../../")}">' in page
    assert f'<script data-to="{target}">location.replace(document.currentScript.dataset.to + location.hash)<' in page
    assert f'<a href="{target}">&lt;Loops&gt;</a>' in page


def test_the_mark_of_a_language_stays_out_of_a_twin() -> None:
    assert generated_twin("report/index.md", "# Report\n\nText.\n\n<!--raw:@en-->\n") == "# Report\n\nText.\n"
