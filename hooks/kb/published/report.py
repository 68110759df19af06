"""The published report: every problem, every wanted page, what was counted and what was not understood."""

from typing import Any

from kb.library.catalogue import Catalogue
from kb.links.wanted import Wanted
from kb.problems.problem import Problem
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
    """Problems, accepted warnings, wanted pages, links by how they were resolved, and headings nobody recognised."""
    return json_text(
        {
            "schema": SCHEMA,
            "problems": [problem_object(problem) for problem in catalogue.problems],
            "accepted": [{**problem_object(each.problem), "reason": each.reason} for each in catalogue.accepted],
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
