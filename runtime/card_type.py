"""The type of the cards: two families at fixed weights, and Noto for the scripts that they lack.

Pillow sets text with kerning only where the machine has a shaping library, and with whole-pixel advances where it
has not. Cards must be the same bytes on every machine, so glyphs are placed here, from the fonts' own tables. Words of
scripts whose letters change with their neighbours are shaped as a whole by Pillow's Raqm; where that is missing they
count as letters that the face lacks. Chinese, Japanese and Korean are set from the machine's own Noto, if it has one.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont, features

from runtime.bidi import MIRRORED, levels, visual_order
from runtime.files import cache_of, ready_made, short_hash, written_whole
from runtime.fonts import CHARACTERS, cut
from runtime.machine_fonts import CJK, EAST_ASIAN, find_machine_font, read_machine_font

LATIN = "latin"
# Glyphs are drawn this many times larger and scaled down: fractions of a pixel then matter to the eye.
SCALE = 2
# A glyph may begin at this many places within a pixel; drawn once for each, it is laid down again where it returns.
STEPS = 4
# Ems above the line of a glyph's place that an accent on a capital, or a stack of vowel signs, may take.
LEAD = 0.4
_MOST_LOST = 0.2
"""Share of a text's letters that may be missing from it."""
_JOINERS = "\u200c\u200d"
# A line may end behind each Chinese or Japanese letter, but what closes stays with what it closes.
_PIECE = re.compile(
    f"[（「『《〈【〔“‘]*[{CJK}][、。，．！？）」』》〉】〕：；ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…”’]*|[^{CJK}]+"
)
_IS_CJK = re.compile(f"[{CJK}]")
_IS_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")


@dataclass(frozen=True, slots=True)
class Slice:
    """Characters that stand in a file of their own, which is read when a text has one of them."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    """First and last code point of each."""
    family: str = ""
    """Of the npm package where it is another than the face's; such words are shaped."""


_LETTERS = ((0x100, 0x17F), (0x186, 0x190), (0x1CD, 0x1DC), (0x253, 0x25B))
SLICES = (
    # Letters of alphabets in use; of others the plain letter is drawn, where there is one.
    Slice("latin-ext", (*_LETTERS, (0x218, 0x21B), (0x1E80, 0x1E9E), (0x1EF2, 0x1EF3), (0x20A0, 0x20BF))),
    Slice("vietnamese", ((0x100, 0x1B0), (0x1EA0, 0x1EF9), (0x20AB, 0x20AB))),
    Slice("greek", ((0x370, 0x3FF),)),
    Slice("cyrillic", ((0x400, 0x52F), (0x2116, 0x2116))),
    Slice("cyrillic-ext", ((0x460, 0x52F),)),
    Slice("hebrew", ((0x591, 0x5F4),), "noto-sans-hebrew"),
    Slice("arabic", ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF)), "noto-sans-arabic"),
    Slice("devanagari", ((0x900, 0x97F),), "noto-sans-devanagari"),
)


@dataclass(frozen=True, slots=True)
class Font:
    """One font file that glyphs are drawn with."""

    file: Path
    index: int = 0
    """Of the font in a collection."""
    is_shaped: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """One family at one weight."""

    root: Path
    family: str
    weight: int
    language: str
    """Whose forms of Chinese letters it takes."""
    font: Font
    """Of the Latin letters."""
    units: int
    """Units per em."""
    advances: dict[str, int]
    """Advance of each character, in units; grows with the slices that texts ask for."""
    pairs: dict[str, int]
    """What to add between two characters, in units."""
    fonts: dict[str, Font] = field(default_factory=dict, compare=False)
    """Of the characters that are not in `font`."""
    words: dict[str, int] = field(default_factory=dict, compare=False)
    """Width in units of every word that was set so far."""
    asked: set[str] = field(default_factory=set, compare=False)
    """Characters that were looked for, and slices that were read."""

    def has(self, character: str) -> bool:
        """Whether it can be drawn; reads the slice that it stands in."""
        if character not in self.advances and character not in self.asked:
            self.asked.add(character)
            code = ord(character)
            for part in SLICES:
                if any(first <= code <= last for first, last in part.ranges) and part.name not in self.asked:
                    self.asked.add(part.name)
                    self._read(part)
            if _IS_EAST_ASIAN.match(character) and "machine" not in self.asked:
                self.asked.add("machine")
                if found := find_machine_font(self.language, self.is_bold):
                    self._take(Font(*found), *read_machine_font(*found), {})
        return character in self.advances

    def _read(self, part: Slice) -> None:
        if part.family and not features.check("raqm"):
            return
        file = cut_slice(self.root, part.family or self.family, part.name, _weight_of(part, self.weight))
        units, advances, pairs = _read_metrics(file)
        self._take(Font(file, is_shaped=bool(part.family)), units, advances, pairs)

    def _take(self, font: Font, units: int, advances: dict[str, int], pairs: dict[str, int]) -> None:
        new = {c: round(a * self.units / units) for c, a in advances.items() if c not in self.advances}
        self.advances.update(new)
        self.fonts.update(dict.fromkeys(new, font))
        for pair, value in pairs.items():
            self.pairs.setdefault(pair, value)

    def can_set(self, text: str) -> bool:
        """Whether it has nearly all letters of a text: else a card does without it."""
        letters = [character for character in unicodedata.normalize("NFC", text) if character.isalpha()]
        lost = [c for c in letters if not self.has(c) and not self.has(unicodedata.normalize("NFKD", c)[0])]
        return len(lost) <= _MOST_LOST * len(letters)

    def clean(self, text: str) -> str:
        """The text with characters the face lacks folded to plain letters, or left out; nothing of a text that it
        cannot set, because what Latin letters are left of one in another script say something else."""
        if not self.can_set(text):
            return ""
        out: list[str] = []
        for character in unicodedata.normalize("NFC", text):
            if self.has(character) or (character in _JOINERS and out and self.is_shaped(out[-1])):
                out.append(character)
            else:
                out.extend(c for c in unicodedata.normalize("NFKD", character) if self.has(c))
        return " ".join("".join(out).split())

    @property
    def is_bold(self) -> bool:
        """Whether it takes the bold of what is to be had in two weights."""
        return self.weight >= 600

    def is_shaped(self, text: str) -> bool:
        """Whether a clean text has a letter whose form its neighbours decide."""
        return bool(self.fonts) and any(self.fonts.get(character, self.font).is_shaped for character in text)

    def width(self, text: str, size: float, tracking: float = 0) -> float:
        """Width of a clean text in pixels."""
        return self._units(text) * size / self.units + tracking * len(text)

    def _units(self, text: str) -> int:
        """Width of a clean text in units."""
        advances, pairs = self.advances, self.pairs
        if self.is_shaped(text):
            return sum(token.units for token in self.tokens(text, False))
        return sum([advances[c] for c in text]) + sum([pairs.get(pair, 0) for pair in _pairs(text)])

    def tokens(self, text: str, from_right: bool) -> list["Token"]:
        """What a clean text is drawn of, from left to right: characters, and words that are shaped as a whole."""
        found = levels(text, from_right)
        runs: list[tuple[str, Font, int]] = []
        for character, level in zip(text, found, strict=True):
            font = self.fonts.get(character, self.font)
            if runs and runs[-1][1].is_shaped and runs[-1][2] == level:
                said, before, _ = runs[-1]
                if font == before or character in _JOINERS or unicodedata.category(character) == "Mn":
                    runs[-1] = (said + character, before, level)
                    continue
            is_turned = level % 2 and not font.is_shaped
            runs.append((MIRRORED.get(character, character) if is_turned else character, font, level))
        ordered = [runs[place] for place in visual_order([level for _, _, level in runs])]
        tokens: list[Token] = []
        for number, (said, font, level) in enumerate(ordered):
            if font.is_shaped:
                tokens.append(
                    Token(said, font, bool(level % 2), _shaped_units(font, said, bool(level % 2), self.units))
                )
            else:
                after = ordered[number + 1][0] if number + 1 < len(ordered) else ""
                units = self.advances[said] + self.pairs.get(said + after, 0)
                tokens.append(Token(said, font, False, units))
        return tokens

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """A clean text as lines no wider than that; a word that is wider stands alone."""
        lines: list[str] = []
        used = 0
        for word, glue in _pieces(text):
            units = self.words.get(word)
            if units is None:
                units = self.words[word] = self._units(word)
            if lines:
                longer = used + units
                if glue:
                    last = lines[-1][-1]
                    around = self.pairs.get(f"{last} ", 0) + self.pairs.get(f" {word[0]}", 0)
                    longer += self.advances[" "] + around
                if longer * size / self.units <= width:
                    lines[-1], used = f"{lines[-1]}{glue}{word}", longer
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
            shown = f"{cut[-1].rstrip(',;:.–—-、。， ')}…"
            if self.width(shown, size) <= width:
                cut[-1] = shown
                break
            pieces = list(_pieces(cut[-1]))
            cut[-1] = "".join(f"{glue}{word}" for word, glue in pieces[:-1]).strip() or cut[-1][:-1]
            ends = True
        return cut

    def glyphs(
        self, text: str, size: float, tracking: float = 0, from_right: bool = False
    ) -> Iterator[tuple["Glyph", int]]:
        """What a clean text is drawn of but for spaces, each with the pixel where its place begins.

        Args:
            from_right: for a line of a text that begins at the right.
        """
        x = 0.0
        if from_right or self.is_shaped(text):
            for token in self.tokens(text, from_right):
                if token.said != " ":
                    steps = round(x * STEPS)
                    yield _glyph(token.font, size, token.said, steps % STEPS, token.is_turned), steps // STEPS
                x += token.units * size / self.units + tracking
            return
        for character, pair in zip(text, [*_pairs(text), ""], strict=True):
            if character != " ":
                steps = round(x * STEPS)
                font = self.fonts.get(character, self.font)
                yield _glyph(font, size, character, steps % STEPS), steps // STEPS
            x += (self.advances[character] + self.pairs.get(pair, 0)) * size / self.units + tracking


@dataclass(frozen=True, slots=True)
class Token:
    """A character, or a word that is shaped as a whole."""

    said: str
    font: Font
    is_turned: bool
    """Whether it is shaped from the right."""
    units: int
    """Advance in units of the face."""


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What no line may break within, each with what stands before it on one line: a space or nothing."""
    is_plain = _IS_CJK.search(text) is None
    for word in text.split():
        if is_plain:
            yield word, " "
        else:
            for number, piece in enumerate(_PIECE.findall(word)):
                yield piece, "" if number else " "


@cache
def _shaped_units(font: Font, word: str, is_turned: bool, units: int) -> int:
    """Advance of a word in units, as Raqm shapes it."""
    return round(_font(font, units).getlength(word, direction="rtl" if is_turned else "ltr"))


def _weight_of(part: Slice, weight: int) -> int:
    """Noto is cut for titles and for all else: what stands around them needs no weight of its own."""
    return weight if not part.family or weight >= 600 else 400


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One character or shaped word as it is drawn; its identity is its key."""

    mask: Image.Image
    """Coverage (0 to 255), no larger than what is covered."""
    left: int
    """Of the mask's edge, from where the character's place begins, in pixels."""
    top: int
    """Of the mask's edge below the line that lies `size` pixels above the baseline."""


@cache
def _glyph(font: Font, size: float, said: str, step: int, is_turned: bool = False) -> Glyph:
    """One character or shaped word, begun that many steps into a pixel."""
    large = size * SCALE
    drawn = _font(font, large)
    direction = ("rtl" if is_turned else "ltr") if font.is_shaped else None
    left, _, right, _ = drawn.getbbox(said, anchor="ls", direction=direction)
    edge = math.floor(left / SCALE) - 1
    width = math.ceil(right / SCALE) + 2 - edge
    lead = math.ceil(size * LEAD)
    mask = Image.new("L", (width * SCALE, (lead + math.ceil(size * 1.6)) * SCALE))
    place = ((step / STEPS - edge) * SCALE, large + lead * SCALE)
    ImageDraw.Draw(mask).text(place, said, fill=255, font=drawn, anchor="ls", direction=direction)
    mask = mask.reduce(SCALE)
    box = mask.getbbox() or (0, 0, 1, 1)
    return Glyph(mask.crop(box), edge + box[0], box[1] - lead)


@cache
def _font(font: Font, size: float) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if font.is_shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(font.file), size, font.index, layout_engine=engine)


def load_face(root: Path, family: str, weight: int, language: str) -> Face:
    """A face with its Latin letters; other slices are read when a text asks for them."""
    file = cut_slice(root, family, LATIN, weight)
    units, advances, pairs = _read_metrics(file)
    return Face(root, family, weight, language, Font(file), units, advances, pairs)


def make_slices(root: Path, family: str, weight: int) -> list[Path]:
    """The files of every slice of a face; each has its metrics beside it."""
    cuts = [(family, LATIN, weight)]
    cuts += [(part.family or family, part.name, _weight_of(part, weight)) for part in SLICES]
    return [cut_slice(root, *cut) for cut in cuts]


def cut_slice(root: Path, family: str, name: str, weight: int) -> Path:
    """A slice at one weight, cut from the npm package's variable font; from the cache when nothing changed."""
    packages = root / "node_modules" / "@fontsource-variable"
    source = packages / family / "files" / f"{family}-{name}-wght-normal.woff2"
    stem = f"{source.stem}-{weight}"
    if folder := ready_made(root, "faces"):
        return folder / f"{stem}.ttf"
    recipe = (Path(__file__).read_bytes(), Path(__file__).with_name("fonts.py").read_bytes())
    key = short_hash(*recipe, source.read_bytes(), str(weight).encode())
    target = cache_of(root) / "cards" / "faces" / key / f"{stem}.ttf"
    if not (target.is_file() and target.with_suffix(".json").is_file()):
        ranges = {part.name: part.ranges for part in SLICES}.get(name)
        _cut(source, weight, target, ranges or tuple((code, code) for code in map(ord, CHARACTERS)))
    return target


def _read_metrics(file: Path) -> tuple[int, dict[str, int], dict[str, int]]:
    numbers = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return numbers["units"], numbers["advances"], numbers["pairs"]


def _cut(file: Path, weight: int, target: Path, ranges: tuple[tuple[int, int], ...]) -> None:
    """Write the font at one weight with only the characters between these code points, and its metrics beside it."""
    characters = [*(code for first, last in ranges for code in range(first, last + 1)), *map(ord, _JOINERS)]
    is_shaped = file.stem.startswith("noto")
    font = cut(file, characters, None if is_shaped else ("kern",), weight)
    names = {chr(code): name for code, name in font.getBestCmap().items()}
    advances = {character: font["hmtx"][name][0] for character, name in names.items()}
    pairs = {} if is_shaped else _kerning(font, names)
    numbers = {"units": font["head"].unitsPerEm, "advances": advances, "pairs": pairs}
    if not is_shaped:
        for table in {"GDEF", "GPOS", "GSUB"} & {*font.keys()}:
            del font[table]
    with written_whole(target) as partial:
        font.save(partial)
    with written_whole(target.with_suffix(".json")) as partial:
        partial.write_text(json.dumps(numbers, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _kerning(font: Any, glyphs: dict[str, str]) -> dict[str, int]:
    """What the font's GPOS table adds to the advance of the first of two characters."""
    tables = list(_pair_tables(font))
    pairs: dict[str, int] = {}
    for first, left in glyphs.items():
        added: dict[str, int] = {}
        for table in tables:
            if left in table.Coverage.glyphs:
                # Where a table says nothing of a pair, the next one is asked.
                added = {**dict(_adjustments(table, left, glyphs.values())), **added}
        pairs |= {first + second: value for second, right in glyphs.items() if (value := added.get(right))}
    return pairs


def _pair_tables(font: Any) -> Iterable[Any]:
    gpos = font["GPOS"].table
    wanted = {i for r in gpos.FeatureList.FeatureRecord if r.FeatureTag == "kern" for i in r.Feature.LookupListIndex}
    for index in sorted(wanted):
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = table.ExtSubTable if hasattr(table, "ExtSubTable") else table
            if table.LookupType == 2:
                yield table


def _adjustments(table: Any, left: str, glyphs: Iterable[str]) -> Iterator[tuple[str, int]]:
    """What a table that covers a glyph adds between it and each of those of which it says something."""
    if table.Format == 1:
        for record in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord:
            if record.Value1 is not None:
                yield record.SecondGlyph, getattr(record.Value1, "XAdvance", 0)
    else:
        row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
        values = [getattr(column.Value1, "XAdvance", 0) for column in row]
        classes = table.ClassDef2.classDefs
        for glyph in glyphs:
            yield glyph, values[classes.get(glyph, 0)]
