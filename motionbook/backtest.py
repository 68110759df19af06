"""`motionbook backtest`: how often the selector is right on the labelled cases, or which of them a change moved."""

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backtest.against import Move, criterion_labels, find_moves, name_motions, rank_cases
from backtest.cases import Case, read_cases, read_failed
from backtest.page import write_markdown
from backtest.run import run_backtest
from backtest.terminal import write_text
from installation import OWN_LIBRARY
from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.load import has_questions, load_library
from kb.published.export import rules_json

STORED = "backtest.json"
"""Where the figures stand in the library; published at the same address."""
TEXTS = (".md", ".yml", ".yaml")
"""Files of an earlier state whose contents are read; of others it is enough that they are there."""


def print_backtest(folder: Path, *, form: str = "text", write: bool = False, against: str = "") -> int:
    """Run and print; 1 when there is nothing to test on or scikit-learn is missing, 2 when the revision is none.

    Args:
        folder: the library with the case pages.
        form: text, json or markdown.
        write: put the figures into the library, from where the built page reads them.
        against: a git revision of the library; then only what has moved since is printed.
    """
    catalogue = load_library(folder, OWN_LIBRARY)
    cases = read_cases(catalogue)
    if not cases:
        print(
            f"backtest: {folder} has no case pages; there is nothing to test on; add documents of kind case",
            file=sys.stderr,
        )
        return 1
    if against:
        return print_moves(folder, catalogue, cases, against, form)
    try:
        figures = run_backtest(cases, catalogue.rules, rules_json(catalogue), read_failed(catalogue))
    except ModuleNotFoundError as error:
        print(
            f"backtest: {error.name} is not installed; the fitted baseline needs it; `make backtest` sets it up",
            file=sys.stderr,
        )
        return 1
    if write:
        (folder / STORED).write_text(to_json(figures), encoding="utf-8")
    printers = {"text": write_text, "json": to_json, "markdown": write_markdown}
    print(printers[form](figures), end="")
    return 0


def print_moves(folder: Path, catalogue: Catalogue, cases: tuple[Case, ...], revision: str, form: str) -> int:
    """Print which cases have another leader than under the library of an earlier revision, and why."""
    files = files_at(folder, revision)
    if files is None or not has_questions(files):
        print(
            f"backtest: {revision} holds no rules in {folder}; there is nothing to compare with; "
            "name a commit, a branch or a tag of the library's repository",
            file=sys.stderr,
        )
        return 2
    before = build_catalogue(files)
    old = rank_cases(read_cases(before), rules_json(before))
    new = rank_cases(cases, rules_json(catalogue))
    moves = find_moves(old, new, criterion_labels(catalogue.rules))
    told = {"moved": [_as_json(move) for move in moves], "compared": len(old.keys() & new.keys()), "against": revision}
    if form == "json":
        print(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))
        return 0
    print(f"{len(moves)} of {told['compared']} cases have another leader than at {revision}.")
    for move in moves:
        print("\n".join(describe_move(move)))
    return 0


def describe_move(move: Move) -> list[str]:
    """A case in lines: from what to what, whether that is its label, and why."""
    before, after = map(name_motions, (move.before, move.after))
    now = "now as labeled" if move.is_right else f"labeled {move.label}"
    return [f"- {move.case}: {before} before, {after} now; {now}", *(f"  {cause}" for cause in move.causes)]


def files_at(folder: Path, revision: str) -> Mapping[str, bytes] | None:
    """The files of a library as git has them at a revision; None where git knows no such."""
    if revision.startswith("-"):
        return None
    command = ["git", "archive", "--format=tar", revision, "."]
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if result.returncode:
        return None
    files = {}
    with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
        for member in archive:
            path = member.name.removeprefix("./")
            if member.isfile() and not any(part.startswith(".") for part in path.split("/")):
                content = archive.extractfile(member) if path.endswith(TEXTS) else None
                files[path] = content.read() if content else b""
    return files


def _as_json(move: Move) -> dict[str, Any]:
    return {
        "case": move.case,
        "label": move.label,
        "before": list(move.before),
        "after": list(move.after),
        "causes": list(move.causes),
    }


def to_json(figures: dict[str, Any]) -> str:
    """The figures as they are stored: the same figures give the same bytes."""
    return json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
