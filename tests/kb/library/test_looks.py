"""Color and mark of what is ranked: enough contrast on both grounds, no two alike, and the owner has the last word."""

import pytest

from kb.library.looks import DASHES, MARKS, PALETTE, choose_looks, style_of
from kb.library.settings import GROUNDS, LEAST_CONTRAST, check_options, contrast, read_settings

SETTINGS = b"""selector: own
options:
  sqlite: { mark: square, light: "#1f4e9e" }
  mysql: { mark: ring }
  duckdb: { mark: duck, dark: "#222222" }
"""


@pytest.mark.parametrize(("light", "dark"), PALETTE)
def test_every_color_of_the_palette_can_be_read(light: str, dark: str) -> None:
    assert contrast(light, GROUNDS["light"]) >= LEAST_CONTRAST
    assert contrast(dark, GROUNDS["dark"]) >= LEAST_CONTRAST


def test_no_two_of_eight_options_share_color_mark_or_dash() -> None:
    looks = choose_looks([f"o{number}" for number in range(8)], {"o3": {"mark": "ring"}})
    for part in ("mark", "light", "dark", "dash"):
        assert len({look[part] for look in looks}) == 8, part
    assert looks[3]["mark"] == "ring"
    assert len(PALETTE) == len(DASHES) == 8 <= len(MARKS)


def test_more_options_than_marks_begin_again() -> None:
    assert len(choose_looks([f"o{number}" for number in range(30)], {})) == 30


def test_the_owner_is_told_of_each_look_that_cannot_be_used() -> None:
    settings, problems = read_settings({"library.yml": SETTINGS})
    assert settings.options["sqlite"] == {"mark": "square", "light": "#1f4e9e"}
    assert settings.options["duckdb"] == {}
    problems += check_options({"library.yml": SETTINGS}, settings, ["sqlite", "duckdb"])
    assert [str(problem) for problem in problems] == [
        "library.yml:5:19: E092 'duck' is no mark; nobody can tell what is meant; use one of "
        f"{', '.join(list(MARKS)[:12])} and 1 more",
        "library.yml:5:31: E092 #222222 on the dark ground #14161a has a contrast of 1.1 to 1; "
        "text in it is hard to read for many; choose a color with at least 4.5 to 1",
        "library.yml:4:3: E092 'mysql' is no option that is ranked; its look is never seen; use one of sqlite, duckdb",
    ]


def test_the_sheet_names_every_option_and_nothing_without_options() -> None:
    sheet = style_of(choose_looks(["a", "b"], {}))
    assert sheet.count("--motion-a:") == 3
    assert "--dash-b:9 3" in sheet
    assert style_of([]) == ""
