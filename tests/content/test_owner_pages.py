"""The pages for owners of other libraries say what is true: every setting, every cell, the code that they show."""

import json
import re
from pathlib import Path

import pytest

from installation import OWN_LIBRARY, ROOT
from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.library.settings import SETTINGS
from kb.rules.cell_grammar import read_condition
from kb.rules.findings import Fault
from kb.rules.questions import read_questions

LIBRARY = (OWN_LIBRARY / "about" / "your-library.md").read_text(encoding="utf-8")
DATA = (OWN_LIBRARY / "about" / "embedding-and-data.md").read_text(encoding="utf-8")
DATABASE = ROOT / "examples" / "database"


def test_every_setting_is_in_the_table_and_no_other() -> None:
    section = LIBRARY.partition("## What library.yml may say")[2].partition("\n## ")[0]
    assert re.findall(r"(?m)^\| `(\w+)` \|", section) == [setting.key for setting in SETTINGS]


def test_every_cell_that_it_shows_is_read_by_the_grammar_of_cells() -> None:
    section = LIBRARY.partition("| A cell under a question |")[2].partition("\n\n")[0]
    rows = re.findall(r"(?m)^\| (`.*`) \|", section)
    cells = [cell for row in rows for cell in re.findall(r"`([^`]+)`", row)]
    questions, problems = read_questions(build_catalogue(read_library(DATABASE)).documents.values())
    assert problems == []
    assert len(cells) == 7
    for cell in cells:
        read = [read_condition(cell, question) for question in questions.values()]
        assert any(not isinstance(one, Fault) for one in read), f"{cell}: {read}"
    assert isinstance(read_condition("one-machine, one-machines", questions["runs"]), Fault)


def test_the_example_of_a_table_has_the_points_it_tells_of() -> None:
    table = re.search(r"```markdown\n(.*?)```", LIBRARY, re.S)[1]
    assert "| `at least 1000` | -1 | +2 |" in table


def test_the_python_that_it_shows_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = build_catalogue(read_library(DATABASE)).rules
    (tmp_path / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(re.search(r"```python\n(.*?)```", DATA, re.S)[1], "embedding-and-data.md", "exec"), {})
    assert capsys.readouterr().out == "Answer a few questions to see which database fits.\n"
