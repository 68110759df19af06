"""The report as a page: what the checks found in the library, kind by kind, with an example and how to mend it."""

from collections import Counter
from collections.abc import Collection
from urllib.parse import quote

from kb.library.catalogue import Catalogue
from kb.pages.home_figures import count
from kb.pages.raw_html import language_mark
from kb.problems.groups import Group, group_problems
from kb.problems.problem import Severity
from kb.reading.plain_text import escape_markdown

MOST_FILES = 30
"""Files named under one kind of finding; the rest are in the data."""
MOST_LINES = 12
"""Lines named of one file."""


def report_page(catalogue: Catalogue) -> str:
    """Markdown of the page, in English as the findings are, which it says in a library of another language."""
    mark = "" if catalogue.words.language.partition("-")[0] in ("", "en") else f"\n{language_mark('en')}\n"
    return _report(catalogue) + mark


def _report(catalogue: Catalogue) -> str:
    problems = catalogue.problems
    if not problems:
        parts = ["# Report", "The checks found nothing to mend.", count_line(catalogue), *_accepted(catalogue)]
        return "\n\n".join(parts) + "\n"
    kinds: Counter[Severity] = Counter()
    for problem in problems:
        kinds[problem.severity] += problem.places
    told = [
        count(kinds[severity], word, f"{word}s")
        for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
        if kinds[severity]
    ]
    groups = group_problems(problems)
    files = len({problem.path for problem in problems})
    lead = (
        f"{' and '.join(told)} of {count(len(groups), 'kind', 'kinds')} in {count(files, 'file', 'files')}, the worst "
        "first. A warning leaves a readable page."
    )
    documents = {document.path for document in catalogue.documents.values()}
    parts = ["# Report", lead, count_line(catalogue), *(_kind(group, documents) for group in groups)]
    parts += _accepted(catalogue)
    parts.append("As data: [report.json](../api/v1/report.json).")
    return "\n\n".join(parts) + "\n"


def count_line(catalogue: Catalogue) -> str:
    """What was read, held back and left out, in one sentence."""
    drafts = sum(document.is_held_back for document in catalogue.documents.values())
    unused = len(catalogue.assets - catalogue.used_assets) if catalogue.foreign else 0
    told = [
        f"{count(len(catalogue.documents), 'document', 'documents')} read",
        *([f"{drafts} of them drafts"] if drafts else []),
        *([f"{len(catalogue.held)} held back by their authors"] if catalogue.held else []),
        *([f"{len(catalogue.skipped)} left out"] if catalogue.skipped else []),
        *(
            [f"{count(unused, 'other file', 'other files')} not published, because no document uses it"]
            if unused
            else []
        ),
    ]
    return f"{', '.join(told)}."


def _kind(group: Group, documents: Collection[str]) -> str:
    """One kind of finding: how often, an example, how to mend it, where."""
    first = group.problems[0]
    found = f"{count(group.places, 'place', 'places')} in {count(group.files, 'file', 'files')}"
    title = f"{group.says[0].upper()}{group.says[1:]}"
    parts = [
        f"## {_text(title)} {{: #{group.code.lower()} }}",
        f"**{'Error' if group.severity is Severity.ERROR else 'Warning'} {group.code}**, {found}.",
        f"For example {_place(first.path, [first.line], documents)}: {_text(first.what)}; {_text(first.why)}.",
        f"To mend it: {_text(first.fix)}.",
    ]
    if len(group.problems) > 1:
        lines: dict[str, list[int]] = {}
        for problem in group.problems:
            lines.setdefault(problem.path, []).append(problem.line)
        items = [f"- {_place(path, found, documents)}" for path, found in list(lines.items())[:MOST_FILES]]
        if len(lines) > MOST_FILES:
            items.append(f"- and {count(len(lines) - MOST_FILES, 'more file', 'more files')} in the data")
        listed = "\n".join(f"    {item}" for item in items)
        parts.append(f'??? note "Where"\n\n{listed}')
    return "\n\n".join(parts)


def _place(path: str, lines: list[int], documents: Collection[str]) -> str:
    name = f"[{_text(path)}](../{quote(path, safe='/-_.~')})" if path in documents else _text(path)
    numbers = list(dict.fromkeys(lines))
    told = ", ".join(map(str, numbers[:MOST_LINES])) + (" and more" if len(numbers) > MOST_LINES else "")
    return f"{name}, {'line' if len(numbers) == 1 else 'lines'} {told}"


def _accepted(catalogue: Catalogue) -> list[str]:
    """The warnings that stay, each with the owner's reason."""
    items = [
        f"- {_text(each.problem.path)}: {each.problem.code} {_text(each.problem.what)}. Why it stays: "
        f"{_text(each.reason)}"
        for each in catalogue.accepted
    ]
    return ["## Accepted warnings", "\n".join(items)] if items else []


def _text(text: str) -> str:
    """Plain text in Markdown."""
    return escape_markdown(" ".join(text.split()))
