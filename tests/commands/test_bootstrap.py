"""Setting up a checkout: what is done once, what is said when the machine lacks something."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from motionbook import bootstrap

MINORS = [f"3.{minor}" for minor in range(7, 13)]
OLD = [name for minor in MINORS if (name := shutil.which(f"python{minor}")) and "shims" not in name]
OLD += [str(path) for minor in MINORS for path in Path.home().glob(f".pyenv/versions/{minor}.*/bin/python")]
LOCKS = (
    *("requirements.txt", "requirements-dev.txt", "requirements-node.txt", "requirements-audit.txt"),
    *("package.json", "package-lock.json"),
)


@pytest.fixture
def checkout(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A bare checkout elsewhere; gives the commands that set-up would have run."""
    for name in LOCKS:
        shutil.copy(root / name, tmp_path)
    environment = tmp_path / ".venv"
    packages = environment / "lib" / "python3.13" / "site-packages"
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", environment)
    monkeypatch.setattr(bootstrap, "BIN", environment / "bin")
    monkeypatch.setattr(bootstrap, "PYTHON", environment / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMPS", environment / "motionbook-setup.json")
    commands: list[tuple[str, ...]] = []

    def pretend(*command: str | Path, **_: str) -> None:
        commands.append(tuple(map(str, command)))
        if "--ignore-scripts" in command:
            (tmp_path / "node_modules").mkdir(exist_ok=True)

    def make(_: Path, with_pip: bool) -> None:
        packages.mkdir(parents=True)
        (environment / "bin").mkdir()
        (environment / "bin" / "python").write_text("")

    monkeypatch.setattr(bootstrap, "run", pretend)
    monkeypatch.setattr(bootstrap.venv, "create", make)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py"])
    return commands


def test_a_first_run_installs_what_is_locked_and_a_second_nothing(
    checkout: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.main() == 0
    installs = [command for command in checkout if "--require-hashes" in command]
    assert next(command[-1] for command in installs) == "requirements.txt"
    assert any(command[-3:] == ("ci", "--ignore-scripts", "--omit=dev") for command in checkout)
    command = bootstrap.BIN / "motionbook"
    assert command.stat().st_mode & 0o111
    assert command.read_text().startswith(f"#!{bootstrap.PYTHON}\nfrom motionbook.cli import main\n")
    done = len(checkout)
    assert bootstrap.main() == 0
    assert len(checkout) == done
    with (bootstrap.ROOT / "requirements.txt").open("a") as file:
        file.write("# another\n")
    assert bootstrap.main() == 0
    assert [command[-1] for command in checkout[done:]] == ["requirements.txt"]


def test_another_python_is_one_sentence_and_nothing_is_made(
    checkout: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "WANTED", (3, 99))
    assert bootstrap.main() == 1
    assert capsys.readouterr().err == (
        f"setup: Python 3.99 is needed and {sys.version.split()[0]} ran; the browser's Python is the same "
        "minor version, so that both give the same result; install it and run `make PYTHON=python3.99`\n"
    )
    assert checkout == []
    assert not bootstrap.VENV.exists()


def test_a_command_that_fails_shows_what_it_printed_last() -> None:
    with pytest.raises(bootstrap.SetupError, match=r"(?s)`.*` failed:\nline 5\n.*line 29$"):
        bootstrap.run(sys.executable, "-c", "print(*(f'line {n}' for n in range(30)), sep='\\n'); raise SystemExit(1)")


@pytest.mark.parametrize("text", ["", "no JSON", "[1]"])
def test_unreadable_stamps_are_no_stamps(checkout: list[tuple[str, ...]], text: str) -> None:
    bootstrap.VENV.mkdir()
    bootstrap.STAMPS.write_text(text)
    assert bootstrap.read_stamps() == {}
    assert bootstrap.main() == 0
    assert set(json.loads(bootstrap.STAMPS.read_text())) >= {"packages", "node"}


@pytest.mark.skipif(not OLD, reason="no older Python on this machine")
def test_an_older_python_is_told_which_one_is_needed(root: Path, tmp_path: Path) -> None:
    """Really run: an older Python must be able to read as far as the sentence."""
    place = shutil.copytree(root / "motionbook", tmp_path / "motionbook")
    shutil.copy(root / "requirements.txt", tmp_path)
    for python in OLD:
        for command in ([str(place / "bootstrap.py")], ["-m", "motionbook", "check"]):
            path = {"PATH": str(tmp_path)}
            result = subprocess.run(
                [python, *command], cwd=tmp_path, env=path, capture_output=True, text=True, check=False
            )
            assert result.returncode == 1
            (line,) = result.stderr.splitlines()
            assert "Python 3.13 is needed and " in line


def test_other_engines_are_installed_once_where_that_is_ours_to_do(
    checkout: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    there: set[str] = set()
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}" if name in there else None)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.delenv("FIREFOX", raising=False)
    there.add("apt-get")

    def install(*command: str | Path, **_: str) -> None:
        checkout.append(tuple(map(str, command)))
        if "install" in command:
            there.update({"firefox-esr", "WebKitWebDriver", "Xvfb"})

    monkeypatch.setattr(bootstrap, "run", install)
    bootstrap.set_up_engines()
    assert [command[1] for command in checkout] == ["update", "install"]
    assert checkout[1][-3:] == ("firefox-esr", "webkit2gtk-driver", "xvfb")
    bootstrap.set_up_engines()
    assert len(checkout) == 2


def test_an_engine_that_cannot_be_installed_is_one_sentence(
    checkout: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None if name == "Xvfb" else f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.SetupError) as refused:
        bootstrap.set_up_engines()
    assert str(refused.value) == (
        "Firefox, WebKitWebDriver and Xvfb are needed, and this machine lacks one of them; no other engine can be "
        "tried without; install Debian's firefox-esr, webkit2gtk-driver, xvfb, or the same of your system"
    )
    assert checkout == []


def test_the_audit_installs_its_own_lock(checkout: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "--audit"])
    assert bootstrap.main() == 0
    assert [command[-1] for command in checkout if "--require-hashes" in command] == [
        "requirements.txt",
        "requirements-audit.txt",
    ]
    done = len(checkout)
    assert bootstrap.main() == 0
    assert len(checkout) == done
