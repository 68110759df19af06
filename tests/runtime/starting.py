"""Python started in Node.js as a page starts it: from the files of the manifest, without a standard library."""

import gzip
import json
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runtime.build import FOLDER
from runtime.delta import StaticData, lay_runs, memory_before
from runtime.node import find_node

START = """
const [loader, parts, input] = process.argv.slice(1);
import { readFile } from "node:fs/promises";
const { loadPyodide } = await import(loader);
const given = JSON.parse(await readFile(input, "utf8"));
const python = await loadPyodide({
  indexURL: parts,
  lockFileContents: given.lock,
  stdLibURL: `${parts}empty.zip`,
  _loadSnapshot: new Uint8Array(await readFile(`${parts}memory.bin`)),
});
const calculator = python.pyimport("calculator");
"""


def run_python(
    root: Path, files: Mapping[str, Path], folder: Path, script: str, given: Mapping[str, Any], *more: bytes
) -> Any:
    """The value that a script prints, which knows `python`, `calculator` and `given`.

    Args:
        files: of the runtime, by address in the site.
        folder: to put things in.
        more: what else is laid over the snapshot, packed.
    """
    manifest = json.loads(files[f"{FOLDER}/manifest.json"].read_text())
    read = {role: files[f"{FOLDER}/{entry['url']}"].read_bytes() for role, entry in manifest["files"].items()}
    wasm, about = gzip.decompress(read["wasm"]), manifest["files"]["snapshot"]
    memory = memory_before(about["memory_bytes"], wasm, StaticData(**about["static_data"]))
    for layer in (read["snapshot"], *more):
        memory = lay_runs(memory, gzip.decompress(layer))
    (folder / "memory.bin").write_bytes(memory)
    (folder / "pyodide.asm.wasm").write_bytes(wasm)
    (folder / "pyodide.asm.js").write_bytes(read["asm"])
    (folder / "given.json").write_text(json.dumps({**given, "lock": manifest["lock"]}))
    zipfile.ZipFile(folder / "empty.zip", "w").close()
    loader = (root / "node_modules" / "pyodide" / "pyodide.mjs").as_uri()
    command = [find_node(root), "--input-type=module", "--eval", START + script, "--", loader, f"{folder}/"]
    done = subprocess.run([*command, str(folder / "given.json")], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])
