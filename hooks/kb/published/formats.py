"""Problems as people, programs and GitHub read them."""

import json
from collections.abc import Iterable, Iterator

from kb.problems.codes import kind_of
from kb.problems.groups import group_problems
from kb.problems.problem import Problem, Severity
from kb.published.report import problem_object

FORMATS = ("text", "json", "github")
"""Formats of `--format`."""


ONE_LINE = {ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}
"""What would break a line in two: a file name may hold it."""


def format_problems(problems: Iterable[Problem], form: str, root: str = "", most: int | None = None) -> str:
    """All problems in one text.

    Args:
        form: `text` has a line each; `json` is an object with a list; `github` is the workflow commands that make
            annotations on a pull request.
        root: what stands before each path, so that it is clickable from where the command runs.
        most: a text goes kind by kind, the worst first; of the warnings of a kind so many have a line, and one says
            how many more there are. None for all of them as they come.
    Raises:
        ValueError: the format is none of FORMATS.
    """
    found = list(problems)
    prefix = f"{root.rstrip('/')}/" if root else ""
    if form == "text":
        lines = (f"{prefix}{problem}".translate(ONE_LINE) for problem in found)
        return "".join(f"{line}\n" for line in (lines if most is None else _by_kind(found, prefix, most)))
    if form == "json":
        objects = [{**problem_object(problem), "path": prefix + problem.path} for problem in found]
        return json.dumps({"schema": 1, "problems": objects}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if form == "github":
        return "".join(_annotation(problem, prefix) + "\n" for problem in found)
    raise ValueError(f"unknown format '{form}'; use one of {', '.join(FORMATS)}")


def _by_kind(problems: Iterable[Problem], prefix: str, most: int) -> Iterator[str]:
    """Kind by kind, the worst first."""
    for group in group_problems(problems):
        shown = group.problems
        if group.severity is Severity.WARNING and len(shown) > most + 1:
            shown = shown[:most]
        for problem in shown:
            yield f"{prefix}{problem}".translate(ONE_LINE)
        if left := len(group.problems) - len(shown):
            # No colon between numbers: this line is no place.
            yield f"  ... {left} more of {group.code} ({group.says}); --all lists them"


def _annotation(problem: Problem, prefix: str) -> str:
    command = "error" if problem.severity is Severity.ERROR else "warning"
    if kind_of(problem.code).is_notice:
        command = "notice"
    place = f"file={_property(prefix + problem.path)},line={problem.line},col={problem.column}"
    return f"::{command} {place},title={problem.code}::{_data(f'{problem.message}; {problem.fix}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
