"""Read a library's rules before anybody asks: what that changes in the memory snapshot, as a file of its own.

The snapshot is the same for every library and stays with whoever has it; the rules of one change more often than the
code. So they travel beside it, as what differs between the snapshot made with them and the one without. Which of the
two a page starts from shows in nothing but the time: a calculator is only taken from memory where the text of the rules
is the one it was made from.
"""

import gzip
import tempfile
from pathlib import Path

from runtime.build import (
    Made,
    find_pyodide,
    fingerprint,
    make_parts,
    make_runtime,
    manifest_text,
    read_manifest,
    take_snapshot,
)
from runtime.delta import StaticData, find_runs, lay_runs, memory_before
from runtime.files import compress, ready_made, short_hash


def can_read_ahead(root: Path) -> bool:
    """Whether a snapshot can be made here: in a checkout. Who has the wheel has the one that lies in it."""
    return ready_made(root, "runtime") is None


def key_of_rules(root: Path, rules: str) -> str:
    """Hash of all that what is read ahead is made of.

    Args:
        rules: the text of `rules.json`.
    Raises:
        RuntimeBuildError: Pyodide is missing.
    """
    return short_hash(fingerprint(root, find_pyodide(root)).encode(), rules.encode("utf-8", "surrogatepass"))


def read_ahead(root: Path, node: str, rules: str) -> bytes:
    """What the rules change in the snapshot, without the zeros between, packed.

    Raises:
        RuntimeBuildError: a step failed.
    """
    folder, pyodide = make_runtime(root, node), find_pyodide(root)
    files = read_manifest(folder)["files"]
    module, runs = (gzip.decompress((folder / files[role]["url"]).read_bytes()) for role in ("wasm", "snapshot"))
    with tempfile.TemporaryDirectory() as name:
        after, _ = take_snapshot(node, pyodide, make_parts(root, pyodide, node, Path(name)), rules)
    about = files["snapshot"]
    before = lay_runs(memory_before(about["memory_bytes"], module, StaticData(**about["static_data"])), runs)
    # Rules so large that Python asked for more memory are read by the page itself.
    return compress(find_runs(before, after if len(after) == len(before) else before))


def with_rules(root: Path, node: str, url: str, packed: bytes) -> str:
    """The text of the runtime's manifest with what `read_ahead` gave, at an address relative to it."""
    manifest = read_manifest(make_runtime(root, node))
    manifest["files"]["rules"] = Made(url, packed, len(gzip.decompress(packed))).as_json()
    return manifest_text(manifest)
