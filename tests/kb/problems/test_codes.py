"""Every code of a problem is documented, is raised somewhere, and its full text stands in a test."""

import re
from pathlib import Path

from kb.problems.codes import CODES


def test_every_code_is_documented_and_every_documented_code_is_raised(root: Path) -> None:
    core = root / "hooks" / "kb"
    sources = [path for path in core.rglob("*.py") if path.name != "codes.py" and core / "rules" not in path.parents]
    raised = {code for path in sources for code in re.findall(r'"([EW]0\d\d)"', path.read_text())}
    assert raised == {code for code in CODES if int(code[1:]) < 100}


def test_every_code_has_its_full_text_in_a_test(root: Path) -> None:
    tests = root / "tests" / "kb"
    texts = [
        *tests.glob("golden/*/problems.txt"),
        *tests.glob("golden/*/foreign-problems.txt"),
        *tests.glob("*/test_files.py"),
        *tests.glob("*/test_reviews.py"),
    ]
    shown = {code for path in texts for code in re.findall(r":\d+:\d+: ([EW]0\d\d) ", path.read_text(encoding="utf-8"))}
    assert {code for code in CODES if int(code[1:]) < 100} - shown == set()


def test_no_code_is_an_error_here_and_undocumented_as_a_warning() -> None:
    assert all(re.fullmatch(r"[EW]\d{3}", code) for code in CODES)


def test_golden_files_have_no_other_language(root: Path) -> None:
    for case in sorted((root / "tests" / "kb" / "golden").iterdir()):
        for line in (case / "problems.txt").read_text(encoding="utf-8").splitlines():
            assert re.match(r"[^:]+:\d+:\d+: [EW]\d{3} [^;]+; .+; .+", line), line
