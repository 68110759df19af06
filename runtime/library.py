"""The modules that the memory snapshot is made with: ours, what they import, and what Python starts with.

Pyodide's own start imports a third of the standard library: an event loop, a parser, archives, temporary files. The
page uses none of it, so modules of ours in `stand_ins/` take the place of those that would import it: the snapshot
comes to half its size.
"""

import ast
import importlib.util
import marshal
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

STAND_INS = Path(__file__).parent / "stand_ins"
PLACE = "/lib/python313.zip"
"""Where Pyodide puts the standard library."""
ROOTS = (
    *("calculator", "encodings.utf_8", "site", "traceback"),
    *("_pyodide._core_docs", "_pyodide._future_helper", "_pyodide.docstring", "_pyodide.jsbind", "asyncio", "inspect"),
    *("pyodide.code", "pyodide.ffi", "pyodide._package_loader"),
)
"""What is imported by name while Python and Pyodide start, and by the snapshot's script."""
NO_TIME = bytes(12)
"""Behind the magic number of a compiled module: no flags, no time, no size of its source."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module's source."""

    path: str
    """In the library, with slashes."""
    source: bytes

    @property
    def is_package(self) -> bool:
        """Whether it holds others."""
        return self.path.endswith("/__init__.py")


def stand_ins() -> list[Path]:
    """The modules that take the place of others."""
    return sorted(STAND_INS.rglob("*.py"))


def write_library(stdlib: Path, package: Path, target: Path) -> None:
    """Write the compiled modules as an archive that Python can import from.

    Args:
        stdlib: Pyodide's archive of the standard library's sources.
        package: folder of the scoring package's modules.
    """
    with zipfile.ZipFile(stdlib) as theirs, zipfile.ZipFile(target, "w") as archive:
        for module in find_modules(theirs, package):
            archive.writestr(zipfile.ZipInfo(f"{module.path}c"), compile_module(module))


def compile_module(module: Module) -> bytes:
    """A compiled module without docstrings; the same source gives the same bytes.

    Raises:
        SyntaxError: it is not of this Python.
    """
    code = compile(module.source, f"{PLACE}/{module.path}", "exec", dont_inherit=True, optimize=2)
    # From version 3 on what is written depends on who else has hold of a name.
    return importlib.util.MAGIC_NUMBER + NO_TIME + marshal.dumps(code, 2)


def find_modules(stdlib: zipfile.ZipFile, package: Path) -> list[Module]:
    """The roots and whatever they import, sorted by path; what is built into the interpreter is not among them."""
    names = set(stdlib.namelist())

    def find(name: str) -> Module | None:
        stem = name.replace(".", "/")
        paths = (f"{stem}/__init__.py", f"{stem}.py")
        for folder in (STAND_INS, *([package.parent] if stem.split("/")[0] == package.name else [])):
            for path in paths:
                if (folder / path).is_file():
                    return Module(path, (folder / path).read_bytes())
        return next((Module(path, stdlib.read(path)) for path in paths if path in names), None)

    found: dict[str, Module | None] = {}
    wanted = list(ROOTS)
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        module = found[name] = find(name)
        wanted += [name.rpartition(".")[0]] if "." in name else []
        wanted += imported_names(name, module) if module else []
    return sorted((module for module in found.values() if module), key=lambda module: module.path)


def imported_names(name: str, module: Module) -> Iterator[str]:
    """Names that a module imports as it is loaded, and names of what it takes from them: some are modules."""
    for statement in loaded_statements(ast.parse(module.source).body):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            above = name.split(".")[: None if module.is_package else -1]
            above = above[: len(above) - statement.level + 1] if statement.level else []
            base = ".".join([*above, *([statement.module] if statement.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in statement.names)


def loaded_statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Statements that run as a module is loaded, those under conditions too; none that only a program runs, or a
    checker of types."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If) and ast.unparse(statement.test).startswith(("__name__", "TYPE_CHECKING")):
            continue
        if isinstance(statement, ast.If | ast.Try | ast.ExceptHandler):
            for part in ("body", "handlers", "orelse", "finalbody"):
                yield from loaded_statements(getattr(statement, part, ()))
