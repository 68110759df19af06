"""Noto for Chinese, Japanese and Korean as the machine has it: 5 MB a language are too many to send with every install.

Looked for by name in the usual folders, and first in the one that `MOTIONBOOK_FONTS` names.
"""

import os
from functools import cache
from pathlib import Path

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of Chinese and Japanese, between which a line may break; inside the brackets of a pattern."""
PLACES = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
NAMED_BY = "MOTIONBOOK_FONTS"
EAST_ASIAN = f"{CJK}\u1100-\u11ff\u3000-\u3004\u3008-\u303f\uac00-\ud7a3\uff00-\uffef"
"""All that is looked for here, with Korean letters and full-width signs; inside the brackets of a pattern."""
REGIONS = ("JP", "KR", "SC", "TC")
"""As Noto names them, in the order of its collections."""


def region_of(language: str) -> str:
    """Whose forms of the letters a language takes; those of China where it says nothing of it."""
    tongue, _, place = language.partition("-")
    if tongue == "zh" and place.partition("-")[0] in ("Hant", "TW", "HK", "MO"):
        return "TC"
    return {"ja": "JP", "ko": "KR"}.get(tongue, "SC")


def find_machine_font(language: str, is_bold: bool) -> tuple[Path, int] | None:
    """File and place in its collection of the font for a language, or else for a neighbour's; None without one."""
    files = find_files(os.environ.get(NAMED_BY, ""))
    own = region_of(language)
    for weight in ("Bold", "Regular") if is_bold else ("Regular",):
        for region in (own, *(other for other in REGIONS if other != own)):
            if file := files.get(f"NotoSansCJK-{weight}.ttc"):
                return file, REGIONS.index(own)
            for stem in (f"NotoSansCJK{region.lower()}-{weight}", f"NotoSans{region}-{weight}"):
                for ending in (".otf", ".ttf"):
                    if file := files.get(stem + ending):
                        return file, 0
    return None


@cache
def find_files(named: str) -> dict[str, Path]:
    """Every font file called after Noto Sans in the usual folders, by name; the first of one name counts."""
    found: dict[str, Path] = {}
    for place in [named] * bool(named) + list(PLACES):
        for folder, folders, names in os.walk(Path(place).expanduser()):
            folders.sort()
            for name in names:
                if name.startswith("NotoSans"):
                    found.setdefault(name, Path(folder, name))
    return found


def read_machine_font(file: Path, index: int) -> tuple[int, dict[str, int]]:
    """Units per em of a font, and the advance in units of each of its characters."""
    from fontTools.ttLib import TTFont

    with TTFont(file, fontNumber=index, lazy=True) as font:
        advances = font["hmtx"]
        return font["head"].unitsPerEm, {chr(code): advances[name][0] for code, name in font.getBestCmap().items()}
