"""The page that lists everything, and the facets it is narrowed by."""

import pytest
from bs4 import BeautifulSoup

from kb.library.facets import facets_of, short_label, stage_of
from kb.pages.finder import browse_page
from tests.kb.small_library import make_catalogue, make_document

CASE = (
    '---\nname: "Acme, 2014"\nkind: case\ncategory: cases\none_liner: "Bought by card."\ntags: [loops]\n'
    "case:\n  company: Acme\n  stage: {stage}\n---\n\n# Acme, 2014\n\nText.\n"
)


def make_case(stage: str) -> str:
    return CASE.replace("{stage}", f'"{stage}"')


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("at IPO, March 2018", "going-public"),
        ("S-1 2014 to IPO, January 2015", "going-public"),
        ("at direct listing, September 2021", "going-public"),
        ("2012-2020", "several-years"),
        ("FY2022-FY2023, over 260,000 customers", "several-years"),
        ("Seed", "seed"),
    ],
)
def test_stage_of_a_case(written: str, slug: str) -> None:
    catalogue = make_catalogue({"cases/acme.md": make_case(written)})
    assert [value.slug for value in stage_of(catalogue.documents["cases/acme"])] == [slug]


def test_facets_of_a_document() -> None:
    catalogue = make_catalogue({"growth/a.md": make_document("A")})
    facets = facets_of(catalogue.documents["growth/a"], catalogue)
    assert {facet: [(value.slug, value.label) for value in values] for facet, values in facets.items()} == {
        "kind": [("framework", "Framework")],
        "category": [("growth", "Growth")],
        "motion": [],
        "stage": [],
        "guest": [("ada-example", "Ada Example")],
        "tag": [("loops", "Loops")],
    }


def test_short_label_ends_at_the_colon() -> None:
    assert short_label("Cases: 75 companies") == "Cases"
    assert short_label("Growth") == "Growth"
    assert short_label(": odd") == ": odd"


def test_every_document_in_a_folder_is_listed_once_under_its_category() -> None:
    catalogue = make_catalogue(
        {
            "growth/b.md": make_document('B "quoted" <b>'.replace('"', "'")),
            "growth/a.md": make_document("A"),
            "pricing/c.md": make_document("C", "pricing"),
            "cases/acme.md": make_case("2012-2020"),
            "index.md": "# Home\n",
        }
    )
    page = browse_page(catalogue)
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "# Browse",
        "## Cases {: #cases }",
        "## Growth {: #growth }",
        "## Pricing {: #pricing }",
    ]
    items = BeautifulSoup(page, "html.parser").select("[data-finder-list] > li")
    assert [item.a["href"] for item in items if item.a] == [
        "../cases/acme/",
        "../growth/a/",
        "../growth/b/",
        "../pricing/c/",
    ]
    assert items[2].a is not None and items[2].a.text == "B 'quoted' <b>"
    assert (items[0]["data-kind"], items[0]["data-stage"], items[0]["data-tag"]) == ("case", "several-years", "loops")
    assert items[1]["data-guest"] == "ada-example"


def test_the_form_counts_each_value_and_offers_no_facet_that_all_share() -> None:
    catalogue = make_catalogue({f"growth/{name}.md": make_document(name.upper()) for name in "abc"})
    form = BeautifulSoup(browse_page(catalogue), "html.parser").form
    assert form is not None
    assert {control["name"] for control in form.select("input, select")} == {"q"}

    catalogue = make_catalogue({"growth/a.md": make_document("A"), "pricing/c.md": make_document("C", "pricing")})
    form = BeautifulSoup(browse_page(catalogue), "html.parser").form
    assert form is not None
    assert [(box["value"], box.parent.text) for box in form.select("input[name=category]") if box.parent] == [
        ("growth", "Growth 1"),
        ("pricing", "Pricing 1"),
    ]


def test_a_facet_of_many_values_is_a_list_to_choose_from() -> None:
    files = {f"folder-{n:02}/a.md": make_document(f"A{n}", f"folder-{n:02}") for n in range(12)}
    form = BeautifulSoup(browse_page(make_catalogue(files)), "html.parser").form
    assert form is not None
    assert [option.text for option in form.select("select[name=category] option")][:2] == ["Any", "Folder 00 (1)"]
