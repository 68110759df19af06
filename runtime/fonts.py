"""The two families of the page, cut down to the characters that English pages use.

The npm packages hold variable fonts for all of Latin; a page that starts fast ships what it shows. So each face comes
in two files: what nearly every page is set with, and the accented letters and signs that a browser fetches for the
pages that have one (`unicode-range` in assets/stylesheets/fonts.css). Characters outside both fall back to the
reader's own fonts.
"""

import string
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
MORE = "-more"
"""Joined to the name of the file that holds the rest."""
# Kerning, the letter pairs that would collide, figures that line up. Accents need no feature: every letter above is a
# character of its own. Inter's contextual signs would cost a fifth of its file.
FEATURES = ["kern", "liga", "tnum"]
# What lines up. Inter's own "tnum" widens the hyphen, the space and twenty other signs as well: "sales-led" in a table
# would read "sales - led".
IN_COLUMNS = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "plus", "minus"}
# Of the font format: the lookup that moves pairs of letters, and the parts of its values that no weight changes.
PAIRS = 2
PLAIN_VALUES = 0x0F
# Tables that only programs for desktop publishing read; widths by weight, which the outlines' own variations say too.
UNREAD = ["DSIG", "STAT", "meta", "HVAR", "MVAR"]


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


def keep_figures_alone(font: Any) -> None:
    """Take every glyph but the figures and their signs out of the font's "tnum"."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        for place in record.Feature.LookupListIndex if record.FeatureTag == "tnum" else ():
            for part in table.LookupList.Lookup[place].SubTable:
                single = getattr(part, "ExtSubTable", part)
                single.mapping = {glyph: wide for glyph, wide in single.mapping.items() if glyph in IN_COLUMNS}


def fix_kerning(font: Any) -> None:
    """Kern all weights as the regular one: what a pair would move more or less by weight is a tenth of the file."""
    if "GPOS" not in font:
        return
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            pairs = getattr(part, "ExtSubTable", part)
            if pairs.LookupType != PAIRS:
                continue
            pairs.ValueFormat1 &= PLAIN_VALUES
            pairs.ValueFormat2 &= PLAIN_VALUES
            groups = (
                [each.PairValueRecord for each in pairs.PairSet]
                if pairs.Format == 1
                else [each.Class2Record for each in pairs.Class1Record]
            )
            for value in (value for group in groups for pair in group for value in (pair.Value1, pair.Value2) if value):
                vars(value).pop("XAdvDevice", None)
                vars(value).pop("XPlaDevice", None)


def cut_font(source: Path, target: Path, weights: tuple[int, int] | int, characters: str) -> None:
    """Write the font with only some characters and the features above, at one weight or at all between two."""
    from fontTools import subset
    from fontTools.varLib import instancer

    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    options.name_IDs = [1, 2]
    options.drop_tables += UNREAD
    font = subset.load_font(str(source), options)
    keep_figures_alone(font)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": weights}, inplace=True)
    fix_kerning(font)
    with written_whole(target) as partial:
        subset.save_font(font, str(partial), options)
