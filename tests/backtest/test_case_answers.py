"""A case's answers are read once: what `make check` accepts is what the page shows and the backtest ranks by."""

from pathlib import Path

import pytest

from backtest.cases import read_cases
from backtest.engine import Engine
from backtest.measures import score
from installation import OWN_LIBRARY
from kb.library.load import load_library
from kb.published.export import rules_json
from tests.kb.rules.small_library import HERE

CASE = """---
name: "Acme"
kind: case
category: cases
one_liner: "A company."
case:
  company: "Acme"
  primary: sales-led
  answers:
    acv_usd: $5K
    stakeholders: null
    latitude: ~
    user:
    buyer_user: different-people
---

# Acme
"""


@pytest.mark.ours
def test_an_amount_as_people_write_it_and_an_open_answer(tmp_path: Path) -> None:
    for path in (HERE / "library").rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(HERE / "library")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "acme.md").write_text(CASE, encoding="utf-8")
    catalogue = load_library(tmp_path, None)
    assert not [str(problem) for problem in catalogue.problems if problem.code == "E124"]
    (case,) = read_cases(catalogue)
    assert case.answers == {"acv_usd": 5000, "buyer_user": "different-people"}
    own = load_library(OWN_LIBRARY, OWN_LIBRARY)
    engine = Engine(own.rules, rules_json(own))
    assert engine.ask(case.answers)["answers"] == case.answers
    assert score([engine.guess(case)]).count == 1
