// Make the memory snapshot: the pinned Pyodide with the scoring package imported, as bytes on disk.
//
//   node snapshot.mjs <folder of pyodide> <wheel> <file to write>
//
// The page hands the bytes to loadPyodide as _loadSnapshot and has Python with `calculator` imported
// without unpacking, parsing or running any of its start-up.
import { readFile, writeFile } from "node:fs/promises";
import nodeCrypto from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The same input must give the same bytes: no clock and no randomness reaches Python's memory.
const EPOCH = 315532800000;
Date.now = () => EPOCH;
performance.now = () => 0;
nodeCrypto.randomFillSync = (array) => {
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(7);
  return array;
};

/**
 * What Pyodide imports to run an event loop, to start programs, to load packages and to show source: the page does none
 * of it, and what is in these modules is a fourteenth of the snapshot.
 */
const UNUSED = `
  asyncio.base_events asyncio.base_subprocess asyncio.constants asyncio.format_helpers asyncio.locks asyncio.log
  asyncio.mixins asyncio.protocols asyncio.queues asyncio.runners asyncio.selector_events asyncio.sslproto
  asyncio.staggered asyncio.streams asyncio.subprocess asyncio.taskgroups asyncio.tasks asyncio.threads
  asyncio.timeouts asyncio.transports asyncio.trsock asyncio.unix_events concurrent.futures concurrent.futures._base
  subprocess socket selectors logging tempfile shutil zipfile zipfile._path zipfile._path.glob
  importlib.resources._common importlib.resources._functional importlib.resources.abc random string _compression bz2
  inspect dis opcode _opcode_metadata`;

const [pyodideFolder = "", wheelPath = "", target = ""] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);

const pyodide = await loadPyodide({
  _makeSnapshot: true,
  indexURL: pyodideFolder,
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
});
const python = pyodide.runPython("import sys; sys.version.split()[0]");
pyodide.unpackArchive(new Uint8Array(await readFile(wheelPath)), "wheel");
// Every module must be in memory before the snapshot: the page starts without a standard library on
// disk, so an import that first happens there would fail. One answered request reaches them.
pyodide.runPython(`
import gc, linecache, traceback, types, zipimport
import calculator
calculator.answer("{}", "{}")

def lighten(code, docstring):
    """The same code without its docstring and its line numbers.

    The table says of each eight of its instructions that they stand nowhere: tracebacks read one place for each.
    """
    constants = [lighten(each, None) if isinstance(each, types.CodeType) else each for each in code.co_consts]
    if docstring is not None and constants and constants[0] is docstring:
        constants[0] = None
    return code.replace(co_consts=tuple(constants), co_linetable=b"\\xff" * (len(code.co_code) // 16 + 1))

# Nobody reads the standard library's documentation or debugs it in the page. Ours keeps its line numbers:
# a report of a failure should say where.
for item in gc.get_objects():
    if isinstance(item, types.FunctionType) and not item.__module__.startswith("calculator"):
        item.__code__ = lighten(item.__code__, item.__doc__)
        item.__doc__ = None
    elif isinstance(item, types.ModuleType):
        item.__doc__ = None
del item, lighten
linecache.clearcache()
sys.path_importer_cache.clear()
gc.collect()
`);

// Memory that Python freed still holds what was in it, which compresses badly. Take all free blocks,
// largest first, zeroed, then give them back. The heap's end moves when no free block is left.
const heapEnd = () => pyodide._module._sbrk(0);
pyodide.globals.set("heap_end", heapEnd);
pyodide.globals.set("unused", UNUSED);
pyodide.runPython(`
def empty(names):
    for name in names:
        kept = vars(sys.modules[name])
        for each in [each for each in reversed(kept) if not each.startswith("__")]:
            del kept[each]

def scrub():
    held = []
    end = heap_end()
    large = [kib * 1024 for kib in (1024, 768, 512, 384, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1)]
    for size in (*large, *range(1008, 512, -16)):
        while True:
            block = bytearray(size)
            if heap_end() != end:
                end = heap_end()
                break
            held.append(block)
    for size in range(512, 48, -16):
        while True:
            block = bytes(size - 33)
            if heap_end() != end:
                end = heap_end()
                break
            held.append(block)

empty(unused.split())
gc.collect()
scrub()
del empty, scrub, heap_end, unused
gc.collect()
`);
await writeFile(target, pyodide.makeMemorySnapshot());
console.log(JSON.stringify({ pyodide: pyodide.version, python }));
