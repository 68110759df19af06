"""How much a finding matters: in the library it was written for, in somebody else's, and to a build."""

from collections.abc import Iterable
from dataclasses import replace

from kb.problems.codes import Abroad, kind_of
from kb.problems.problem import Problem, Severity


def settle_problems(problems: Iterable[Problem], foreign: bool) -> tuple[Problem, ...]:
    """Problems sorted, each once; a table's own finding on a reference replaces the general one on the same line."""
    unique = set(problems)
    cells = {(problem.path, problem.line) for problem in unique if problem.code == "E120"}
    kept = [p for p in unique if not (kind_of(p.code).is_general and (p.path, p.line) in cells)]
    if foreign:
        kept = [p if kind_of(p.code).abroad is not Abroad.WARNING or p.code[0] == "W" else p.as_warning() for p in kept]
        kept = _once_per_kind(kept)
    return tuple(sorted(kept))


_FEW = 3
"""So many findings of one kind are told one by one."""


def _once_per_kind(problems: list[Problem]) -> list[Problem]:
    """Of what a whole library does alike the first place, with the number of the others."""
    kept: list[Problem] = []
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems):
        if kind_of(problem.code).is_habit:
            what = problem.what if problem.code[1:] in ("020", "021", "060", "061", "062") else ""
            groups.setdefault((problem.code, what), []).append(problem)
        else:
            kept.append(problem)
    for found in groups.values():
        if len(found) <= _FEW:
            kept.extend(found)
        else:
            what = f"{found[0].what} (and in {len(found) - 1} more places)"
            kept.append(replace(found[0], what=what, places=len(found)))
    return kept


def stops_build(problem: Problem, foreign: bool) -> bool:
    """Whether no site is built while the problem stands: somebody else's is built without the files left out."""
    return problem.severity is Severity.ERROR and not (foreign and kind_of(problem.code).abroad is Abroad.LEFT_OUT)
