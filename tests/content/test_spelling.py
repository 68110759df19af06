"""American spelling throughout the library and in the templates' words around it."""

import subprocess
import sys
from pathlib import Path

import pytest

DICTIONARY = Path(__file__).parent / "spelling.txt"


def misspelled(*places: Path) -> list[str]:
    """What codespell finds, British spellings included."""
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare,en-GB_to_en-US"]
    command += ["--ignore-words", str(DICTIONARY), *map(str, places)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=DICTIONARY.parent)
    assert not result.stderr, result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize("folder", ["frameworks", "site_overrides/partials"])
def test_spelling(root: Path, folder: str) -> None:
    found = misspelled(root / folder)
    assert not found, "\n".join(found)


def test_a_british_spelling_and_a_slip_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Its behaviour is thier concern.\n")
    assert [line.rpartition(": ")[2] for line in misspelled(page)] == ["behaviour ==> behavior", "thier ==> their"]


def test_the_dictionary_is_small_and_in_order() -> None:
    """Names and abbreviations that codespell takes for slips, one a line."""
    words = DICTIONARY.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))
    assert len(words) < 30
