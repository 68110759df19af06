"""The two families of the page, cut down to the characters that English pages use.

The npm packages hold variable fonts for all of Latin; a page that starts fast ships what it shows. So each face comes
in two files: what nearly every page is set with, and the accented letters and signs that a browser fetches for the
pages that have one (`unicode-range` in assets/stylesheets/fonts.css). Characters outside both fall back to the
reader's own fonts.
"""

import io
import string
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from runtime.files import AssetFile, cache_of, ready_made, short_hash, written_whole

FOLDER = "assets/fonts"
# With the weights that the style sheets ask for: half of a variable font is the rest of its range. Italics are for a
# word or a quotation, at one weight; the rare bold one is drawn by the browser.
SOURCES: dict[str, tuple[int, int] | int] = {
    "source-serif-4/files/source-serif-4-latin-wght-normal.woff2": (400, 600),
    "source-serif-4/files/source-serif-4-latin-wght-italic.woff2": 400,
    "inter/files/inter-latin-wght-normal.woff2": (400, 600),
}
# Printable ASCII, the accented letters of Western European names, and the punctuation and signs that pages use.
CHARACTERS = "".join(
    [*map(chr, range(0x20, 0x7F)), "\u00a0£§©«°±·»¼½¾×÷–—‘’“”„†•…‹›€™←↑→↓−≈≠≤≥✓✗", *map(chr, range(0xC0, 0x100))]
)
ITALIC_CORE = f"{string.ascii_letters} \u00a0.,;:!?'\"()-–—‘’“”…"
CORE = f"{ITALIC_CORE}{string.digits}/&%$#+=~_|†·×÷−"
"""What nearly every page is set with."""
OF_FIELDS = "inter"
"""The family that text fields are set in."""
MORE = "-more"
"""Joined to the name of the file that holds the rest."""
# Kerning, the letter pairs that would collide, figures that line up. Accents need no feature: every letter above is a
# character of its own. Inter's contextual signs would cost a fifth of its file.
FEATURES = ["kern", "liga", "tnum"]
# What lines up. Inter's own "tnum" widens the hyphen, the space and twenty other signs as well: "sales-led" in a table
# would read "sales - led".
IN_COLUMNS = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "plus", "minus"}
# Of the font format: the lookup that moves pairs of letters, and its subtable that does so by classes of them.
PAIRS, BY_CLASS = 2, 2
# Tables that only programs for desktop publishing read; widths by weight, which the outlines' own variations say too.
UNREAD = ("BASE", "DSIG", "STAT", "meta", "HVAR", "MVAR")


def build_fonts(root: Path) -> tuple[AssetFile, ...]:
    """The cut fonts as files of the site, from the cache when nothing changed."""
    folder = ready_made(root, "fonts") or make_fonts(root)
    return tuple(AssetFile(f"{FOLDER}/{path.name}", path) for path in sorted(folder.glob("*.woff2")))


def make_fonts(root: Path) -> Path:
    """The folder of the cut fonts in the cache of a checkout."""
    packages = root / "node_modules" / "@fontsource-variable"
    sources = {packages / name: weights for name, weights in SOURCES.items()}
    recipe = Path(__file__).read_bytes()
    folder = cache_of(root) / "fonts" / short_hash(recipe, *(path.read_bytes() for path in sources))
    for source, weights in sources.items():
        core = ITALIC_CORE if "italic" in source.name else CORE
        rest = "".join(character for character in CHARACTERS if character not in core)
        for name, characters in ((source.name, core), (f"{source.stem}{MORE}{source.suffix}", rest)):
            if not (folder / name).is_file():
                cut_font(source, folder / name, weights, characters)
    return folder


@cache
def unpacked(source: Path) -> bytes:
    """A font of the npm packages as HarfBuzz reads it, without the glyphs in its "tnum" that are no figures."""
    from fontTools.ttLib import TTFont

    out = io.BytesIO()
    with TTFont(source, recalcTimestamp=False, recalcBBoxes=False, lazy=True) as font:
        if "GSUB" in font:
            table = font["GSUB"].table
            for record in table.FeatureList.FeatureRecord:
                for place in record.Feature.LookupListIndex if record.FeatureTag == "tnum" else ():
                    for part in table.LookupList.Lookup[place].SubTable:
                        single = getattr(part, "ExtSubTable", part)
                        single.mapping = {glyph: wide for glyph, wide in single.mapping.items() if glyph in IN_COLUMNS}
        font.flavor = None
        font.save(out, reorderTables=None)
    return out.getvalue()


def cut(source: Path, characters: Iterable[int], features: Iterable[str] | None, weights: tuple[int, int] | int) -> Any:
    """The font with only some characters and features, at one weight or at all between two, as fontTools reads it.

    Args:
        source: of a variable font in the npm packages.
        characters: their code points; those the font lacks are passed over.
        features: of its layout; None for all.
    """
    import uharfbuzz
    from fontTools.ttLib import TTFont

    face = uharfbuzz.Face(unpacked(source))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.name_id_set.clear()
    wanted.name_id_set.update((1, 2))
    wanted.drop_table_tag_set.update(map(_as_number, UNREAD))
    wanted.layout_feature_tag_set.clear()
    if features is None:
        wanted.layout_feature_tag_set.invert()
    else:
        wanted.layout_feature_tag_set.update(map(_as_number, features))
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.OPTIMIZE_IUP_DELTAS
    if isinstance(weights, int):
        wanted.pin_axis_location(face, "wght", weights)
        wanted.flags |= flags.SET_OVERLAPS_FLAG  # Strokes that cross are drawn as one.
    else:
        wanted.set_axis_range(face, "wght", *weights)
    made = io.BytesIO(uharfbuzz.subset(face, wanted).blob.data)
    return TTFont(made, recalcTimestamp=False, recalcBBoxes=False)


def _as_number(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"))


def cut_font(source: Path, target: Path, weights: tuple[int, int] | int, characters: str) -> None:
    """Write the font with only some characters and the features above, at one weight or at all between two."""
    from fontTools.ttLib import TTFont

    font = cut(source, map(ord, characters), FEATURES, weights)
    if not isinstance(weights, int):
        # All weights kern as the regular one: what a pair would move more or less is a tenth of the file.
        regular = cut(source, map(ord, characters), FEATURES, weights[0])
        for table in ("GDEF", "GPOS"):
            font[table] = regular[table]
    for lookup in font["GPOS"].table.LookupList.Lookup:
        join_tables(font, lookup)
    if source.name.startswith(OF_FIELDS):
        # A browser makes a text field wider by the widest letter: ours are laid out with that of the whole font.
        with TTFont(source, lazy=True) as whole:
            font["head"].xMin, font["head"].xMax = whole["head"].xMin, whole["head"].xMax
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # what it lays out packs worse
    font.flavor = "woff2"
    with written_whole(target) as partial:
        font.save(partial, reorderTables=None)


def join_tables(font: Any, lookup: Any) -> None:
    """Put tables that move pairs by classes together again, split for their size: that packs better."""
    kept: list[Any] = []
    for part in lookup.SubTable:
        table = getattr(part, "ExtSubTable", part)
        last = getattr(kept[-1], "ExtSubTable", kept[-1]) if kept else None
        if last and _is_split(last, table):
            start = len(last.Class1Record)
            classes = {glyph: start + table.ClassDef1.classDefs.get(glyph, 0) for glyph in table.Coverage.glyphs}
            last.ClassDef1.classDefs |= classes
            last.Coverage.glyphs = sorted([*last.Coverage.glyphs, *classes], key=font.getGlyphID)
            last.Class1Record += table.Class1Record
        else:
            kept.append(part)
    lookup.SubTable = kept


def _is_split(one: Any, other: Any) -> bool:
    """Whether two tables are of the same second letters, by the same classes, and of other first ones."""
    return (
        one.LookupType == other.LookupType == PAIRS
        and one.Format == other.Format == BY_CLASS
        and one.ClassDef2.classDefs == other.ClassDef2.classDefs
        and one.ValueFormat1 == other.ValueFormat1
        and one.ValueFormat2 == other.ValueFormat2
        and not {*one.Coverage.glyphs} & {*other.Coverage.glyphs}
    )
