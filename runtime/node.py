"""Run the scripts of this folder with Node.js."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path


class NodeError(Exception):
    """A script failed; the text names it and says what it printed last."""


@cache
def find_node(root: Path) -> str:
    """The Node.js to run: named in the environment, chosen by set-up, or the machine's."""
    try:
        chosen = json.loads((root / ".venv" / "motionbook-setup.json").read_text(encoding="utf-8")).get("node")
    except (OSError, ValueError, AttributeError):
        chosen = None
    return os.environ.get("MOTIONBOOK_NODE") or chosen or shutil.which("node") or "node"


def run_script(node: str, script: str, *arguments: str | Path, stdin: str = "") -> str:
    """What a script of this folder prints.

    Raises:
        NodeError: it failed, or there is no Node.js at that place.
    """
    command = [node, str(Path(__file__).parent / script), *map(str, arguments)]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)
    except OSError as error:
        raise NodeError(f"{script}: {error}; it needs Node.js; run `make setup`") from error
    if done.returncode:
        raise NodeError(f"{script} failed: {first_complaint(done.stderr or done.stdout)}")
    return done.stdout


def first_complaint(printed: str) -> str:
    """The part before the stack, which says nothing about the file that is wrong."""
    lines = [line for line in printed.splitlines() if line.strip()]
    end = next((at for at, line in enumerate(lines) if line.lstrip().startswith("at ")), len(lines))
    return "\n".join(lines[: min(end, 20)])
