"""Lint a library: every problem in one run, for people, for programs and for GitHub."""

import sys
from datetime import date
from pathlib import Path

from kb.checks.claims import count_claims
from kb.checks.upkeep import overdue_reviews
from kb.library.catalogue import Catalogue
from kb.library.load import load_library
from kb.pages.home_figures import count
from kb.problems.codes import kind_of
from kb.problems.problem import Severity
from kb.published.formats import ONE_LINE, format_problems

SHOWN = 3
"""So many warnings of one kind have a line each; `--all` gives every one its line."""


def check_library(
    folder: Path, *, strict: bool = False, form: str = "text", quiet: bool = False, every: bool = False
) -> int:
    """Print every problem of the library and a count.

    Args:
        folder: of the library.
        strict: count warnings as errors, all but notices.
        form: text (one line a problem), json (a list of objects), github (workflow annotations).
        quiet: before a build: say only the errors and the count, and let pass what a build leaves out.
        every: give every warning its line, however many are alike.
    Returns:
        1 when there is nothing to read, an error (with strict, a warning), or, if quiet, what stops a build;
        otherwise 0.
    """
    if not folder.is_dir():
        print(f"check: {folder} is no folder; there is no library to read; name one", file=sys.stderr)
        return 1
    return report_catalogue(load_library(folder, None), folder, strict=strict, form=form, quiet=quiet, every=every)


def report_catalogue(
    catalogue: Catalogue,
    folder: Path,
    *,
    strict: bool = False,
    form: str = "text",
    quiet: bool = False,
    every: bool = False,
) -> int:
    """The same for a library that has been read."""
    problems = catalogue.problems
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    notices = sum(kind_of(problem.code).is_notice for problem in problems)
    warnings = len(problems) - errors - notices
    if quiet and not strict:
        # A build says what stops it; the rest is what `make check` says.
        shown = [problem for problem in problems if problem.severity is Severity.ERROR]
    else:
        shown = list(problems)
    # By the day it is run, and so neither in the report that is published nor ever fatal.
    overdue = overdue_reviews(catalogue.documents.values(), date.today())
    shown += overdue
    told = format_problems(shown, form, str(folder), None if every or strict else SHOWN)
    print(told, end="", file=sys.stderr if quiet else sys.stdout)
    documents = len(catalogue.documents)
    if form == "text":
        print(
            f"{folder}: {count(documents, 'document', 'documents')}, {count(errors, 'error', 'errors')}, "
            f"{count(warnings, 'warning', 'warnings')}{f', {count(notices, "notice", "notices")}' if notices else ''}"
            f"{told_accepted(catalogue)}{claims(catalogue)}{skipped(catalogue)}",
            file=sys.stderr,
        )
    if not documents:
        print(
            f"check: {folder} holds no document that can be read; there would be no page; "
            "name the folder that holds the .md files",
            file=sys.stderr,
        )
    stopping = catalogue.stopping if quiet else errors
    return 1 if stopping or not documents or (strict and errors + warnings) else 0


def told_accepted(catalogue: Catalogue) -> str:
    """How many warnings the library's owner accepts."""
    return f" and {len(catalogue.accepted)} accepted with a reason" if catalogue.accepted else ""


def claims(catalogue: Catalogue) -> str:
    """How many claims are cited and how many marked as the library's own, where it marks them."""
    counted = count_claims(catalogue.documents.values(), catalogue.sources)
    if not counted.ours:
        return ""
    unsupported = f", {counted.bare} neither" if counted.bare else ""
    return f"; claims: {counted.cited} cited, {counted.ours} marked as ours{unsupported}"


def skipped(catalogue: Catalogue) -> str:
    """Which files no page can be made of, how many documents are held back, and how many files nobody uses."""
    told = f"; skipped {', '.join(catalogue.skipped)}".translate(ONE_LINE) if catalogue.skipped else ""
    drafts = sum(document.is_held_back for document in catalogue.documents.values())
    if drafts:
        told += f"; {drafts} of them drafts"
    if catalogue.held:
        told += f"; {len(catalogue.held)} held back by their authors"
    unused = sum(not path.endswith((".yml", ".yaml")) for path in catalogue.assets - catalogue.used_assets)
    if catalogue.foreign and unused:
        told += f"; {count(unused, 'other file', 'other files')} not published"
    return told


def watch_library(folder: Path, *, strict: bool, form: str) -> int:
    """Check the library, and again after every change, until interrupted; how the last check ended."""
    from watchdog.observers import Observer

    from motionbook.serve import Watcher

    watcher, observer = Watcher(), Observer()
    status = 1
    if folder.is_dir():
        observer.schedule(watcher, str(folder), recursive=True)
    observer.start()
    try:
        while True:
            status = check_library(folder, strict=strict, form=form)
            sys.stdout.flush()
            if not folder.is_dir():
                return status
            watcher.wait()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return status
    finally:
        observer.stop()
