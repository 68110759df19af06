// Make the memory snapshot: the pinned Pyodide with the scoring package imported, as bytes on disk.
//
//   node snapshot.mjs <folder of pyodide> <folder of its script and module, cut> <library> <file to write> < rules
//
// The page hands the bytes to loadPyodide as _loadSnapshot and has Python with `calculator` imported
// without unpacking, parsing or running any of its start-up; with a library's rules read, where there are any.
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import nodeCrypto from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The same input must give the same bytes: no clock, no randomness and no path reaches Python's memory.
const EPOCH = 315532800000;
Date.now = () => EPOCH;
performance.now = () => 0;
nodeCrypto.randomFillSync = (array) => {
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(7);
  return array;
};

const [pyodideFolder = "", partsFolder = "", library = "", target = ""] = process.argv.slice(2);
const rules = readFileSync(0, "utf8");
process.argv = ["node", "snapshot"];
const { info } = JSON.parse(readFileSync(join(pyodideFolder, "pyodide-lock.json"), "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);

const pyodide = await loadPyodide({
  _makeSnapshot: true,
  indexURL: partsFolder,
  lockFileContents: { info, packages: {} },
  stdLibURL: library,
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
});
// Every module must be in memory before the snapshot: the page starts without a standard library on disk, so an import
// that first happens there would fail. One answered request reaches them. Nobody reads documentation or debugs the
// standard library in the page; ours keeps its line numbers: a report of a failure should say where.
pyodide.runPython(`
import gc, sys, traceback, types, zipimport
import calculator
calculator.answer("{}", "{}")

def lighten(code, docstring):
    constants = [lighten(each, None) if isinstance(each, types.CodeType) else each for each in code.co_consts]
    if docstring is not None and constants and constants[0] is docstring:
        constants[0] = None
    # Of each eight instructions this says that they stand nowhere: tracebacks read one place for each.
    return code.replace(co_consts=tuple(constants), co_linetable=b"\\xff" * (len(code.co_code) // 16 + 1))

for item in gc.get_objects():
    if isinstance(item, types.FunctionType) and not item.__module__.startswith("calculator"):
        item.__code__ = lighten(item.__code__, item.__doc__)
        item.__doc__ = None
    elif isinstance(item, types.ModuleType):
        item.__doc__ = None
del item, lighten
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()
gc.collect();`);
// Behind all else, so that memory with rules and without is the same for the most part (runtime/ahead.py). What is
// wrong with rules that cannot be read, the page says.
if (rules) {
  pyodide.globals.set("rules", rules);
  pyodide.runPython(`
try:
    calculator.calculator_for(rules).prepare()
except calculator.CalculatorError:
    pass
del rules;`);
}
pyodide.runPython(`
held = []
def take(size):
    held.append(bytearray(size) if size > 512 else bytes(size - bytes().__sizeof__()));`);

// Memory that Python freed still holds what was in it, which compresses badly. Take all free blocks, largest first,
// zeroed, then give them back. The heap's end moves when no free block is left.
const KIB = [1024, 768, 512, 384, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1];
const sizes = [...KIB.map((kib) => kib * 1024), ...Array.from({ length: 59 }, (_, at) => 992 - 16 * at)];
const heapEnd = () => pyodide._module._sbrk(0);
const take = pyodide.globals.get("take");
for (const size of sizes) for (let end = heapEnd(); heapEnd() === end;) take(size);
take.destroy();
const python = pyodide.runPython(`
del held, take
gc.collect(); sys.version.split()[0]`);
await writeFile(target, pyodide.makeMemorySnapshot());
console.log(JSON.stringify({ pyodide: pyodide.version, python }));
