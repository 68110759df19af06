"""How much a finding matters: in the library it was written for, in somebody else's, and to a build."""

from collections.abc import Iterable
from dataclasses import replace

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
        kept = _once_per_kind(kept)
    return tuple(sorted(kept))


_HABITS = frozenset({"E005", "E016", "E020", "E021", "E029", "W029", "W033", "W034", "W089"})
"""Findings on what the authors of a library do alike in all of it: one of them says as much as a thousand."""


_FEW = 3
"""So many findings of one kind are told one by one."""


def _once_per_kind(problems: list[Problem]) -> list[Problem]:
    """Of what a whole library does alike the first place, with the number of the others."""
    kept: list[Problem] = []
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        if f"E{problem.code[1:]}" in _HABITS or problem.code in _HABITS:
            what = problem.what if problem.code in ("W020", "W021") else ""
            groups.setdefault((problem.code, what), []).append(problem)
        else:
            kept.append(problem)
    for found in groups.values():
        if len(found) <= _FEW:
            kept.extend(found)
        else:
            kept.append(replace(found[0], what=f"{found[0].what} (and in {len(found) - 1} more places)"))
    return kept


def stops_build(problem: Problem, foreign: bool) -> bool:
    """Whether no site is built while the problem stands: somebody else's is built without the files left out."""
    return problem.severity is Severity.ERROR and not (foreign and problem.code in _LEFT_OUT)
