"""docs/commands.md has every command and option there is, and none that is not."""

import argparse
import re
from pathlib import Path

import pytest

from motionbook.cli import make_parser

ROW = re.compile(r"^\| `motionbook (\w+)[^|]*\| (.+?) \| (.*) \|$", re.MULTILINE)
OPTION = re.compile(r"--[\w-]+")
EVERYWHERE = {"--help", "--frameworks"}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "commands.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_stands_there_with_its_options(page: str) -> None:
    documented = {name: set(OPTION.findall(options)) for name, _, options in ROW.findall(page)}
    there = {
        name: {option for action in command._actions for option in action.option_strings if option.startswith("--")}
        - EVERYWHERE
        for name, command in commands().items()
    }
    assert documented == there


def test_every_choice_stands_there(page: str) -> None:
    for name, command in commands().items():
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `motionbook {name}"))
        for action in command._actions:
            if action.choices:
                assert f"{action.option_strings[0]} {'\\|'.join(action.choices)}" in row


def test_every_make_target_stands_there(root: Path, page: str) -> None:
    targets = set(re.findall(r"^(\w+):.*##", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^\| `make (\w+)", page, re.MULTILINE)) == targets


def test_every_variable_is_read_somewhere(root: Path, page: str) -> None:
    names = re.findall(r"`((?:MOTIONBOOK_)?[A-Z_]+)`", page.partition("environment may say")[2])
    places = [*root.glob("*/*.py"), *root.glob("hooks/**/*.py"), root / "mkdocs.yml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in places if ".venv" not in path.parts)
    assert names and [name for name in names if name not in text] == []
