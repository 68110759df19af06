"""The fonts that travel and what the style sheet says of them."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from runtime.fonts import CHARACTERS, MORE

FIGURES = {f"{word}" for word in ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")}


@pytest.fixture
def sheet(built_site: Path) -> str:
    (path,) = (built_site / "assets/stylesheets").glob("site-*.css")
    return path.read_text(encoding="utf-8")


def test_only_figures_and_their_signs_are_as_wide_as_each_other(built_site: Path) -> None:
    """A wide hyphen would set "sales-led" as three words wherever figures line up."""
    font = TTFont(built_site / "assets/fonts/inter-latin-wght-normal.woff2")
    table = font["GSUB"].table
    changed: set[str] = set()
    for record in table.FeatureList.FeatureRecord:
        for place in record.Feature.LookupListIndex if record.FeatureTag == "tnum" else ():
            for part in table.LookupList.Lookup[place].SubTable:
                changed |= set(getattr(part, "ExtSubTable", part).mapping)
    assert changed >= FIGURES
    assert changed - FIGURES <= {"plus", "minus"}


def test_every_typeface_waits_for_the_next_page_when_it_is_late(sheet: str) -> None:
    faces = re.findall(r"@font-face ?\{[^}]*\}", sheet)
    ours = [face for face in faces if "url(" in face]
    assert len(ours) == 6
    assert all(re.search(r"font-display: ?optional", face) for face in ours)
    # Every other one stands in, at the width of the one it stands in for.
    assert all("size-adjust" in face and "local(" in face for face in faces if face not in ours)
    assert len(faces) - len(ours) >= 10


def test_the_upright_faces_are_asked_for_first(built_site: Path) -> None:
    head = (built_site / "index.html").read_text(encoding="utf-8").split("</head>")[0]
    loaded = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', head)
    assert {Path(each).name for each in loaded} == {
        "source-serif-4-latin-wght-normal.woff2",
        "inter-latin-wght-normal.woff2",
    }


def test_the_sign_of_the_site_is_our_own(built_site: Path) -> None:
    page = (built_site / "growth/depth-first-plg/index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'<link rel="icon" href="([^"]+)"', page)
    icon = (built_site / "growth/depth-first-plg" / address).resolve()
    assert icon.suffix == ".svg" and "<svg" in icon.read_text(encoding="utf-8")
    assert not (built_site / "assets/images/favicon.png").exists()


def test_rare_characters_are_fetched_for_the_pages_that_have_them(built_site: Path, sheet: str) -> None:
    """What the sheet says of a file is what the file has, so that no character is asked for in vain or missed."""
    ranges = dict(re.findall(r"fonts/([\w-]+-more\.woff2)[^}]*?unicode-range: ?([^;}]+)", sheet))
    assert len(ranges) == 3
    for name, text in ranges.items():
        said: set[int] = set()
        for part in text.replace("U+", "").split(","):
            first, _, last = part.strip().partition("-")
            said |= set(range(int(first, 16), int(last or first, 16) + 1))
        assert set(TTFont(built_site / "assets/fonts" / name).getBestCmap()) == said, name
        core = set(TTFont(built_site / "assets/fonts" / name.replace(MORE, "")).getBestCmap())
        assert not core & said and core | said <= set(map(ord, CHARACTERS)), name
        assert said > set(map(ord, "éñüßÅ€[{")) and core > set(map(ord, "aZ, “”")), name
