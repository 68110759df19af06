"""The two families of the page, cut down to the characters that English pages use.

The npm packages hold variable fonts for all of Latin; a page that starts fast ships what it shows. Characters
outside the cut fall back to the reader's own fonts.
"""

from pathlib import Path

from runtime.files import AssetFile, short_hash

FOLDER = "assets/fonts"
SOURCES = (
    "source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
    "source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
    "inter/files/inter-latin-wght-normal.woff2",
)
# Printable ASCII, the accented letters of Western European names, and the punctuation and signs that pages use.
CHARACTERS = "".join(
    [*map(chr, range(0x20, 0x7F)), "\u00a0£§©«°±·»¼½¾×÷–—‘’“”„†•…‹›€™←↑→↓−≈≠≤≥✓✗", *map(chr, range(0xC0, 0x100))]
)
# Figures that line up, old-style figures off, kerning and the letter pairs that would collide.
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "smcp", "c2sc", "case"]


def build_fonts(root: Path) -> tuple[AssetFile, ...]:
    """The cut fonts as files of the site, from the cache when nothing changed."""
    packages = root / "node_modules" / "@fontsource-variable"
    sources = [packages / name for name in SOURCES]
    recipe = Path(__file__).read_bytes()
    folder = root / ".cache" / "fonts" / short_hash(recipe, *(path.read_bytes() for path in sources))
    for source in sources:
        if not (folder / source.name).is_file():
            cut_font(source, folder / source.name)
    return tuple(AssetFile(f"{FOLDER}/{source.name}", folder / source.name) for source in sources)


def cut_font(source: Path, target: Path) -> None:
    """Write the font with only the characters and features above."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=CHARACTERS)
    cutter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    subset.save_font(font, str(partial), options)
    partial.rename(target)
