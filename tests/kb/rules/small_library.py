"""A small library of real documents for tests of the rules, and ways to put pages and tables into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kb.links.resolution import Resolver
from kb.problems.problem import Problem
from kb.reading.document import Document, parse_document
from kb.rules import compile_rules
from kb.rules.columns import read_columns
from kb.rules.findings import Place
from kb.rules.motions import Motion, Motions
from kb.rules.questions import Option, Question, read_questions
from kb.rules.read_tables import read_tables
from kb.rules.rows import ConditionTable, read_condition_table
from kb.sources.read_registry import read_sources
from kb.sources.registry import SourceRegistry

HERE = Path(__file__).parent
BASE = HERE / "library"

MOTIONS = Motions(
    (
        Motion("developer-led", "Developer-led", "product-led", ("DLG",), None, Place("m.md", 1, 1)),
        Motion("product-led", "Product-led", None, ("PLG",), None, Place("m.md", 2, 1)),
        Motion("sales-led", "Sales-led", None, ("Direct sales",), None, Place("m.md", 3, 1)),
    )
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a library gives."""

    rules: dict[str, Any]
    problems: list[Problem]

    def texts(self, *paths: str) -> list[str]:
        """The problems of these files, or of all, as authors see them."""
        return [str(problem) for problem in self.problems if not paths or problem.path in paths]

    def codes(self, *paths: str) -> list[str]:
        """Their codes."""
        return [problem.code for problem in self.problems if not paths or problem.path in paths]


@cache
def parse(path: str, text: str) -> Document:
    """A document; the same text is read once, because mutations change one page of many."""
    return parse_document(path, text)[0]


def read_files(root: Path) -> dict[str, str]:
    """Documents and the registry under a folder, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.suffix == ".md" or path.name == "sources.yml"
    }


@cache
def registry_of(text: str) -> SourceRegistry:
    """The sources of a registry."""
    return read_sources(text)[0]


def compile_library(files: Mapping[str, str], *, with_base: bool = True) -> Compiled:
    """Compile these files, laid over the small library."""
    merged = {**(read_files(BASE) if with_base else {}), **files}
    registry = registry_of(merged.pop("sources.yml", ""))
    documents: dict[str, Document] = {}
    for path, text in merged.items():
        document = parse(path, text)
        documents[document.id] = document
    rules, problems = compile_rules(documents, Resolver(documents).resolve, registry)
    return Compiled(rules, problems)


def base_questions() -> dict[str, Question]:
    """The questions of the small library."""
    documents = [parse_document(path, text)[0] for path, text in read_files(BASE).items() if path.endswith(".md")]
    questions, problems = read_questions(documents)
    assert not problems
    return questions


def make_question(question_id: str, options: tuple[str, ...] = ()) -> Question:
    """A question with these options, or about an amount."""
    return Question(
        id=question_id, role="fit", group="who", weight=1, prompt="?", help="", label=question_id,
        kind="option" if options else "number", unit=None if options else "USD", low=None, high=None,
        options=tuple(Option(option, option, None, None, 1, None) for option in options),
        document_id=f"questions/{question_id}", one_liner="", place=Place("q.md", 1, 1),
        group_place=Place("q.md", 1, 1), needs_customers=False,
    )  # fmt: skip


def read_conditions(text: str, questions: Mapping[str, Question]) -> ConditionTable:
    """The conditions of the only table of a text, which has no fault but rows that never apply (E113)."""
    tables, problems = read_tables(parse_document("input.md", text)[0])
    columns, faults = read_columns(tables[0], required=("Source",), questions=questions, motions=MOTIONS)
    conditions, unreadable = read_condition_table(tables[0], columns)
    assert {problem.code for problem in (*problems, *faults, *unreadable)} <= {"E113"}
    return conditions


def decision_table(header: str, rows: list[str], *, more: str = "") -> str:
    """A page with one decision table: condition headings and condition cells, joined by ` | `."""
    columns = header.count("|") + 1
    outputs = " | ~ | +2 | -1 | inference: for tests |"
    return "\n".join(
        [
            "Exactly one row applies.",
            '{: #input .decision data-hit="unique"' + more + " }",
            "",
            f"| {header} | developer-led | product-led | sales-led | Source |",
            "|" + "---|" * (columns + 4),
            *(f"| {row}{outputs}" for row in rows),
            "",
        ]
    )
