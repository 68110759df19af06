"""The drawing library: the shipped files of pinned packages, joined unchanged, with their licenses."""

import json
import subprocess
from pathlib import Path

import pytest

from installation import ROOT
from runtime.charts import PACKAGES, ChartsBuildError, build_charts, license_of, packages_inside
from runtime.node import find_node

NODE = find_node(ROOT)


@pytest.fixture(scope="module")
def built(root: Path) -> dict[str, Path]:
    return {asset.url: asset.path for asset in build_charts(root)}


def test_the_shipped_files_are_in_it_unchanged(root: Path, built: dict[str, Path]) -> None:
    module = built["assets/charts/plot.mjs"].read_text()
    for name in PACKAGES:
        package = root / "node_modules" / name
        shipped = package / json.loads((package / "package.json").read_text())["jsdelivr"]
        assert shipped.read_text().strip() in module


def test_every_license_goes_with_it(root: Path, built: dict[str, Path]) -> None:
    text = built["assets/charts/LICENSES.txt"].read_text()
    bundled = {"binary-search-bounds", "internmap", "interval-tree-1d", "isoformat"}
    assert packages_inside(root / "node_modules") == tuple(sorted({*PACKAGES, *bundled}))
    for name in (*PACKAGES, *bundled):
        package = root / "node_modules" / name
        about = json.loads((package / "package.json").read_text())
        terms = (package / "LICENSE").read_text().strip()
        assert f"{name} {about['version']} ({about['license']})\n\n{terms}\n" in text


def write_package(modules: Path, name: str, script: str, **about: object) -> None:
    package = modules / name
    (package / "dist").mkdir(parents=True)
    (package / "dist/it.min.js").write_text(script)
    (package / "package.json").write_text(json.dumps({"version": "1.2.3", "jsdelivr": "dist/it.min.js", **about}))


def test_what_a_script_asks_for_is_not_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(tmp_path, "drawn", 'require("@far/away/x.js")', dependencies={"@far/away": "1", "near": "1"})
    write_package(tmp_path, "near", "", dependencies={"deeper": "1"})
    write_package(tmp_path, "deeper", "", license="MIT")
    monkeypatch.setattr("runtime.charts.PACKAGES", ("drawn",))
    assert packages_inside(tmp_path) == ("deeper", "drawn", "near")
    with pytest.raises(ChartsBuildError) as caught:
        license_of(tmp_path, "deeper")
    message = "deeper 1.2.3 (MIT) ships no LICENSE, which has to go with its code; see runtime/charts.py"
    assert str(caught.value) == message


def test_it_is_a_module_that_leaves_nothing_global(built: dict[str, Path]) -> None:
    script = f"""
        const before = Object.keys(globalThis).length;
        const {{ default: Plot }} = await import({json.dumps(built["assets/charts/plot.mjs"].as_uri())});
        const added = Object.keys(globalThis).length - before;
        console.log(JSON.stringify([typeof Plot.plot, typeof globalThis.Plot, typeof globalThis.d3, added]));
    """
    ran = subprocess.run([NODE, "--input-type=module", "--eval", script], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == ["function", "undefined", "undefined", 0]


def test_the_same_packages_give_the_same_bytes(root: Path, built: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(root / "node_modules")
    assert {asset.url: asset.path.read_bytes() for asset in build_charts(tmp_path)} == {
        url: path.read_bytes() for url, path in built.items()
    }


def test_a_missing_package_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ChartsBuildError) as caught:
        build_charts(tmp_path)
    assert str(caught.value) == "node_modules/d3-array is missing; the pictures need it; run `make setup`"


def test_a_package_without_a_browser_file_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "d3-array"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"version": "9.9.9"}')
    with pytest.raises(ChartsBuildError) as caught:
        build_charts(tmp_path)
    assert str(caught.value) == "d3-array 9.9.9 ships no minified script; see runtime/charts.py"
