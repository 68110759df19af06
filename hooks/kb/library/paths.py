"""Reading paths: `paths.yml` names pages in an order, each with the reason why it comes at that place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.checks.files import decode_file
from kb.problems.problem import Problem, finding, nearest, offer
from kb.reading.document import Document
from kb.reading.frontmatter import Entry, Node, Scalar, Sequence, read_yaml
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.names import DocumentId
from kb.reading.slugs import title_of

PATHS_PATH = "paths.yml"
"""Where the paths stand under the library's root."""
FIELDS = ("name", "one_liner", "steps")
STEP_FIELDS = ("page", "reason")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a path."""

    page: DocumentId
    reason: str
    """Why it comes at this place; empty where nobody wrote one."""
    line: int = 0
    column: int = 1


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """Pages in the order in which they are best read."""

    slug: str
    """Last part of its address."""
    name: str
    one_liner: str
    steps: tuple[Step, ...]
    """Only pages that exist, each once."""
    line: int = 0
    column: int = 1


@dataclass(frozen=True, slots=True)
class PathPosition:
    """Where a document stands in one path."""

    path: ReadingPath
    number: int
    """1-based."""

    @property
    def previous(self) -> Step | None:
        """The step before; None at the first."""
        return self.path.steps[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Step | None:
        """The step behind; None at the last."""
        return self.path.steps[self.number] if self.number < len(self.path.steps) else None


def positions_in_paths(identity: str, paths: tuple[ReadingPath, ...]) -> tuple[PathPosition, ...]:
    """Every path a document is a step of, in the order of the file."""
    return tuple(
        PathPosition(path, number)
        for path in paths
        for number, step in enumerate(path.steps, 1)
        if step.page == identity
    )


def read_paths(
    files: Mapping[str, bytes], documents: Mapping[DocumentId, Document]
) -> tuple[tuple[ReadingPath, ...], list[Problem]]:
    """The library's paths in the order of the file, and what is wrong with them; none where it has no file of them.

    A step that cannot be shown is left out of its path, and a path without any step is left out.
    """
    if PATHS_PATH not in files:
        return (), []
    text, problems = decode_file(PATHS_PATH, files[PATHS_PATH])
    if text is None:
        return (), problems
    node, found = read_yaml(text, PATHS_PATH)
    problems.extend(found)
    if not isinstance(node, MappingNode):
        if node is not None:
            problems.append(_wrong(node, "the paths are not a list of keys", "no path can be shown", _SHAPE))
        return (), problems
    paths = [_read_path(entry, documents, problems) for entry in node]
    return tuple(path for path in paths if path and path.steps), problems


_SHAPE = "write each path as slug: with name, one_liner and steps below"


def _wrong(place: Node, what: str, why: str, fix: str) -> Problem:
    return finding(PATHS_PATH, place, "E090", what, why, fix)


def _read_path(entry: Entry, documents: Mapping[DocumentId, Document], problems: list[Problem]) -> ReadingPath | None:
    key, value = entry.key, entry.value
    if not _SLUG.match(key.text):
        problems.append(
            _wrong(
                key,
                f"path '{key.text}' is not a slug",
                "its address would need escapes",
                "use small letters, digits and single hyphens",
            )
        )
        return None
    if not isinstance(value, MappingNode):
        problems.append(_wrong(key, f"path '{key.text}' has no fields", "it cannot be shown", _SHAPE))
        return None
    problems.extend(_check_fields(value, FIELDS, f"path '{key.text}'"))
    for field, why in (
        ("name", "readers could not tell it from the others"),
        ("one_liner", "nobody knows who it is for"),
    ):
        if not value.text(field):
            problems.append(_wrong(key, f"path '{key.text}' has no {field}", why, f"write a sentence behind {field}:"))
    steps = value.get("steps")
    if not isinstance(steps, Sequence) or not steps.items:
        problems.append(
            _wrong(
                key,
                f"path '{key.text}' has no steps",
                "there is nothing to read",
                "list them under steps:, each with page: and reason:",
            )
        )
        return None
    read = tuple(_read_steps(key.text, steps, documents, problems))
    name = value.text("name") or title_of(key.text)
    return ReadingPath(key.text, name, value.text("one_liner"), read, key.line, key.column)


def _check_fields(node: MappingNode, allowed: tuple[str, ...], owner: str) -> Iterator[Problem]:
    for entry in node:
        if entry.key.text not in allowed:
            yield _wrong(
                entry.key,
                f"unknown field '{entry.key.text}' of {owner}",
                "it would never be read",
                offer(entry.key.text, allowed),
            )


def _read_steps(
    slug: str, steps: Sequence, documents: Mapping[DocumentId, Document], problems: list[Problem]
) -> Iterator[Step]:
    """The steps that can be shown; every problem of the others."""
    seen: dict[str, int] = {}
    for number, node in enumerate(steps, 1):
        owner = f"step {number} of path '{slug}'"
        page = node.get("page") if isinstance(node, MappingNode) else None
        if not isinstance(node, MappingNode) or not isinstance(page, Scalar) or not page.text:
            problems.append(
                _wrong(node, f"{owner} names no page", "there is nothing to read", "write page: and a document's id")
            )
            continue
        problems.extend(_check_fields(node, STEP_FIELDS, owner))
        if page.text not in documents:
            near = nearest(page.text, documents)
            problems.append(
                _wrong(
                    page,
                    f"{owner} is '{page.text}', which is no document",
                    "the step would lead nowhere",
                    f"did you mean '{near}'?" if near else "write the path of a document without .md",
                )
            )
            continue
        if page.text in seen:
            problems.append(
                _wrong(
                    page,
                    f"{owner} is '{page.text}' again, as step {seen[page.text]}",
                    "readers would walk in a circle",
                    "take one of the two out",
                )
            )
            continue
        seen[page.text] = number
        reason = node.text("reason")
        if not reason:
            problems.append(
                _wrong(
                    node,
                    f"{owner} has no reason",
                    "readers cannot tell why the page comes at this place",
                    "write a sentence behind reason:",
                )
            )
        yield Step(DocumentId(page.text), reason, page.line, page.column)
