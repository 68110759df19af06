"""How much a finding matters: in the library it was written for, in somebody else's, and to a build."""

from collections.abc import Iterable

from kb.problems.problem import Problem, Severity

_LEFT_OUT = frozenset({"E001", "E002", "E003", "E004", "E007"})
"""Findings that leave no page of one file and say nothing of the others."""

_STAY_ERRORS = _LEFT_OUT | {"E008"}
"""Findings that leave no readable page, so that they stay errors in a foreign library."""

_GENERAL = frozenset({"E051", "E052", "E053", "E080", "E081", "E084", "W050", "W087"})
"""Findings on a reference that the table it stands in may explain better."""


def settle_problems(problems: Iterable[Problem], foreign: bool) -> tuple[Problem, ...]:
    """Problems sorted, each once; a table's own finding on a reference replaces the general one on the same line."""
    unique = set(problems)
    cells = {(problem.path, problem.line) for problem in unique if problem.code == "E120"}
    kept = [p for p in unique if not (p.code in _GENERAL and (p.path, p.line) in cells)]
    if foreign:
        kept = [p if p.code in _STAY_ERRORS or p.code[0] == "W" else p.as_warning() for p in kept]
    return tuple(sorted(kept))


def stops_build(problem: Problem, foreign: bool) -> bool:
    """Whether no site is built while the problem stands: somebody else's is built without the files left out."""
    return problem.severity is Severity.ERROR and not (foreign and problem.code in _LEFT_OUT)
