"""`motionbook init`, the action, the workflow and the pre-commit hook: each is run as its reader would."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import jsonschema
import pytest
import yaml
from bs4 import BeautifulSoup

from installation import ROOT
from motionbook.cli import main
from tests.site.serving import serve_folder

BIN = Path(sys.executable).parent
PINNED = re.compile(r"^[\w-]+/[\w-]+@(?:v\d+|[0-9a-f]{40})$")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "my-notes"
    assert main(["init", str(folder)]) == 0
    return folder


def test_a_new_library_is_checked_without_a_remark(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(library), "--strict"]) == 0
    assert capsys.readouterr().err.endswith("3 documents, 0 errors, 0 warnings; 1 other file not published\n")
    assert (library / "README.md").read_text(encoding="utf-8").startswith("# My notes\n")
    assert not any("TODAY" in path.read_text(encoding="utf-8") for path in library.rglob("*.md"))


def test_a_new_library_with_a_selector_ranks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "choice"), "--selector"]) == 0
    assert main(["check", str(tmp_path / "choice"), "--strict"]) == 0
    (tmp_path / "a.json").write_text('{"runs": "many-machines", "writers": "many"}')
    capsys.readouterr()
    assert main(["rank", str(tmp_path / "choice"), "--answers", str(tmp_path / "a.json"), "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [row["motion"] for row in result["ranking"] if row["rank"] == 1] == ["postgres"]


def test_nothing_is_written_over(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["init", str(library)]) == 1
    assert capsys.readouterr().err == (
        f"init: {library} is not empty; what is there could be lost; name an empty folder or a new one\n"
    )
    assert {path: path.read_bytes() for path in library.rglob("*") if path.is_file()} == before


def test_editors_find_the_schemas(library: Path) -> None:
    settings = json.loads((library / ".vscode" / "settings.json").read_text())
    ((schema, name),) = settings["yaml.schemas"].items()
    jsonschema.validate(yaml.safe_load((library / name).read_text()), json.loads((library / schema).read_text()))
    (content_type,) = json.loads((library / "frontmatter.json").read_text())["frontMatter.taxonomy.contentTypes"]
    front_matter = yaml.safe_load((library / "notes" / "first-note.md").read_text().split("---\n")[1])
    known = {field["name"] for field in content_type["fields"]} | {"related_frameworks"}
    assert front_matter.keys() <= known


def steps_of(path: Path) -> list[dict[str, object]]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = data["jobs"].values() if "jobs" in data else [data["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize(
    "name", ["action.yml", ".github/workflows/pages.yml", "motionbook/starter/.github/workflows/pages.yml"]
)
def test_every_action_is_pinned_and_rights_are_few(root: Path, name: str) -> None:
    used = [str(step["uses"]) for step in steps_of(root / name) if "uses" in step and step["uses"] != "./"]
    assert used and [one for one in used if not PINNED.match(one)] == []
    data = yaml.safe_load((root / name).read_text(encoding="utf-8"))
    if "jobs" in data:
        assert data["permissions"] == {"contents": "read"}
        assert data["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


CONTEXT = {
    "github.server_url": "https://github.example",
    "github.repository": "ada/notes",
    "github.event.pull_request.base.sha": "HEAD",
}
"""What a runner knows of a pull request."""


def fill_in(text: str, inputs: dict[str, str]) -> str:
    """A value with its expressions put in: of several names between || the first that says something."""
    known = CONTEXT | {f"inputs.{key}": value for key, value in inputs.items()}

    def value_of(found: re.Match[str]) -> str:
        return next((known[name] for name in found[1].split(" || ") if known.get(name)), "")

    return re.sub(r"\$\{\{ (.*?) \}\}", value_of, text)


def run_steps(
    steps: list[dict[str, object]], inputs: dict[str, str], folder: Path, cwd: Path | None = None
) -> list[subprocess.CompletedProcess[str]]:
    """Run the steps that are commands, in order, as a runner would; installing is left out, for it is here already."""
    summary, output = folder / "summary.md", folder / "output"
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(folder)}
    environment |= {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
    results = []
    for step in steps:
        if "run" not in step or step.get("name") == "Install":
            continue
        own = {key: fill_in(str(value), inputs) for key, value in dict(step.get("env") or {}).items()}  # type: ignore[call-overload]
        command = ["bash", "-eo", "pipefail", "-c", str(step["run"])]
        done = subprocess.run(
            command, cwd=cwd or folder, env=environment | own, capture_output=True, text=True, check=False, timeout=300
        )
        results.append(done)
        if done.returncode:
            break
    return results


def test_the_action_annotates_what_is_wrong_and_stops(root: Path, library: Path, tmp_path: Path) -> None:
    (library / "notes" / "broken.md").write_text('---\nname: "Broken\n---\n\n# Broken\n', encoding="utf-8")
    inputs = {"path": str(library), "site": str(tmp_path / "site"), "strict": "true"}
    results = run_steps(steps_of(root / "action.yml"), inputs, tmp_path)
    assert [done.returncode for done in results] == [1]
    assert re.search(r"^::(?:error|warning) file=\S*notes/broken\.md,line=2,", results[0].stdout, re.MULTILINE)
    assert not (tmp_path / "site").exists()
    assert "documents" in (tmp_path / "summary.md").read_text()


def test_the_action_and_the_workflow_build_a_library(root: Path, library: Path, tmp_path: Path) -> None:
    inputs = {"path": str(library), "site": str(tmp_path / "by-action"), "strict": "false"}
    results = run_steps(steps_of(root / "action.yml"), inputs, tmp_path)
    assert [done.returncode for done in results] == [0, 0], results[-1].stderr
    assert (tmp_path / "output").read_text() == f"site={tmp_path / 'by-action'}\n"
    assert "built " in (tmp_path / "summary.md").read_text()
    assert (tmp_path / "by-action" / "notes" / "first-note" / "index.html").is_file()


def in_git(folder: Path) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-qm", "Start")):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def test_the_action_says_what_changed_and_its_site_works_under_a_project_path(
    root: Path, library: Path, tmp_path: Path
) -> None:
    in_git(library)
    (library / "notes" / "first-note.md").unlink()
    (library / "notes" / "third.md").write_text("# Third note\n\nSee [one](nowhere.md).\n", encoding="utf-8")
    site = tmp_path / "site"
    inputs = {"path": str(library), "site": str(site), "address": "https://ada.example/notes", "against": "HEAD~0"}
    results = run_steps(steps_of(root / "action.yml"), inputs, tmp_path)
    assert [done.returncode for done in results] == [0, 0], results[-1].stderr
    summary = (tmp_path / "summary.md").read_text()
    for line in (
        "#### Changed since `HEAD~0`",
        "- **New:** 1 document\n    - Third note (`notes/third.md`)",
        "- **Gone:** 1 document\n    - A first note (`notes/first-note.md`)",
        "    - `notes/third.md:3` W050 no document answers to ",
    ):
        assert line in summary, summary
    with serve_folder(site, "/notes/") as address:
        seen = {address}
        left, broken = [address], []
        while left:
            url = left.pop()
            try:
                answer = urllib.request.urlopen(url, timeout=30)
            except urllib.error.HTTPError as error:
                broken.append(f"{url} {error.code}")
                continue
            with answer:
                if not answer.headers["Content-Type"].startswith("text/html"):
                    continue
                page = BeautifulSoup(answer.read(), "lxml")
            canonical = page.find("link", rel="canonical")
            assert canonical is None or str(canonical["href"]).startswith("https://ada.example/notes/")
            for element in page.select("a[href], link[href]:not([rel=canonical]), script[src], img[src]"):
                target = urldefrag(urljoin(url, str(element.get("href", element.get("src")))))[0]
                if target.startswith("http://127.") and target not in seen:
                    assert target.startswith(address), f"{url} leads out of the project's path: {target}"
                    seen.add(target)
                    left.append(target)
    assert broken == []
    assert len(seen) > 20


def test_the_workflow_of_a_new_library_runs_in_order(library: Path, tmp_path: Path) -> None:
    in_git(library)
    results = run_steps(steps_of(library / ".github" / "workflows" / "pages.yml"), {}, tmp_path, library)
    assert [done.returncode for done in results] == [0, 0, 0], results[-1].stderr
    assert "Nothing that readers see." in (tmp_path / "summary.md").read_text()
    assert (tmp_path / "site" / "notes" / "first-note" / "index.html").is_file()


def test_a_site_that_stands_in_its_library_is_none_of_its_documents(library: Path) -> None:
    command = [sys.executable, "-m", "motionbook", "build", ".", "--site", "site"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for told in ("built 11 pages into site\n", "nothing has changed since site was built\n"):
        done = subprocess.run(command, cwd=library, env=environment, capture_output=True, text=True, check=False)
        assert done.stdout == told, done.stderr


def test_a_point_that_moves_a_case_is_in_the_summary(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = shutil.copytree(root / "examples" / "database", tmp_path / "library")
    in_git(library)
    page = library / "questions" / "runs.md"
    page.write_text(page.read_text(encoding="utf-8").replace("| -2 | +2 | -2 |", "| +2 | -2 | +1 |"), encoding="utf-8")
    assert main(["changes", str(library), "--against", "HEAD"]) == 0
    told = capsys.readouterr().out
    assert "- **Changed:** 1 document\n    - Where it runs (`questions/runs.md`)\n" in told
    assert "- **Moved:** 1 of 6 cases\n    - Planner of a team: postgres before, duckdb now; labeled postgres; " in told
    assert main(["changes", str(library), "--against", "nowhere"]) == 2
    assert capsys.readouterr().err == (
        f"changes: git knows no nowhere of {library}; there is nothing to compare with; "
        "fetch the whole history (fetch-depth: 0), and name a commit, a branch or a tag\n"
    )


def test_the_pre_commit_hook_names_a_command_that_there_is(root: Path) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"] == "motionbook check"
    assert re.search(hook["files"], "notes/a.md") and re.search(hook["files"], "library.yml")
    assert hook["pass_filenames"] is False


def test_watching_checks_again_after_a_change_and_ends_when_interrupted(library: Path) -> None:
    command = [sys.executable, "-m", "motionbook", "check", str(library), "--watch"]
    watcher = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert watcher.stderr is not None
    try:
        line = watcher.stderr.readline()
        assert line.endswith("3 documents, 0 errors, 0 warnings; 1 other file not published\n")
        (library / "notes" / "third.md").write_text("# Third\n\nSee [[nowhere]].\n", encoding="utf-8")
        assert "4 documents" in watcher.stderr.readline()
    finally:
        watcher.send_signal(2)
        assert watcher.wait(timeout=30) == 0
        watcher.stderr.close()
