"""Reads every table of a library, checks all of them and compiles them to one object: `rules.json`."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kb.problems.problem import Problem
from kb.rules.answers import check_exercised, read_case_answers, read_situations
from kb.rules.benchmarks import read_benchmarks
from kb.rules.consequences import read_consequences
from kb.rules.criteria import read_criteria
from kb.rules.criterion_checks import check_membership, check_points
from kb.rules.declarations import check_known_numbers, read_groups, read_motions, read_settings
from kb.rules.emit import (
    SCHEMA,
    emit_benchmarks,
    emit_cases,
    emit_consequences,
    emit_criterion,
    emit_first_steps,
    emit_groups,
    emit_hybrids,
    emit_motions,
    emit_questions,
    emit_settings,
    emit_situations,
    emit_titles,
    emit_vetoes,
    rules_version,
)
from kb.rules.findings import Place, error
from kb.rules.questions import read_questions
from kb.rules.read_tables import read_tables
from kb.rules.references import Library
from kb.rules.table_source import Table, TableKind
from kb.rules.vetoes import read_hybrids, read_vetoes

if TYPE_CHECKING:
    from kb.links.resolution import Resolution
    from kb.reading.document import Document
    from kb.sources.registry import SourceRegistry


def compile_rules(
    documents: Mapping[str, "Document"],
    resolve: "Callable[[str, str], Resolution]",
    sources: "SourceRegistry",
    row_anchor_exists: Callable[[str, str], bool] | None = None,
) -> tuple[dict[str, Any], list[Problem]]:
    """The rules of a library and everything wrong with them, in one run.

    Args:
        documents: by id; their order decides nothing.
        resolve: what a link's target means in a document (target, id of that document).
        sources: what `[@key …]` may cite.
        row_anchor_exists: whether a document (by id) has a heading, an identifier or a row of this name; by default it
            is looked up in the documents themselves.
    Returns:
        The object of `rules.json` and the problems, sorted. Rows that could not be read are missing from the object, so
        it is fit for use only where no problem is an error. It is empty where the library has neither tables of rules
        nor questions.
    """
    ordered = [documents[identity] for identity in sorted(documents)]
    problems: list[Problem] = []
    by_kind: dict[TableKind, list[Table]] = {kind: [] for kind in TableKind}
    anchors = {identity: set(document.anchors) for identity, document in documents.items()}
    for document in ordered:
        tables, found = read_tables(document)
        problems += found
        for table in tables:
            by_kind[table.kind].append(table)
            anchors[document.id] |= {row.anchor for row in table.rows}
    questions, found = read_questions(ordered)
    problems += found
    if not questions and not any(by_kind.values()):
        return {}, sorted(problems)
    library = Library(
        documents, resolve, sources, row_anchor_exists or (lambda identity, anchor: anchor in anchors[identity])
    )

    motions, found = read_motions(by_kind[TableKind.MOTIONS], library)
    groups, weighed = read_groups(by_kind[TableKind.WEIGHTS], library)
    problems += found + weighed
    first = next((question.place for question in questions.values()), None) or next(
        table.caption for tables in by_kind.values() for table in tables
    )
    problems += _check_declared(by_kind, first)
    if not motions.declared:
        # Without the alternatives every column of points would be reported as unknown, and bury the one cause.
        by_kind |= {kind: [] for kind in (TableKind.DECISION, TableKind.REQUIREMENTS, TableKind.HYBRIDS)}
    criteria, found = read_criteria(by_kind[TableKind.DECISION], questions, motions, library)
    tables_of_requirements, vetoes, more = read_vetoes(by_kind[TableKind.REQUIREMENTS], questions, motions, library)
    hybrids, joined = read_hybrids(by_kind[TableKind.HYBRIDS], questions, motions, library)
    defaults, assumed = read_settings(by_kind[TableKind.DEFAULTS], library)
    thresholds, limited = read_settings(by_kind[TableKind.THRESHOLDS], library)
    benchmarks, compared = read_benchmarks(by_kind[TableKind.BENCHMARKS], library)
    consequences, followed = read_consequences(by_kind[TableKind.CONSEQUENCES], motions, library)
    problems += found + more + joined + assumed + limited + compared + followed
    problems += check_known_numbers(defaults, thresholds, motions)
    columns_are_known = not any(criterion.conditions.columns.has_unknown for criterion in criteria)
    problems += check_membership(
        criteria, questions, groups, tables_can_be_read=columns_are_known and bool(motions.declared)
    )
    problems += check_points(criteria, motions, groups)
    cases, found = read_case_answers(ordered, questions)
    problems += found
    situations, found = read_situations(ordered, questions)
    problems += found
    problems += check_exercised([*(one.conditions for one in criteria), *tables_of_requirements], cases)

    rules: dict[str, Any] = {
        "schema": SCHEMA,
        "motions": emit_motions(motions, documents),
        "groups": emit_groups(groups.values()),
        "questions": emit_questions(questions, tuple(groups), documents),
        "criteria": [emit_criterion(one, motions) for one in sorted(criteria, key=lambda one: one.id)],
        "vetoes": emit_vetoes(sorted(vetoes, key=lambda one: motions.ids.index(one.barred.motion))),
        "hybrids": emit_hybrids(hybrids),
        "defaults": emit_settings(defaults),
        "thresholds": emit_settings(thresholds),
    }
    rules["version"] = rules_version(rules)
    rules["benchmarks"] = emit_benchmarks(benchmarks)
    rules["cases"] = emit_cases(cases, documents)
    rules["consequences"] = emit_consequences(consequences)
    rules["first_steps"] = emit_first_steps(motions, documents)
    rules["situations"] = emit_situations(situations)
    rules["needs_customers"] = sorted(question.id for question in questions.values() if question.needs_customers)
    rules["titles"] = emit_titles(rules, documents)
    return rules, sorted(problems)


def _check_declared(by_kind: Mapping[TableKind, list[Table]], place: Place) -> list[Problem]:
    """The motions and the weights are declared once (E123)."""
    problems: list[Problem] = []
    for kind, what in ((TableKind.MOTIONS, "no motion is declared"), (TableKind.WEIGHTS, "no group has a weight")):
        tables = by_kind[kind]
        if not tables:
            problems.append(
                error(
                    place,
                    "E123",
                    f"the library has no table of {kind}",
                    what,
                    f"write one with the class .{kind}, on about/how-scoring-works.md",
                )
            )
        problems += [
            error(
                table.caption,
                "E123",
                f"a second table of {kind} (first in {tables[0].path}, line {tables[0].caption.line})",
                "it would be unclear which one counts",
                "keep one table",
            )
            for table in tables[1:]
        ]
    return problems
