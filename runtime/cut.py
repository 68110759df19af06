"""Leave out of Pyodide's script and module what no page of ours runs.

Pyodide is linked so that any package may be loaded into it later: its module exports ten thousand symbols, and its
script makes a variable, a slot of the function table and a cell of memory of each, at every start. We load no package.

Of the script goes what the module does not import and nothing else uses; of the module's exports, what the scripts do
not name. Of the functions that are left only those have a body that a recorded run has called
(`tests/runtime/calls.py`): whoever calls another one is stopped, and the worker starts Pyodide as it was published,
which the site has too. All of it together was a third of a start.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from runtime.files import short_hash
from runtime.node import run_script
from runtime.wasm import CODE_SECTION, EXPORT_SECTION, keep_bodies, keep_exports, read_imports, rewrite

CALLED = Path(__file__).with_name("called.txt")
ADDRESSES = "GOT.func"
"""What a module imports from here are places in the function table."""
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_BODY = re.compile(r"\basync function\(moduleArg = \{\}\) \{\s*var moduleRtn;(.*)return moduleRtn;", re.DOTALL)
"""All that the script does, in the function that makes a module."""
_IMPORTED = re.compile(r"\bwasmImports=\{([^{}]*)\};")
_EXPORTED = re.compile(r'\bvar (\w+)=Module\["\1"\]=(?:wasmExports\["\w+"\]|\d+);')
"""What the script does for each symbol: a variable of its own that is a property of the module too."""
_OFFERED = re.compile(r'\bModule\["(\w+)"\]=\1;')
_SIGNATURE = re.compile(r'\b\w+\.sig="\w+";')
"""Of a function that a package might want in the function table."""
_PROPERTY = re.compile(r'\.([A-Za-z_$][\w$]*)|\["(\w+)"\]')
# Functions for graphics, of which the module takes the address: one for all, which is put into the table once.
_NOBODY = 'var nobody=()=>{throw new WebAssembly.RuntimeError("cut out")};nobody.sig="v";'


class CutError(Exception):
    """Pyodide is not as this module knows it; the text says what to do."""


def cut_script(script: str, readers: Iterable[str], module: bytes, node: str) -> tuple[str, frozenset[str]]:
    """The script without what nothing uses, and the names that exports may be needed for.

    Args:
        script: `pyodide.asm.js`.
        readers: other scripts that reach into it.
        module: `pyodide.asm.wasm`.
    Raises:
        CutError: the script has another form.
        NodeError: esbuild failed.
    """
    texts = list(readers)
    body = drop_unused(find_body(script), texts, module)
    # A direct eval could mean any name, and all would have to stay.
    source = f"var moduleArg=given,moduleRtn;{re.sub(r'\beval\(', '(0,eval)(', body)};made=moduleRtn;"
    shaken = run_script(node, "cut_script.mjs", stdin=source)
    cut = (
        '"use strict";globalThis._createPyodideModule=async function(given){let made,_scriptName;'
        f"{shaken.rstrip()}return made}};\n"
    )
    names = {word for text in (cut, *texts) for word in _WORD.findall(text)}
    # In the script a symbol has an underscore more than in the module.
    return cut, frozenset(names | {name[1:] for name in names if name.startswith("_")})


def find_body(script: str) -> str:
    """What the script does to make a module.

    Raises:
        CutError: the script has another form.
    """
    found = _BODY.search(script)
    if found is None or not _IMPORTED.search(found[1]):
        raise CutError(
            "node_modules/pyodide/pyodide.asm.js is not written as that of Pyodide 0.29, and cannot be cut to what "
            "pages run; use the pyodide of package-lock.json, or mend runtime/cut.py"
        )
    return found[1]


def drop_unused(body: str, readers: Iterable[str], module: bytes) -> str:
    """Statements that keep alive what nothing uses are taken out: what is offered to packages that are never loaded."""
    imports = list(read_imports(module))
    named = {each.name for each in imports if each.source != ADDRESSES}
    addressed = {each.name for each in imports if each.source == ADDRESSES}

    def import_less(found: re.Match[str]) -> str:
        kept = []
        for entry in found[1].split(","):
            name, _, value = entry.partition(":")
            name = name.strip('"')
            if name in named:
                kept.append(f'"{name}":{value or name}')
            elif name in addressed:
                kept.append(f'"{name}":nobody')
        return f"wasmImports={{{','.join(kept)}}};"

    body = _IMPORTED.sub(import_less, _SIGNATURE.sub("", body))
    elsewhere = {word for text in readers for word in _WORD.findall(text)}
    reached = Counter(first or second for first, second in _PROPERTY.findall(body))
    body = _OFFERED.sub(lambda found: found[0] if reached[found[1]] > 1 or found[1] in elsewhere else "", body)
    used = elsewhere | set(_WORD.findall(_EXPORTED.sub("", body)))
    return _NOBODY + _EXPORTED.sub(lambda found: found[0] if found[1] in used else "", body)


def cut_exports(module: bytes, names: frozenset[str]) -> bytes:
    """The module without exports that nobody names; all functions as they were."""
    return rewrite(module, {EXPORT_SECTION: keep_exports(names)})


def cut_bodies(module: bytes, called: frozenset[int]) -> bytes:
    """The module with the bodies of these functions only, numbered from the first that it defines."""
    return rewrite(module, {CODE_SECTION: keep_bodies(called)})


def read_called(module: bytes, path: Path = CALLED) -> frozenset[int]:
    """The functions that the recorded run called.

    Args:
        module: `pyodide.asm.wasm` as published.
    Raises:
        CutError: the list is of another module.
    """
    name, *parts = path.read_text(encoding="ascii").split()
    if name != short_hash(module):
        raise CutError(
            f"runtime/{path.name} lists what is called of another module than node_modules/pyodide has; pages would "
            "stop in the middle of an answer; run `python -m tests.runtime.calls`"
        )
    called: set[int] = set()
    for part in parts:
        first, _, last = part.partition("-")
        called.update(range(int(first), int(last or first) + 1))
    return frozenset(called)


def write_called(module: bytes, called: Iterable[int], path: Path = CALLED) -> None:
    """Keep the list: the module's hash, then numbers and ranges of them, twelve to a line."""
    ranges: list[list[int]] = []
    for number in sorted(called):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in ranges]
    lines = [" ".join(texts[start : start + 12]) for start in range(0, len(texts), 12)]
    path.write_text("\n".join([short_hash(module), *lines]) + "\n", encoding="ascii")
