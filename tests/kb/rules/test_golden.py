"""One folder for each case: pages laid over the small library, and what the compiler says of them."""

import json
from pathlib import Path

import pytest

from kb.problems.codes import RULE_CODES
from tests.kb.rules.small_library import HERE, compile_library, read_files

CASES = sorted(path for path in (HERE / "golden").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, request: pytest.FixtureRequest) -> None:
    """Problems of the case's own files, and the compiled rules where the case asks for them (an empty rules.json)."""
    files = read_files(case)
    compiled = compile_library(files, with_base=not (case / "alone").exists())
    paths = set(files) | ({"about/scoring.md"} if (case / "about-too").exists() else set())
    found = {"problems.txt": "".join(f"{text}\n" for text in compiled.texts(*paths))}
    if (case / "rules.json").exists():
        found["rules.json"] = json.dumps(compiled.rules, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    for name, text in found.items():
        if request.config.getoption("--rewrite-golden", default=False):
            (case / name).write_text(text, encoding="utf-8")
        assert (case / name).read_text(encoding="utf-8") == text


def test_every_finding_has_a_golden_text() -> None:
    """No refusal goes untested, and none that is tested has vanished from the list."""
    shown = {line.split(" ")[1] for case in CASES for line in (case / "problems.txt").read_text("utf-8").splitlines()}
    assert shown == set(RULE_CODES)
