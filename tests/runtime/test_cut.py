"""Pyodide's script and module without what no page runs; and that nothing is missing."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from runtime.build import find_pyodide, make_parts
from runtime.cut import CutError, cut_script, read_called, write_called
from runtime.node import find_node
from runtime.wasm import FUNCTION, GLOBAL, Import
from tests.runtime.calls import record
from tests.runtime.test_wasm import importing

SCRIPT = """
"use strict";
var _createPyodideModule = (() => {
  var _scriptName = typeof document != 'undefined' ? document.currentScript?.src : undefined;
  return (
async function(moduleArg = {}) {
  var moduleRtn;

var Module=moduleArg;var unused=()=>1;function _called(){return Module.table}_called.sig="i";function _graphics(){}
function _offered(){return 5}_offered.sig="i";Module["unused"]=unused;var table=2;Module["table"]=table;
var wasmImports={called:_called,glDraw:_graphics,offered:_offered};var wasmExports=Module.make(wasmImports);
var _used=Module["_used"]=wasmExports["used"];var _spare=Module["_spare"]=wasmExports["spare"];
var __reached=Module["__reached"]=wasmExports["_reached"];var _Data=Module["_Data"]=2829304;
moduleRtn=[eval("1+1"),_used(wasmExports["started"])];

  return moduleRtn;
}
);
})();
globalThis._createPyodideModule = _createPyodideModule;
"""
MODULE = importing(Import(FUNCTION, "env", "called"), Import(GLOBAL, "GOT.func", "glDraw"))
RUN = """
import { readFileSync } from "node:fs";
(0, eval)(readFileSync(0, "utf8"));
const given = { make: (imports) => ({ used: (x) => [x, Object.keys(imports), imports.called()], started: 7 }) };
const made = await globalThis._createPyodideModule(given);
console.log(JSON.stringify({ made, offered: Object.keys(given) }));
"""


@pytest.fixture(scope="module")
def cut(root: Path) -> tuple[str, frozenset[str]]:
    return cut_script(SCRIPT, ["pyodide._module.__reached()"], MODULE, find_node(root))


def test_what_is_used_stays_and_works(root: Path, cut: tuple[str, frozenset[str]]) -> None:
    command = [find_node(root), "--input-type=module", "--eval", RUN]
    done = subprocess.run(command, input=cut[0], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == {
        "made": [2, [7, ["called", "glDraw"], 2]],
        "offered": ["make", "table", "_used", "__reached"],
    }


def test_what_nothing_uses_goes(cut: tuple[str, frozenset[str]]) -> None:
    script, names = cut
    assert not re.search(r"unused|offered|spare|Data|sig=\"i\"", script)
    assert script.count("WebAssembly.RuntimeError") == 1
    assert {"used", "_used", "_reached", "started"} <= names
    assert not {"spare", "_spare", "Data"} & names


def test_a_script_of_another_form_is_refused(root: Path) -> None:
    for script in ("", SCRIPT.replace("wasmImports=", "imports="), SCRIPT.replace("moduleRtn;", "made;")):
        with pytest.raises(CutError) as refusal:
            cut_script(script, [], MODULE, find_node(root))
        assert str(refusal.value) == (
            "node_modules/pyodide/pyodide.asm.js is not written as that of Pyodide 0.29, and cannot be cut to what "
            "pages run; use the pyodide of package-lock.json, or mend runtime/cut.py"
        )


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
    called = record(make_parts(root, find_pyodide(root), find_node(root), tmp_path), count=24, seed=2)
    assert called
    assert called - read_called(module) == set()
