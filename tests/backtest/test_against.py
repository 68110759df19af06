"""What a change of the tables does to the cases: who moved, from what to what, and by which points."""

import subprocess
from pathlib import Path
from shutil import copytree

import pytest

from installation import ROOT
from motionbook.backtest import print_backtest


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The database chooser in a repository of its own, one folder down."""
    folder = tmp_path / "library"
    copytree(ROOT / "examples" / "database", folder)
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for command in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "Start")):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    return folder


def test_nothing_moves_where_nothing_changed(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_backtest(library, against="HEAD") == 0
    assert capsys.readouterr().out == "0 of 6 cases have another leader than at HEAD.\n"


def test_a_changed_weight_is_named_with_the_points_it_moves(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = library / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("| `work` | 4 |", "| `work` | 90 |"), encoding="utf-8")
    assert print_backtest(library, against="HEAD") == 0
    out = capsys.readouterr().out.splitlines()
    assert not out[0].startswith("0 of 6"), out
    assert " before, " in out[1]
    assert out[2].startswith("  ")
    assert not (library / "backtest.json").exists(), "nothing is written unless asked for"


def test_a_changed_answer_is_a_cause(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = library / "cases" / "web-shop.md"
    page.write_text(page.read_text(encoding="utf-8").replace("runs: many-machines", "runs: inside-an-app"), "utf-8")
    assert print_backtest(library, against="HEAD") == 0
    out = capsys.readouterr().out
    assert "- Web shop: postgres before, " in out
    assert "  its answer to runs was many-machines and is inside-an-app\n" in out
    assert "  postgres is ruled out now\n" in out


@pytest.mark.parametrize("revision", ["nowhere", "-h"])
def test_a_revision_that_is_none_is_refused(library: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    assert print_backtest(library, against=revision) == 2
    assert capsys.readouterr().err == (
        f"backtest: {revision} holds no rules in {library}; there is nothing to compare with; "
        "name a commit, a branch or a tag of the library's repository\n"
    )
