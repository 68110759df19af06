"""Places on the map: every document has one, none stands on another, and the same library gives the same map."""

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.pages.map_layout import SPACE, lay_out_map, map_input, with_places
from kb.published.export import graph_json
from tests.kb.small_library import make_catalogue, make_document


def make_library(pages: int, ties: int, categories: int = 9) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Categories by id and ties of a made-up library; most ties stay in their category."""
    chance = random.Random(7)
    ids = [f"c{number % categories}/d{number:04}" for number in range(pages)]
    found: set[tuple[str, str]] = set()
    while len(found) < ties:
        a, b = chance.choice(ids), chance.choice(ids)
        if a != b and (a[:2] == b[:2] or chance.random() < 0.2):
            found.add((a, b))
    return {identity: identity.partition("/")[0] for identity in ids}, sorted(found)


@st.composite
def libraries(draw: st.DrawFn) -> tuple[dict[str, str], list[tuple[str, str]]]:
    categories = draw(
        st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.sampled_from("xyz"), min_size=1, max_size=40)
    )
    ids = st.sampled_from(sorted(categories))
    return categories, draw(st.lists(st.tuples(ids, ids), max_size=80))


@settings(max_examples=60)
@given(libraries(), st.randoms(use_true_random=False))
def test_order_does_not_matter(library: tuple[dict[str, str], list[tuple[str, str]]], chance: random.Random) -> None:
    categories, ties = library
    items = list(categories.items())
    chance.shuffle(items)
    turned = [(b, a) for a, b in ties]
    chance.shuffle(turned)
    assert lay_out_map(dict(items), turned) == lay_out_map(categories, ties)


@settings(max_examples=60)
@given(libraries())
def test_every_document_has_a_place_of_its_own(library: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    categories, ties = library
    places = lay_out_map(categories, ties)
    assert places.keys() == categories.keys()
    assert len(set(places.values())) == len(places)


def test_a_large_library_has_room_around_each() -> None:
    categories, ties = make_library(600, 3000)
    places = lay_out_map(categories, ties)
    points = list(places.values())
    nearest = [
        min((x - a) ** 2 + (y - b) ** 2 for other, (a, b) in enumerate(points) if other != number) ** 0.5
        for number, (x, y) in enumerate(points)
    ]
    assert min(nearest) > SPACE / 3
    assert sorted(nearest)[len(nearest) // 10] > SPACE * 0.7


def test_a_category_stands_together() -> None:
    categories, ties = make_library(300, 900, categories=4)
    places = lay_out_map(categories, ties)
    middles = {
        name: [sum(places[i][axis] for i in categories if categories[i] == name) / 75 for axis in (0, 1)]
        for name in set(categories.values())
    }
    at_home = sum(
        min(middles, key=lambda name: (x - middles[name][0]) ** 2 + (y - middles[name][1]) ** 2) == categories[identity]
        for identity, (x, y) in places.items()
    )
    assert at_home > 270


def test_nothing_to_lay_out() -> None:
    assert lay_out_map({}, []) == {}


def test_graph_json_gets_places_and_keeps_the_rest() -> None:
    text = graph_json(
        make_catalogue({"growth/a.md": make_document("A", body="[B](b.md)"), "growth/b.md": make_document("B")})
    )
    categories, ties = map_input(text)
    assert (categories, ties) == ({"growth/a": "growth", "growth/b": "growth"}, [("growth/a", "growth/b")])
    before, after = json.loads(text), json.loads(with_places(text, {"growth/a": (1, -2), "growth/b": (3, 4)}))
    assert [(node.pop("x"), node.pop("y")) for node in after["nodes"]] == [(1, -2), (3, 4)]
    assert after == before
