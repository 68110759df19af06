"""Pages as MkDocs gets them, rendered by Python-Markdown: no dead link, no lost anchor, no duplicate id."""

import posixpath
from collections import Counter

import markdown
import pytest
from bs4 import BeautifulSoup

from kb.library.catalogue import Catalogue, build_catalogue
from kb.links.generated_pages import generated_pages
from kb.links.resolution import PUBLISHED
from kb.pages.markdown import render_markdown
from kb.reading.slugs import document_url
from tests.kb.libraries import GOLDEN, OWN, catalogue_of

EXTENSIONS = ["toc", "tables", "attr_list", "fenced_code", "sane_lists", "footnotes", "admonition"]


def render_pages(catalogue: Catalogue) -> dict[str, BeautifulSoup]:
    """Every page by the id of its document."""
    converter = markdown.Markdown(extensions=EXTENSIONS)
    pages = {}
    for document in catalogue.documents.values():
        converter.reset()
        pages[document.id] = BeautifulSoup(converter.convert(render_markdown(document, catalogue)), "html.parser")
    return pages


def check_page(
    catalogue: Catalogue, identity: str, pages: dict[str, BeautifulSoup], ids: dict[str, Counter[str]]
) -> list[str]:
    """What is dead or double in one rendered page."""
    document, soup = catalogue.documents[identity], pages[identity]
    wrong = [f"{identity}: id {name} stands {count} times" for name, count in ids[identity].items() if count > 1]
    for tag in soup.find_all("a", href=True):
        href = str(tag["href"])
        if href.startswith(("http", "mailto:")):
            continue
        path, _, anchor = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path)) if path else document.path
        if target in PUBLISHED or target in catalogue.assets:
            continue
        if target in generated_pages(catalogue.documents, catalogue.assets):
            continue
        if target.removesuffix(".md") not in catalogue.documents:
            wrong.append(f"{identity}: dead link {href}")
        elif anchor and not anchor.startswith("selector?") and anchor not in ids[target.removesuffix(".md")]:
            wrong.append(f"{identity}: dead anchor {href}")
    for anchor in catalogue.row_anchors.get(identity, {}).values():
        if soup.find(["td", "th"], id=anchor) is None:
            wrong.append(f"{identity}: row {anchor} has no cell")
    return wrong


@pytest.mark.parametrize("name", ["own", "sample", "golden"])
def test_every_link_and_anchor_of_a_library_works(name: str, request: pytest.FixtureRequest) -> None:
    libraries = {"own": (OWN,), "golden": GOLDEN}.get(name) or (request.getfixturevalue("sample_library"),)
    for library in libraries:
        catalogue = catalogue_of(library, foreign=name == "sample")
        pages = render_pages(catalogue)
        ids = {identity: Counter(str(tag["id"]) for tag in soup.find_all(id=True)) for identity, soup in pages.items()}
        assert [wrong for identity in pages for wrong in check_page(catalogue, identity, pages, ids)] == []


def test_twins_are_clean_markdown() -> None:
    catalogue = catalogue_of(OWN)
    twins = {f"{document.url}index.md" for document in catalogue.documents.values()}
    generated = generated_pages(catalogue.documents, catalogue.assets)
    twins |= {f"{document_url(path.removesuffix('.md'))}index.md" for path in generated}
    for document in catalogue.documents.values():
        text = render_markdown(document, catalogue, twin=True)
        assert "<sup" not in text and 'class="wanted"' not in text and "\n{:" not in text
        for tag in BeautifulSoup(markdown.markdown(text, extensions=EXTENSIONS), "html.parser").find_all(
            "a", href=True
        ):
            path = str(tag["href"]).partition("#")[0]
            if path and not path.startswith(("http", "mailto:")):
                target = posixpath.normpath(posixpath.join(document.url, path))
                assert target in twins | catalogue.assets | PUBLISHED, (document.id, path)


@pytest.mark.parametrize("escape", ["%00", "%02", "%0A%0A"])
def test_escapes_in_a_link_that_leads_nowhere_stand_as_signs(escape: str) -> None:
    catalogue = build_catalogue({"a.md": f"# A\n\n[words](#p{escape}art)\n".encode(), "b.md": b"# B\n"}, foreign=True)
    rendered = render_markdown(catalogue.documents["a"], catalogue)
    assert "\N{REPLACEMENT CHARACTER}" in rendered
    assert BeautifulSoup(markdown.markdown(rendered), "html.parser").find("span", class_="wanted").text == "words"
