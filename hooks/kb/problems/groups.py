"""Problems by their kind, the worst first: what a report begins with when there are many."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.problems.codes import kind_of
from kb.problems.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Group:
    """All problems of one code."""

    code: str
    says: str
    """What the code stands for."""
    problems: tuple[Problem, ...]
    """By place; the first is the example."""

    @property
    def severity(self) -> Severity:
        """Of each of them."""
        return self.problems[0].severity

    @property
    def places(self) -> int:
        """How many places have it, those that are told once for all among them."""
        return sum(problem.places for problem in self.problems)

    @property
    def files(self) -> int:
        """How many files are named."""
        return len({problem.path for problem in self.problems})


def group_problems(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Problems by code: errors, warnings, then what is only the habit of a library; of each the commonest first."""
    found: dict[str, list[Problem]] = {}
    for problem in sorted(problems):
        found.setdefault(problem.code, []).append(problem)
    groups = [Group(code, kind_of(code).says, tuple(members)) for code, members in found.items()]

    def rank(group: Group) -> tuple[bool, bool, int, str]:
        is_warning = group.severity is Severity.WARNING
        return is_warning, is_warning and kind_of(group.code).is_habit, -group.places, group.code

    return tuple(sorted(groups, key=rank))
