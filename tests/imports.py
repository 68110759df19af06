"""What a module imports, read from its text: for the tests of which room may know which."""

import ast
import sys
from collections.abc import Container, Iterator
from pathlib import Path


def imported(module: Path) -> Iterator[str]:
    """Full names of the modules that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""


def check_imports(room: Path, package: str, allowed: Container[str], libraries: Container[str] = ()) -> None:
    """Every module of a room imports nothing but these parts of its package, Python's own library, and some others."""
    for module in room.rglob("*.py"):
        for name in imported(module):
            first, _, rest = name.partition(".")
            if first == package:
                assert rest.split(".")[0] in allowed, f"{module.name} imports {name}"
            else:
                assert first in sys.stdlib_module_names or first in libraries, f"{module.name} imports {name}"
