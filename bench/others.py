"""The generators that ours is measured against, installed into an environment of their own."""

import subprocess
import sys
import venv
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from installation import ROOT
from runtime.files import cache_of

LOCK = Path(__file__).with_name("others.txt")
NAMES = {"Material": "mkdocs-material", "Zensical": "zensical"}
"""The package of each."""


def install_others() -> Path:
    """The folder of the commands, installed on the first call."""
    mark = sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = cache_of(ROOT) / "bench" / mark
    if not (folder / "done").is_file():
        print(f"bench: installing {LOCK.name} into {folder}", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True, clear=True)
        python = str(folder / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        subprocess.run(install, check=True)
        (folder / "done").touch()
    return folder / "bin"


def versions(commands: Path) -> dict[str, str]:
    """Version of each of them."""
    packages = next((commands.parent / "lib").glob("python*/site-packages"))
    found = {each.name: each.version for each in distributions(path=[str(packages)])}
    return {name: found[package] for name, package in NAMES.items()}


def write_config(project: Path, documents: Path, address: str) -> None:
    """A plain site of Material: its theme, its search, and the Markdown extensions that ours has.

    Args:
        project: folder for mkdocs.yml and the built site; both generators read the one file.
        documents: folder of the Markdown, inside the project's.
        address: where it is served.
    """
    ours = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config = {
        "site_name": "Bench",
        "site_url": f"http://{address}/",
        # Zensical ends in a panic where either is a full path.
        "docs_dir": documents.relative_to(project).as_posix(),
        "site_dir": "site",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ours["markdown_extensions"],
    }
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
