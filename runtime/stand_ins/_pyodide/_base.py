"""Run source, as Pyodide's scripts do while they start; `import json; json` gives the module."""

from importlib import import_module
from typing import Any


def eval_code(
    source: str, globals: dict[str, Any] | None = None, locals: dict[str, Any] | None = None, **options: Any
) -> Any:
    """Run statements, and give what the expression behind their last semicolon comes to."""
    said, _, asked = source.rpartition(";")
    names = {} if globals is None else globals
    exec(said, names, locals)
    return eval(asked.strip() or "None", names, locals)


pyimport_impl = import_module
