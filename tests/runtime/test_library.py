"""What the memory snapshot is made with: our modules, what they import, and stand-ins for what Pyodide would import."""

import ast
import importlib.util
import json
import marshal
import zipfile
from pathlib import Path

import pytest

from runtime.build import build_runtime
from runtime.library import STAND_INS, Module, compile_module, find_modules, imported_names, stand_ins
from runtime.node import find_node
from tests.runtime.starting import run_python

STARTED = """
let said = "";
try { calculator.Calculator(5); } catch (error) { said = error.message; }
const refused = calculator.answer("{}", "no rules");
console.log(JSON.stringify({ said, refused, modules: python.runPython("import sys; ' '.join(sys.modules)") }));
"""


@pytest.fixture(scope="module")
def started(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What Python said that was started from the snapshot without a standard library, as in the page."""
    files = {asset.url: asset.path for asset in build_runtime(root, find_node(root)).files}
    found: dict[str, str] = run_python(root, files, tmp_path_factory.mktemp("started"), STARTED, {})
    return found


def test_an_error_is_told_with_its_place_and_without_a_second_one(started: dict[str, str]) -> None:
    lines = started["said"].strip().splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "TypeError: the JSON object must be str, bytes or bytearray, not int"
    assert any("calculator/rules/reader.py" in line and "in load_rules" in line for line in lines)


def test_every_module_of_ours_is_there_and_little_else(root: Path, started: dict[str, str]) -> None:
    modules = set(started["modules"].split())
    ours = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for path in (root / "calculator").rglob("*.py")
    }
    assert ours <= modules
    assert json.loads(started["refused"])["status"] == "error"
    for large in ("asyncio.events", "ast", "tokenize", "pathlib", "zipfile", "logging", "subprocess"):
        assert large not in modules


def test_nothing_of_ours_is_imported_only_when_it_is_called(root: Path) -> None:
    """The page has no standard library: an import that first happens there fails."""
    for path in sorted((root / "calculator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                late = [each for each in ast.walk(node) if isinstance(each, ast.Import | ast.ImportFrom)]
                assert not late, f"{path}:{late[0].lineno}"


def test_a_stand_in_takes_the_place_of_a_package(tmp_path: Path) -> None:
    package = tmp_path / "calculator"
    package.mkdir()
    (package / "__init__.py").write_text("from calculator import sums\nimport asyncio, sys\n")
    (package / "sums.py").write_text("import fractions\n")
    stdlib = tmp_path / "stdlib.zip"
    with zipfile.ZipFile(stdlib, "w") as archive:
        for name in ("asyncio/__init__.py", "asyncio/events.py", "fractions.py", "calculator.py", "unused.py"):
            archive.writestr(name, "")
    with zipfile.ZipFile(stdlib) as archive:
        found = {module.path: module.source for module in find_modules(archive, package)}
    assert found["asyncio.py"] == (STAND_INS / "asyncio.py").read_bytes()
    assert {"calculator/__init__.py", "calculator/sums.py", "fractions.py"} <= set(found)
    assert not {"asyncio/__init__.py", "asyncio/events.py", "calculator.py", "unused.py"} & set(found)


def test_every_stand_in_is_needed(root: Path) -> None:
    with zipfile.ZipFile(root / "node_modules" / "pyodide" / "python_stdlib.zip") as archive:
        found = {module.path for module in find_modules(archive, root / "calculator")}
        replaced = {path.relative_to(STAND_INS).as_posix() for path in stand_ins()}
        assert replaced <= found
        assert {path.replace("asyncio.py", "asyncio/__init__.py") for path in replaced} <= set(archive.namelist())


@pytest.mark.parametrize(
    ("path", "source", "names"),
    [
        ("a/b.py", "from . import c", {"a", "a.c"}),
        ("a/__init__.py", "from .c import d", {"a.c", "a.c.d"}),
        ("a/b/c.py", "from ..d import e", {"a.d", "a.d.e"}),
        ("a.py", "import b.c, d as e", {"b.c", "d"}),
        ("a.py", "try:\n    import b\nexcept ImportError:\n    import c\nelse:\n    import d", {"b", "c", "d"}),
        ("a.py", "if x:\n    import b\nelse:\n    import c", {"b", "c"}),
        ("a.py", "def f():\n    import b", set()),
        ("a.py", "if __name__ == '__main__':\n    import b", set()),
        ("a.py", "from t import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b", {"t", "t.TYPE_CHECKING"}),
    ],
)
def test_imports_are_read_as_they_happen(path: str, source: str, names: set[str]) -> None:
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert set(imported_names(name, Module(path, source.encode()))) == names


def test_a_module_is_compiled_without_its_documentation_and_always_alike() -> None:
    module = Module("a.py", b'"""About."""\n\n\ndef f():\n    """More."""\n    return "kept"\n')
    compiled = compile_module(module)
    assert compiled == compile_module(module)
    assert compiled.startswith(importlib.util.MAGIC_NUMBER)
    code = marshal.loads(compiled[16:])
    assert code.co_filename == "/lib/python313.zip/a.py"
    assert b"kept" in compiled and b"About." not in compiled and b"More." not in compiled
