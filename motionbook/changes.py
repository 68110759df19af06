"""`motionbook changes`: what a change does to a library, as Markdown for the summary of a pull request."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from backtest.against import criterion_labels, find_moves, rank_cases
from backtest.cases import read_cases
from installation import OWN_LIBRARY
from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.library.load import catalogue_of
from kb.pages.home_figures import count
from kb.published.export import rules_json
from kb.reading.plain_text import escape_markdown
from motionbook.backtest import describe_move, files_at

SHOWN = 20
"""So many of a kind have a line each."""


def print_changes(folder: Path, revision: str) -> int:
    """Print which documents, problems and cases are other than at a revision.

    Args:
        folder: of the library.
        revision: as git names it.
    Returns:
        2 where git knows no such revision of the folder.
    """
    old_files = files_at(folder, revision)
    if old_files is None:
        print(
            f"changes: git knows no {revision or 'revision'} of {folder}; there is nothing to compare with; "
            "fetch the whole history (fetch-depth: 0), and name a commit, a branch or a tag",
            file=sys.stderr,
        )
        return 2
    own = cache(lambda: build_catalogue(read_library(OWN_LIBRARY)))
    old, new = (catalogue_of(files, own) for files in (old_files, read_library(folder, [])))
    print("\n".join(describe_changes(old, new, short_name(folder, revision))))
    return 0


def short_name(folder: Path, revision: str) -> str:
    """A revision as people read it: a commit by its first letters, all else as it is."""
    command = ["git", "rev-parse", "--short", revision]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.strip()
    return found if revision.startswith(found or " ") else revision


def describe_changes(old: Catalogue, new: Catalogue, revision: str) -> Iterator[str]:
    """The lines of the summary."""
    yield f"#### Changed since `{revision}`"
    yield ""
    said = [*_documents(old, new), *_problems(old, new), *_cases(old, new)]
    yield from said or ["Nothing that readers see."]


def _documents(old: Catalogue, new: Catalogue) -> Iterator[str]:
    before, after = old.documents, new.documents
    changed = [one for one in after if one in before and after[one].text != before[one].text]
    for what, ids, documents in (
        ("New", [one for one in after if one not in before], after),
        ("Changed", changed, after),
        ("Gone", [one for one in before if one not in after], before),
    ):
        names = [f"{escape_markdown(documents[one].title)} (`{documents[one].path}`)" for one in ids]
        yield from _listed(f"**{what}:** {count(len(ids), 'document', 'documents')}", names)


def _problems(old: Catalogue, new: Catalogue) -> Iterator[str]:
    # By what is said and not by line: a problem that moved with its paragraph is the same.
    before, after = ({(each.path, each.code, each.what): each for each in one.problems} for one in (old, new))
    for what, found in (
        ("New", [after[key] for key in after if key not in before]),
        ("Mended", [before[key] for key in before if key not in after]),
    ):
        lines = [f"`{each.path}:{each.line}` {each.code} {escape_markdown(each.what)}" for each in found]
        yield from _listed(f"**{what}:** {count(len(found), 'problem', 'problems')}", lines)


def _cases(old: Catalogue, new: Catalogue) -> Iterator[str]:
    if not (old.rules and new.rules):
        return
    try:
        before, after = (rank_cases(read_cases(one), rules_json(one)) for one in (old, new))
    except ValueError:  # An answer that the calculator refuses is a problem of its own, told above.
        return
    moves = find_moves(before, after, criterion_labels(new.rules))
    told = ["; ".join(line.strip() for line in describe_move(move)).removeprefix("- ") for move in moves]
    compared = len(before.keys() & after.keys())
    yield from _listed(f"**Moved:** {len(moves)} of {count(compared, 'case', 'cases')}", map(escape_markdown, told))


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    """A line and the items below it; nothing where there are none."""
    found = list(items)
    if not found:
        return
    yield f"- {title}"
    yield from (f"    - {item}" for item in found[:SHOWN])
    if len(found) > SHOWN:
        yield f"    - and {len(found) - SHOWN} more"
