"""Accepted warnings: which one an entry meets, and that it says so once the warning is gone."""

import json

from kb.library.catalogue import Catalogue
from kb.pages.report_page import report_page
from kb.published.report import report_json
from tests.kb.small_library import make_catalogue, make_document

TWICE = {"growth/alpha.md": make_document("Alpha").replace("tags: [loops]", "tags: [loops, loops]")}
ENTRY = '- code: W027\n  file: growth/alpha.md\n  name: loops\n  reason: "Twice on purpose."\n'


def codes(catalogue: Catalogue) -> list[str]:
    return [problem.code for problem in catalogue.problems]


def test_an_accepted_warning_is_no_problem_and_keeps_its_reason() -> None:
    before = make_catalogue(TWICE)
    assert "W027" in codes(before)
    after = make_catalogue({**TWICE, "accepted.yml": ENTRY})
    assert [(each.problem.code, each.reason) for each in after.accepted] == [("W027", "Twice on purpose.")]
    assert set(before.problems) - set(after.problems) == {each.problem for each in after.accepted}
    assert "Twice on purpose." in report_page(after)
    assert json.loads(report_json(after))["accepted"][0]["reason"] == "Twice on purpose."


def test_a_warning_under_another_name_stays() -> None:
    found = make_catalogue({**TWICE, "accepted.yml": ENTRY.replace("name: loops", "name: loop")})
    assert {"W027", "E093"} <= set(codes(found))
    assert found.accepted == ()


def test_an_entry_whose_warning_is_gone_is_a_problem() -> None:
    mended = {"growth/alpha.md": make_document("Alpha")}
    (problem,) = [p for p in make_catalogue({**mended, "accepted.yml": ENTRY}).problems if p.path == "accepted.yml"]
    assert str(problem) == (
        "accepted.yml:1:3: E093 no warning W027 of growth/alpha.md names 'loops'; the entry would hide the next one; "
        "take it out, or mend its name"
    )


def test_the_file_has_to_be_a_list() -> None:
    (problem,) = [p for p in make_catalogue({**TWICE, "accepted.yml": "W027: loops\n"}).problems if p.code == "E093"]
    assert str(problem) == (
        "accepted.yml:1:1: E093 the accepted warnings are no list; none is accepted; "
        "write - code:, file:, name: and reason: of a warning"
    )
