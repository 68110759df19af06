"""What the locked packages are, and what is known against them: `make audit`, and `make sbom` beside a release.

Both ask well-kept tools (pip-audit, cyclonedx-bom, npm) about the lock files; nothing that is only installed counts.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from motionbook import __version__
from motionbook.bootstrap import BIN, ROOT, npm_beside
from runtime.node import find_node

LOCKS = ("requirements.txt", "requirements-node.txt", "requirements-dev.txt", "requirements-audit.txt")
SHIPPED = "requirements.txt"
"""The lock of what builds a site; the others hold what tests and makes it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One tool's run over one lock file."""

    name: str
    command: tuple[str, ...]


def audits() -> list[Step]:
    """One run for each lock file: packages with a known fault fail it."""
    # Strict: a package that nobody could look up is no package without faults.
    options = ("--strict", "--progress-spinner", "off", "--require-hashes", "--disable-pip", "--requirement")
    pip = (str(BIN / "pip-audit"), *options)
    npm = (*npm_beside(find_node(ROOT)), "audit", "--package-lock-only")
    return [*(Step(f"audit of {lock}", (*pip, lock)) for lock in LOCKS), Step("audit of package-lock.json", npm)]


def write_sboms(folder: Path) -> None:
    """Write the lists of what the build and the page are made of as CycloneDX JSON.

    Raises:
        subprocess.CalledProcessError: a tool failed; its own words stand on standard error.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / "build.cdx.json"
    form = ("--output-reproducible", "--output-format", "JSON", "--output-file", str(written))
    subprocess.run([BIN / "cyclonedx-py", "requirements", *form, SHIPPED], cwd=ROOT, check=True)
    (folder / "page.cdx.json").write_bytes(npm_sbom())
    print(f"{written} and {folder / 'page.cdx.json'}")


def npm_sbom() -> bytes:
    """What npm lists. It wants a version of the package itself, which here is that of all of Motionbook."""
    with tempfile.TemporaryDirectory() as name:
        for file in ("package.json", "package-lock.json"):
            content = json.loads((ROOT / file).read_text(encoding="utf-8"))
            for one in (content, content.get("packages", {}).get("", {})):
                one["version"] = __version__
            Path(name, file).write_text(json.dumps(content), encoding="utf-8")
        listed = ("sbom", "--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx")
        command = [*npm_beside(find_node(ROOT)), *listed]
        return subprocess.run(command, cwd=name, check=True, stdout=subprocess.PIPE).stdout


def run(steps: Iterable[Step]) -> int:
    """Run all, also after one has failed; 1 when any did."""
    failed = []
    for step in steps:
        print(f"{step.name}:", flush=True)
        if subprocess.run(step.command, cwd=ROOT, check=False).returncode:
            failed.append(step.name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def main() -> int:
    """Audit, or write the lists instead."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sbom", metavar="DIR", type=Path, help="write the lists into a folder and audit nothing")
    folder: Path | None = parser.parse_args().sbom
    if folder is None:
        return run(audits())
    write_sboms(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
