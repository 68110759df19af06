"""Where every document stands on the map of the whole library: computed at build, the same for the same library.

Categories get a region each, close to the categories they have most ties with; inside, ties pull and names push.
Only addition, multiplication, division and square roots are used, which are the same on every machine, and the
places are whole numbers. 600 documents with 3,000 ties take about a second.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

VERSION = 1
"""Raised whenever the same graph would be laid out in another way."""
SPACE = 46.0
"""Room around one document."""
ROUNDS = 70
# One turn by the golden angle: points set this way fill a disc evenly.
_TURN = (-0.7373688780783197, 0.6754902942615238)

Places = dict[str, tuple[int, int]]


def lay_out_map(categories: Mapping[str, str], ties: Iterable[tuple[str, str]]) -> Places:
    """Place of every document.

    Args:
        categories: category of each document by its id.
        ties: pairs of ids; the order within and among them does not matter.
    Returns:
        x and y by id, in the map's units, around (0, 0); y grows downwards.
    """
    ids = sorted(categories)
    index = {identity: number for number, identity in enumerate(ids)}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ((index[a], index[b]) for a, b in ties) if a != b})
    names = sorted(set(categories.values()))
    region = [names.index(categories[identity]) for identity in ids]
    sizes = [region.count(number) for number in range(len(names))]
    centers = _regions(sizes, region, pairs)
    x, y = _spread(region, centers, pairs)
    _settle(x, y, region, centers, sizes, pairs)
    return {identity: (round(x[number]), round(y[number])) for number, identity in enumerate(ids)}


def _radius(size: int) -> float:
    return SPACE * 0.62 * sqrt(size + 1)


def _disc(count: int, step: float) -> list[tuple[float, float]]:
    """So many points spread evenly over a disc around (0, 0)."""
    points = []
    across, down = 1.0, 0.0
    for number in range(count):
        radius = step * sqrt(number + 0.5)
        points.append((across * radius, down * radius))
        across, down = across * _TURN[0] - down * _TURN[1], across * _TURN[1] + down * _TURN[0]
    return points


def _regions(
    sizes: Sequence[int], region: Sequence[int], pairs: Sequence[tuple[int, int]]
) -> list[tuple[float, float]]:
    """Middle of each category's region: tied categories close, regions apart."""
    count = len(sizes)
    strength: dict[tuple[int, int], float] = {}
    for a, b in pairs:
        key = (min(region[a], region[b]), max(region[a], region[b]))
        if key[0] != key[1]:
            strength[key] = strength.get(key, 0.0) + 1.0 / sqrt(sizes[key[0]] * sizes[key[1]])
    # The largest in the middle.
    order = sorted(range(count), key=lambda number: (-sizes[number], number))
    widest = max(map(_radius, sizes), default=1.0)
    points = dict(zip(order, _disc(count, widest * 1.2), strict=True))
    xs, ys = [points[n][0] for n in range(count)], [points[n][1] for n in range(count)]
    for step in range(200):
        cooling = 1.0 - step / 200
        for (a, b), pull in strength.items():
            dx, dy = xs[b] - xs[a], ys[b] - ys[a]
            share = min(0.04, 0.03 * pull) * cooling
            xs[a], ys[a], xs[b], ys[b] = xs[a] + dx * share, ys[a] + dy * share, xs[b] - dx * share, ys[b] - dy * share
        for number in range(count):
            # Towards the middle, less across than down: a page is wider than it is high.
            xs[number] *= 1.0 - 0.015 * cooling
            ys[number] *= 1.0 - 0.035 * cooling
        for a in range(count):
            for b in range(a + 1, count):
                dx, dy = xs[b] - xs[a], ys[b] - ys[a]
                apart = sqrt(dx * dx + dy * dy) or 1.0
                lacks = _radius(sizes[a]) + _radius(sizes[b]) + SPACE - apart
                if lacks > 0:
                    share = lacks / apart / 2
                    xs[a], ys[a], xs[b], ys[b] = (
                        xs[a] - dx * share,
                        ys[a] - dy * share,
                        xs[b] + dx * share,
                        ys[b] + dy * share,
                    )
    return list(zip(xs, ys, strict=True))


def _spread(
    region: Sequence[int], centers: Sequence[tuple[float, float]], pairs: Sequence[tuple[int, int]]
) -> tuple[list[float], list[float]]:
    """First places: inside each region the best connected in the middle."""
    degree = [0] * len(region)
    for a, b in pairs:
        degree[a] += 1
        degree[b] += 1
    x, y = [0.0] * len(region), [0.0] * len(region)
    for number, center in enumerate(centers):
        members = sorted((n for n, own in enumerate(region) if own == number), key=lambda n: (-degree[n], n))
        for member, (across, down) in zip(members, _disc(len(members), SPACE * 0.62), strict=True):
            x[member], y[member] = center[0] + across, center[1] + down
    return x, y


def _settle(
    x: list[float],
    y: list[float],
    region: Sequence[int],
    centers: Sequence[tuple[float, float]],
    sizes: Sequence[int],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Let ties pull, regions hold and documents push apart, in rounds that calm down; the last only push."""
    degree = [1] * len(x)
    for a, b in pairs:
        degree[a] += 1
        degree[b] += 1
    # A tie inside a region counts fully, one across regions little: the map shows regions first.
    pulls = [(a, b, (0.22 if region[a] == region[b] else 0.02) / sqrt(min(degree[a], degree[b]))) for a, b in pairs]
    holds = [_radius(size) for size in sizes]
    for step in range(ROUNDS):
        cooling = max(0.0, 1.0 - step / (ROUNDS - 12))
        if cooling > 0:
            for a, b, strength in pulls:
                dx, dy = x[b] - x[a], y[b] - y[a]
                share = strength * cooling
                x[a] += dx * share
                y[a] += dy * share
                x[b] -= dx * share
                y[b] -= dy * share
            for n, own in enumerate(region):
                dx, dy = centers[own][0] - x[n], centers[own][1] - y[n]
                away = sqrt(dx * dx + dy * dy)
                if away > holds[own]:
                    share = 1.0 - holds[own] / away
                    x[n] += dx * share
                    y[n] += dy * share
        _push(x, y)


def _push(x: list[float], y: list[float]) -> None:
    """Move apart whatever stands closer than its room, looking only at the eight cells around."""
    room = SPACE * SPACE
    cells: dict[tuple[int, int], list[int]] = {}
    for n in range(len(x)):
        cells.setdefault((int(x[n] // SPACE), int(y[n] // SPACE)), []).append(n)
    for (column, row), members in cells.items():
        others = [
            other
            for cell in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1))
            for other in cells.get(cell, ())
        ]
        for position, a in enumerate(members):
            ax, ay = x[a], y[a]
            for b in (*members[position + 1 :], *others):
                dx, dy = x[b] - ax, y[b] - ay
                square = dx * dx + dy * dy
                if square >= room:
                    continue
                apart = sqrt(square)
                if apart < 0.01:
                    # On one spot: the second goes aside, by its number, so that three do not move as one.
                    dx, dy, apart = 1.0 + b % 7, 1.0 + b % 5, sqrt((1.0 + b % 7) ** 2 + (1.0 + b % 5) ** 2)
                    share = SPACE / apart / 2
                else:
                    share = (SPACE - apart) / apart / 2
                ax -= dx * share
                ay -= dy * share
                x[b] += dx * share
                y[b] += dy * share
            x[a], y[a] = ax, ay


def map_input(graph_text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What the layout depends on, from the text of graph.json: categories by id, and ties."""
    graph = json.loads(graph_text)
    return (
        {node["id"]: node["category"] or node["kind"] for node in graph["nodes"]},
        sorted((edge["source"], edge["target"]) for edge in graph["edges"]),
    )


def with_places(graph_text: str, places: Mapping[str, Sequence[int]]) -> str:
    """The text of graph.json with `x` and `y` on every node."""
    graph = json.loads(graph_text)
    for node in graph["nodes"]:
        node["x"], node["y"] = places[node["id"]]
    return json.dumps(graph, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
