"""Problems as people, programs and GitHub read them."""

import json
from collections.abc import Iterable

from kb.problems.problem import Problem, Severity
from kb.published.report import problem_object

FORMATS = ("text", "json", "github")
"""Formats of `--format`."""


ONE_LINE = {ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}
"""What would break a line in two: a file name may hold it."""


def format_problems(problems: Iterable[Problem], form: str, root: str = "") -> str:
    """All problems in one text.

    Args:
        form: `text` has a line each; `json` is an object with a list; `github` is the workflow commands that make
            annotations on a pull request.
        root: what stands before each path, so that it is clickable from where the command runs.
    Raises:
        ValueError: the format is none of FORMATS.
    """
    found = list(problems)
    prefix = f"{root.rstrip('/')}/" if root else ""
    if form == "text":
        return "".join(f"{prefix}{problem}".translate(ONE_LINE) + "\n" for problem in found)
    if form == "json":
        objects = [{**problem_object(problem), "path": prefix + problem.path} for problem in found]
        return json.dumps({"schema": 1, "problems": objects}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if form == "github":
        return "".join(_annotation(problem, prefix) + "\n" for problem in found)
    raise ValueError(f"unknown format '{form}'; use one of {', '.join(FORMATS)}")


def _annotation(problem: Problem, prefix: str) -> str:
    command = "error" if problem.severity is Severity.ERROR else "warning"
    place = f"file={_property(prefix + problem.path)},line={problem.line},col={problem.column}"
    return f"::{command} {place},title={problem.code}::{_data(f'{problem.message}; {problem.fix}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
