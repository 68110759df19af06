"""What a module imports, read from its text: for the tests of which room may know which."""

import ast
from collections.abc import Iterator
from pathlib import Path


def imported(module: Path) -> Iterator[str]:
    """Full names of the modules that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""
