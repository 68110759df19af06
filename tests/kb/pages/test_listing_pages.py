"""Generated pages as Markdown, the report among them, and what kind of sheet each page is."""

import pytest

from kb.checks.files import address_book, check_paths
from kb.library.page_rules import asked_of
from kb.links.generated_pages import BACKTEST, TABLE, GeneratedPage, generated_pages
from kb.pages.generated import WRITERS, generated_texts
from kb.pages.html_steps import mark_positions
from kb.pages.kinds import KINDS, kind_of
from kb.pages.report_page import count_line, report_page
from tests.kb.libraries import OWN, catalogue_of
from tests.kb.small_library import make_catalogue, make_document

LIBRARY = {
    "growth/a.md": make_document("A", extra='related_frameworks: ["Bee"]\n'),
    "growth/bees.md": make_document("Bees"),
}


def test_the_pages_of_a_small_library_in_full() -> None:
    texts = generated_texts(make_catalogue(LIBRARY, foreign=True))
    pages = {path: text.write() for path, text in texts.items()}
    assert pages["growth/index.md"] == (
        "# Growth\n\n2 pages.\n\n"
        "- [A](../growth/a.md) *Ada Example*\n\n    One line.\n\n"
        "- [Bees](../growth/bees.md) *Ada Example*\n\n    One line.\n"
    )
    assert pages["tags/index.md"] == (
        "# Tags\n\n1 tag, like the index of a book.\n\n## Loops {: #loops }\n\nWhat feeds itself.\n\n"
        "- [A](../growth/a.md)\n- [Bees](../growth/bees.md)\n"
    )
    assert pages["wanted/index.md"] == (
        "# Wanted pages\n\n1 page that others name and that nobody has written yet, the most wanted first.\n\n"
        "- **Bee**\n\n    Named by [A](../growth/a.md).\n\n    Nearest existing: [Bees](../growth/bees.md).\n"
    )
    assert pages["by-motion/index.md"] == "# By option\n\nNothing here yet.\n"
    assert pages["index.md"].startswith("# Frameworks\n\n2 frameworks by 1 guest in 1 category, each")


@pytest.mark.ours
def test_questions_stand_under_their_groups_by_weight() -> None:
    text = generated_texts(catalogue_of(OWN))["questions/index.md"].write()
    weights = [int(line.split()[1]) for line in text.splitlines() if line.startswith("Weight ")]
    assert weights == sorted(weights, reverse=True) and len(weights) > 5
    for document in catalogue_of(OWN).documents.values():
        if document.folder == "questions":
            assert text.count(f"](../{document.path})") == 1, document.id
    assert text.index("## Beside the ranking") < text.index("gross_margin.md")


@pytest.mark.ours
def test_motions_stand_in_the_order_of_the_rules() -> None:
    text = generated_texts(catalogue_of(OWN))["motions/index.md"].write()
    places = [text.index(f"motions/{motion['id']}.md") for motion in catalogue_of(OWN).rules["motions"]]
    assert places == sorted(places)


def test_the_report_groups_findings_by_kind_and_says_how_to_mend_them() -> None:
    catalogue = make_catalogue(LIBRARY, foreign=True)
    (problem,) = catalogue.problems
    assert report_page(catalogue) == (
        "# Report\n\n1 warning of 1 kind in 1 file, the worst first. A warning leaves a readable page.\n\n"
        f"{count_line(catalogue)}\n\n## Wanted page: no document answers {{: #w050 }}\n\n"
        "**Warning W050**, 1 place in 1 file.\n\n"
        f"For example [growth/a.md](../growth/a.md), line {problem.line}: {problem.what}; {problem.why}.\n\n"
        f"To mend it: {problem.fix}.\n\nAs data: [report.json](../api/v1/report.json).\n"
    )
    assert report_page(make_catalogue({"growth/a.md": make_document("A")})) == (
        "# Report\n\nThe checks found nothing to mend.\n\n1 document read.\n"
    )


def test_the_report_begins_with_the_worst_kind_and_counts_what_was_not_published() -> None:
    files = {f"n/{n}.md": f"# N{n}\n\n[x](nowhere-{n}.md) and [y](http://[)\n" for n in range(40)}
    catalogue = make_catalogue(files | {"d.md": "---\ndraft: true\n---\n", "e.md": "", "key.pem": ""}, foreign=True)
    text = report_page(catalogue)
    assert (
        text.index("## File is empty") < text.index("## Wanted page") < text.index("## Document without front matter")
    )
    assert "40 documents read, 1 held back by their authors, 1 left out, 2 other files not published" in text
    assert "**Warning W050**, 40 places in 40 files." in text and "- and 10 more files in the data" in text
    assert "**Warning W005**, 40 places in 1 file." in text


def test_the_text_of_a_finding_is_no_markup() -> None:
    catalogue = make_catalogue({"growth/a.md": make_document("A", body="[x <b>`y`*](nowhere.md)")}, foreign=True)
    assert "<b>" not in report_page(catalogue)


@pytest.mark.ours
@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("growth/depth-first-plg.md", ("framework",)),
        ("motions/sales-led.md", ("motion",)),
        ("questions/acv_usd.md", ("question",)),
        ("cases/auth0.md", ("case",)),
        ("disagreements/cac-payback-limits.md", ("disagreement",)),
        ("disagreements/index.md", ("page",)),
        ("about/glossary.md", ("page",)),
        ("selector.md", ("page",)),
        ("growth/index.md", ("listing", "category")),
        ("tags/index.md", ("listing", "tags")),
        ("report/index.md", ("listing", "report")),
        ("paths/index.md", ("listing", "paths")),
        ("paths/first-ten-customers.md", ("path",)),
        ("map/index.md", ("page",)),
        ("about/backtest.md", ("page",)),
    ],
)
def test_kind_of_sheet(path: str, names: tuple[str, ...]) -> None:
    catalogue = catalogue_of(OWN)
    document = catalogue.documents.get(path.removesuffix(".md"))
    generated = generated_texts(catalogue, lambda _: "")
    assert KINDS[kind_of(document) if document else generated[path].kind].sheets == names


def test_every_generated_page_has_a_writer_and_a_kind() -> None:
    assert {page.path for page in TABLE} == {*WRITERS, BACKTEST.path}
    assert {page.kind for page in TABLE} <= KINDS.keys()


@pytest.mark.parametrize("page", [page for page in TABLE if page.is_list], ids=lambda page: page.path)
def test_a_listing_is_known_to_links_and_to_the_check_of_addresses(page: GeneratedPage) -> None:
    name = page.url.strip("/")
    body = f"[x](../{name}/index.md)"
    catalogue = make_catalogue({"growth/a.md": make_document("A", body=body), "library.yml": "report: true\n"})
    assert not catalogue.wanted and page.path in generated_pages(catalogue.documents, ())
    assert page.path in generated_texts(catalogue)
    (problem,) = check_paths(address_book([f"{name}.md"]))
    assert problem.code == "E039" and page.what in problem.what


def test_positions_are_set_apart_and_the_rest_stays() -> None:
    html = (
        '<h2 id="the-positions">The positions</h2>\n<p>Lead.</p>\n<h3 id="a">A</h3>\n<p>One.</p>\n'
        '<h3 id="b">B</h3>\n<p>Two.</p>\n<h2 id="side">Side by side</h2>\n<h3>C</h3>'
    )
    assert mark_positions(html) == (
        '<h2 id="the-positions">The positions</h2>\n<p>Lead.</p>\n<div class="positions">'
        '<section class="position"><h3 id="a">A</h3>\n<p>One.</p></section>'
        '<section class="position"><h3 id="b">B</h3>\n<p>Two.</p></section></div>\n'
        '<h2 id="side">Side by side</h2>\n<h3>C</h3>'
    )
    alone = '<h2 id="the-positions">The positions</h2><h3>A</h3><p>One.</p>'
    assert mark_positions(alone) == alone
    assert mark_positions("<p>Nothing.</p>") == "<p>Nothing.</p>"


@pytest.mark.ours
def test_how_a_question_is_put() -> None:
    rules = catalogue_of(OWN).rules
    asked = asked_of("questions/buyer_user", rules)
    assert asked is not None
    question = next(one for one in rules["questions"] if one["id"] == "buyer_user")
    assert (asked.prompt, asked.options) == (question["prompt"], tuple(o["label"] for o in question["options"]))
    assert asked.total == sum(group["weight"] for group in rules["groups"])
    assert asked.shared == sum(one["group"] == question["group"] for one in rules["questions"])
    margin = asked_of("questions/gross_margin", rules)
    assert margin is not None and (margin.group, margin.weight, margin.shared) == ("", 0, 0)
    assert asked_of("growth/depth-first-plg", rules) is None
