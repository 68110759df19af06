"""Drawings as data: every flow joins parts that exist, labels stay inside, sentences say the same as the lines."""

import re
from xml.etree import ElementTree

import pytest

from kb.library.settings import read_settings
from kb.pages.label_width import text_width
from kb.pages.pictures.flow import WIDTH, FlowKind, FlowPicture, PartRole, describe, draw_flow
from kb.pages.pictures.geometry import Point, connect, number
from kb.pages.pictures.routes import Route, draw_routes
from kb.pages.pictures.ways import PICTURES, picture_of

ALL = [pytest.param(picture, id=name) for name, picture in PICTURES.items()]


@pytest.mark.parametrize("picture", ALL)
def test_a_picture_shows_a_maker_someone_who_pays_and_both_kinds_of_flow(picture: FlowPicture) -> None:
    parts = {part.id: part for part in picture.parts}
    assert len(parts) == len(picture.parts)
    assert {flow.source for flow in picture.flows} | {flow.target for flow in picture.flows} <= set(parts)
    assert {flow.kind for flow in picture.flows} == {FlowKind.VALUE, FlowKind.MONEY}
    assert any(flow.kind is FlowKind.MONEY and parts[flow.target].role is PartRole.MAKER for flow in picture.flows)
    assert any(part.role in (PartRole.BUYER, PartRole.PAYING_USER) for part in picture.parts)


def test_an_option_has_the_picture_that_its_library_gives_it_and_none_by_its_id() -> None:
    settings, problems = read_settings({"library.yml": b"options:\n  resale:\n    picture: partner\n"})
    assert problems == []
    assert picture_of("resale", settings) is PICTURES["partner"]
    assert picture_of("partner-led", settings) is None
    assert 'data-mark="resale"' in draw_flow(PICTURES["partner"], "resale", "Title")


@pytest.mark.parametrize("picture", ALL)
def test_everything_stays_inside(picture: FlowPicture) -> None:
    svg = ElementTree.fromstring(draw_flow(picture, "one", "Title").replace("xlink:href", "href"))
    for group in svg.findall("g[@transform]"):
        x, y = map(float, re.findall(r"-?[\d.]+", group.get("transform", "")))
        for text in group.findall("text"):
            half = text_width(text.text or "") / 2 * 1.1
            assert x - half >= 0 and x + half <= WIDTH, text.text
            assert 10 <= y + float(text.get("y", 0)) <= picture.height - 2, text.text
    for text in svg.findall("text"):
        half = text_width(text.text or "") / 2 * 1.05
        assert float(text.get("x", 0)) - half >= -2, text.text
        assert float(text.get("x", 0)) + half <= WIDTH + 2, text.text
        assert 10 <= float(text.get("y", 0)) <= picture.height, text.text


@pytest.mark.parametrize("picture", ALL)
def test_the_description_says_every_labeled_flow(picture: FlowPicture) -> None:
    said = describe(picture)
    assert said.startswith(picture.caption)
    for flow in picture.flows:
        assert flow.label in said


def test_the_description_in_full() -> None:
    assert describe(PICTURES["self-serve"]) == (
        "The user starts free and pays without a call, and use brings the next user. "
        "Value moves from you to the user who pays: free plan or trial; "
        "from the user who pays to the next user: use shows it. "
        "Money moves from the user who pays to you: pays online."
    )


def test_a_line_keeps_clear_of_the_parts_it_joins_and_bends_to_the_left_of_its_way() -> None:
    curve = connect(Point(0, 0), Point(100, 0), 10, 20, 20)
    assert curve.middle.y < 0
    assert 18 < curve.start.x < 20 and 80 < curve.end.x < 82
    straight = connect(Point(0, 0), Point(100, 0), 0, 20, 20)
    assert straight.path == "M20 0Q50 0 74 0"
    assert straight.arrow == "M80 0L73 3.4L73 -3.4Z"


def test_numbers_have_one_decimal_and_no_minus_zero() -> None:
    assert [number(each) for each in (1.0, 1.25, -0.04, 12.34)] == ["1", "1.2", "0", "12.3"]


def test_routes_are_links_in_order_and_an_unknown_motion_has_no_gloss() -> None:
    drawn = draw_routes(
        (Route("sales-led", "Sales-led", "a/", "a seller"), Route("other", "Mail & phone", "b/?x&y")), "Ways"
    )
    svg = ElementTree.fromstring(drawn.replace("xlink:href", "href"))
    assert [link.get("href") for link in svg.findall("a")] == ["a/", "b/?x&y"]
    assert [len(link.findall("text")) for link in svg.findall("a")] == [2, 1]
    assert (svg.findtext("title"), svg.findtext("desc")) == (
        "Ways",
        "From you to whoever pays: Sales-led, Mail & phone.",
    )
    assert draw_routes((), "Ways") == ""
