"""Reads every table of a library, checks all of them and compiles them to one object: `rules.json`."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kb.problems.problem import Problem
from kb.reading.names import Anchor, DocumentId
from kb.rules.answers import check_exercised, read_case_answers, read_situations
from kb.rules.benchmarks import compile_benchmarks
from kb.rules.consequences import compile_consequences
from kb.rules.criteria import read_criteria
from kb.rules.criterion_checks import check_membership, check_points
from kb.rules.declarations import compile_defaults, compile_thresholds, read_groups, read_motions
from kb.rules.emit import (
    SCHEMA,
    emit_cases,
    emit_criterion,
    emit_first_steps,
    emit_groups,
    emit_hybrids,
    emit_motions,
    emit_questions,
    emit_situations,
    emit_titles,
    emit_vetoes,
    rules_version,
)
from kb.rules.findings import Place, error, join_undeclared
from kb.rules.motions import Motions
from kb.rules.questions import read_questions
from kb.rules.read_tables import read_tables
from kb.rules.references import Library
from kb.rules.table_source import Table, TableKind
from kb.rules.vetoes import read_hybrids, read_vetoes

if TYPE_CHECKING:
    from kb.links.resolution import Resolution
    from kb.reading.document import Document
    from kb.sources.registry import SourceRegistry

STANDING_ALONE: Mapping[
    TableKind,
    Callable[[Sequence[Table], Motions, Library], tuple[dict[str, Any] | list[dict[str, Any]], list[Problem]]],
] = {
    TableKind.DEFAULTS: compile_defaults,
    TableKind.THRESHOLDS: compile_thresholds,
    TableKind.BENCHMARKS: compile_benchmarks,
    TableKind.CONSEQUENCES: compile_consequences,
}
"""What compiles the kinds of tables that are read without the others; `rules.json` has each under the kind's name."""


def compile_rules(
    documents: Mapping[DocumentId, "Document"],
    resolve: "Callable[[str, DocumentId], Resolution]",
    sources: "SourceRegistry",
    row_anchor_exists: Callable[[DocumentId, Anchor], bool] | None = None,
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
    problems += found + more + joined
    alone: dict[str, Any] = {}
    for kind, compile_tables in STANDING_ALONE.items():
        alone[kind.value], found = compile_tables(by_kind[kind], motions, library)
        problems += found
    columns_are_known = not any(criterion.conditions.columns.has_unknown for criterion in criteria)
    problems += check_membership(
        criteria, questions, groups, tables_can_be_read=columns_are_known and bool(motions.declared)
    )
    problems += check_points(criteria, motions, groups)
    cases, renamed, found = read_case_answers(ordered, questions)
    problems += found
    situations, found = read_situations(ordered, questions)
    problems += found
    tested = [*(one.conditions for one in criteria), *tables_of_requirements]
    problems += check_exercised(tested, hybrids, documents, cases)

    rules: dict[str, Any] = {
        "schema": SCHEMA,
        "motions": emit_motions(motions, documents),
        "groups": emit_groups(groups.values()),
        "questions": emit_questions(questions, tuple(groups), documents),
        "criteria": [emit_criterion(one, motions) for one in sorted(criteria, key=lambda one: one.id)],
        "vetoes": emit_vetoes(sorted(vetoes, key=lambda one: motions.ids.index(one.barred.motion))),
        "hybrids": emit_hybrids(hybrids),
        **alone,
        "cases": emit_cases(cases, documents),
        "first_steps": emit_first_steps(motions, documents),
        "situations": emit_situations(situations),
        "needs_customers": sorted(question.id for question in questions.values() if question.needs_customers),
    }
    problems = join_undeclared(problems, renamed)
    return rules | {"version": rules_version(rules), "titles": emit_titles(rules, documents)}, sorted(problems)


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
