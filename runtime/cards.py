"""The picture of each page that other sites show beside a link: 1200 by 630 pixels, drawn without a network.

Looks like the head of the page: paper ground, kind, title, one-liner, a hairline, the marks of the motions. Each
picture has a palette of its own inks on paper, so a card is a few kilobytes.
"""

import io
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import kb.library.looks
from runtime.files import cache_of, short_hash, written_whole

if TYPE_CHECKING:
    from PIL import Image

    from kb.pages.card import Card
    from runtime.card_type import Face, Glyph

WIDTH, HEIGHT = 1200, 630
EDGE = 84
PAPER = "#FBFAF7"
INK, MUTED, HAIRLINE = "#1B1D22", "#5A5F69", "#DDD9D0"
TITLE_SIZES = (84, 72, 62, 54, 48)
LINE_SIZE = 36
SHADES = 7
"""Steps between paper and full ink: enough for smooth edges, few enough for a small file."""
COVERED = [255 if value >= 255 // SHADES // 2 else 0 for value in range(256)]
"""Less than half a shade is paper."""


class Cards:
    """Makes the cards of a build; what they are drawn with is read once."""

    def __init__(self, root: Path) -> None:
        """Args: root: of the installation."""
        self._root = root
        self._folder = cache_of(root) / "cards"
        self._recipe = recipe_hash(root).encode()
        self._desk: Desk | None = None

    def file(self, card: "Card") -> Path:
        """The file of one card, drawn unless the cache has it."""
        path = self._folder / f"{short_hash(self._recipe, card.as_text().encode())}.png"
        if not path.is_file():
            if self._desk is None:
                self._desk = Desk(self._root)
            with written_whole(path) as partial:
                partial.write_bytes(self._desk.draw(card))
        return path


def recipe_hash(root: Path) -> str:
    """Changes when anything but the words of a card changes how it looks."""
    here = Path(__file__).parent
    names = [here / name for name in ("cards.py", "card_type.py", "card_marks.py", "fonts.py")]
    files = [*names, *(face.file for face in load_faces(root)), Path(kb.library.looks.__file__)]
    return short_hash(version("pillow").encode(), *(path.read_bytes() for path in files))


def load_faces(root: Path) -> tuple["Face", "Face", "Face"]:
    """Of titles, of sentences, and of what stands around them."""
    from runtime.card_type import SANS, SERIF, load_face

    return load_face(root, SERIF, 600), load_face(root, SERIF, 400), load_face(root, SANS, 550)


class Desk:
    """Faces and marks, loaded once for all cards."""

    def __init__(self, root: Path) -> None:
        from runtime.card_marks import draw_mark, read_marks

        self.title, self.serif, self.sans = load_faces(root)
        self.marks = {name: draw_mark(symbol, 40) for name, symbol in read_marks().items()}

    def draw(self, card: "Card") -> bytes:
        """One card as a PNG file."""
        canvas = Canvas()
        top = EDGE
        if label := self.sans.clean(card.label).upper():
            canvas.set(self.sans, label, 25, EDGE, top, MUTED, tracking=2.5)
            top += 25 + 28
        top = self._title(canvas, card, top)
        line = self.serif.clean(card.line)
        room = max(0, (HEIGHT - 150 - top - 24) // round(LINE_SIZE * 1.35))
        for text in self.serif.fit(line, LINE_SIZE, WIDTH - 2 * EDGE, min(3, room)):
            canvas.set(self.serif, text, LINE_SIZE, EDGE, top + 24, MUTED)
            top += round(LINE_SIZE * 1.35)
        self._foot(canvas, card)
        return canvas.as_png()

    def _title(self, canvas: "Canvas", card: "Card", top: int) -> int:
        """Set the title as large as three lines allow; where the next thing may begin."""
        title = self.title.clean(card.title) or self.title.clean(card.site)
        width = WIDTH - 2 * EDGE
        size = next((s for s in TITLE_SIZES if self._fits(title, s, width, 2 if s > 60 else 3)), TITLE_SIZES[-1])
        for text in self.title.fit(title, size, self._balanced(title, size, width), 3):
            canvas.set(self.title, text, size, EDGE, top, INK)
            top += round(size * 1.12)
        return top

    def _fits(self, title: str, size: int, width: int, lines: int) -> bool:
        wrapped = self.title.wrap(title, size, width)
        return len(wrapped) <= lines and all(self.title.width(text, size) <= width for text in wrapped)

    def _balanced(self, title: str, size: int, width: int) -> int:
        """The narrowest measure that takes no more lines, so that no word is left alone on the last."""
        lines = len(self.title.wrap(title, size, width))
        narrow = width
        while narrow > 200 and self._fits(title, size, narrow - 12, lines):
            narrow -= 12
        return narrow

    def _foot(self, canvas: "Canvas", card: "Card") -> None:
        canvas.rule(HEIGHT - 138)
        base = HEIGHT - 66
        name = self.sans.fit(self.sans.clean(card.site), 30, 460, 1)
        x = EDGE
        for text in name:
            canvas.set(self.sans, text, 30, x, base - 30, INK)
            x += round(self.sans.width(text, 30)) + 32
        for motion, mark, color in card.looks:
            canvas.put(self.marks[mark], x, base - 31, color if motion in card.marked else HAIRLINE)
            x += 40 + 16
        for text in self.sans.fit(self.sans.clean(card.aside), 27, WIDTH - EDGE - x - 40, 1):
            width = round(self.sans.width(text, 27))
            canvas.set(self.sans, text, 27, WIDTH - EDGE - width, base - 27, MUTED)


@cache
def _shade_table(first: int) -> list[int]:
    """The place in the palette of each coverage, for an ink whose lightest shade stands at `first`."""
    return [first + max(1, round(value * SHADES / 255)) - 1 for value in range(256)]


@cache
def _inked(glyph: "Glyph", first: int) -> tuple["Image.Image", "Image.Image"]:
    """A character in the palette's colors, for an ink whose lightest shade stands at `first`, and what it covers."""
    return glyph.mask.point(_shade_table(first)), glyph.mask.point(COVERED)


class Canvas:
    """A page of paper that takes ink."""

    def __init__(self) -> None:
        from PIL import Image

        self.image = Image.new("P", (WIDTH, HEIGHT), 0)
        self.inks: dict[str, int] = {}

    def set(self, face: "Face", text: str, size: float, x: int, y: int, ink: str, tracking: float = 0) -> None:
        """Set a clean text in one ink; its baseline lies `size` pixels below y."""
        first, paste = self._shades(ink), self.image.paste
        for glyph, place in face.glyphs(text, size, tracking):
            shades, covered = _inked(glyph, first)
            paste(shades, (x + place + glyph.left, y + glyph.top), covered)

    def put(self, mask: "Image.Image", x: int, y: int, ink: str) -> None:
        """Lay a mask down in one ink; what it covers fully replaces, its edges blend with the paper."""
        self.image.paste(mask.point(_shade_table(self._shades(ink))), (x, y), mask.point(COVERED))

    def rule(self, y: int) -> None:
        """A hairline across the canvas, two pixels high."""
        full = self._shades(HAIRLINE) + SHADES - 1
        self.image.paste(full, (EDGE, y, WIDTH - EDGE, y + 2))

    def _shades(self, ink: str) -> int:
        """Place in the palette of the lightest shade of an ink."""
        return self.inks.setdefault(ink, 1 + len(self.inks) * SHADES)

    def as_png(self) -> bytes:
        """The canvas as a file."""
        paper = _rgb(PAPER)
        colors = [*paper]
        for ink in self.inks:
            full = _rgb(ink)
            for step in range(1, SHADES + 1):
                share = step / SHADES
                colors += [round(p + (f - p) * share) for p, f in zip(paper, full, strict=True)]
        self.image.putpalette(colors)
        out = io.BytesIO()
        self.image.save(out, "PNG", compress_level=4)
        return out.getvalue()


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
