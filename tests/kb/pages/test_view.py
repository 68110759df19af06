"""What a page shows around its text: head, way down, tags, relations, backlinks, and the rules that rest on it."""

from typing import Any

import pytest

from kb.library.catalogue import Catalogue
from kb.pages.view import (
    PageLink,
    RestingRule,
    TiedPage,
    backlink_entries,
    crumbs_of,
    glance_at,
    related_entries,
    resting_rules,
    tags_of,
)
from tests.kb.small_library import make_catalogue, make_document

SOURCES = """
ada-example:
  guest: "Ada Example"
  role: "Founder of Loops"
  title: "Loops for beginners"
  kind: podcast
  date: 2023-04-09
  url: https://example.org/loops
  video_id: abcdefghijk
  duration: "1:00:00"
paper:
  publisher: "The Press"
  title: "On loops"
  kind: article
  url: https://example.org/paper
"""
CITED = """---
name: "Alpha Loop"
category: growth
one_liner: "One line."
source: {source}
tags: [loops]
updated: 2026-11-22
{extra}---

# Alpha Loop

{body}

## When it applies

- **Early.** Nobody knows you yet.
- You can wait.

## When it does not apply

- You sell once.

## Source

- **Guest**: Ada Example
- **Episode**: Loops for beginners
{timestamps}"""


def alpha(source: str = "ada-example", extra: str = "", body: str = "Words.", timestamps: str = "") -> str:
    return CITED.format(source=source, extra=extra, body=body, timestamps=timestamps)


def library(**files: str) -> Catalogue:
    paths = {f"{name.replace('__', '/').replace('_', '-')}.md": text for name, text in files.items()}
    return make_catalogue({"sources.yml": SOURCES, **paths})


@pytest.mark.parametrize(
    ("body", "opens"), [("Words.", True), ("## What it is\n\nA.", True), ("## How it works\n\nA.", False)]
)
def test_a_box_above_repeats_no_list_that_soon_follows(body: str, opens: bool) -> None:
    catalogue = library(growth__alpha=alpha(body=body))
    assert glance_at(catalogue.documents["growth/alpha"], catalogue).opens_with_use is opens


def test_the_head_of_a_page() -> None:
    catalogue = library(growth__alpha=alpha(body="word " * 460, extra="status: disputed\n"))
    glance = glance_at(catalogue.documents["growth/alpha"], catalogue)
    assert (glance.kind, glance.source, glance.published) == (
        "Framework", "Ada Example, Founder of Loops", "9 April 2023",
    )  # fmt: skip
    assert (glance.minutes, glance.status, glance.updated) == (2, "disputed", "2026-11-22")
    assert glance.applies == ("Early: Nobody knows you yet.", "You can wait.")
    assert glance.does_not_apply == ("You sell once.",)


def test_a_page_without_front_matter_has_a_head_that_claims_nothing() -> None:
    catalogue = library(about="# About\n\nWords.\n")
    glance = glance_at(catalogue.documents["about"], catalogue)
    assert (glance.kind, glance.source, glance.published, glance.watch_url) == ("", "", "", None)
    assert (glance.watch_label, glance.minutes, glance.status, glance.updated) == ("", 0, "", "")


@pytest.mark.parametrize(("status", "shown"), [("confirmed", ""), ("inference", "inference"), ("sure", "")])
def test_only_a_doubt_is_shown(status: str, shown: str) -> None:
    catalogue = library(growth__alpha=alpha(extra=f"status: {status}\n"))
    assert glance_at(catalogue.documents["growth/alpha"], catalogue).status == shown


@pytest.mark.parametrize(
    ("source", "timestamps", "url", "label"),
    [
        (
            "ada-example",
            "- **Timestamps**:\n  - [@ada-example 00:01:05] the loop\n  - [@ada-example 00:02:00] more\n",
            "https://www.youtube.com/watch?v=abcdefghijk&t=65s",
            "Watch at 1:05",
        ),
        ("ada-example", "", "https://www.youtube.com/watch?v=abcdefghijk", "Source"),
        ("paper", "", "https://example.org/paper", "Source"),
        ("nobody", "", None, ""),
    ],
    ids=["first moment", "whole recording", "article", "unknown"],
)
def test_where_a_reader_looks_it_up(source: str, timestamps: str, url: str | None, label: str) -> None:
    catalogue = library(growth__alpha=alpha(source, timestamps=timestamps))
    glance = glance_at(catalogue.documents["growth/alpha"], catalogue)
    assert (glance.watch_url, glance.watch_label) == (url, label)


def test_a_source_without_a_person_is_named_by_its_title() -> None:
    catalogue = library(growth__alpha=alpha("paper"))
    assert glance_at(catalogue.documents["growth/alpha"], catalogue).source == "On loops"


def test_the_way_down_to_a_page() -> None:
    catalogue = library(
        about="# About\n",
        growth__alpha=make_document("Alpha"),
        growth__deep_folder__beta=make_document("Beta"),
        growth__deep_folder__index="# Deep\n",
        growth__deep_folder__empty__deeper__gamma=make_document("Gamma"),
    )
    assert crumbs_of(catalogue.documents["about"], catalogue) == ()
    assert crumbs_of(catalogue.documents["growth/alpha"], catalogue) == (
        PageLink("Home", ""),
        PageLink("Growth", "growth/"),
    )
    deep = (PageLink("Home", ""), PageLink("Growth", "growth/"), PageLink("Deep folder", "growth/deep-folder/"))
    assert crumbs_of(catalogue.documents["growth/deep-folder/beta"], catalogue) == deep
    assert crumbs_of(catalogue.documents["growth/deep-folder/index"], catalogue) == deep[:2]  # not to itself
    # A folder that holds folders alone has a page that lists them.
    deeper = (PageLink("Empty", "growth/deep-folder/empty/"), PageLink("Deeper", "growth/deep-folder/empty/deeper/"))
    assert crumbs_of(catalogue.documents["growth/deep-folder/empty/deeper/gamma"], catalogue) == (*deep, *deeper)
    assert all(crumb.url.rstrip("/") in catalogue.folders for crumb in (*deep, *deeper)[1:])


def test_tags_lead_to_their_place_in_the_list() -> None:
    text = make_document("Alpha").replace("tags: [loops]", "tags: [loops, Big Deals, big-deals, loops]")
    catalogue = library(growth__alpha=text)
    assert tags_of(catalogue.documents["growth/alpha"], catalogue) == (
        PageLink("Loops", "tags/#loops"),
        PageLink("Big Deals", "tags/#big-deals"),
    )
    assert {listing.slug for listing in catalogue.listings.tags} == {"loops", "big-deals"}


def test_relations_stand_in_the_order_of_the_document_then_those_of_others() -> None:
    lines = "related_frameworks:\n  - {to: growth/gamma, type: prerequisite, reason: Read it first.}\n  - growth/beta\n"
    catalogue = library(
        growth__alpha=make_document("Alpha", extra=lines),
        growth__beta=make_document("Beta"),
        growth__gamma=make_document("Gamma"),
        growth__delta=make_document(
            "Delta",
            extra="related_frameworks:\n  - {to: growth/alpha, type: contradicts, reason: It says otherwise.}\n",
        ),
    )
    assert related_entries(catalogue.documents["growth/alpha"], catalogue) == (
        TiedPage("Gamma", "growth/gamma/", "One line.", "prerequisite", "Read it first."),
        TiedPage("Beta", "growth/beta/", "One line.", "", ""),
        TiedPage("Delta", "growth/delta/", "One line.", "contradicts", "It says otherwise."),
    )
    (from_gamma,) = related_entries(catalogue.documents["growth/gamma"], catalogue)
    assert (from_gamma.title, from_gamma.type, from_gamma.reason) == ("Alpha", "leads to", "Read it first.")


def test_backlinks_carry_the_sentence_and_leave_relations_out() -> None:
    catalogue = library(
        growth__alpha=make_document("Alpha"),
        growth__beta=make_document("Beta", body="One. It grows like an [alpha](alpha.md) does. Two."),
        growth__gamma=make_document("Gamma", body="## Related frameworks\n\n- [Alpha](alpha.md): a reason."),
    )
    assert backlink_entries(catalogue.documents["growth/alpha"], catalogue) == (
        TiedPage("Beta", "growth/beta/", "One line.", "", "It grows like an alpha does."),
    )


def row(page: str | None, **extra: Any) -> dict[str, Any]:
    return {"anchor": "a-row", "label": "Under $1K", "sources": [{"kind": "link", "page": page}] * 2, **extra}


def test_rules_that_rest_on_a_page_are_named_once_with_their_row() -> None:
    catalogue = library(growth__alpha=make_document("Alpha"))
    rules = {
        "questions": [{"id": "acv_usd", "label": "Deal size"}, {"id": "user", "label": "User"}],
        "motions": [{"id": "sales-led", "label": "Sales-led"}],
        "criteria": [
            {"questions": ["acv_usd", "user"], "url": "questions/acv_usd/#top",
             "rows": [row("growth/alpha"), row("growth/alpha"), row("growth/beta"), row(None)]},
            {"questions": ["user"], "url": None, "rows": [row("growth/alpha")]},
        ],
        "vetoes": [
            row("growth/alpha", motion="sales-led", url="motions/sales-led/"),
            row("growth/alpha", motion="sales-led", url=None),
        ],
        "hybrids": [row("growth/alpha", primary="sales-led", secondary="product-led", url="execution/hybrid/")],
    }  # fmt: skip
    assert resting_rules(catalogue.documents["growth/alpha"], rules) == (
        RestingRule("Deal size, User", "Under $1K", "questions/acv_usd/#a-row"),
        RestingRule("Requirement of Sales-led", "Under $1K", "motions/sales-led/#a-row"),
        RestingRule("Hybrid", "Sales-led with product-led", "execution/hybrid/#a-row"),
    )
    assert resting_rules(catalogue.documents["growth/alpha"], {}) == ()
