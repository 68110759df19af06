"""Text of the pictures for links: set whole, or not at all."""

import io
import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageChops, features

from installation import ROOT
from kb.pages.card import Card
from runtime import machine_fonts
from runtime.bidi import MIRRORED, begins_at_right, levels, visual_order
from runtime.card_type import Face, cut_slice, load_face
from runtime.cards import EDGE, FACES, HAIRLINE, HEIGHT, INK, MUTED, PAPER, SHADES, WIDTH, Canvas, Desk, load_faces

needs_raqm = pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBiDi here, so it shapes nothing")


@pytest.fixture(autouse=True)
def no_fonts_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_fonts, "PLACES", ())
    machine_fonts.find_files.cache_clear()


def title_face(language: str = "") -> Face:
    return load_face(ROOT, *FACES[0], language)


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Größe, café & “naïve”", "Größe, café & “naïve”"),
        ("Cost of 5 %", "Cost of 5 %"),
        ("内部リンク", ""),
        ("内部リンク of Obsidian", ""),
        ("สวัสดี Notion", ""),
        ("The word 猫 in a sentence", "The word in a sentence"),
        ("2024", "2024"),
        ("", ""),
    ],
)
def test_letters_that_no_typeface_has_are_left_out_and_said(text: str, set_as: str) -> None:
    faces = load_faces(ROOT)
    assert [face.clean(text) for face in faces] == [set_as] * 3
    assert [face.can_set(text) for face in faces] == [bool(set_as) or not text] * 3


@pytest.mark.parametrize("text", ["Łódź office", "Рынок ёлок", "Αγορά", "Tiếp thị"])
def test_letters_of_other_slices_are_set_from_their_files(text: str) -> None:
    face = title_face()
    assert face.clean(text) == text
    drawn = [glyph for glyph, _ in face.glyphs(text, 60)]
    assert len(drawn) == len(text.replace(" ", ""))
    assert all(glyph.mask.getbbox() for glyph in drawn)
    assert face.fonts and face.font not in face.fonts.values()


def test_an_installed_wheel_needs_no_npm_packages(tmp_path: Path) -> None:
    family, weight = FACES[0]
    made = tmp_path / "made" / "faces"
    made.mkdir(parents=True)
    for name in ("latin", "cyrillic"):
        file = cut_slice(ROOT, family, name, weight)
        for path in (file, file.with_suffix(".json")):
            shutil.copyfile(path, made / path.name)
    face = load_face(tmp_path, family, weight, "")
    assert face.clean("Рынок 2024") == "Рынок 2024"
    assert {font.file.parent for font in face.fonts.values()} == {made}


@needs_raqm
@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        # What joins is one word; each Latin letter, figure and bracket stands for itself.
        ("نص عام", ["عام", " ", "نص"]),
        ("שוק (beta) 24", ["2", "4", " ", "(", "b", "e", "t", "a", ")", " ", "שוק"]),
        ("שוק (אב)", ["(", "אב", ")", " ", "שוק"]),
        ("می‌خواهم", ["می‌خواهم"]),
    ],
)
def test_words_from_the_right(text: str, drawn: list[str]) -> None:
    face = title_face()
    assert face.clean(text) == text
    tokens = face.tokens(text, begins_at_right(text))
    assert [token.said for token in tokens] == drawn
    width = sum(token.units for token in tokens) * 60 / face.units
    places = [place for _, place in face.glyphs(text, 60, 0, from_right=True)]
    assert places == sorted(places) and places[-1] < width
    assert face.width(text, 60) == pytest.approx(width, abs=2)


@needs_raqm
def test_letters_that_join_are_narrower_than_alone() -> None:
    face = title_face()
    assert face.clean("ببب") == "ببب"
    assert face.width("ببب", 60) < 3 * face.width("ب", 60)


def test_without_a_shaper_nothing_is_drawn_wrongly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: False)
    assert title_face().clean("نص عام") == ""
    assert title_face().clean("Рынок") == "Рынок"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc 12 (d)", "abc 12 (d)"),
        ("אב 12", "12 בא"),
        ("ab אב cd", "ab בא cd"),
        ("אב Notion (beta) גד", "דג Notion (beta) בא"),
        ("אב (גד) x", "x (דג) בא"),
        ("אב 50% x", "x 50% בא"),
        ("ab אבגד", "דגבא ab"),
        ("مر 50% خص", "صخ %50 رم"),
        ("نص 1,204.5", "1,204.5 صن"),
    ],
)
def test_order_of_a_line(text: str, seen: str) -> None:
    found = levels(text, begins_at_right(text))
    shown = [MIRRORED.get(text[at], text[at]) if found[at] % 2 else text[at] for at in visual_order(found)]
    assert "".join(shown) == seen


def write_font(file: Path, characters: str) -> None:
    """A font in which every character is a square, one em wide."""
    pen = TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (0, 800), (800, 800), (800, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    names = [".notdef", *(f"u{ord(character):x}" for character in characters)]
    square = pen.glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(character): f"u{ord(character):x}" for character in characters})
    made.setupGlyf(dict.fromkeys(names, square))
    made.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupPost()
    made.save(file)


def test_chinese_and_japanese_take_the_font_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(machine_fonts.NAMED_BY, str(tmp_path))
    write_font(tmp_path / "NotoSansJP-Regular.otf", "内部リンク、")
    write_font(tmp_path / "NotoSansSC-Regular.otf", "内部链接，")
    japanese, chinese = title_face("ja"), title_face("zh-CN")
    assert (japanese.clean("内部リンク、Obsidian"), chinese.clean("内部链接")) == ("内部リンク、Obsidian", "内部链接")
    assert japanese.can_set("链接链接") is False
    # A line ends between any two letters, but a comma stays with what it closes.
    assert japanese.wrap("内部、リンク", 10, 30) == ["内部、", "リンク"]
    assert japanese.wrap("内部リ、ンク", 10, 30) == ["内部", "リ、ン", "ク"]
    assert japanese.fit("内部リンク内部リンク", 10, 60, 1) == ["内部リンク…"]
    assert len(list(japanese.glyphs("内部リンク", 60))) == 5


@pytest.mark.parametrize(
    ("language", "region"),
    [("ja", "JP"), ("ko", "KR"), ("zh", "SC"), ("zh-TW", "TC"), ("zh-Hant-HK", "TC"), ("", "SC")],
)
def test_whose_forms_of_letters_a_language_takes(language: str, region: str) -> None:
    assert machine_fonts.region_of(language) == region


def opened(data: bytes) -> Image.Image:
    """A card as Pillow reads it; lengths and sums of its file are right."""
    Image.open(io.BytesIO(data)).verify()
    card = Image.open(io.BytesIO(data))
    assert (card.format, card.mode, card.size) == ("PNG", "P", (WIDTH, HEIGHT))
    return card.convert("RGB")


def mixed(ink: str, shade: int) -> tuple[int, ...]:
    """That many steps of seven from paper to ink."""
    pairs = zip(bytes.fromhex(PAPER[1:]), bytes.fromhex(ink[1:]), strict=True)
    return tuple(round(paper + (full - paper) * shade / SHADES) for paper, full in pairs)


def test_the_file_shows_what_was_laid_down_and_nothing_else() -> None:
    canvas, face = Canvas(), title_face()
    wanted = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas.rule(10)
    wanted.paste(HAIRLINE, (EDGE, 10, WIDTH - EDGE, 12))
    # The last two run out of the card, one at each side.
    for text, x, y, ink in (("AVe", 100, 200, INK), ("Wide", -40, 300, "#0229d3"), ("Wide", WIDTH - 50, 400, MUTED)):
        canvas.set(face, text, 84, x, y, ink)
        for glyph, place in face.glyphs(text, 84):
            for at in range(glyph.mask.width * glyph.mask.height):
                row, column = divmod(at, glyph.mask.width)
                dot = (x + place + glyph.left + column, y + glyph.top + row)
                covered = glyph.mask.getpixel((column, row))
                if covered >= 18 and 0 <= dot[0] < WIDTH:
                    wanted.putpixel(dot, mixed(ink, max(1, round(covered * SHADES / 255))))
    assert ImageChops.difference(opened(canvas.as_png()), wanted).getbbox() is None


def test_a_card_has_its_title_in_ink_and_its_marks_in_their_colors() -> None:
    looks = (("sales-led", "rings", "#5e160a"), ("x", "ring", "#0229d3"))
    card = Card("Framework", "AVAVA loops " * 9, "A line of words. " * 20, "Book", "Ada", looks, ("sales-led",))
    colors = dict(map(reversed, opened(Desk(load_faces(ROOT)).draw(card)).getcolors()))
    assert colors[mixed(PAPER, 0)] > WIDTH * HEIGHT / 2
    assert colors[mixed(INK, SHADES)] > 2000 and colors[mixed(MUTED, SHADES)] > 1000
    assert colors[mixed("#5e160a", SHADES)] > 50 and mixed("#0229d3", SHADES) not in colors
