"""`motionbook check`: on our library, on broken copies of it, in three forms, on a bare Python."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def run(root: Path, *arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [python, "-m", "motionbook", *arguments], cwd=root, capture_output=True, text=True, env=environment, check=False
    )


@pytest.fixture
def broken(root: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of our library with some files changed: path to bytes, None to delete."""

    def make(**changes: bytes | None) -> Path:
        library = tmp_path / "library"
        shutil.copytree(root / "frameworks", library)
        for path, content in changes.items():
            file = library / path
            if content is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        return library

    return make


def front(name: str, *lines: str) -> bytes:
    return "\n".join(["---", f'name: "{name}"', *lines, "---", "", f"# {name}", "", "Text.", ""]).encode()


def test_our_library_has_no_error(root: Path) -> None:
    result = run(root, "check")
    assert result.returncode == 0, result.stdout
    assert " E" not in result.stdout
    assert run(root, "check", "--strict").returncode == 0, "a warning has to be mended, or accepted by name"
    assert "0 errors" in result.stderr


def test_a_row_that_no_case_meets_is_a_notice(root: Path, tmp_path: Path) -> None:
    library = shutil.copytree(root / "examples" / "database", tmp_path / "library")
    for case in ("report-in-app", "phone-notes"):
        (library / "cases" / f"{case}.md").unlink()
    result = run(root, "check", "--strict", "--frameworks", str(library))
    assert result.returncode == 0
    assert "questions/runs.md:35:3: W201 no case meets the row `inside-an-app`" in result.stdout
    annotated = run(root, "check", "--frameworks", str(library), "--format", "github").stdout
    assert f"::notice file={library}/questions/runs.md,line=35,col=3,title=W201::" in annotated


def test_a_bare_python_is_told_what_is_missing(root: Path) -> None:
    """No site-packages at all: neither the environment's nor the machine's."""
    result = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            "import sys; sys.path.insert(0, '.'); from motionbook.cli import main; sys.exit(main(['check']))",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == (
        "motionbook: yaml is not installed; every command needs the locked packages; "
        "run the make target of the same name, which sets them up, or install motionbook with pip\n"
    )


@pytest.mark.ours
def test_every_defect_is_reported_in_one_run(root: Path, broken: Callable[..., Path]) -> None:
    table = (root / "frameworks/questions/latitude.md").read_text(encoding="utf-8")
    buyer = (root / "frameworks/questions/buyer_user.md").read_text(encoding="utf-8")
    acv = (root / "frameworks/questions/acv_usd.md").read_text(encoding="utf-8")
    rows = [line for line in buyer.splitlines() if line.startswith("| `same-team`")]
    library = broken(
        **{
            "growth/broken-yaml.md": b'---\nname: "Broken\ncategory: growth\n---\n\n# Broken\n',
            "growth/duplicate-key.md": front("Duplicate", "category: growth", 'one_liner: "x"', "category: growth"),
            "growth/missing-key.md": b'---\ncategory: growth\none_liner: "x"\n---\n\n# Nameless\n',
            "growth/latin-1.md": "caf\u00e9".encode("latin-1"),
            "growth/empty.md": b"",
            "growth/huge.md": b"word " * 1_100_000,
            "questions/latitude.md": table.replace("| sales-led |", "| sails-led |", 1).encode(),
            "questions/buyer_user.md": buyer.replace(rows[0] + "\n", "").encode(),
            "questions/acv_usd.md": acv.replace("| `[$5K..$25K)` |", "| `[$5K..$25K]` |").encode(),
        }
    )
    result = run(root, "check", "--frameworks", str(library))
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    found = {name: [line for line in lines if f"/{name}.md:" in line] for name in (
        "broken-yaml", "duplicate-key", "missing-key", "latin-1", "empty", "huge", "latitude", "buyer_user", "acv_usd",
    )}  # fmt: skip
    for name, mentions in found.items():
        assert any(" E" in line for line in mentions), f"{name}: {mentions}"
    assert any("E102" in line and "sales-led" in line for line in found["latitude"])
    assert any("E110" in line for line in found["buyer_user"])
    assert any("E111" in line for line in found["acv_usd"])


def test_a_broken_library_leaves_the_site_as_it_was(root: Path, broken: Callable[..., Path], tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "api" / "v1").mkdir(parents=True)
    (site / "api" / "v1" / "index.json").write_text("the site before")
    library = broken(**{"growth/broken.md": b'---\nname: "Broken\n---\n\n# Broken\n'})
    result = run(root, "build", "--frameworks", str(library), "--site", str(site))
    assert result.returncode == 1
    assert "growth/broken.md:2:" in result.stderr
    assert [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()] == ["api/v1/index.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "site"]


def test_json_and_github_forms_say_the_same(root: Path, broken: Callable[..., Path]) -> None:
    library = broken(**{"growth/empty.md": b""})
    problems = json.loads(run(root, "check", "--frameworks", str(library), "--format", "json").stdout)["problems"]
    annotations = run(root, "check", "--frameworks", str(library), "--format", "github").stdout.splitlines()
    assert len(problems) == len(annotations)
    (empty,) = [problem for problem in problems if problem["path"].endswith("growth/empty.md")]
    assert set(empty) == {"path", "line", "column", "code", "severity", "message", "fix"}
    place = f"file={empty['path']},line=1,col=1,title={empty['code']}"
    assert f"::error {place}::{empty['message']}; {empty['fix']}" in annotations


def test_a_folder_that_is_not_there_is_named(root: Path) -> None:
    result = run(root, "check", "--frameworks", "no/such/folder")
    assert result.returncode == 1
    assert result.stderr == "check: no/such/folder is no folder; there is no library to read; name one\n"


@pytest.mark.ours
def test_strict_makes_warnings_fatal(root: Path, broken: Callable[..., Path]) -> None:
    library = broken(**{"accepted.yml": None})
    assert run(root, "check", "--frameworks", str(library)).returncode == 0
    warned = "warnings" in run(root, "check", "--frameworks", str(library)).stderr
    assert warned
    assert run(root, "check", "--frameworks", str(library), "--strict").returncode == 1


@pytest.mark.parametrize(
    ("place", "refusal"),
    [
        (".", "build: . holds the project itself; building there would replace it; name a folder of its own\n"),
        (
            "LICENSE",
            "build: LICENSE is a file; the site is a folder; name another place\n",
        ),
        (
            "tests",
            "build: tests holds something that is not a built site; it would be lost; "
            "name an empty folder or a new one\n",
        ),
    ],
)
def test_build_refuses_places_that_hold_something_else(root: Path, place: str, refusal: str) -> None:
    result = run(root, "build", "--site", place)
    assert result.returncode == 1
    assert result.stderr == refusal


@pytest.mark.ours
def test_a_scaffolded_document_passes_but_for_its_todos(root: Path, broken: Callable[..., Path]) -> None:
    library = broken()
    made = run(root, "new", "growth/my-framework", "--frameworks", str(library))
    assert made.returncode == 0
    assert made.stdout == f"{library / 'growth' / 'my-framework.md'}\n"
    assert made.stderr == "new: fill in what says TODO (16 places); `motionbook check` lists what is left\n"
    assert (library / "growth" / "my-framework.md").is_file()
    result = run(root, "check", "--frameworks", str(library))
    about_it = [line for line in result.stdout.splitlines() if "growth/my-framework.md" in line]
    assert about_it
    assert all("TODO" in line for line in about_it), about_it
    again = run(root, "new", "growth/my-framework", "--frameworks", str(library))
    assert again.returncode == 1
    assert again.stderr.endswith("exists; it would be lost; choose another name\n")


def test_a_scaffold_name_that_is_no_place_is_refused(root: Path) -> None:
    result = run(root, "new", "My Framework")
    assert result.returncode == 1
    assert result.stderr == (
        "new: 'My Framework' is no place in the library; its address is made from it; "
        "write folders and a name of letters, digits, hyphens and underscores, as growth/my-framework\n"
    )


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ("questions/disk_speed", "question"),
        ("cases/Blog-2", "case"),
        ("databases/my-sql", "motion"),
        ("notes/deep/thing", ""),
        ("about", "page"),
    ],
)
def test_every_kind_is_scaffolded_and_passes_but_for_its_todos(
    root: Path, tmp_path: Path, document: str, kind: str
) -> None:
    library = shutil.copytree(root / "examples" / "database", tmp_path / "library")
    made = run(root, "new", str(library), document)
    assert made.stdout == f"{library / document}.md\n"
    text = (library / f"{document}.md").read_text(encoding="utf-8")
    assert (f"kind: {kind}\n" in text) if kind else "kind:" not in text
    problems = json.loads(run(root, "check", str(library), "--format", "json").stdout)["problems"]
    found = [each for each in problems if each["path"].endswith(f"{document}.md") and each["code"] != "W201"]
    lines = text.splitlines()
    assert found and [each for each in found if "TODO" not in lines[each["line"] - 1]] == []
    assert [each for each in problems if each not in found and each["severity"] == "error"] == []


def test_a_scaffold_needs_a_library_and_a_question_a_decision(root: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "growth").mkdir(parents=True)
    nowhere = run(root, "new", "growth/x", "--frameworks", str(library / "nowhere"))
    assert nowhere.returncode == 1
    assert nowhere.stderr == f"new: {library}/nowhere is no folder; there is no library to add to; name one\n"
    question = run(root, "new", str(library), "questions/x", "--kind", "question")
    assert question.returncode == 1
    assert question.stderr.endswith(
        f"new: {library} declares no options and no groups; a question could not be scored; "
        "`motionbook init --selector` writes a decision to begin with\n"
    )
    slip = run(root, "new", "grwoth/x", "--frameworks", str(library))
    assert slip.returncode == 0
    assert slip.stderr.startswith("new: grwoth is a new category; if you meant growth, move the file there\n")
