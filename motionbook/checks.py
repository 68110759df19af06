"""Every check in one run: what `make test` and CI call. All run even when one fails; pytest is the last to speak."""

import subprocess
import sys
import time
from dataclasses import dataclass

from motionbook.bootstrap import BIN, PYTHON, ROOT
from runtime.node import find_node

TYPED_SCRIPTS = ("tsconfig.json", "tsconfig.node.json", "tests/js/tsconfig.json")
"""What runs in the page, at build, and in Node's tests: each with the globals it has."""


@dataclass(frozen=True, slots=True)
class Check:
    """One command whose exit code says whether the checkout is in order."""

    name: str
    command: tuple[str, ...]


def all_checks() -> tuple[Check, ...]:
    """The checks in the order in which they run: the quick ones first."""
    python = str(PYTHON)
    node = find_node(ROOT)
    tsc = str(ROOT / "node_modules" / "typescript" / "bin" / "tsc")
    eslint = str(ROOT / "node_modules" / "eslint" / "bin" / "eslint.js")
    prettier = str(ROOT / "node_modules" / "prettier" / "bin" / "prettier.cjs")
    return (
        Check("lint", (python, "-m", "ruff", "check", "--quiet", ".")),
        Check("format", (python, "-m", "ruff", "format", "--check", "--quiet", ".")),
        Check("types", (python, "-m", "mypy", "--no-error-summary")),
        *(Check(f"types of scripts ({project})", (node, tsc, "--project", project)) for project in TYPED_SCRIPTS),
        Check("format of scripts and styles", (node, prettier, "--log-level", "warn", "--check", "**/*.{mjs,css}")),
        Check("lint of the page's scripts", (node, eslint, "--max-warnings", "0", ".")),
        Check("tests of the page's scripts", (node, "--test", "--test-reporter=dot", "tests/js/")),
        Check("spelling", (str(BIN / "codespell"), "--toml", "pyproject.toml")),
        Check("library", (python, "-m", "motionbook", "check")),
        # A file stays with one worker, so that its fixtures are made once.
        Check("tests", (python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *sys.argv[1:])),
    )


def main() -> int:
    """Run all checks; 1 when any failed."""
    failed = []
    for check in all_checks():
        started = time.monotonic()
        code = subprocess.run(check.command, cwd=ROOT, check=False).returncode
        verdict = "ok" if code == 0 else f"FAILED (exit {code}): {' '.join(check.command)}"
        # On standard error, so that pytest's closing line stays the last of standard output.
        print(f"{check.name}: {verdict}, {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)
        if code:
            failed.append(check.name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
