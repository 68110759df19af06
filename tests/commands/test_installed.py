"""The package as somebody installs it: its import names, and a library built without Node.js, npm or a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from motionbook.build_backend import find_packages, theme_features


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the packages that are here."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target)]
    result = subprocess.run([*command, str(root)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel puts into an environment."""
    target = tmp_path_factory.mktemp("environment")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two pages of somebody's, one of which asks for a third."""
    folder = tmp_path / "notes"
    (folder / "growth").mkdir(parents=True)
    text = "---\nname: Alpha\ncategory: growth\n---\n\n# Alpha\n\nSee [Beta](beta.md) and [[nowhere]].\n"
    (folder / "growth" / "alpha.md").write_text(text, encoding="utf-8")
    (folder / "growth" / "beta.md").write_text("# Beta\n\n> [!NOTE]\n> A word.\n", encoding="utf-8")
    return folder


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in an environment with nothing of ours in it but what is named."""
    known = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "TMPDIR")}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env={**known, **environment}, capture_output=True, text=True, check=False
    )


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_three_import_names_land_in_the_environment(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert names == {"motionbook", "calculator", "kb"}
    assert all((installed / name.replace(".", "/") / "__init__.py").is_file() for name in find_packages())


def test_an_installed_motionbook_builds_what_a_checkout_builds(
    root: Path, installed: Path, library: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(empty)}
    result = run("-m", "motionbook", "build", str(library), "--site", str(tmp_path / "ours"), cwd=root, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    ours = files_of(tmp_path / "ours")
    # Pagefind names its files anew whenever it runs, so both take one index from one cache.
    environment = {"PYTHONPATH": str(installed), "PATH": str(empty), "MOTIONBOOK_CACHE": str(root / ".cache")}
    result = run("-m", "motionbook", "build", str(library), "--site", "out", cwd=empty, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    theirs = files_of(empty / "out")
    assert theirs.keys() == ours.keys()
    assert [name for name, data in ours.items() if theirs[name] != data] == []


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_the_plain_site_generator_builds_the_same_bytes(
    root: Path, library: Path, tmp_path: Path, generator: str
) -> None:
    """Without the commands, and with the drop-in fork of MkDocs."""
    pytest.importorskip(generator)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_MKDOCS_2_WARNING": "1"}
    plain = run(
        *("-I", "-m", generator, "build", "--quiet", "--config-file", str(root / "mkdocs.yml")),
        *("--site-dir", str(tmp_path / "plain")),
        cwd=root,
        FRAMEWORKS=str(library),
        **environment,
    )
    assert plain.returncode == 0, plain.stderr
    result = run("-m", "motionbook", "build", str(library), "--site", str(tmp_path / "ours"), cwd=root, **environment)
    assert result.returncode == 0, result.stderr
    theirs, ours = (files_of(tmp_path / name) for name in ("plain", "ours"))
    assert theirs.keys() == ours.keys()
    assert [name for name, data in ours.items() if theirs[name] != data] == []


def test_the_backend_reads_the_features_that_the_site_has(root: Path) -> None:
    features = theme_features()
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "navigation.instant" in features
    assert all(f"    - {feature}\n" in text for feature in features)
