"""Record which functions of the browser's Python a page may call: `python -m tests.runtime.calls` writes the list.

Every function of the module is made to set a global of its own, a broad piece of work is done with that module, and the
globals are read. Run it after a change of Pyodide, or when a test says that the list lacks something.
"""

import json
import random
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from motionbook.rank import compile_live
from runtime.build import find_pyodide, make_parts, take_snapshot
from runtime.cut import write_called
from runtime.node import find_node
from runtime.wasm import (
    CODE_SECTION,
    EXPORT_SECTION,
    GLOBAL,
    GLOBAL_SECTION,
    find_entries,
    join_bodies,
    leb,
    read_imports,
    read_leb,
    rewrite,
    split_bodies,
)
from tests.browser.test_parity import random_requests
from tests.fuzz import spoil

ROOT = Path(__file__).parents[2]
PREFIX = "$called"
"""Of the names under which the globals are exported."""
ZERO = b"\x7f\x01\x41\x00\x0b"
"""A global: a number of 32 bits that can change, 0 at first."""
LIBRARIES = ("frameworks", "examples/chart", "examples/database", "examples/licence")
RULES = ("rules_toy.json", "rules_codebook.json")
REQUESTS = 240
"""For each rule base; the list is complete after half as many."""
# What Python does behind its scenes in ways that no request need reach: other sizes of numbers and texts, errors.
BESIDE = """
import gc, json, math, re, sys, traceback
from fractions import Fraction
for power in (1, 5, 20, 80, 400, 3000):
    big = 7 ** power
    (big * big, big // 3, -big % 13, big << 100, big >> 7, big & 255, big | 1, big ^ 5, ~big, str(big), int(str(big)))
    (big.bit_length(), big.bit_count(), big.to_bytes(power, "little"), int.from_bytes(b"x" * power, "little"))
    (f"{big:,}", f"{big:x}", big * 1.5 if power < 300 else 0, math.gcd(big, 21 ** power), divmod(big, 10 ** power))
for real in (0.0, -0.0, 1e-320, 0.1, 1.5e300, 3.25, 123456.789, 1e22):
    (repr(real), f"{real:.2f}", f"{real:g}", round(real, 2), int(real), Fraction(real), float(str(real)), hash(real))
    (math.log(real + 1), math.log2(real + 1), math.sqrt(real + 1), real ** 0.5, real // 0.7, real % 0.7)
for text in ("", "plain", "ünïcode", "漢字", "\\ud83d\\ude00", "a" * 5000, "Aß Ǆ \\u2028"):
    (text.upper(), text.lower(), text.title(), text.casefold(), text.split(), text.strip(), text.replace("a", "bb"))
    (repr(text), ascii(text), text.encode("utf-8", "surrogatepass"), json.dumps(text), json.loads(json.dumps(text)))
    (text[::-1], text * 3, text.find("a"), text.join("xyz"), re.sub(r"(\\w)(?=a)", r"\\1-", text), sorted(text))
    (text.isdigit(), text.isidentifier(), text.partition("a"), text.rsplit("a", 1), f"{text:>9.3}", "%s %r" % (text, 5))
for size in (3, 40, 700, 20000):
    items = [(number * 7919) % size for number in range(size)]
    (sorted(items), sorted(items, key=str, reverse=True), set(items) & {1, 2}, frozenset(items), tuple(items))
    table = {str(item): item for item in items}
    (table | {"x": 1}, sorted(table), list(table.values()), {**table}, table.pop("1", None), table.copy(), max(items))
    items[1:2] = [5] * 9
    (items.index(5), items.count(5), items.insert(0, 1), items.pop(), items.reverse(), items.extend(items), items[::2])
    (sum(items), any(items), list(map(str, items)), list(zip(items, items)), dict(enumerate(items)), bytes(size))
for wrong in WRONG:
    try:
        eval(wrong)
    except Exception as error:
        "".join(traceback.format_exception(error))
def deeper(): return deeper()
try:
    deeper()
except RecursionError:
    pass
gc.collect();
"""
WRONG = (
    *("1/0", "{}[1]", "[][1]", "int('x')", "json.loads('{')", "None.x", "len(5)", "'a' + 1", "undefined", "x ="),
    *("float('1e999').as_integer_ratio()", "(lambda: (yield))().throw(ValueError('é'))", "{}[[]]", "b'\\xff'.decode()"),
)
ALL_BESIDE = f"WRONG = {WRONG!r}{BESIDE}"
WORK = """
const [pyodide, parts, module, memory, empty, work] = process.argv.slice(1);
import { readFile } from "node:fs/promises";
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
let exported;
const { instantiate } = WebAssembly;
const bytes = await readFile(module);
WebAssembly.instantiate = async (given, imports) => {
  const made = await instantiate(given instanceof WebAssembly.Module ? given : bytes, imports);
  exported = (made.instance ?? made).exports;
  return made;
};
const lockFileContents = { info: JSON.parse(await readFile(`${pyodide}/pyodide-lock.json`)).info, packages: {} };
const _loadSnapshot = new Uint8Array(await readFile(memory));
const python = await loadPyodide({ indexURL: parts, lockFileContents, stdLibURL: empty, _loadSnapshot });
const { beside, tasks } = JSON.parse(await readFile(work));
const calculator = python.pyimport("calculator");
for (const { rules, requests } of tasks) {
  const answering = calculator.calculator_for(rules);
  for (const request of requests) answering.answer(request);
  calculator.calculator_for(rules);
}
for (const rules of ["", "{", "[]", "{}", 5]) {
  calculator.answer("{}", String(rules));
  try { calculator.Calculator(rules); } catch (error) { String(error); }
}
python.runPython(beside);
const called = Object.keys(exported).filter((name) => name.startsWith("$called") && exported[name].value);
console.log(JSON.stringify(called.map((name) => Number(name.slice("$called".length)))));
process.exit(0);
"""


def instrument(module: bytes) -> bytes:
    """The module in which the function number n sets the exported global `$called<n>` to 1 when it is called."""
    own, _ = find_entries(module, GLOBAL_SECTION)
    functions, _ = find_entries(module, CODE_SECTION)
    first = own + sum(each.kind == GLOBAL for each in read_imports(module))

    def more(added: Iterable[bytes]) -> Callable[[bytes], bytes]:
        def change(section: bytes) -> bytes:
            items = list(added)
            count, at = read_leb(section, 0)
            return leb(count + len(items)) + section[at:] + b"".join(items)

        return change

    def mark(section: bytes) -> bytes:
        bodies = []
        for number, body in enumerate(split_bodies(section)):
            groups, at = read_leb(body, 0)
            for _ in range(groups):  # of locals: how many, then their type
                _, at = read_leb(body, at)
                at += 1
            bodies.append(body[:at] + b"\x41\x01\x24" + leb(first + number) + body[at:])
        return join_bodies(bodies)

    names = [f"{PREFIX}{number}".encode() for number in range(functions)]
    exports = (leb(len(name)) + name + bytes([GLOBAL]) + leb(first + number) for number, name in enumerate(names))
    return rewrite(
        module, {GLOBAL_SECTION: more([ZERO] * functions), EXPORT_SECTION: more(exports), CODE_SECTION: mark}
    )


def tasks(count: int, seed: int) -> list[dict[str, Any]]:
    """Rule bases of different shapes, each with requests: sound ones, refused ones, spoiled ones."""
    texts = [compile_live(ROOT / folder) for folder in LIBRARIES]
    texts += [(ROOT / "tests/calculator" / name).read_text(encoding="utf-8") for name in RULES]
    chance, found = random.Random(seed), []
    for text in texts:
        rules = json.loads(text)
        requests = random_requests(rules, count // 2, "full", seed) + random_requests(rules, count, "point", seed + 1)
        requests += [spoil(request, requests, chance) for request in requests[::4]]
        found.append({"rules": text, "requests": [each.encode("utf-8", "replace").decode() for each in requests]})
    return found


def record(parts: Path, count: int = REQUESTS, seed: int = 1, beside: str = ALL_BESIDE) -> frozenset[int]:
    """The functions that are called, numbered from the first that the module defines.

    Args:
        parts: as `make_parts` fills it.
        count: of requests for each rule base.
        beside: what Python runs after them.
    """
    pyodide, node = find_pyodide(ROOT), find_node(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "memory.bin").write_bytes(take_snapshot(node, pyodide, parts)[0])
        (folder / "module.wasm").write_bytes(instrument((parts / "pyodide.asm.wasm").read_bytes()))
        (folder / "work.json").write_text(json.dumps({"beside": beside, "tasks": tasks(count, seed)}))
        zipfile.ZipFile(folder / "empty.zip", "w").close()
        files = [str(folder / name) for name in ("module.wasm", "memory.bin", "empty.zip", "work.json")]
        command = [node, "--input-type=module", "--eval", WORK, "--", str(pyodide), str(parts), *files]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return frozenset(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Write the list."""
    pyodide, node = find_pyodide(ROOT), find_node(ROOT)
    with tempfile.TemporaryDirectory() as name:
        called = record(make_parts(ROOT, pyodide, node, Path(name)))
    write_called((pyodide / "pyodide.asm.wasm").read_bytes(), called)
    print(f"{len(called)} functions")


if __name__ == "__main__":
    main()
