"""JSON-LD, Open Graph tags and the citation of a page, from small libraries."""

import json
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.library.catalogue import Catalogue
from kb.library.glossary import read_glossary
from kb.pages.page_citation import cite_page
from kb.published.open_graph import social_tags
from kb.published.site_page import Site, SitePage, make_page
from kb.published.structured_data import escape_script, structured_data
from tests.kb.small_library import make_catalogue, make_document

ADDRESS = "https://site.test/book/"
SOURCES = """ada:
  guest: "Ada Example"
  role: null
  title: "Loops for beginners"
  kind: podcast
  publisher: "The Loop Show"
  date: 2023-04-09
  url: "https://www.youtube.com/watch?v=abcdefghijk"
  video_id: "abcdefghijk"
  duration: "1:00:00"
  verified: null
"""


def make_site(catalogue: Catalogue, **generated: str) -> Site:
    pages = [make_page(document.url, "", document, "2026-01-02") for document in catalogue.documents.values()]
    pages += [make_page(f"{name}/", text, None, "") for name, text in generated.items()]
    return Site("Book", "All of it.", ADDRESS, {page.url: page for page in sorted(pages, key=lambda page: page.url)})


def graph_of(url: str, site: Site, catalogue: Catalogue) -> dict[str, dict]:
    data = json.loads(structured_data(site.pages[url], site, catalogue))
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.fixture
def library() -> Catalogue:
    extra = 'source: ada\naliases:\n  - "Flywheel"\n  - growth/old-loops\nstatus: inference\n'
    body = "Loops feed themselves. [@ada 00:10:00] They slow down. [@ada 00:02:00] [@ada 00:10:00]"
    return make_catalogue(
        {
            "sources.yml": SOURCES,
            "growth/loops.md": make_document("Loops", extra=extra, body=body),
            "index.md": '---\nname: "Book"\nkind: page\n---\n\n# Book\n\nA first page.\n',
            "about/glossary.md": '---\nname: "Glossary"\nkind: page\n---\n\n# Glossary\n\nWords.\n\n## Terms\n\n'
            "### CAC {: #cac }\n\nWhat a customer *costs*; see [loops](../growth/loops.md).\n\n### Empty\n\n"
            "### ARR\n\nA year's money.\n\nMore of it.\n",
        }
    )


def test_a_framework_is_an_article_about_the_term_it_defines(library: Catalogue) -> None:
    graph = graph_of("growth/loops/", make_site(library, growth="# Growth", browse="# Frameworks"), library)
    article, term = graph["Article"], graph["DefinedTerm"]
    assert article["headline"] == term["name"] == "Loops"
    assert article["about"]["@id"] == term["@id"] == f"{ADDRESS}growth/loops/#term"
    assert article["dateModified"] == "2026-01-02"
    assert article["creativeWorkStatus"] == "inference"
    assert article["encoding"]["contentUrl"] == f"{ADDRESS}growth/loops/index.md"
    assert term["alternateName"] == ["Flywheel"], "an old address is no name"
    assert term["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert term["inDefinedTermSet"]["url"] == f"{ADDRESS}browse/"


def test_a_source_is_cited_once_with_its_moments_in_order(library: Catalogue) -> None:
    graph = graph_of("growth/loops/", make_site(library), library)
    assert graph["Article"]["citation"] == [
        {
            "@type": "PodcastEpisode",
            "name": "Loops for beginners",
            "creditText": "Ada Example",
            "datePublished": "2023-04-09",
            "publisher": {"@type": "Organization", "name": "The Loop Show"},
            "url": "https://www.youtube.com/watch?v=abcdefghijk",
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": name,
                    "startOffset": at,
                    "url": f"https://www.youtube.com/watch?v=abcdefghijk&t={at}s",
                }
                for name, at in (("2:00", 120), ("10:00", 600))
            ],
        }
    ]


def test_what_no_registry_holds_is_cited_by_its_names() -> None:
    catalogue = make_catalogue({"growth/loops.md": make_document("Loops")}, foreign=True)
    graph = graph_of("growth/loops/", make_site(catalogue), catalogue)
    assert graph["Article"]["citation"] == [
        {"@type": "CreativeWork", "name": "Loops for beginners", "creditText": "Ada Example"}
    ]


def test_a_case_cites_its_evidence_and_names_its_company() -> None:
    case = (
        '---\nname: "Acme"\nkind: case\ncategory: cases\none_liner: "One."\ncase:\n  company: "Acme Ltd"\n'
        '  evidence:\n    - claim: "x"\n      source: "Annual report, 2019"\n    - claim: "y"\n'
        '      source: "Annual report, 2019"\n---\n\n# Acme\n'
    )
    catalogue = make_catalogue({"cases/acme.md": case}, foreign=True)
    graph = graph_of("cases/acme/", make_site(catalogue), catalogue)
    assert graph["Article"]["citation"] == [{"@type": "CreativeWork", "name": "Annual report, 2019"}]
    assert graph["Article"]["about"] == {"@type": "Organization", "name": "Acme Ltd"}


def test_the_trail_holds_only_pages_that_exist(library: Catalogue) -> None:
    for generated, names in (
        ({}, ["Book", "Loops"]),
        ({"growth": "# Growth and more"}, ["Book", "Growth and more", "Loops"]),
    ):
        trail = graph_of("growth/loops/", make_site(library, **generated), library)["BreadcrumbList"]
        assert [item["name"] for item in trail["itemListElement"]] == names
        assert [item["position"] for item in trail["itemListElement"]] == list(range(1, len(names) + 1))


def test_the_first_page_is_the_site_and_has_no_trail(library: Catalogue) -> None:
    graph = graph_of("", make_site(library), library)
    assert graph["WebSite"] == {
        "@type": "WebSite",
        "@id": f"{ADDRESS}#website",
        "name": "Book",
        "url": ADDRESS,
        "description": "All of it.",
        "inLanguage": "en",
    }
    assert "WebPage" in graph and "BreadcrumbList" not in graph and "Article" not in graph


def test_a_generated_page_is_a_collection(library: Catalogue) -> None:
    graph = graph_of("growth/", make_site(library, growth="# Growth\n\nOne **page**."), library)
    assert graph["CollectionPage"]["name"] == "Growth"
    assert graph["CollectionPage"]["description"] == "One page."
    assert "dateModified" not in graph["CollectionPage"]


def test_the_glossary_is_a_set_of_terms(library: Catalogue) -> None:
    terms = read_glossary(library.documents["about/glossary"])
    assert [(term.name, term.anchor, term.definition) for term in terms] == [
        ("CAC", "cac", "What a customer costs; see loops."),
        ("ARR", "arr", "A year's money."),
    ]
    defined = graph_of("about/glossary/", make_site(library), library)["DefinedTermSet"]["hasDefinedTerm"]
    assert [term["url"] for term in defined] == [f"{ADDRESS}about/glossary/#{name}" for name in ("cac", "arr")]


def test_no_other_page_is_a_glossary(library: Catalogue) -> None:
    assert read_glossary(library.documents["growth/loops"]) == ()


@given(st.text())
def test_escaped_json_is_the_same_value_and_cannot_end_its_element(text: str) -> None:
    escaped = escape_script(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert not set(escaped) & set("<>&\u2028\u2029")


def test_markup_in_a_title_stays_inside_the_script() -> None:
    name = "</script><b>& Loops"
    catalogue = make_catalogue({"growth/loops.md": make_document(name)}, foreign=True)
    text = structured_data(make_site(catalogue).pages["growth/loops/"], make_site(catalogue), catalogue)
    assert "<" not in text and json.loads(text)["@graph"][0]["headline"] == name


def test_social_tags_of_an_article_and_of_a_page(library: Catalogue) -> None:
    site = make_site(library, growth="# Growth")
    tags = {tag.key: tag.content for tag in social_tags(site.pages["growth/loops/"], site)}
    assert tags["og:type"] == "article" and tags["article:section"] == "growth"
    assert tags["og:image"] == tags["twitter:image"] == f"{ADDRESS}assets/cards/growth/loops.png"
    assert tags["og:image:alt"] == "Loops: One line."
    listing = {tag.key: tag.content for tag in social_tags(site.pages["growth/"], site)}
    assert listing["og:type"] == "website" and listing["og:description"] == "All of it."
    assert "article:modified_time" not in listing


def test_a_page_without_a_card_names_no_picture(library: Catalogue) -> None:
    site = make_site(library)
    page = replace(site.pages["growth/loops/"], has_card=False)
    site = replace(site, pages={**site.pages, page.url: page})
    tags = {tag.key: tag.content for tag in social_tags(page, site)}
    assert tags["twitter:card"] == "summary" and not any("image" in key for key in tags)
    assert all("image" not in node for node in graph_of(page.url, site, library).values())


def test_the_citation_of_a_page_is_title_day_and_address(library: Catalogue) -> None:
    site = make_site(library, growth="# Growth")
    citation = cite_page(site.pages["growth/loops/"], site, library)
    assert citation is not None
    assert citation.text == f"Book, “Loops.” Updated 2 January 2026. {ADDRESS}growth/loops/"
    assert citation.source == "Ada Example, “Loops for beginners”"
    assert citation.checked == "", "the registry does not say that anybody looked"
    assert cite_page(site.pages["growth/"], site, library) is None
    assert cite_page(site.pages[""], site, library) is None


def test_how_a_source_was_checked_stands_at_the_foot_of_the_page() -> None:
    verified = 'verified:\n    date: 2026-11-22\n    how: "Title and length fit; nothing confirms the video."'
    sources = SOURCES.replace("verified: null", verified)
    library = make_catalogue({"sources.yml": sources, "growth/loops.md": make_document("Loops", extra="source: ada\n")})
    site = make_site(library)
    citation = cite_page(site.pages["growth/loops/"], site, library)
    assert citation is not None
    assert citation.checked == "Source checked 22 November 2026: Title and length fit; nothing confirms the video."


def test_a_page_without_a_day_is_cited_without_one(library: Catalogue) -> None:
    site = make_site(library)
    page = make_page("growth/loops/", "", library.documents["growth/loops"], "")
    citation = cite_page(page, site, library)
    assert citation is not None and citation.text == f"Book, “Loops.” {ADDRESS}growth/loops/"


@pytest.mark.parametrize(
    ("markdown", "title", "description"),
    [
        ("# Tags\n\n84 tags.\n\n- one", "Tags", "84 tags."),
        ("# A *b* c\n\n<div>x</div>\n\n- item\n\nThe [first](x.md) words.", "A b c", "The first words."),
        ("no heading", "", "no heading"),
        ("", "", ""),
    ],
    ids=["list", "markup", "bare", "empty"],
)
def test_a_generated_page_is_described_by_its_first_words(markdown: str, title: str, description: str) -> None:
    page = make_page("x/", markdown, None, "")
    assert (page.title, page.description) == (title, unescape(description))


def test_long_descriptions_end_between_words() -> None:
    page = SitePage("x/", "X", make_page("x/", "# X\n\n" + "word " * 100, None, "").description, "", None)
    assert len(page.description) <= 300 and page.description.endswith("word…")
