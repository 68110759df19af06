"""Text of the pictures for links: set whole, or not at all."""

import pytest

from installation import ROOT
from runtime.cards import load_faces
from runtime.fonts import can_set


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Größe, café & “naïve”", "Größe, café & “naïve”"),
        ("Cost of 5 %", "Cost of 5 %"),
        ("Łódź office", "ódz office"),
        ("内部リンク", ""),
        ("内部リンク of Obsidian", ""),
        ("هذا نص Notion", ""),
        ("The word 猫 in a sentence", "The word in a sentence"),
        ("2024", "2024"),
        ("", ""),
    ],
)
def test_letters_that_no_typeface_has_are_left_out_and_said(text: str, set_as: str) -> None:
    faces = load_faces(ROOT)
    assert [face.clean(text) for face in faces] == [set_as] * 3
    assert can_set(text) is (bool(set_as) or not text)
