"""Warnings that an owner accepts: `accepted.yml` names each with the reason why it stays."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.checks.files import decode_file
from kb.problems.problem import Problem, Severity, finding, offer
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.frontmatter import Node, Sequence, read_yaml

ACCEPTED_PATH = "accepted.yml"
"""Where the accepted warnings stand under the library's root."""
CODE = "E093"
FIELDS = ("code", "file", "name", "reason")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that stays, and why."""

    problem: Problem
    reason: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one item of the file accepts."""

    code: str
    file: str
    name: str
    """A name that the warning says of: an option, a source, a motion."""
    reason: str
    node: Node

    def meets(self, problem: Problem) -> bool:
        """Whether this is the warning that is meant."""
        named = re.search(rf"(?<![\w-]){re.escape(self.name)}(?![\w-])", problem.what)
        return (problem.code, problem.path) == (self.code, self.file) and named is not None


def accept_problems(
    files: Mapping[str, bytes], problems: Iterable[Problem]
) -> tuple[tuple[Problem, ...], tuple[Accepted, ...]]:
    """The problems that are left, sorted, and the warnings that the library's owner accepts.

    What is wrong with the file itself is among those left, also an entry whose warning is gone: a list of exceptions
    that nobody prunes would hide the next warning of that name. Errors cannot be accepted.
    """
    found = tuple(problems)
    if ACCEPTED_PATH not in files:
        return found, ()
    entries, wrong = _read_entries(files[ACCEPTED_PATH])
    accepted: list[Accepted] = []
    for entry in entries:
        met = [problem for problem in found if entry.meets(problem) and problem.severity is Severity.WARNING]
        accepted += [Accepted(problem, entry.reason) for problem in met]
        if not met:
            what = f"no warning {entry.code} of {entry.file} names '{entry.name}'"
            wrong.append(_wrong(entry.node, what, "the entry would hide the next one", "take it out, or mend its name"))
    gone = {each.problem for each in accepted}
    return tuple(sorted({*found, *wrong} - gone)), tuple(accepted)


def _read_entries(content: bytes) -> tuple[list[_Entry], list[Problem]]:
    text, problems = decode_file(ACCEPTED_PATH, content)
    node, found = read_yaml(text, ACCEPTED_PATH) if text is not None else (None, [])
    problems = [*problems, *found]
    if not isinstance(node, Sequence):
        if node is not None:
            problems.append(_wrong(node, "the accepted warnings are no list", "none is accepted", _SHAPE))
        return [], problems
    entries = []
    for number, item in enumerate(node.items, 1):
        if not isinstance(item, MappingNode):
            problems.append(_wrong(item, f"entry {number} has no fields", "it accepts nothing", _SHAPE))
            continue
        for each in item:
            if each.key.text not in FIELDS:
                what = f"unknown field '{each.key.text}' of entry {number}"
                problems.append(_wrong(each.key, what, "it would never be read", offer(each.key.text, FIELDS)))
        values = {field: item.text(field) or "" for field in FIELDS}
        missing = [field for field in FIELDS if not values[field]]
        if missing:
            what = f"entry {number} has no {' and no '.join(missing)}"
            problems.append(_wrong(item, what, "it accepts nothing", _SHAPE))
        elif not re.fullmatch(r"W\d{3}", values["code"]):
            what = f"'{values['code']}' is no code of a warning"
            problems.append(_wrong(item, what, "an error cannot be accepted", "mend the error, or name a warning"))
        else:
            entries.append(_Entry(**values, node=item))
    return entries, problems


_SHAPE = "write - code:, file:, name: and reason: of a warning"


def _wrong(place: Node, what: str, why: str, fix: str) -> Problem:
    return finding(ACCEPTED_PATH, place, CODE, what, why, fix)
