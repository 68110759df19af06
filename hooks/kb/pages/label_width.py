"""How wide a label is in the typeface of tools, and how it breaks into lines: known at build, without a browser."""

from functools import lru_cache

SIZE = 12
"""Font size of labels, in the picture's units."""
# Advance widths of Inter at weight 400 in thousandths of the font size, for the characters from space to tilde.
_ADVANCES = (
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360,
    631, 407, 610, 618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511,
    966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903, 753, 765,
    639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456,
    323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600,
    612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
)  # fmt: skip
_OTHER = 900
"""For any other character below the East Asian scripts: as wide as the widest accented capital."""
_FULL = 1050
"""For the scripts whose characters fill a square, and for everything the page's own font lacks."""
ELLIPSIS = "…"
# Tabular figures, and a stand-in font until ours is there: a little more than the sum of the advances.
_SLACK = 1.06


def text_width(text: str) -> int:
    """Width of a line in the picture's units, rounded up."""
    total = sum(
        _ADVANCES[code - 32] if 32 <= code < 127 else _OTHER if code < 0x1100 else _FULL for code in map(ord, text)
    )
    return -int(-total * SIZE * _SLACK // 1000)


def width_in_em(text: str) -> float:
    """Room a line takes at any size: kept free for it, so that nothing moves when the font arrives."""
    return round(text_width(text) / SIZE, 2)


@lru_cache(maxsize=4096)
def break_lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """At most so many lines of at most that width; what does not fit ends in an ellipsis.

    Lines break at spaces, after hyphens and slashes, and inside a word only where the word alone is too wide.
    """
    lines: list[str] = []
    current = ""
    for piece in _pieces(text, width):
        if not current or text_width((current + piece).rstrip()) <= width:
            current += piece if current else piece.lstrip()
        else:
            lines.append(current.rstrip())
            current = piece.lstrip()
    lines.append(current.rstrip())
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    if text_width(last + ELLIPSIS) > width:
        while last and text_width(last + ELLIPSIS) > width:
            last = last[:-1]
        # At the end of a word, unless that would leave less than half of the line.
        whole = last.rpartition(" ")[0]
        last = (whole if 2 * text_width(whole) >= width else last).rstrip()
    return (*lines[: most - 1], last + ELLIPSIS)


def _pieces(text: str, width: int) -> list[str]:
    """What may stand at the end of a line, each with the spaces before it."""
    pieces: list[str] = []
    for word in " ".join(text.split()).split(" "):
        start = f" {word}" if pieces else word
        rest = ""
        for character in start:
            if rest.strip() and text_width((rest + character).strip()) > width:
                pieces.append(rest)
                rest = ""
            rest += character
            if character in "-/\u2013\u2014":
                pieces.append(rest)
                rest = ""
        if rest:
            pieces.append(rest)
    return pieces
