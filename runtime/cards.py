"""The picture of each page that other sites show beside a link: 1200 by 630 pixels, drawn without a network.

Looks like the head of the page: paper ground, kind, title, one-liner, a hairline, the marks of the motions. Each
picture has a palette of its own inks on paper, so a card is a few kilobytes.
"""

import struct
import zlib
from bisect import bisect_left
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import kb.library.looks
from runtime.bidi import begins_at_right
from runtime.files import cache_of, short_hash, written_whole
from runtime.machine_fonts import find_machine_font

if TYPE_CHECKING:
    from PIL import Image

    from kb.pages.card import Card
    from runtime.card_type import Face, Glyph

type Faces = tuple["Face", "Face", "Face"]

FACES = (("source-serif-4", 600), ("source-serif-4", 400), ("inter", 550))
"""Family and weight of titles, of sentences, and of what stands around them."""
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
PACKED = 5
"""Of the levels of libdeflate, 1 to 12: each higher one takes longer than the few bytes that it saves are worth."""
INDEXED = 3
"""The kind of PNG file whose pixels are places in a palette."""


class Cards:
    """Makes the cards of a build; what they are drawn with is read once."""

    def __init__(self, root: Path, language: str = "") -> None:
        """Args: root: of the installation; language: whose forms of Chinese letters the cards take."""
        self._folder = cache_of(root) / "cards"
        self._faces = load_faces(root, language)
        self._recipe = recipe_hash(self._faces).encode()
        self._desk: Desk | None = None

    def can_set(self, title: str) -> bool:
        """Whether a title can be drawn: without it a card says nothing of its page."""
        return self._faces[0].can_set(title)

    def file(self, card: "Card") -> Path:
        """The file of one card, drawn unless the cache has it."""
        path = self._folder / f"{short_hash(self._recipe, card.as_text().encode())}.png"
        if not path.is_file():
            if self._desk is None:
                self._desk = Desk(self._faces)
            with written_whole(path) as partial:
                partial.write_bytes(self._desk.draw(card))
        return path


def recipe_hash(faces: Faces) -> str:
    """Changes when anything but the words of a card changes how it looks."""
    from PIL import features

    here = Path(__file__).parent
    names = ("bidi.py", "cards.py", "card_type.py", "card_marks.py", "fonts.py", "machine_fonts.py")
    files = [*(here / name for name in names), *(face.font.file for face in faces), Path(kb.library.looks.__file__)]
    # Where Raqm or the machine's own fonts come and go, the same words look otherwise.
    machine = [find_machine_font(face.language, face.is_bold) for face in faces]
    around = f"{version('pillow')} {features.version('raqm')} {machine}"
    return short_hash(around.encode(), *(path.read_bytes() for path in files))


def load_faces(root: Path, language: str = "") -> Faces:
    """Of titles, of sentences, and of what stands around them."""
    from runtime.card_type import load_face

    title, serif, sans = (load_face(root, family, weight, language) for family, weight in FACES)
    return title, serif, sans


def make_faces(root: Path) -> list[Path]:
    """The fonts of all faces for every script that comes with us; each has its metrics beside it."""
    from runtime.card_type import make_slices

    return [file for family, weight in FACES for file in make_slices(root, family, weight)]


class Desk:
    """Faces and marks, loaded once for all cards."""

    def __init__(self, faces: Faces) -> None:
        from runtime.card_marks import draw_mark, read_marks
        from runtime.card_type import Glyph

        self.title, self.serif, self.sans = faces
        self.marks = {name: Glyph(draw_mark(symbol, 40), 0, 0) for name, symbol in read_marks().items()}

    def draw(self, card: "Card") -> bytes:
        """One card as a PNG file."""
        canvas = Canvas()
        top = EDGE
        if label := self.sans.clean(card.label.upper()):
            # Letters that join are not spaced out.
            tracking = 0 if self.sans.is_shaped(label) else 2.5
            self._line(canvas, self.sans, label, 25, top, MUTED, begins_at_right(label), tracking)
            top += 25 + 28
        top = self._title(canvas, card, top)
        line = self.serif.clean(card.line)
        leading = round(LINE_SIZE * (1.35 if not self.serif.is_shaped(line) else 1.5))
        room = max(0, (HEIGHT - 150 - top - 24) // leading)
        for text in self.serif.fit(line, LINE_SIZE, WIDTH - 2 * EDGE, min(3, room)):
            self._line(canvas, self.serif, text, LINE_SIZE, top + 24, MUTED, begins_at_right(line))
            top += leading
        self._foot(canvas, card)
        return canvas.as_png()

    def _title(self, canvas: "Canvas", card: "Card", top: int) -> int:
        """Set the title as large as three lines allow; where the next thing may begin."""
        title = self.title.clean(card.title) or self.title.clean(card.site)
        width = WIDTH - 2 * EDGE
        size = next((s for s in TITLE_SIZES if self._fits(title, s, width, 2 if s > 60 else 3)), TITLE_SIZES[-1])
        leading = round(size * (1.12 if not self.title.is_shaped(title) else 1.4))
        for text in self.title.fit(title, size, self._balanced(title, size, width), 3):
            self._line(canvas, self.title, text, size, top, INK, begins_at_right(title))
            top += leading
        return top

    def _line(
        self,
        canvas: "Canvas",
        face: "Face",
        text: str,
        size: int,
        y: int,
        ink: str,
        from_right: bool,
        tracking: float = 0,
    ) -> None:
        """Set a line from the edge at which its text begins."""
        x = round(WIDTH - EDGE - face.width(text, size, tracking)) if from_right else EDGE
        canvas.set(face, text, size, x, y, ink, tracking, from_right)

    def _fits(self, title: str, size: int, width: int, lines: int) -> bool:
        wrapped = self.title.wrap(title, size, width)
        return len(wrapped) <= lines and all(self.title.width(text, size) <= width for text in wrapped)

    def _balanced(self, title: str, size: int, width: int) -> int:
        """The narrowest measure that takes no more lines, so that no word is left alone on the last."""
        lines = len(self.title.wrap(title, size, width))
        measures = range(width, 188, -12)[::-1]
        widest = len(measures) - 1
        return measures[bisect_left(measures, True, hi=widest, key=lambda one: self._fits(title, size, one, lines))]

    def _foot(self, canvas: "Canvas", card: "Card") -> None:
        canvas.rule(HEIGHT - 138)
        base = HEIGHT - 66
        name = self.sans.fit(self.sans.clean(card.site), 30, 460, 1)
        x = EDGE
        for text in name:
            canvas.set(self.sans, text, 30, x, base - 30, INK, 0, begins_at_right(text))
            x += round(self.sans.width(text, 30)) + 32
        for motion, mark, color in card.looks:
            canvas.put(self.marks[mark], x, base - 31, color if motion in card.marked else HAIRLINE)
            x += 40 + 16
        for text in self.sans.fit(self.sans.clean(card.aside), 27, WIDTH - EDGE - x - 40, 1):
            width = round(self.sans.width(text, 27))
            canvas.set(self.sans, text, 27, WIDTH - EDGE - width, base - 27, MUTED, 0, begins_at_right(text))


@cache
def _shade_table(first: int) -> list[int]:
    """The place in the palette of each coverage, for an ink whose lightest shade stands at `first`."""
    return [first + max(1, round(value * SHADES / 255)) - 1 for value in range(256)]


@cache
def _inked(glyph: "Glyph", first: int) -> tuple["Image.Image", "Image.Image"]:
    """A character in the palette's colors, for an ink whose lightest shade stands at `first`, and what it covers."""
    return glyph.mask.point(_shade_table(first)), glyph.mask.point(COVERED)


class Canvas:
    """A page of paper that takes ink; its pixels are places in a palette.

    It is one pixel wider than the card: a row of a PNG file begins with a 0 where nothing is filtered.
    """

    def __init__(self) -> None:
        from PIL import Image

        self.rows = bytearray((1 + WIDTH) * HEIGHT)
        self.image = Image.frombuffer("L", (1 + WIDTH, HEIGHT), self.rows, "raw", "L", 0, 1)
        self.image.readonly = 0  # Pillow draws into the rows themselves, and nothing is copied
        self.inks: dict[str, int] = {}

    def set(
        self,
        face: "Face",
        text: str,
        size: float,
        x: int,
        y: int,
        ink: str,
        tracking: float = 0,
        from_right: bool = False,
    ) -> None:
        """Set a clean text in one ink; its baseline lies `size` pixels below y."""
        first, put = self._shades(ink), self._put
        for glyph, place in face.glyphs(text, size, tracking, from_right):
            put(glyph, x + place, y, first)

    def put(self, mark: "Glyph", x: int, y: int, ink: str) -> None:
        """Lay a mark down in one ink."""
        self._put(mark, x, y, self._shades(ink))

    def _put(self, glyph: "Glyph", x: int, y: int, first: int) -> None:
        """What is covered fully replaces what was there, edges blend with the paper."""
        shades, covered = _inked(glyph, first)
        self.image.paste(shades, (1 + x + glyph.left, y + glyph.top), covered)

    def rule(self, y: int) -> None:
        """A hairline across the canvas, two pixels high."""
        full = self._shades(HAIRLINE) + SHADES - 1
        self.image.paste(full, (1 + EDGE, y, 1 + WIDTH - EDGE, y + 2))

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
        self.rows[:: 1 + WIDTH] = bytes(HEIGHT)  # where a text may have run out at the left
        return _png(bytes(colors), self.rows)


def _png(palette: bytes, rows: bytearray) -> bytes:
    """A PNG file, written here because libdeflate packs in half of the time that Pillow takes.

    Args:
        palette: red, green and blue of each color.
        rows: WIDTH places in the palette each, behind a 0.
    """
    import deflate

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, INDEXED, 0, 0, 0)
    packed = bytes(deflate.zlib_compress(rows, PACKED))
    chunks = {b"IHDR": head, b"PLTE": palette, b"IDAT": packed, b"IEND": b""}
    out = b"\x89PNG\r\n\x1a\n"
    for name, data in chunks.items():
        out += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return out


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
