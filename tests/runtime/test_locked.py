"""The page runs the Python that the lock names, or the build says so."""

import json
import shutil
from pathlib import Path

import pytest

from runtime.build import RuntimeBuildError
from runtime.locked import NAME, check_locked


def test_another_runtime_than_the_locked_one_is_refused(root: Path, tmp_path: Path) -> None:
    check_locked(root)
    (tmp_path / "node_modules").mkdir()
    shutil.copy(root / "package-lock.json", tmp_path)
    hidden = tmp_path / "node_modules" / ".package-lock.json"
    content = json.loads((root / "node_modules" / ".package-lock.json").read_text(encoding="utf-8"))
    version = content["packages"][NAME]["version"]
    content["packages"][NAME]["integrity"] = "sha512-another"
    hidden.write_text(json.dumps(content), encoding="utf-8")
    for installed in (version, "of no known version"):
        with pytest.raises(RuntimeBuildError) as refused:
            check_locked(tmp_path)
        assert str(refused.value) == (
            f"node_modules/pyodide is {installed} and package-lock.json names {version}; "
            "pages would run what nobody has checked; run `npm ci`"
        )
        hidden.unlink(missing_ok=True)


def test_a_wheel_holds_what_was_checked_when_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "made" / "runtime").mkdir(parents=True)
    check_locked(tmp_path)
