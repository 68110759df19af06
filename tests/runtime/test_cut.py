"""Pyodide's script and module without what no page runs; and that nothing is missing."""

from pathlib import Path

import pytest

from runtime.build import find_pyodide, make_parts
from runtime.cut import CutError, cut_script, read_called, write_called
from tests.runtime.calls import record

SCRIPT = (
    'var Module=arg;var _used=Module["_used"]=wasmExports["used"];var _spare=Module["_spare"]=wasmExports["spare"];'
    'var __reached=Module["__reached"]=wasmExports["_reached"];var _Data=Module["_Data"]=2829304;'
    'var other=Module["not"]=wasmExports["not"];run(_used,wasmExports["started"]);'
)


def test_a_symbol_stays_where_it_is_named() -> None:
    cut, names = cut_script(SCRIPT, ["pyodide._module.__reached()"])
    spare = 'var _spare=Module["_spare"]=wasmExports["spare"];'
    assert cut == SCRIPT.replace(spare, "").replace('var _Data=Module["_Data"]=2829304;', "")
    assert {"used", "_used", "_reached", "started", "not"} <= names
    assert not {"spare", "_spare", "Data"} & names


def test_nothing_goes_from_a_script_that_names_all() -> None:
    assert cut_script(SCRIPT, ["_spare _Data __reached"])[0] == SCRIPT


def test_the_list_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "called.txt"
    for called in ({0}, {1, 2, 3, 7, 9, 10}, set(range(0, 400, 3)), {5, 13000}):
        write_called(b"module", called, path)
        assert read_called(b"module", path) == called
    assert max(map(len, path.read_text().splitlines())) < 120


def test_a_list_of_another_module_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "called.txt"
    write_called(b"module", {1}, path)
    with pytest.raises(CutError) as refusal:
        read_called(b"another", path)
    assert str(refusal.value) == (
        "runtime/called.txt lists what is called of another module than node_modules/pyodide has; pages would stop in "
        "the middle of an answer; run `python -m tests.runtime.calls`"
    )


def test_the_list_has_all_that_other_requests_call(root: Path, tmp_path: Path) -> None:
    """Answers to requests that it was not recorded with. Where it lacks one: `python -m tests.runtime.calls`."""
    module = (find_pyodide(root) / "pyodide.asm.wasm").read_bytes()
    called = record(make_parts(root, find_pyodide(root), tmp_path), count=24, seed=2)
    assert called
    assert called - read_called(module) == set()
