"""The neighbourhood of a page as a small picture: who stands around it, and who of them knows whom.

The page is in the middle, its neighbors in a column on either side with their names outwards, so that no two names
can overlap however long they are. All coordinates are whole numbers, and the same library gives the same picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.library.link_graph import MENTIONS, LinkGraph, Node, Tie, word_of
from kb.library.own_words import Words
from kb.pages.label_width import SIZE, break_lines, text_width
from kb.reading.names import DocumentId

WIDTH = 320
MOST = 12
"""Neighbors in a picture: what still can be read at a glance."""
FEW = 6
"""With fewer neighbors than this, those one step further fill the picture up."""
MOST_CHORDS = 14
"""Ties among the neighbors."""
_CENTER = WIDTH // 2
_DOT = (114, WIDTH - 114)
"""Where the neighbors of the left and the right column stand."""
_GAP = 12
"""Between a neighbor and its name."""
LABEL_WIDTH = _DOT[0] - _GAP - 2
_LINE = 15
_BETWEEN = 9
_MARGIN = 10
_LEAST_HEIGHT = 84
_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a name."""

    text: str
    y: int
    """Baseline."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a name covers."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Dot:
    """One neighbor."""

    node: Node
    x: int
    y: int
    side: str
    """`start`: the name begins at `label_x`; `end`: it ends there. SVG's `text-anchor`."""
    label_x: int
    lines: tuple[Line, ...]
    word: Line | None
    """How it is tied to the page, where there is more to say than that it is."""
    type: str
    """Type of the tie to the page; empty for a page one step further."""
    box: Box


@dataclass(frozen=True, slots=True)
class Stroke:
    """One tie."""

    path: str
    """SVG path data."""
    type: str
    among: bool
    """Between two neighbors."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The neighbourhood of one page."""

    node: Node
    width: int
    height: int
    x: int
    y: int
    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    shown: int
    """Neighbors in the picture."""
    total: int
    """All neighbors of the page."""
    further: int
    """Pages one step further in the picture."""
    types: tuple[str, ...]
    """Types of ties that occur in it, sorted."""


def draw_neighbourhood(graph: LinkGraph, identity: DocumentId, words: Words) -> Picture | None:
    """The picture around a document; None where nothing is tied to it."""
    near = choose_neighbours(graph, identity)
    if not near:
        return None
    far = choose_further(graph, identity, near)
    members = [*near, *far]
    chords = choose_chords(graph, members)
    columns = arrange(graph, members, chords)
    mine = graph.ties[identity]
    heights = [sum(_block(graph.nodes[i], mine.get(i)) + _BETWEEN for i in column) - _BETWEEN for column in columns]
    height = max(_LEAST_HEIGHT, *heights) + 2 * _MARGIN
    dots = {
        dot.node.id: dot
        for side, column in enumerate(columns)
        for dot in _column(graph, mine, column, side, (height - heights[side]) // 2, words)
    }
    focus = (_CENTER, height // 2)
    ordered = tuple(dots[member] for column in columns for member in column)
    strokes = [
        Stroke(_chord(dots[first], dots[second]), graph.ties[first][second].type, True) for first, second in chords
    ]
    strokes += [Stroke(_spoke(focus, dots[member]), mine[member].type, False) for member in near]
    return Picture(
        node=graph.nodes[identity],
        width=WIDTH,
        height=height,
        x=focus[0],
        y=focus[1],
        dots=ordered,
        strokes=tuple(strokes),
        shown=len(near),
        total=len(mine),
        further=len(far),
        types=tuple(sorted({stroke.type for stroke in strokes})),
    )


def choose_neighbours(graph: LinkGraph, identity: DocumentId) -> tuple[DocumentId, ...]:
    """The closest neighbors, at most `MOST`: ties that say what they are, then those both ends name, then those
    with the most neighbors in common."""
    ties = graph.ties[identity]

    def rank(other: DocumentId) -> tuple[int, int, int, DocumentId]:
        tie = ties[other]
        weight = 0 if word_of(tie.type) else 1 if tie.type != MENTIONS else 2
        common = sum(third in ties for third in graph.ties[other])
        return (weight, ("both", "out", "in").index(tie.direction), -common, other)

    return tuple(sorted(ties, key=rank)[:MOST])


def choose_further(graph: LinkGraph, identity: DocumentId, near: Sequence[DocumentId]) -> tuple[DocumentId, ...]:
    """Related pages one step further, where the page has few neighbors of its own: the best connected first."""
    if len(near) >= FEW:
        return ()
    counts: dict[DocumentId, int] = {}
    for member in near:
        for other, tie in graph.ties[member].items():
            if other != identity and other not in graph.ties[identity] and tie.type != MENTIONS:
                counts[other] = counts.get(other, 0) + 1
    return tuple(sorted(counts, key=lambda other: (-counts[other], other))[: FEW + 2 - len(near)])


def choose_chords(graph: LinkGraph, members: Sequence[DocumentId]) -> tuple[tuple[DocumentId, DocumentId], ...]:
    """Related pairs among the members, at most `MOST_CHORDS`: typed ties and those both ends name come first."""
    inside = set(members)
    pairs = [
        (first, second)
        for first in sorted(inside)
        for second, tie in graph.ties[first].items()
        if first < second and second in inside and tie.type != MENTIONS
    ]

    def rank(pair: tuple[DocumentId, DocumentId]) -> tuple[bool, bool, tuple[DocumentId, DocumentId]]:
        tie = graph.ties[pair[0]][pair[1]]
        return (not word_of(tie.type), tie.direction != "both", pair)

    return tuple(sorted(pairs, key=rank)[:MOST_CHORDS])


def arrange(
    graph: LinkGraph, members: Sequence[DocumentId], chords: Sequence[tuple[DocumentId, DocumentId]]
) -> tuple[tuple[DocumentId, ...], tuple[DocumentId, ...]]:
    """The members in a left and a right column, so that those who know each other stand close.

    Begins by category and name, then swaps any two places while that shortens the ties; a few rounds are enough for
    a dozen places.
    """
    row = sorted(members, key=lambda i: (graph.nodes[i].category, graph.nodes[i].title.casefold(), i))
    # Places clockwise: down the right column, then up the left one, so that neighbors in the row stand together.
    right = (len(row) + 1) // 2
    places = [(1, index) for index in range(right)] + [(0, index) for index in reversed(range(len(row) - right))]
    at = dict(zip(row, places, strict=True))
    knows: dict[DocumentId, list[DocumentId]] = {member: [] for member in row}
    for first, second in chords:
        knows[first].append(second)
        knows[second].append(first)

    def cost(member: DocumentId) -> int:
        side, index = at[member]
        total = 0
        for other in knows[member]:
            there, place = at[other]
            total += abs(place - index) if there == side else 3 + abs(place - index)
        return total

    for _round in range(4):
        better = False
        for index, first in enumerate(row):
            for second in row[index + 1 :]:
                if not knows[first] and not knows[second]:
                    continue
                before = cost(first) + cost(second)
                at[first], at[second] = at[second], at[first]
                if cost(first) + cost(second) < before:
                    better = True
                else:
                    at[first], at[second] = at[second], at[first]
        if not better:
            break
    left_column, right_column = (
        tuple(sorted((member for member in row if at[member][0] == side), key=lambda member: at[member][1]))
        for side in (0, 1)
    )
    return left_column, right_column


def _lines(node: Node) -> tuple[str, ...]:
    return break_lines(node.title, LABEL_WIDTH, _LINES)


def _block(node: Node, tie: Tie | None) -> int:
    """Height of a name with the word below it."""
    return _LINE * (len(_lines(node)) + (1 if tie and word_of(tie.type) else 0))


def _column(
    graph: LinkGraph, ties: Mapping[DocumentId, Tie], column: Sequence[DocumentId], side: int, top: int, words: Words
) -> Iterator[Dot]:
    for member in column:
        node, tie = graph.nodes[member], ties.get(member)
        texts = _lines(node)
        named = word_of(tie.type) if tie else ""
        word = words.say(named) if named else ""
        block = _block(node, tie)
        x = _DOT[side]
        label_x = x + _GAP if side else x - _GAP
        baseline = top + SIZE
        lines = tuple(Line(text, baseline + _LINE * index) for index, text in enumerate(texts))
        width = max(map(text_width, (*texts, word)))
        yield Dot(
            node=node,
            x=x,
            y=top + block // 2,
            side="start" if side else "end",
            label_x=label_x,
            lines=lines,
            word=Line(word, baseline + _LINE * len(texts)) if word else None,
            type=tie.type if tie else "",
            box=Box(label_x if side else label_x - width, top, label_x + width if side else label_x, top + block),
        )
        top += block + _BETWEEN


def _spoke(focus: tuple[int, int], dot: Dot) -> str:
    """From the page straight to the neighbor."""
    return f"M{focus[0]} {focus[1]}L{dot.x} {dot.y}"


def _chord(first: Dot, second: Dot) -> str:
    """Between two neighbors: a bow towards the middle on one side, a sweep across otherwise."""
    if first.x == second.x:
        bow = min(34, 8 + abs(first.y - second.y) // 4)
        middle = first.x + bow if first.x < _CENTER else first.x - bow
        return f"M{first.x} {first.y}C{middle} {first.y} {middle} {second.y} {second.x} {second.y}"
    return f"M{first.x} {first.y}C{_CENTER} {first.y} {_CENTER} {second.y} {second.x} {second.y}"


def caption(picture: Picture, words: Words) -> str:
    """What the picture shows, in words, below it: how many pages, and what the two plain kinds of line mean."""
    shown, pages = picture.shown, words.count(picture.total, "page", "pages")
    if shown < picture.total:
        told = words.say("{shown} of {pages} tied to this one.", shown=shown, pages=pages)
    else:
        told = words.say("{pages} tied to this one.", pages=pages)
    if picture.further:
        further = words.count(picture.further, "page", "pages")
        told = words.say("{tied} and {pages} one step further.", tied=told.rstrip(".。"), pages=further)
    plain = {stroke.type for stroke in picture.strokes if not word_of(stroke.type)}
    lines = [
        words.say(text)
        for name, text in (("related", "Solid: related."), (MENTIONS, "Dotted: linked in the text."))
        if name in plain
    ]
    return " ".join([told, *(lines if MENTIONS in plain else [])])


def describe(picture: Picture, words: Words) -> str:
    """The picture for those who do not see it: what is in it beyond the lists beside it."""
    among = sum(stroke.among for stroke in picture.strokes)
    typed = [f"{dot.node.title}: {dot.word.text}" for dot in picture.dots if dot.word]
    around = words.count(len(picture.dots), "page", "pages")
    parts = [words.say("{title} in the middle, {pages} around it.", title=picture.node.title, pages=around)]
    if among:
        parts.append(words.say("{lines} between those pages.", lines=words.count(among, "line", "lines")))
    if typed:
        parts.append("; ".join(typed) + ".")
    parts.append(
        words.say("The lists Related and Linked from beside it name every page tied to this one, with the reason.")
    )
    return " ".join(parts)
