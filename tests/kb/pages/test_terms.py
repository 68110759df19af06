"""Terms of a glossary in the text of pages: the first use of each, where it is running text, in whole words."""

import pytest

from kb.pages.terms import Marked, TermMarker, find_glossary, quiet_sections, read_marked_terms, without_pointer
from tests.kb.small_library import make_catalogue, make_document

GLOSSARY = """\
---
name: "Glossary"
kind: page
category: about
one_liner: "Words."
tags: [loops]
---

# Glossary

## Terms

### ACV {: #acv }

Average contract value: what a customer pays in a year; see [alpha](../growth/alpha.md).

### Go-to-market {: #go-to-market data-also="GTM" }

How a product reaches "its" customers.
"""
TERMS = (
    Marked("ACV", "acv", 'Average "contract" value.'),
    Marked("CAC", "cac", "Acquisition cost."),
    Marked("CAC payback", "cac-payback", "Months to repay it."),
    Marked("Buyer", "buyer", "Who says yes.", pages=frozenset({"questions/buyer_user"})),
    Marked("Go-to-market", "go-to-market", "How a product reaches customers.", also=("GTM",)),
)


def mark(html: str, **more: object) -> str:
    """The HTML with each marked term in braces, so that a test shows what is marked and nothing else."""
    marked = TermMarker(TERMS).mark(html, "../about/glossary/", **more)  # type: ignore[arg-type]
    for term in TERMS:
        start = f'<a class="term" href="../about/glossary/#{term.anchor}" data-definition="'
        while start in marked:
            before, _, rest = marked.partition(start)
            _, _, rest = rest.partition('">')
            word, _, after = rest.partition("</a>")
            marked = f"{before}{{{word}}}{after}"
    return marked


def test_the_markup_carries_address_and_meaning() -> None:
    assert TermMarker(TERMS).mark("<p>Its ACV.</p>", "../g/") == (
        '<p>Its <a class="term" href="../g/#acv" data-definition="Average &quot;contract&quot; value.">ACV</a>.</p>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>ACV, ACV and ACV</p><p>ACV</p>", "<p>{ACV}, ACV and ACV</p><p>ACV</p>"),
        ("<p>CAC payback, then CAC.</p>", "<p>{CAC payback}, then {CAC}.</p>"),
        ("<p>CAC\npayback</p>", "<p>{CAC\npayback}</p>"),
        ("<p>A buyer. Buyers.</p>", "<p>A {buyer}. Buyers.</p>"),
        ("<p>Many buyers’ words</p>", "<p>Many {buyers}’ words</p>"),
        ("<p>acv is no acronym; ACVs is</p>", "<p>acv is no acronym; {ACVs} is</p>"),
        ("<p>non-buyer, buyer-led, overbuyer</p>", "<p>non-buyer, buyer-led, overbuyer</p>"),
        ("<p>GTM or go-to-market</p>", "<p>{GTM} or go-to-market</p>"),
        ("<h2>The ACV</h2><p>ACV</p>", "<h2>The ACV</h2><p>{ACV}</p>"),
        ('<p><a href="x">ACV</a> ACV</p>', '<p><a href="x">ACV</a> {ACV}</p>'),
        ("<p><code>ACV</code> <em>ACV</em></p>", "<p><code>ACV</code> <em>{ACV}</em></p>"),
        ("<table><tr><td>ACV</td></tr></table><p>ACV</p>", "<table><tr><td>ACV</td></tr></table><p>{ACV}</p>"),
        ('<ol class="notes"><li>ACV <ol><li>ACV</li></ol> ACV</li></ol>', None),
        ('<p title="ACV > CAC">x</p><!-- ACV <p> -->', None),
        ("<p>nothing here</p>", None),
    ],
)
def test_marking(html: str, expected: str | None) -> None:
    assert mark(html) == (html if expected is None else expected)


def test_a_page_that_explains_a_term_does_not_mark_it() -> None:
    assert mark("<p>The buyer and the ACV</p>", identity="questions/buyer_user") == "<p>The buyer and the {ACV}</p>"


def test_quiet_sections_are_left_alone_to_their_end() -> None:
    html = '<h2 id="source">Source</h2><h3>x</h3><p>ACV</p><h2 id="next">Next</h2><p>ACV</p>'
    assert mark(html, quiet=frozenset({"source"})) == html[: -len("ACV</p>")] + "{ACV}</p>"


def test_the_words_of_a_page_stay_the_same() -> None:
    """Only markup is added: what a reader or a search index sees is what was there."""
    import re

    html = "<p>CAC payback &amp; GTM: the buyer’s <b>ACV</b> &lt;x&gt;</p>"
    marked = TermMarker(TERMS).mark(html, "../g/")
    assert marked != html
    assert re.sub(r'<a class="term"[^>]*>|</a>', "", marked) == html


def test_terms_are_read_from_the_glossary() -> None:
    catalogue = make_catalogue({"about/glossary.md": GLOSSARY, "growth/alpha.md": make_document("Alpha")})
    glossary = find_glossary(catalogue.documents)
    assert glossary is not None
    acv, gtm = read_marked_terms(glossary, catalogue)
    assert acv == Marked(
        "ACV", "acv", "Average contract value: what a customer pays in a year.", (), frozenset({"growth/alpha"})
    )
    assert gtm.also == ("GTM",)
    assert gtm.definition == 'How a product reaches "its" customers.'


def test_a_library_without_a_glossary_has_no_terms() -> None:
    assert find_glossary(make_catalogue({"growth/alpha.md": make_document("Alpha")}).documents) is None


def test_quiet_sections_are_source_and_related() -> None:
    document = make_catalogue({"growth/alpha.md": make_document("Alpha", body="## What it is\n\nIt.")}).documents
    assert quiet_sections(document["growth/alpha"]) == {"source"}


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("A plan; see that page.", "A plan."),
        ("A plan. A trial ends; see the formula.", "A plan. A trial ends."),
        ("Months; see one page, and where sources disagree about it.", "Months."),
        ("What you see is it.", "What you see is it."),
    ],
)
def test_pointers_are_left_out(definition: str, expected: str) -> None:
    assert without_pointer(definition) == expected
