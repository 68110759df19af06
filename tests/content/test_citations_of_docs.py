"""What code cites of docs/scoring.md is there, and no file cites a text that is not in the repository."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CITED = re.compile(r"docs/scoring\.md,\s+([a-z](?:\.\d+)?)\b")
HEADING = re.compile(r"^#+ ([a-z](?:\.\d+)?)\.? ", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([a-z]\d*)"></a>')
OUTSIDE = re.compile(r"\bSCORING(?:\.md)? ")
FOLDERS = ("backtest", "bench", "calculator", "docs", "frameworks", "hooks", "motionbook", "runtime", "site_overrides")
TEXTS = {".py", ".md", ".mjs", ".css", ".html", ".yml"}


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """Every text that somebody wrote: those of the root, of the folders and of the tests, without what was made."""
    places = [root.glob("*"), *((root / folder).rglob("*") for folder in (*FOLDERS, "tests"))]
    for path in sorted(path for found in places for path in found):
        if path.suffix in TEXTS and path.is_file() and not {"made", "checkout"} & set(path.parts[len(root.parts) :]):
            # What is dirty on purpose in the tests is no UTF-8.
            yield path.relative_to(root), path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def scoring(root: Path) -> str:
    """The text with the definitions."""
    return (root / "docs/scoring.md").read_text(encoding="utf-8")


def test_every_definition_that_code_cites_has_its_heading(root: Path, scoring: str) -> None:
    headings = HEADING.findall(scoring)
    cited = [(path, name) for path, text in texts(root) if path.suffix == ".py" for name in CITED.findall(text)]
    assert len(headings) == len(set(headings))
    assert len(cited) > 20
    assert [(str(path), name) for path, name in cited if name not in headings] == []


def test_every_heading_has_its_anchor(scoring: str) -> None:
    assert ANCHOR.findall(scoring) == [name.replace(".", "") for name in HEADING.findall(scoring)]


def test_no_file_cites_a_text_outside_the_repository(root: Path) -> None:
    assert [str(path) for path, text in texts(root) if OUTSIDE.search(text)] == []
