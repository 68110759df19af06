"""Fonts that are cut set text as the whole ones do."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from installation import ROOT
from runtime.card_type import cut_slice
from runtime.fonts import CHARACTERS, CORE, ITALIC_CORE, SOURCES, build_fonts, unpacked

PACKAGES = ROOT / "node_modules" / "@fontsource-variable"
ON = {"kern": True, "liga": True}
# What the whole fonts do besides, and the cut ones do not.
OFF = dict.fromkeys(("calt", "ccmp", "locl", "mark", "mkmk"), False)


def plain(name: str) -> bytes:
    """What a page's font holds, unpacked."""
    out = io.BytesIO()
    (path,) = (file.path for file in build_fonts(ROOT) if Path(file.url).name == Path(name).name)
    with TTFont(path) as font:
        font.flavor = None
        font.save(out)
    return out.getvalue()


def is_close(one: Any, other: Any, units: int) -> bool:
    """Whether two glyphs lie alike, but for what is lost where numbers are made whole."""
    return all(abs(mine - theirs) <= units for mine, theirs in zip(one, other, strict=True))


def opened(data: bytes, weight: int) -> Any:
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    font.set_variations({"wght": weight})
    return font


def set_line(font: Any, text: str) -> list[tuple[int, Any]]:
    """Advance and extents of each glyph of a line."""
    line = uharfbuzz.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    uharfbuzz.shape(font, line, ON | OFF)
    glyphs = [font.get_glyph_extents(info.codepoint) for info in line.glyph_infos]
    return [(place.x_advance, glyph) for place, glyph in zip(line.glyph_positions, glyphs, strict=True)]


@pytest.mark.parametrize("name", SOURCES)
def test_all_pairs_of_letters_stand_as_in_the_whole_font(name: str) -> None:
    font = plain(name)
    core = ITALIC_CORE if "italic" in name else CORE
    line = "".join(first + second for first in core for second in core)
    cut, whole = set_line(opened(font, 400), line), set_line(opened(unpacked(PACKAGES / name), 400), line)
    assert [advance for advance, _ in cut] == [advance for advance, _ in whole]
    assert all(is_close(mine, theirs, 1) for (_, mine), (_, theirs) in zip(cut, whole, strict=True))
    assert len({advance for advance, _ in cut}) > len(core)  # pairs are moved, not letters alone


@pytest.mark.parametrize("name", [name for name, weights in SOURCES.items() if isinstance(weights, tuple)])
def test_the_boldest_letters_are_those_of_the_whole_font(name: str) -> None:
    font = plain(name)
    (axis,) = (axis for axis in uharfbuzz.Face(font).axis_infos if axis.tag == "wght")
    assert (axis.min_value, axis.max_value) == SOURCES[name]
    for letter in CORE:
        ((_, cut),) = set_line(opened(font, 600), letter)
        ((_, whole),) = set_line(opened(unpacked(PACKAGES / name), 600), letter)
        assert is_close(cut, whole, 2), letter


def test_the_pairs_of_a_face_are_those_of_its_font() -> None:
    file = cut_slice(ROOT, "source-serif-4", "latin", 600)
    face = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    font = opened(unpacked(PACKAGES / next(iter(SOURCES))), 600)
    seen = {}
    for first in "ATVWLPYfro.,’":
        for second in CHARACTERS:
            glyphs = set_line(font, first + second)
            if len(glyphs) == 2:  # no ligature
                seen[first + second] = glyphs[0][0] - set_line(font, first)[0][0]
    assert sum(value != 0 for value in seen.values()) > 300
    wrong = {pair: (value, face["pairs"].get(pair, 0)) for pair, value in seen.items() if value}
    assert all(abs(value - kept) <= 1 for value, kept in wrong.values()), wrong
