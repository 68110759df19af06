"""The marks of the motions as coverage masks, from the same drawing the pages use."""

from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

from kb.library.looks import MARKS

BOX = 12
STROKE = 1.5
"""Width of a line, in units of the box of 12."""
_OVER = 8
_STEPS = 16


def read_marks() -> dict[str, ET.Element]:
    """Every mark by its name."""
    return {name: ET.fromstring(f"<symbol>{drawing}</symbol>") for name, drawing in MARKS.items()}


def draw_mark(symbol: ET.Element, size: int) -> Image.Image:
    """One mark as coverage (0 to 255), that many pixels wide and high."""
    unit = size * _OVER / BOX
    mask = Image.new("L", (size * _OVER, size * _OVER))
    pen = ImageDraw.Draw(mask)
    for shape in symbol:
        solid = "solid" in (shape.get("class") or "").split()
        if shape.tag == "circle":
            x, y, radius = (float(shape.get(name, "0")) for name in ("cx", "cy", "r"))
            _circle(pen, x, y, radius, unit, solid)
        elif shape.tag == "path":
            for points in _outlines(shape.get("d", ""), unit):
                if solid:
                    pen.polygon(points, fill=255)
                else:
                    _line(pen, points, STROKE * unit)
    return mask.reduce(_OVER)


def _circle(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, unit: float, solid: bool) -> None:
    outer = radius if solid else radius + STROKE / 2
    box = [(x - outer) * unit, (y - outer) * unit, (x + outer) * unit, (y + outer) * unit]
    if solid:
        pen.ellipse(box, fill=255)
    else:
        pen.ellipse(box, outline=255, width=round(STROKE * unit))


def _line(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float) -> None:
    pen.line(points, fill=255, width=round(width), joint="curve")
    for x, y in points:  # Round ends and corners, as the pages have them.
        pen.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=255)


def _outlines(path: str, unit: float) -> list[list[tuple[float, float]]]:
    """The lines of an SVG path, curves as short straight pieces, in pixels."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import parse_path

    recording = RecordingPen()
    parse_path(path, recording)
    outlines: list[list[tuple[float, float]]] = []
    for operation, arguments in recording.value:
        if operation == "moveTo":
            outlines.append([arguments[0]])
        elif operation == "lineTo":
            outlines[-1].append(arguments[0])
        elif operation in ("curveTo", "qCurveTo"):
            outlines[-1].extend(_curve([outlines[-1][-1], *arguments]))
        elif operation == "closePath" and outlines[-1][0] != outlines[-1][-1]:
            outlines[-1].append(outlines[-1][0])
    return [[(x * unit, y * unit) for x, y in points] for points in outlines]


def _curve(points: Any) -> list[tuple[float, float]]:
    """Points on a Bézier curve of any degree, by repeated halfway lines."""
    found = []
    for step in range(1, _STEPS + 1):
        at = step / _STEPS
        level = list(points)
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at) for a, b in pairwise(level)]
        found.append(level[0])
    return found
