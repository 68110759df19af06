"""The report as a page: what the checks found in the library, file by file, with how to mend it."""

from collections import Counter
from urllib.parse import quote

from kb.library.catalogue import Catalogue
from kb.pages.home_figures import count
from kb.problems.problem import Problem, Severity
from kb.reading.plain_text import escape_markdown

SHOWN = 200
"""Findings on the page; the rest are in the data."""


def report_page(catalogue: Catalogue) -> str:
    """Markdown of the page."""
    problems = catalogue.problems
    kinds = Counter(problem.severity for problem in problems)
    told = [
        count(kinds[severity], word, f"{word}s")
        for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
        if kinds[severity]
    ]
    if not problems:
        return "\n\n".join(["# Report", "The checks found nothing to mend.", *_accepted(catalogue)]) + "\n"
    files = {problem.path: [each for each in problems if each.path == problem.path] for problem in problems}
    lead = f"{' and '.join(told)} in {count(len(files), 'file', 'files')}. A warning leaves a readable page."
    parts = ["# Report", lead, _by_code(problems)]
    shown = 0
    for path, found in files.items():
        if shown >= SHOWN:
            parts.append(f"The other {len(problems) - shown} are in [the data](../api/v1/report.json).")
            break
        shown += len(found)
        document = next((one for one in catalogue.documents.values() if one.path == path), None)
        name = f"[{_text(path)}](../{quote(path, safe='/-_.~')})" if document else _text(path)
        parts.append(f"**{name}**\n{{: .report__file }}")
        parts.append("\n".join(_item(problem) for problem in found))
    parts += _accepted(catalogue)
    parts.append("As data: [report.json](../api/v1/report.json).")
    return "\n\n".join(parts) + "\n"


def _accepted(catalogue: Catalogue) -> list[str]:
    """The warnings that stay, each with the owner's reason."""
    items = [
        f"- {_text(each.problem.path)}: {each.problem.code} {_text(each.problem.what)}. Why it stays: "
        f"{_text(each.reason)}"
        for each in catalogue.accepted
    ]
    return ["## Accepted warnings", "\n".join(items)] if items else []


def _by_code(problems: tuple[Problem, ...]) -> str:
    """How often each finding occurs, the commonest first, with an example."""
    codes = Counter(problem.code for problem in problems)
    first = {problem.code: problem for problem in reversed(problems)}
    rows = [
        f"| {code} | {number} | {_text(first[code].what)} |"
        for code, number in sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    ]
    return "\n".join(["| Code | Found | For example |", "|---|--:|---|", *rows])


def _item(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column}"
    return f"- `{place}` {problem.code} {_text(problem.message)}. To mend it: {_text(problem.fix)}."


def _text(text: str) -> str:
    """Plain text in Markdown."""
    return escape_markdown(" ".join(text.split()))
