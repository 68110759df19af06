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
from typing import Any

from runtime.cut import CutError, cut_bodies, cut_exports, cut_script, read_called
from runtime.delta import find_runs, find_static_data, heap_of, memory_before
from runtime.files import AssetFile, cache_of, compress, move_into_place, ready_made, short_hash
from runtime.library import STAND_INS, stand_ins, write_library
from runtime.node import NodeError
from runtime.wasm import PAGE, memory_limits
from runtime.wheel import build_wheel, shipped_modules

FOLDER = "assets/runtime"
# What loadPyodide fetches from its index folder. The lock file of all packages it could load is replaced by an
# empty one, which the manifest holds: no package is ever fetched.
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# The files of this folder that decide what the runtime's files hold.
RECIPE = (
    *("build.py", "called.txt", "cut.py", "cut_script.mjs", "delta.py", "files.py", "library.py", "snapshot.mjs"),
    *("wasm.py", "wheel.py"),
)
SNAPSHOT = Path(__file__).with_name("snapshot.mjs")
LIBRARY = "library.zip"
SCHEMA = 3
"""Of the manifest; the page refuses another."""


class RuntimeBuildError(Exception):
    """The runtime could not be built; the text names the step and what it printed."""


@dataclass(frozen=True, slots=True)
class RuntimeAssets:
    """The runtime as files of the site."""

    files: tuple[AssetFile, ...]
    """Everything to copy, the manifest included."""
    manifest: dict[str, Any]
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
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return RuntimeAssets(
        tuple(AssetFile(f"{FOLDER}/{path.relative_to(folder).as_posix()}", path) for path in files),
        read_manifest(folder),
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the runtime in its folder."""
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def make_runtime(root: Path, node: str) -> Path:
    """The folder of the runtime in the cache of a checkout.

    Raises:
        RuntimeBuildError: a step failed.
    """
    pyodide = find_pyodide(root)
    folder = cache_of(root) / "runtime" / fingerprint(root, pyodide)
    if not (folder / "manifest.json").is_file():
        shutil.rmtree(folder, ignore_errors=True)  # what somebody has left of it
        make_folder(root, pyodide, node, folder)
    return folder


def find_pyodide(root: Path) -> Path:
    """Where npm has put Pyodide.

    Raises:
        RuntimeBuildError: nowhere.
    """
    pyodide = root / "node_modules" / "pyodide"
    if not (pyodide / "pyodide.asm.wasm").is_file():
        raise RuntimeBuildError("node_modules/pyodide is missing; the browser's Python comes from it; run `make setup`")
    return pyodide


def fingerprint(root: Path, pyodide: Path) -> str:
    """Hash of everything the runtime is made of."""
    ours = shipped_modules(root / "calculator")
    recipe = [root / "runtime" / name for name in RECIPE]
    parts: list[bytes] = []
    theirs = [pyodide / "package.json", pyodide / "pyodide.asm.js", root / "node_modules" / "esbuild" / "package.json"]
    for path in [*sorted(ours), *sorted(recipe), *theirs]:
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
        wheel = build_wheel(root / "calculator", work)
        try:
            parts = make_parts(root, pyodide, node, work / "parts")
            called = read_called((pyodide / "pyodide.asm.wasm").read_bytes())
        except (CutError, NodeError) as error:
            raise RuntimeBuildError(str(error)) from error
        snapshot, versions = take_snapshot(node, pyodide, parts)
        out = work / "out"
        out.mkdir()
        write_files(out, pyodide, Started(parts, called, snapshot), wheel, versions)
        move_into_place(out, folder)


def make_parts(root: Path, pyodide: Path, node: str, folder: Path) -> Path:
    """The folder filled with what a snapshot is made by: Pyodide's script and module cut, all functions left, and the
    library.

    Raises:
        CutError: Pyodide's script has another form.
        NodeError: esbuild failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    script = (pyodide / "pyodide.asm.js").read_text(encoding="utf-8")
    readers = (pyodide / "pyodide.mjs", SNAPSHOT)
    module = (pyodide / "pyodide.asm.wasm").read_bytes()
    cut, names = cut_script(script, [path.read_text(encoding="utf-8") for path in readers], module, node)
    (folder / "pyodide.asm.js").write_text(cut, encoding="utf-8")
    (folder / "pyodide.asm.wasm").write_bytes(cut_exports(module, names))
    write_library(pyodide / "python_stdlib.zip", root / "calculator", folder / LIBRARY)
    return folder


def take_snapshot(node: str, pyodide: Path, parts: Path, rules: str = "") -> tuple[bytes, dict[str, str]]:
    """A snapshot of Python's memory with the scoring package imported, and the versions of Pyodide and Python.

    Args:
        parts: as `make_parts` fills it.
        rules: of a library, to be read and their samples drawn in that memory; none are where this is empty.
    Raises:
        RuntimeBuildError: Node.js failed, or is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "snapshot.bin"
        command = [node, str(SNAPSHOT), str(pyodide), str(parts), str(parts / LIBRARY), str(target)]
        try:
            done = subprocess.run(command, input=rules, check=True, capture_output=True, encoding="utf-8")
        except subprocess.CalledProcessError as error:
            # Node prints the whole of pyodide.asm.js above its own message; the end is what matters.
            output = ((error.stdout or "") + (error.stderr or ""))[-2000:]
            raise RuntimeBuildError(f"`{' '.join(error.cmd[:3])}` failed: {output}") from error
        return target.read_bytes(), json.loads(done.stdout.splitlines()[-1])


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


@dataclass(frozen=True, slots=True)
class Started:
    """What a page starts from."""

    parts: Path
    called: frozenset[int]
    """Functions of the module that a page may need."""
    snapshot: bytes


def write_files(out: Path, pyodide: Path, started: Started, wheel: Path, versions: dict[str, str]) -> None:
    """Write runtime, wheel, snapshot and the manifest that joins them."""
    published = {name: (pyodide / name).read_bytes() for name in RUNTIME_FILES}
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    index = f"pyodide-{versions['pyodide']}-{short_hash(*published.values())}"
    # Modules travel packed by us: not every server packs them, and they are most of what a start fetches.
    whole = published["pyodide.asm.wasm"]
    script = (started.parts / "pyodide.asm.js").read_bytes()
    module = cut_bodies((started.parts / "pyodide.asm.wasm").read_bytes(), started.called)
    check_heap(module, started.snapshot)
    static = find_static_data(module, started.snapshot)
    runs = find_runs(memory_before(len(started.snapshot), module, static), started.snapshot)
    packed, packed_module = compress(runs), compress(module)
    cut = f"cut-{short_hash(script, packed_module)}"
    files = {
        "loader": Made(f"{index}/pyodide.mjs", published["pyodide.mjs"]),
        "asm": Made(f"{cut}/cut.asm.js", script),
        "wasm": Made(f"{cut}/cut.asm.wasm.gz", packed_module, len(module)),
        "snapshot": Made(f"snapshot-{short_hash(packed)}.bin.gz", packed, len(runs)),
        "whole_asm": Made(f"{index}/pyodide.asm.js", published["pyodide.asm.js"]),
        "whole_wasm": Made(f"{index}/pyodide.asm.wasm.gz", compress(whole), len(whole)),
        "stdlib": Made(f"{index}/python_stdlib.zip", published["python_stdlib.zip"]),
        "wheel": Made(f"wheel-{short_hash(wheel.read_bytes())}/{wheel.name}", wheel.read_bytes()),
    }
    for made in files.values():
        (out / made.url).parent.mkdir(parents=True, exist_ok=True)
        (out / made.url).write_bytes(made.data)
    described = {role: made.as_json() for role, made in files.items()}
    described["snapshot"] |= {"static_data": static.as_json(), "memory_bytes": len(started.snapshot)}
    manifest = {
        "schema": SCHEMA,
        "pyodide": versions["pyodide"],
        "python": versions["python"],
        "index": f"{index}/",
        "lock": {"info": lock["info"], "packages": {}},
        "files": described,
    }
    (out / "manifest.json").write_text(manifest_text(manifest), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that the manifest names."""

    url: str
    """Relative to the manifest."""
    data: bytes
    unpacked: int = 0
    """Bytes of what is packed in it; 0 where nothing is."""

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        size = len(self.data)
        sha256 = hashlib.sha256(self.data).hexdigest()
        return {"url": self.url, "bytes": size, "raw_bytes": self.unpacked or size, "sha256": sha256}


def manifest_text(manifest: dict[str, Any]) -> str:
    """The text of `manifest.json`."""
    return json.dumps(manifest, sort_keys=True, indent=1) + "\n"
