"""Each folder of `golden/` holds a library and what must come out of it.

`problems.txt` is always compared. `index.json`, `graph.json`, `report.json`, `foreign-problems.txt` and `pages/` are
compared where they are there. `--rewrite-golden` writes all of them anew: read the diff.
"""

from pathlib import Path

import pytest

from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.pages.markdown import render_markdown
from kb.published.export import graph_json, index_json
from kb.published.formats import format_problems
from kb.published.report import report_json

CASES = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())
JSON = {"index.json": index_json, "graph.json": graph_json, "report.json": report_json}


def expected_files(case: Path, catalogue: Catalogue) -> dict[Path, str]:
    """What stands in a case's folder, as it should be."""
    found = {case / "problems.txt": format_problems(catalogue.problems, "text")}
    for name, write in JSON.items():
        if (case / name).exists():
            found[case / name] = write(catalogue)
    if (case / "foreign-problems.txt").exists():
        foreign = build_catalogue(read_library(case / "library"), foreign=True)
        found[case / "foreign-problems.txt"] = format_problems(foreign.problems, "text")
    for page in sorted((case / "pages").rglob("*.md")) if (case / "pages").is_dir() else ():
        name = page.relative_to(case / "pages").as_posix()
        twin = name.endswith(".twin.md")
        document = catalogue.documents[name.removesuffix(".twin.md").removesuffix(".md")]
        found[page] = render_markdown(document, catalogue, twin=twin)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, request: pytest.FixtureRequest) -> None:
    catalogue = build_catalogue(read_library(case / "library"))
    for path, text in expected_files(case, catalogue).items():
        if request.config.getoption("--rewrite-golden"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, path.name
