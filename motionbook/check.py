"""Lint a library: every problem in one run, for people, for programs and for GitHub."""

import sys
from pathlib import Path

from kb.library.catalogue import Catalogue
from kb.problems.problem import Severity
from kb.published.formats import format_problems
from motionbook.library import load_library


def check_library(folder: Path, *, strict: bool = False, form: str = "text", quiet: bool = False) -> int:
    """Print every problem of the library and a count.

    Args:
        folder: of the library.
        strict: count warnings as errors.
        form: text (one line a problem), json (a list of objects), github (workflow annotations).
        quiet: say only what stops a build, and the count.
    Returns:
        1 when there is an error (or, with strict, a warning), otherwise 0.
    """
    if not folder.is_dir():
        print(f"check: {folder} is no folder; there is no library to read; name one", file=sys.stderr)
        return 1
    catalogue = load_library(folder, with_rules=False)
    problems = catalogue.problems
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if quiet and not strict:
        # A build says what stops it; the rest is in the report it publishes and in `make check`.
        shown = [problem for problem in problems if problem.severity is Severity.ERROR]
    else:
        shown = list(problems)
    print(format_problems(shown, form, str(folder)), end="", file=sys.stderr if quiet else sys.stdout)
    if form == "text":
        documents = len(catalogue.documents)
        print(
            f"{folder}: {documents} documents, {errors} errors, {warnings} warnings{skipped(catalogue)}",
            file=sys.stderr,
        )
    return 1 if errors or (strict and warnings) else 0


def skipped(catalogue: Catalogue) -> str:
    """Which files no page can be made of."""
    return f"; skipped {', '.join(catalogue.skipped)}" if catalogue.skipped else ""
