"""Build what the page needs to run Python: runtime, compiled wheel, memory snapshot, and a manifest of them.

Everything lands under `assets/runtime/` with its hash in its address, so a browser may keep it for ever, and
`manifest.json` names what belongs together. The result is kept in a cache folder under the hash of all that
went into it: building again with nothing changed only reads that folder.
"""

import hashlib
import json
import platform
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from runtime.delta import PAGE, find_static_data, heap_of, memory_limits, without_zeros, xor
from runtime.files import AssetFile, cache_of, compress, move_into_place, ready_made, short_hash
from runtime.library import STAND_INS, stand_ins, write_library
from runtime.wheel import build_wheel, shipped_modules

FOLDER = "assets/runtime"
# What loadPyodide fetches from its index folder. The lock file of all packages it could load is replaced by an
# empty one, which the manifest holds: no package is ever fetched.
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# The files of this folder that decide what the runtime's files hold.
RECIPE = ("build.py", "delta.py", "files.py", "library.py", "snapshot.mjs", "wheel.py")


class RuntimeBuildError(Exception):
    """The runtime could not be built; the text names the step and what it printed."""


@dataclass(frozen=True, slots=True)
class RuntimeAssets:
    """The runtime as files of the site."""

    files: tuple[AssetFile, ...]
    """Everything to copy, the manifest included."""
    manifest: dict[str, object]
    """What `assets/runtime/manifest.json` holds."""


def build_runtime(root: Path, node: str) -> RuntimeAssets:
    """The runtime of this checkout, from the cache when nothing that goes into it has changed.

    Args:
        root: the checkout, with `calculator/`, `runtime/` and `node_modules/pyodide`.
        node: path of a Node.js executable, 20 or newer.
    Raises:
        RuntimeBuildError: a step failed.
    """
    folder = ready_made(root, "runtime") or make_runtime(root, node)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return RuntimeAssets(
        tuple(AssetFile(f"{FOLDER}/{path.relative_to(folder).as_posix()}", path) for path in files), manifest
    )


def make_runtime(root: Path, node: str) -> Path:
    """The folder of the runtime in the cache of a checkout.

    Raises:
        RuntimeBuildError: a step failed.
    """
    pyodide = root / "node_modules" / "pyodide"
    if not (pyodide / "pyodide.asm.wasm").is_file():
        raise RuntimeBuildError("node_modules/pyodide is missing; the browser's Python comes from it; run `make setup`")
    folder = cache_of(root) / "runtime" / fingerprint(root, pyodide)
    if not (folder / "manifest.json").is_file():
        shutil.rmtree(folder, ignore_errors=True)  # what somebody has left of it
        make_folder(root, pyodide, node, folder)
    return folder


def fingerprint(root: Path, pyodide: Path) -> str:
    """Hash of everything the runtime is made of."""
    ours = shipped_modules(root / "calculator")
    recipe = [root / "runtime" / name for name in RECIPE]
    parts: list[bytes] = []
    for path in sorted(ours) + sorted(recipe) + [pyodide / "package.json", pyodide / "pyodide.asm.js"]:
        parts += [path.relative_to(root).as_posix().encode(), path.read_bytes()]
    for path in stand_ins():
        parts += [path.relative_to(STAND_INS).as_posix().encode(), path.read_bytes()]
    return short_hash(*parts)


def make_folder(root: Path, pyodide: Path, node: str, folder: Path) -> None:
    """Make the runtime in a temporary folder and move it into place whole."""
    check_python(pyodide)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        work = Path(name)
        try:
            wheel = build_wheel(root / "calculator", work)
            library, snapshot = work / "library.zip", work / "snapshot.bin"
            write_library(pyodide / "python_stdlib.zip", root / "calculator", library)
            printed = subprocess.run(
                [node, str(root / "runtime" / "snapshot.mjs"), str(pyodide), str(library), str(snapshot)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        except subprocess.CalledProcessError as error:
            # Node prints the whole of pyodide.asm.js above its own message; the end is what matters.
            output = ((error.stdout or "") + (error.stderr or ""))[-2000:]
            raise RuntimeBuildError(f"`{' '.join(error.cmd[:3])}` failed: {output}") from error
        versions = json.loads(printed.splitlines()[-1])
        out = work / "out"
        out.mkdir()
        write_files(out, pyodide, wheel, snapshot.read_bytes(), versions)
        move_into_place(out, folder)


def check_python(pyodide: Path) -> None:
    """Refuse to compile by another Python than the browser's, which would not read what this one compiles.

    Raises:
        RuntimeBuildError: they differ in more than the last number.
    """
    theirs = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    ours = platform.python_version()
    if theirs.split(".")[:2] != ours.split(".")[:2]:
        raise RuntimeBuildError(
            f"this is Python {ours}, the browser's is {theirs}, and none reads what the other compiles; use Python "
            f"{theirs.rpartition('.')[0]}, or the pyodide of package-lock.json"
        )


def check_heap(wasm: bytes, snapshot: bytes) -> None:
    """Refuse a snapshot that the page could not put into the memory it gives the module.

    The page's loader asks for as many whole pages as the snapshot's bytes fill, and copies the heap into them.

    Raises:
        RuntimeBuildError: the heap does not fit.
    """
    heap, (fewest, most) = heap_of(snapshot), memory_limits(wasm)
    given = len(snapshot) // PAGE * PAGE
    if not 0 < heap <= given or not fewest <= given <= most:
        raise RuntimeBuildError(
            f"the memory snapshot holds a heap of {heap} bytes, the page would give the runtime {given}, and its "
            f"module declares {fewest} to {most}; every reader would fall back to the slower start; import less in "
            "runtime/snapshot.mjs, or use the pyodide of package-lock.json"
        )


def write_files(out: Path, pyodide: Path, wheel: Path, snapshot: bytes, versions: dict[str, str]) -> None:
    """Write runtime, wheel, snapshot and the manifest that joins them."""
    runtime = {name: (pyodide / name).read_bytes() for name in RUNTIME_FILES}
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    index = f"pyodide-{versions['pyodide']}-{short_hash(*runtime.values())}"
    # The module travels packed by us: not every server packs it, and it is two thirds of what a start fetches.
    module = runtime.pop("pyodide.asm.wasm")
    check_heap(module, snapshot)
    static = find_static_data(module, snapshot)
    runs = without_zeros(xor(snapshot, module, static))
    packed = compress(runs)
    content = {f"{index}/{name}": data for name, data in runtime.items()}
    content[f"{index}/pyodide.asm.wasm.gz"] = compress(module)
    content[f"wheel-{short_hash(wheel.read_bytes())}/{wheel.name}"] = wheel.read_bytes()
    content[f"snapshot-{short_hash(packed)}.bin.gz"] = packed
    for name, data in content.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    roles = {
        "loader": "pyodide.mjs",
        "asm": "pyodide.asm.js",
        "wasm": ".wasm.gz",
        "stdlib": "python_stdlib.zip",
        "wheel": ".whl",
        "snapshot": ".bin.gz",
    }
    files: dict[str, dict[str, object]] = {}
    for role, ending in roles.items():
        (url,) = (name for name in content if name.endswith(ending))
        data = content[url]
        raw = {"snapshot": runs, "wasm": module}.get(role, data)
        files[role] = {
            "url": url,
            "bytes": len(data),
            "raw_bytes": len(raw),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    manifest = {
        "schema": 2,
        "pyodide": versions["pyodide"],
        "python": versions["python"],
        "index": f"{index}/",
        "lock": {"info": lock["info"], "packages": {}},
    }
    files["snapshot"] |= {"static_data": static.as_json(), "memory_bytes": len(snapshot)}
    (out / "manifest.json").write_text(
        json.dumps({**manifest, "files": files}, sort_keys=True, indent=1) + "\n", encoding="utf-8"
    )
