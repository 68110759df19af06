"""The picture of a page's neighbors: what is in it, that it is always the same, and that no two names overlap."""

import re
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library.link_graph import LinkGraph, Node, Tie, make_link_graph
from kb.library.own_words import words_in
from kb.pages.label_width import ELLIPSIS, break_lines, text_width
from kb.pages.neighbourhood import (
    FEW,
    LABEL_WIDTH,
    MOST,
    MOST_CHORDS,
    WIDTH,
    Picture,
    caption,
    describe,
    draw_neighbourhood,
)
from tests.kb.small_library import make_catalogue, make_document

INVERSE = {"prerequisite": "leads-to", "leads-to": "prerequisite"}
# A document without a name is called by its slug, so no title is blank.
NAMES = st.text(min_size=1, max_size=90).filter(lambda text: bool(text.strip()))
TYPES = ("related", "mentions", "prerequisite", "alternative", "complements", "contradicts")

ENGLISH = words_in("")


def make_graph(titles: dict[str, str], ties: Iterable[tuple[str, str, str]]) -> LinkGraph:
    """A graph of frameworks; a tie is written once and held by both ends."""
    nodes = {
        identity: Node(identity, title, f"{identity}/", "framework", "growth", "") for identity, title in titles.items()
    }
    held: dict[str, dict[str, Tie]] = {identity: {} for identity in nodes}
    for first, second, kind in ties:
        held[first][second] = Tie(kind, "out")
        held[second][first] = Tie(INVERSE.get(kind, kind), "in")
    return LinkGraph(dict(sorted(nodes.items())), {i: dict(sorted(found.items())) for i, found in held.items()})


def make_star(count: int, title: str = "Page {}") -> LinkGraph:
    """`hub` and so many pages tied to it."""
    titles = {"hub": "Hub"} | {f"p{number:03}": title.format(number) for number in range(count)}
    return make_graph(titles, [("hub", name, "related") for name in titles if name != "hub"])


@st.composite
def graphs(draw: st.DrawFn) -> LinkGraph:
    """Graphs of up to thirty pages with names of any length in any script."""
    count = draw(st.integers(1, 30))
    titles = {f"d{number:02}": draw(NAMES) for number in range(count)}
    names = sorted(titles)
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(TYPES))
    return make_graph(titles, [(a, b, kind) for a, b, kind in draw(st.lists(pair, max_size=90)) if a != b])


def pictures(graph: LinkGraph) -> list[Picture]:
    return [picture for identity in graph.nodes if (picture := draw_neighbourhood(graph, identity, ENGLISH))]


@settings(max_examples=150)
@given(graphs())
def test_names_stay_inside_and_apart(graph: LinkGraph) -> None:
    for picture in pictures(graph):
        for dot in picture.dots:
            assert 0 <= dot.box.left < dot.box.right <= WIDTH
            assert 0 <= dot.box.top < dot.box.bottom <= picture.height
            assert all(text_width(line.text) <= LABEL_WIDTH for line in dot.lines)
        for one, other in combinations(picture.dots, 2):
            a, b = one.box, other.box
            assert a.right <= b.left or b.right <= a.left or a.bottom <= b.top or b.bottom <= a.top


@settings(max_examples=100)
@given(graphs())
def test_limits_and_counts(graph: LinkGraph) -> None:
    for picture in pictures(graph):
        near = [dot for dot in picture.dots if dot.type]
        further = [dot for dot in picture.dots if not dot.type]
        assert len(near) == picture.shown == min(MOST, picture.total)
        assert picture.total == len(graph.ties[picture.node.id])
        assert len(further) == picture.further
        assert not further or picture.total < FEW
        assert sum(stroke.among for stroke in picture.strokes) <= MOST_CHORDS
        assert sum(not stroke.among for stroke in picture.strokes) == picture.shown
        assert len({dot.node.id for dot in picture.dots} | {picture.node.id}) == len(picture.dots) + 1
        assert all(re.fullmatch(r"[MLC\d ]+", stroke.path) for stroke in picture.strokes)
        assert {dot.type for dot in near} == {s.type for s in picture.strokes if not s.among}


@settings(max_examples=60)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_the_library_changes_nothing(graph: LinkGraph, random: "st.Random") -> None:  # type: ignore[name-defined]
    nodes = list(graph.nodes.items())
    random.shuffle(nodes)
    ties = {}
    for identity, found in graph.ties.items():
        items = list(found.items())
        random.shuffle(items)
        ties[identity] = dict(items)
    assert pictures(LinkGraph(dict(sorted(nodes)), ties)) == pictures(graph)


def test_nothing_around_a_page_is_no_picture() -> None:
    assert draw_neighbourhood(make_star(0), "hub", ENGLISH) is None


def test_a_page_with_many_neighbors_shows_a_dozen_and_says_so() -> None:
    picture = draw_neighbourhood(make_star(40), "hub", ENGLISH)
    assert picture is not None
    assert (picture.shown, picture.total, len(picture.dots)) == (MOST, 40, MOST)
    assert caption(picture, ENGLISH) == "12 of 40 pages tied to this one."


def test_what_says_more_than_related_comes_first() -> None:
    graph = make_star(40)
    ties = dict(graph.ties["hub"])
    ties["p039"] = Tie("contradicts", "out")
    ties["p000"] = Tie("mentions", "out")
    picture = draw_neighbourhood(LinkGraph(graph.nodes, {**graph.ties, "hub": ties}), "hub", ENGLISH)
    assert picture is not None
    shown = {dot.node.id: dot for dot in picture.dots}
    assert shown["p039"].word is not None
    assert shown["p039"].word.text == "contradicts"
    assert "p000" not in shown


def test_few_neighbors_are_filled_up_from_one_step_further() -> None:
    titles = {name: name.upper() for name in ("a", "b", "c", "d")}
    picture = draw_neighbourhood(
        make_graph(titles, [("a", "b", "related"), ("b", "c", "related"), ("c", "d", "related")]), "a", ENGLISH
    )
    assert picture is not None
    assert {dot.node.id: dot.type for dot in picture.dots} == {"b": "related", "c": ""}
    assert caption(picture, ENGLISH) == "1 page tied to this one and 1 page one step further."
    assert [stroke.among for stroke in picture.strokes] == [True, False]


def test_from_a_library() -> None:
    """Types, directions and mentions as the documents write them."""
    graph = make_link_graph(
        make_catalogue(
            {
                "growth/a.md": make_document("A", extra="related_frameworks: [growth/b]\n", body="See [c](c.md)."),
                "growth/b.md": make_document("B"),
                "growth/c.md": make_document("C", body="## Related frameworks\n\n- [B](b.md): contradicts it."),
            }
        )
    )
    assert graph.ties["growth/a"] == {"growth/b": Tie("related", "out"), "growth/c": Tie("mentions", "out")}
    assert graph.ties["growth/b"] == {"growth/a": Tie("related", "in"), "growth/c": Tie("contradicts", "in")}
    picture = draw_neighbourhood(graph, "growth/b", ENGLISH)
    assert picture is not None
    assert describe(picture, ENGLISH) == (
        "B in the middle, 2 pages around it. C: contradicts. "
        "The lists Related and Linked from beside it name every page tied to this one, with the reason."
    )
    german = draw_neighbourhood(graph, "growth/b", words_in("de"))
    assert german is not None and [dot.word.text for dot in german.dots if dot.word] == ["widerspricht"]
    mine = draw_neighbourhood(graph, "growth/a", ENGLISH)
    assert mine is not None
    assert caption(mine, ENGLISH) == "2 pages tied to this one. Solid: related. Dotted: linked in the text."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("CAC payback", ("CAC payback",)),
        ("Go-to-market model selection", ("Go-to-market", "model selection")),
        ("  two   spaces ", ("two spaces",)),
        ("A" * 30, ("A" * 11, "A" * 11, "A" * 8)),
        (
            "one two three four five six seven eight nine ten eleven twelve",
            ("one two three", "four five six", "seven eight…"),
        ),
    ],
)
def test_lines_break_where_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    assert break_lines(text, 100, 3) == lines


@given(st.text(max_size=120), st.integers(40, 200), st.integers(1, 4))
def test_no_line_is_too_wide_and_nothing_is_lost_unsaid(text: str, width: int, most: int) -> None:
    lines = break_lines(text, width, most)
    assert len(lines) <= most
    assert all(text_width(line) <= width for line in lines)
    if not lines[-1].endswith(ELLIPSIS) or text.rstrip().endswith(ELLIPSIS):
        assert "".join("".join(lines).split()) == "".join(text.split())
