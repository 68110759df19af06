"""Leave out of Pyodide's script and module what no page of ours runs.

Pyodide is linked so that any package may be loaded into it later: its module exports ten thousand symbols, and its
script makes a variable, a slot of the function table and a cell of memory of each, at every start. We load no package.
What the two scripts do not name is not exported here, and of the functions that are left only those have a body that a
recorded run has called (`tests/runtime/calls.py`): whoever calls another one is stopped, and the worker starts Pyodide
as it was published, which the site has too. Both together were a third of a start.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from runtime.files import short_hash
from runtime.wasm import CODE_SECTION, EXPORT_SECTION, keep_bodies, keep_exports, rewrite

CALLED = Path(__file__).with_name("called.txt")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_EXPORTED = re.compile(r'\bvar (\w+)=Module\["\1"\]=(?:wasmExports\["\w+"\]|\d+);')
"""What the script does for each symbol: a variable of its own that is a property of the module too."""


class CutError(Exception):
    """The list of called functions is of another module; the text says how to make it anew."""


def cut_script(script: str, readers: Iterable[str]) -> tuple[str, frozenset[str]]:
    """The script without the variables that neither it nor its readers name, and the names that exports may be needed
    for.

    Args:
        script: `pyodide.asm.js`.
        readers: other scripts that reach into it.
    """
    named = {word for text in (_EXPORTED.sub("", script), *readers) for word in _WORD.findall(text)}
    cut = _EXPORTED.sub(lambda found: found[0] if found[1] in named else "", script)
    names = named | {found[1] for found in _EXPORTED.finditer(cut)}
    # In the script a symbol has an underscore more than in the module.
    return cut, frozenset(names | {name[1:] for name in names if name.startswith("_")})


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
