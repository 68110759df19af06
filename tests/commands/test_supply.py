"""What we build on: everything locked by hash, every lock audited, the list of it made from the locks."""

import json
import re
from pathlib import Path

import pytest
import yaml

from motionbook import __version__, audit, bootstrap

WORKFLOWS = ("action.yml", ".github/workflows/pages.yml", "motionbook/starter/.github/workflows/pages.yml")
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_hash_and_say_their_release(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    yaml.safe_load(text)
    used = [
        line.split("uses: ", 1)[1].strip() for line in text.splitlines() if "uses: " in line and "uses: ./" not in line
    ]
    assert used, "no action is used"
    assert [each for each in used if not PINNED.fullmatch(each)] == []


def test_one_action_is_pinned_to_one_release(root: Path) -> None:
    pins: dict[str, set[str]] = {}
    for name in WORKFLOWS:
        for action, pin in re.findall(r"uses: ([\w./-]+)@(.+)", (root / name).read_text(encoding="utf-8")):
            pins.setdefault(action, set()).add(pin)
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


def test_every_locked_package_has_its_hashes_and_every_lock_is_audited(root: Path) -> None:
    locks = sorted(path.name for path in root.glob("requirements*.txt"))
    assert locks == sorted(audit.LOCKS)
    for name in locks:
        text = (root / name).read_text(encoding="utf-8")
        entries = re.findall(r"^([\w.-]+==\S+).*\\\n((?:\s+--hash=sha256:[0-9a-f]{64}.*\n)+)", text, re.MULTILINE)
        assert len(entries) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 0, name
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []
    audited = [part for step in audit.audits() for part in step.command if part.endswith(".txt")]
    assert sorted(audited) == locks


def test_the_list_of_the_page_is_made_from_its_lock(root: Path) -> None:
    found = json.loads(audit.npm_sbom())
    assert found["bomFormat"] == "CycloneDX"
    assert found["metadata"]["component"]["version"] == __version__
    named = {one["name"]: one["version"] for one in found["components"]}
    wanted = json.loads((root / "package.json").read_text(encoding="utf-8"))
    assert {name: named.get(name) for name in wanted["dependencies"]} == wanted["dependencies"]
    assert not named.keys() & wanted["devDependencies"].keys(), "what only tests need is not shipped"


def test_one_audit_that_fails_stops_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    python = str(bootstrap.PYTHON)
    steps = [audit.Step(name, (python, "-c", f"raise SystemExit({code})")) for name, code in (("one", 1), ("two", 0))]
    assert audit.run(steps) == 1
    told = capfd.readouterr()
    assert told.out == "one:\ntwo:\n"
    assert told.err == "failed: one\n"
    assert audit.run(steps[1:]) == 0
