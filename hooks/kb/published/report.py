"""Problems as people, programs and GitHub read them; and the published report, with wanted pages and counts."""

import json
from collections.abc import Iterable
from typing import Any

from kb.library.catalogue import Catalogue
from kb.links.wanted import Wanted
from kb.problems.problem import Problem, Severity
from kb.published.json_values import SCHEMA, json_text
from kb.reading.document import Kind


def problem_object(problem: Problem) -> dict[str, Any]:
    """One problem as JSON carries it."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "fix": problem.fix,
    }


def report_json(catalogue: Catalogue) -> str:
    """Problems, wanted pages, links by how they were resolved, and headings nobody recognised."""
    return json_text(
        {
            "schema": SCHEMA,
            "problems": [problem_object(problem) for problem in catalogue.problems],
            "wanted": [_wanted(wanted) for wanted in catalogue.wanted],
            "skipped": list(catalogue.skipped),
            "counts": counts(catalogue),
            "unrecognised_headings": unrecognised_headings(catalogue),
        }
    )


def _wanted(wanted: Wanted) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "slug": wanted.slug,
        "nearest": list(wanted.nearest),
        "wanted_by": [{"id": want.source, "line": want.line, "text": want.text} for want in wanted.wants],
    }


def counts(catalogue: Catalogue) -> dict[str, Any]:
    """How many entries and links there are, by how each was resolved, and problems by code."""
    entries: dict[str, int] = {}
    links: dict[str, int] = {}
    for document in catalogue.documents.values():
        for scalar in document.meta.scalars("related_frameworks") if document.meta else ():
            reason = str(catalogue.resolve(scalar.text, document.id).reason)
            entries[reason] = entries.get(reason, 0) + 1
        for resolved in catalogue.links[document.id]:
            reason = str(resolved.resolution.reason)
            links[reason] = links.get(reason, 0) + 1
    codes: dict[str, int] = {}
    for problem in catalogue.problems:
        codes[problem.code] = codes.get(problem.code, 0) + 1
    return {"documents": len(catalogue.documents), "related_entries": entries, "body_links": links, "problems": codes}


def unrecognised_headings(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Section headings that are in no table, most frequent first, with where the first one stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    for document in catalogue.documents.values():
        if document.kind is Kind.FRAMEWORK:
            for section in document.structure.unrecognised:
                found.setdefault(section.title, []).append((document.path, section.line))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [{"heading": h, "count": len(at), "path": at[0][0], "line": at[0][1]} for h, at in ranked]


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
