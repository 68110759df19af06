"""What the page runs: built whole, named by its content, the same bytes every time."""

import gzip
import hashlib
import json
import platform
import shutil
import zipfile
from pathlib import Path

import pytest

from runtime.build import RUNTIME_FILES, RuntimeBuildError, build_runtime, check_heap, make_folder
from runtime.delta import StaticData, lay_runs, memory_before
from runtime.node import find_node
from runtime.wasm import PAGE, memory_limits


@pytest.fixture(scope="module")
def built(root: Path) -> dict[str, Path]:
    assets = build_runtime(root, find_node(root))
    return {asset.url: asset.path for asset in assets.files}


@pytest.fixture(scope="module")
def manifest(built: dict[str, Path]) -> dict[str, dict[str, dict[str, object]]]:
    return json.loads(built["assets/runtime/manifest.json"].read_text())


def test_the_manifest_names_every_file_with_its_size_and_hash(built, manifest) -> None:
    named = {f"assets/runtime/{entry['url']}": entry for entry in manifest["files"].values()}
    assert set(named) == set(built) - {"assets/runtime/manifest.json"}
    for url, entry in named.items():
        data = built[url].read_bytes()
        assert entry["bytes"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()


def test_runtime_version_is_the_locked_one(root: Path, manifest) -> None:
    lock = json.loads((root / "package-lock.json").read_text())
    assert manifest["pyodide"] == lock["packages"]["node_modules/pyodide"]["version"]
    assert manifest["python"].startswith((root / ".python-version").read_text().strip() + ".")


def test_the_wheel_holds_every_module_of_the_scoring_package_compiled(root: Path, built, manifest) -> None:
    wheel = built[f"assets/runtime/{manifest['files']['wheel']['url']}"]
    with zipfile.ZipFile(wheel) as archive:
        modules = {name for name in archive.namelist() if name.startswith("calculator/")}
    ours = (root / "calculator").rglob("*.py")
    expected = {path.relative_to(root).with_suffix(".pyc").as_posix() for path in ours}
    assert modules == expected


def test_the_snapshot_unpacks_to_its_stated_size_with_the_runtime(built, manifest) -> None:
    entry = manifest["files"]["snapshot"]
    runs = gzip.decompress(built[f"assets/runtime/{entry['url']}"].read_bytes())
    wasm = gzip.decompress(built[f"assets/runtime/{manifest['files']['wasm']['url']}"].read_bytes())
    assert len(wasm) == manifest["files"]["wasm"]["raw_bytes"]
    assert len(runs) == entry["raw_bytes"]
    snapshot = lay_runs(memory_before(entry["memory_bytes"], wasm, StaticData(**entry["static_data"])), runs)
    assert snapshot[1:4] == b"snp"
    assert entry["static_data"]["length"] > 3_000_000


def test_what_is_cut_is_a_good_part_and_the_rest_is_as_published(root: Path, built, manifest) -> None:
    files = manifest["files"]
    data = {role: built[f"assets/runtime/{entry['url']}"].read_bytes() for role, entry in files.items()}
    pyodide = root / "node_modules" / "pyodide"
    assert data["whole_asm"] == (pyodide / "pyodide.asm.js").read_bytes()
    assert gzip.decompress(data["whole_wasm"]) == (pyodide / "pyodide.asm.wasm").read_bytes()
    assert len(data["asm"]) < 0.3 * len(data["whole_asm"])
    assert len(data["wasm"]) < 0.65 * len(data["whole_wasm"])


def test_building_again_from_nothing_gives_the_same_bytes(root: Path, manifest, tmp_path: Path) -> None:
    again = tmp_path / "again"
    make_folder(root, root / "node_modules" / "pyodide", find_node(root), again)
    assert json.loads((again / "manifest.json").read_text()) == manifest


def test_without_pyodide_the_refusal_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(RuntimeBuildError) as refusal:
        build_runtime(tmp_path, "node")
    assert str(refusal.value) == (
        "node_modules/pyodide is missing; the browser's Python comes from it; run `make setup`"
    )
    assert len(RUNTIME_FILES) == 4


def test_another_python_than_the_browsers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pyodide-lock.json").write_text('{"info": {"python": "3.99.1"}}')
    with pytest.raises(RuntimeBuildError) as refusal:
        make_folder(tmp_path, tmp_path, "node", tmp_path / "out")
    assert str(refusal.value) == (
        f"this is Python {platform.python_version()}, the browser's is 3.99.1, and none reads what the other compiles; "
        "use Python 3.99, or the pyodide of package-lock.json"
    )


def test_a_failing_node_is_reported_with_what_it_printed(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "folder"
    with pytest.raises(RuntimeBuildError, match="failed"):
        make_folder(root, root / "node_modules" / "pyodide", shutil.which("false") or "false", folder)
    assert not folder.exists()


def test_a_snapshot_that_does_not_fit_the_memory_of_its_module_is_refused(root: Path, built, manifest) -> None:
    wasm = (root / "node_modules/pyodide/pyodide.asm.wasm").read_bytes()
    fewest, most = memory_limits(wasm)
    assert 0 < fewest < manifest["files"]["snapshot"]["memory_bytes"] < most

    def snapshot(heap: int, header: int = 400) -> bytes:
        return b"\0snp" + header.to_bytes(4, "little") + bytes(header - 8 + heap)

    check_heap(wasm, snapshot(fewest))
    # One byte more than whole pages would be cut off; a heap below the least is no memory of this module.
    for heap in (fewest + PAGE - 401, fewest - PAGE):
        with pytest.raises(RuntimeBuildError) as refusal:
            check_heap(wasm, snapshot(heap))
        assert f"holds a heap of {heap} bytes" in str(refusal.value)
        assert f"its module declares {fewest} to {most}; every reader would fall back" in str(refusal.value)
