"""The type of the cards: two families at fixed weights, set with their own advances and kerning.

Pillow sets text with kerning only where the machine has a shaping library, and with whole-pixel advances where it
has not. Cards must be the same bytes on every machine, so glyphs are placed here, from the fonts' own tables.
"""

import json
import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from runtime.files import cache_of, ready_made, short_hash, written_whole
from runtime.fonts import CHARACTERS, can_set

SERIF = "source-serif-4/files/source-serif-4-latin-wght-normal.woff2"
SANS = "inter/files/inter-latin-wght-normal.woff2"
# Glyphs are drawn this many times larger and scaled down: fractions of a pixel then matter to the eye.
SCALE = 2
# A glyph may begin at this many places within a pixel; drawn once for each, it is laid down again where it returns.
STEPS = 4


@dataclass(frozen=True, slots=True)
class Face:
    """One family at one weight."""

    file: Path
    units: int
    """Units per em."""
    advances: dict[str, int]
    """Advance of each character, in units."""
    pairs: dict[str, int]
    """What to add between two characters, in units."""
    words: dict[str, int] = field(default_factory=dict, compare=False)
    """Width in units of every word that was set so far."""

    def clean(self, text: str) -> str:
        """The text with characters the face lacks folded to plain letters, or left out; nothing of a text that it
        cannot set, because what Latin letters are left of one in another script say something else."""
        if not can_set(text):
            return ""
        out: list[str] = []
        for character in unicodedata.normalize("NFC", text):
            if character in self.advances:
                out.append(character)
            else:
                out.extend(c for c in unicodedata.normalize("NFKD", character) if c in self.advances)
        return " ".join("".join(out).split())

    def width(self, text: str, size: float, tracking: float = 0) -> float:
        """Width of a clean text in pixels."""
        return self._units(text) * size / self.units + tracking * len(text)

    def _units(self, text: str) -> int:
        """Width of a clean text in units."""
        advances, pairs = self.advances, self.pairs
        return sum([advances[c] for c in text]) + sum([pairs.get(pair, 0) for pair in _pairs(text)])

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """A clean text as lines no wider than that; a word that is wider stands alone."""
        lines: list[str] = []
        used = 0
        for word in text.split():
            units = self.words.get(word)
            if units is None:
                units = self.words[word] = self._units(word)
            if lines:
                last = lines[-1][-1]
                longer = (
                    used + self.pairs.get(f"{last} ", 0) + self.advances[" "] + self.pairs.get(f" {word[0]}", 0) + units
                )
                if longer * size / self.units <= width:
                    lines[-1], used = f"{lines[-1]} {word}", longer
                    continue
            lines.append(word)
            used = units
        return lines

    def fit(self, text: str, size: float, width: float, most: int) -> list[str]:
        """At most that many lines; an ellipsis says that there is more."""
        lines = self.wrap(text, size, width)
        cut = lines[:most]
        ends = len(lines) > most
        while cut and (ends or self.width(cut[-1], size) > width):
            shown = f"{cut[-1].rstrip(',;:.–—- ')}…"
            if self.width(shown, size) <= width:
                cut[-1] = shown
                break
            cut[-1] = cut[-1].rpartition(" ")[0] or cut[-1][:-1]
            ends = True
        return cut

    def glyphs(self, text: str, size: float, tracking: float = 0) -> Iterator[tuple["Glyph", int]]:
        """The characters of a clean text but for spaces, each with the pixel where its place begins."""
        x = 0.0
        for character, pair in zip(text, [*_pairs(text), ""], strict=True):
            if character != " ":
                steps = round(x * STEPS)
                yield _glyph(self.file, size, character, steps % STEPS), steps // STEPS
            x += (self.advances[character] + self.pairs.get(pair, 0)) * size / self.units + tracking


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One character as it is drawn; its identity is its key."""

    mask: Image.Image
    """Coverage (0 to 255), no larger than what is covered."""
    left: int
    """Of the mask's edge, from where the character's place begins, in pixels."""
    top: int
    """Of the mask's edge below the line that lies `size` pixels above the baseline."""


@cache
def _glyph(file: Path, size: float, character: str, step: int) -> Glyph:
    """One character, begun that many steps into a pixel."""
    large = size * SCALE
    font = _font(file, large)
    left, _, right, _ = font.getbbox(character, anchor="ls")
    edge = math.floor(left / SCALE) - 1
    width = math.ceil(right / SCALE) + 2 - edge
    mask = Image.new("L", (width * SCALE, math.ceil(size * 1.5) * SCALE))
    place = ((step / STEPS - edge) * SCALE, large)
    ImageDraw.Draw(mask).text(place, character, fill=255, font=font, anchor="ls")
    mask = mask.reduce(SCALE)
    box = mask.getbbox() or (0, 0, 1, 1)
    return Glyph(mask.crop(box), edge + box[0], box[1])


@cache
def _font(file: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


def load_face(root: Path, source: str, weight: int) -> Face:
    """A face, cut from the npm package's variable font; from the cache when nothing changed."""
    stem = f"{Path(source).stem}-{weight}"
    if folder := ready_made(root, "faces"):
        return _read_face(folder / f"{stem}.ttf")
    file = root / "node_modules" / "@fontsource-variable" / source
    key = short_hash(Path(__file__).read_bytes(), file.read_bytes(), CHARACTERS.encode(), str(weight).encode())
    target = cache_of(root) / "cards" / "faces" / key / f"{stem}.ttf"
    if not (target.is_file() and target.with_suffix(".json").is_file()):
        _cut(file, weight, target, target.with_suffix(".json"))
    return _read_face(target)


def _read_face(file: Path) -> Face:
    numbers = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return Face(file, numbers["units"], numbers["advances"], numbers["pairs"])


def _cut(file: Path, weight: int, target: Path, metrics: Path) -> None:
    """Write the font at one weight with only the characters pages use, and its metrics beside it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(file, recalcTimestamp=False)
    options = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=CHARACTERS)
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = None
    names = font.getBestCmap()
    advances = {chr(code): font["hmtx"][name][0] for code, name in names.items()}
    pairs = _kerning(font, {chr(code): name for code, name in names.items()})
    numbers = {"units": font["head"].unitsPerEm, "advances": advances, "pairs": pairs}
    with written_whole(target) as partial:
        font.save(partial)
    with written_whole(metrics) as partial:
        partial.write_text(json.dumps(numbers, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _kerning(font: Any, glyphs: dict[str, str]) -> dict[str, int]:
    """What the font's GPOS table adds to the advance of the first of two characters."""
    tables = list(_pair_tables(font))
    pairs: dict[str, int] = {}
    for first, left in glyphs.items():
        mine = [table for table in tables if left in table.Coverage.glyphs]
        for second, right in glyphs.items() if mine else ():
            value = next((v for table in mine if (v := _adjustment(table, left, right)) is not None), 0)
            if value:
                pairs[first + second] = value
    return pairs


def _pair_tables(font: Any) -> Iterable[Any]:
    gpos = font["GPOS"].table
    wanted = {i for r in gpos.FeatureList.FeatureRecord if r.FeatureTag == "kern" for i in r.Feature.LookupListIndex}
    for index in sorted(wanted):
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = table.ExtSubTable if hasattr(table, "ExtSubTable") else table
            if table.LookupType == 2:
                yield table


def _adjustment(table: Any, left: str, right: str) -> int | None:
    """None where the table says nothing of the pair, so that the next one is asked."""
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        value = next((record.Value1 for record in records if record.SecondGlyph == right), None)
        return None if value is None else int(getattr(value, "XAdvance", 0) or 0)
    one, two = table.ClassDef1.classDefs.get(left, 0), table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[one].Class2Record[two].Value1
    return int(getattr(value, "XAdvance", 0) or 0) if value is not None else 0
