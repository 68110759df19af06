"""The picture of each page that other sites show beside a link: 1200 by 630 pixels, drawn without a network.

Looks like the head of the page: paper ground, kind, title, one-liner, a hairline, the marks of the motions. Each
picture has a palette of its own inks on paper, so a card is a few kilobytes.
"""

import io
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.files import cache_of, short_hash, written_whole

if TYPE_CHECKING:
    from PIL import Image

    from kb.pages.card import Card
    from runtime.card_type import Face

WIDTH, HEIGHT = 1200, 630
EDGE = 84
PAPER = "#FBFAF7"
INK, MUTED, HAIRLINE = "#1B1D22", "#5A5F69", "#DDD9D0"
MOTIONS = {
    "developer-led": "#0229D3",
    "product-led": "#05766A",
    "sales-led": "#5E160A",
    "partner-led": "#691080",
    "marketplace-led": "#816210",
}
TITLE_SIZES = (84, 72, 62, 54, 48)
LINE_SIZE = 36
SHADES = 7
"""Steps between paper and full ink: enough for smooth edges, few enough for a small file."""
COVERED = [255 if value >= 255 // SHADES // 2 else 0 for value in range(256)]
"""Less than half a shade is paper."""


def build_cards(root: Path, cards: Iterable["Card"]) -> list[Path]:
    """The file of each card, in order; what the cache holds is not drawn again."""
    recipe = recipe_hash(root)
    folder = cache_of(root) / "cards"
    wanted = [(card, folder / f"{short_hash(recipe.encode(), card.as_text().encode())}.png") for card in cards]
    missing = {path: card for card, path in wanted if not path.is_file()}
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        desk = _desk(root, recipe)
        # Most of the time goes to compression, which runs beside other threads.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for path, data in zip(missing, pool.map(desk.draw, missing.values()), strict=True):
                with written_whole(path) as partial:
                    partial.write_bytes(data)
    return [path for _, path in wanted]


def recipe_hash(root: Path) -> str:
    """Changes when anything but the words of a card changes how it looks."""
    here = Path(__file__).parent
    names = [here / name for name in ("cards.py", "card_type.py", "card_marks.py", "fonts.py")]
    files = [*names, *(face.file for face in load_faces(root)), root / "site_overrides/partials/marks.html"]
    return short_hash(version("pillow").encode(), *(path.read_bytes() for path in files))


def load_faces(root: Path) -> tuple["Face", "Face", "Face"]:
    """Of titles, of sentences, and of what stands around them."""
    from runtime.card_type import SANS, SERIF, load_face

    return load_face(root, SERIF, 600), load_face(root, SERIF, 400), load_face(root, SANS, 550)


@cache
def _desk(root: Path, recipe: str) -> "Desk":
    return Desk(root)


class Desk:
    """Faces and marks, loaded once for all cards."""

    def __init__(self, root: Path) -> None:
        from runtime.card_marks import draw_mark, read_marks

        self.title, self.serif, self.sans = load_faces(root)
        self.marks = {motion: draw_mark(symbol, 40) for motion, symbol in read_marks(root).items()}

    def draw(self, card: "Card") -> bytes:
        """One card as a PNG file."""
        canvas = Canvas()
        top = EDGE
        if label := self.sans.clean(card.label).upper():
            canvas.put(self.sans.draw(label, 25, tracking=2.5), EDGE, top, 25, MUTED)
            top += 25 + 28
        top = self._title(canvas, card, top)
        line = self.serif.clean(card.line)
        room = max(0, (HEIGHT - 150 - top - 24) // round(LINE_SIZE * 1.35))
        for text in self.serif.fit(line, LINE_SIZE, WIDTH - 2 * EDGE, min(3, room)):
            canvas.put(self.serif.draw(text, LINE_SIZE), EDGE, top + 24, LINE_SIZE, MUTED)
            top += round(LINE_SIZE * 1.35)
        self._foot(canvas, card)
        return canvas.as_png()

    def _title(self, canvas: "Canvas", card: "Card", top: int) -> int:
        """Set the title as large as three lines allow; where the next thing may begin."""
        title = self.title.clean(card.title) or self.title.clean(card.site)
        width = WIDTH - 2 * EDGE
        size = next((s for s in TITLE_SIZES if self._fits(title, s, width, 2 if s > 60 else 3)), TITLE_SIZES[-1])
        for text in self.title.fit(title, size, self._balanced(title, size, width), 3):
            canvas.put(self.title.draw(text, size), EDGE, top, size, INK)
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
            canvas.put(self.sans.draw(text, 30), x, base - 30, 30, INK)
            x += round(self.sans.width(text, 30)) + 32
        for motion in card.motions:
            if motion in self.marks:
                ink = MOTIONS.get(motion, MUTED) if motion in card.marked else HAIRLINE
                canvas.put(self.marks[motion], x, base - 31, 0, ink)
                x += 40 + 16
        for text in self.sans.fit(self.sans.clean(card.aside), 27, WIDTH - EDGE - x - 40, 1):
            width = round(self.sans.width(text, 27))
            canvas.put(self.sans.draw(text, 27), WIDTH - EDGE - width, base - 27, 27, MUTED)


@cache
def _shade_table(first: int) -> list[int]:
    """The place in the palette of each coverage, for an ink whose lightest shade stands at `first`."""
    return [first + max(1, round(value * SHADES / 255)) - 1 for value in range(256)]


class Canvas:
    """A page of paper that takes ink."""

    def __init__(self) -> None:
        from PIL import Image

        self.image = Image.new("P", (WIDTH, HEIGHT), 0)
        self.inks: dict[str, int] = {}

    def put(self, mask: "Image.Image", x: int, y: int, size: float, ink: str) -> None:
        """Lay a mask down in one ink; what it covers fully replaces, its edges blend with the paper.

        Args:
            size: of the type, whose masks begin that far above the baseline; 0 for marks.
        """
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
        self.image.save(out, "PNG", compress_level=3)
        return out.getvalue()


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
