"""Curves between the parts of a picture: where they start and end, where their arrow points, where their label is."""

from dataclasses import dataclass
from math import hypot

ARROW = 7.0
"""Length of an arrowhead."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place, in the picture's units; y grows downward."""

    x: float
    y: float

    def toward(self, other: "Point", distance: float) -> "Point":
        """The place so far from here in the direction of another."""
        length = hypot(other.x - self.x, other.y - self.y) or 1.0
        return Point(self.x + (other.x - self.x) * distance / length, self.y + (other.y - self.y) * distance / length)


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve with one bend, from the edge of one part to the edge of another."""

    start: Point
    bend: Point
    end: Point

    @property
    def path(self) -> str:
        """The line, short of its arrowhead."""
        stop = self.end.toward(self.bend, ARROW - 1)
        return f"M{_at(self.start)}Q{_at(self.bend)} {_at(stop)}"

    @property
    def arrow(self) -> str:
        """The arrowhead as a closed path."""
        back = self.end.toward(self.bend, ARROW)
        aside = Point(-(self.end.y - back.y) / ARROW * 3.4, (self.end.x - back.x) / ARROW * 3.4)
        left, right = Point(back.x + aside.x, back.y + aside.y), Point(back.x - aside.x, back.y - aside.y)
        return f"M{_at(self.end)}L{_at(left)}L{_at(right)}Z"

    @property
    def middle(self) -> Point:
        """Half way along."""
        return Point(
            (self.start.x + 2 * self.bend.x + self.end.x) / 4, (self.start.y + 2 * self.bend.y + self.end.y) / 4
        )


def connect(source: Point, target: Point, bend: float, start_gap: float, end_gap: float) -> Curve:
    """A curve between two parts.

    Args:
        bend: how far its middle is pulled aside, to the left of the way for positive values.
        start_gap: distance kept from the center of the first part.
        end_gap: distance kept from the center of the second.
    """
    length = hypot(target.x - source.x, target.y - source.y) or 1.0
    aside = Point((target.y - source.y) / length, -(target.x - source.x) / length)
    pulled = Point(
        (source.x + target.x) / 2 + aside.x * bend * 2,
        (source.y + target.y) / 2 + aside.y * bend * 2,
    )
    return Curve(source.toward(pulled, start_gap), pulled, target.toward(pulled, end_gap))


def _at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def number(value: float) -> str:
    """At most one decimal, so that the same picture has the same bytes everywhere."""
    return f"{round(value, 1) + 0:g}"
