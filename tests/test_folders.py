"""The folders at the top are read in one direction: each imports only those before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = ("calculator", "hooks/kb", "runtime", "backtest", "hooks", "motionbook", "bench", "tests")
"""In order; docs/architecture.md draws them. What measures and what tests stand on one step and share helpers."""


def modules_of(root: Path, folder: str) -> list[Path]:
    """The modules of a folder; the adapters of `hooks` without the core below it."""
    return sorted((root / folder).glob("*.py") if folder == "hooks" else (root / folder).rglob("*.py"))


def names_of(root: Path, folder: str) -> set[str]:
    """What modules of a folder are imported as, up to the first dot."""
    if folder == "hooks":
        return {module.stem for module in modules_of(root, folder)}
    return {Path(folder).name}


def imported(module: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of each module that a module imports, for types alone too."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


@pytest.mark.parametrize("folder", FOLDERS[:-2])
def test_a_folder_imports_only_those_before_it(root: Path, folder: str) -> None:
    after = FOLDERS[FOLDERS.index(folder) + 1 :]
    # Where Motionbook stands is told by the one module that everything else is found by.
    forbidden = {name for later in after for name in names_of(root, later)} - {"installation"}
    wrong = [
        f"{module.relative_to(root)}:{line}: {name}"
        for module in modules_of(root, folder)
        for line, name in imported(module)
        if name.partition(".")[0] in forbidden
    ]
    assert not wrong


def test_every_folder_with_python_is_in_the_order(root: Path) -> None:
    found = {path.parent.relative_to(root).parts[0] for path in root.glob("[!.]*/*.py")}
    assert found == {folder.partition("/")[0] for folder in FOLDERS}


def test_the_scoring_package_touches_no_file(root: Path) -> None:
    """All of it ships to the browser, where there is no disk to read; the commands read files for it."""
    wrong = [
        f"{module.relative_to(root)}:{line}: {name}"
        for module in modules_of(root, "calculator")
        for line, name in imported(module)
        if name.partition(".")[0] in {"argparse", "io", "os", "pathlib", "shutil", "tempfile"}
    ]
    assert not wrong
