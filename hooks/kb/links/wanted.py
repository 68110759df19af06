"""Documents that others name and nobody has written: who asks for each, and what exists under a similar name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.links.resolution import Resolver
from kb.problems.problem import Problem, finding
from kb.reading.names import DocumentId
from kb.reading.slugs import github_slug, name_key, short_name, title_of


@dataclass(frozen=True, slots=True)
class Want:
    """One place that asks for a document that does not exist."""

    source: DocumentId
    """Document that wants it."""
    text: str
    """Its name as written."""
    target: str
    """What the link or entry points at."""
    line: int
    column: int
    also: tuple[int, ...]
    """Further lines of the same document."""
    in_body: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that does not exist, with everyone who wants it."""

    key: str
    """What its spellings have in common."""
    name: str
    """The name to show."""
    slug: str
    wants: tuple[Want, ...]
    nearest: tuple[DocumentId, ...]
    """The existing documents with the most similar names."""


def wanted_key(target: str, name: str) -> str:
    """What all spellings of a missing document have in common: the words of its slug or name."""
    path = target.partition("#")[0]
    if path.endswith(".md") or ("/" in path and " " not in path):
        return name_key(path.removesuffix(".md").rstrip("/").rpartition("/")[2])
    return name_key(short_name(name or target))


def add_want(
    wants: dict[str, list[Want]], source: DocumentId, text: str, target: str, line: int, column: int, in_body: bool
) -> None:
    """Note one place that asks for a document, under what the spellings of its name have in common."""
    key = wanted_key(target, text)
    if key:
        wants.setdefault(key, []).append(Want(source, text, target, line, column, (), in_body))


def merge_wants(places: list[Want]) -> Want:
    """One want for all places of a document that ask for the same."""
    first = min(places, key=lambda want: (want.line, want.column))
    name = next((want.text for want in places if " " in want.text), first.text)
    also = tuple(sorted({want.line for want in places} - {first.line}))
    return Want(first.source, name, first.target, first.line, first.column, also, any(w.in_body for w in places))


def gather_wanted(wants: Mapping[DocumentId, tuple[Want, ...]], resolver: Resolver) -> tuple[Wanted, ...]:
    """All missing documents of a library, sorted by name, from the wants of each document."""
    by_key: dict[str, list[Want]] = {}
    for identity in sorted(wants):
        for want in wants[identity]:
            by_key.setdefault(wanted_key(want.target, want.text), []).append(want)
    gathered: list[Wanted] = []
    for key, places in sorted(by_key.items()):
        names = sorted({want.text for want in places}, key=lambda name: (" " not in name, name == name.lower(), name))
        is_slug = names[0].isascii() and " " not in names[0] and names[0] == names[0].lower()
        slug = key.replace(" ", "-") if key.isascii() else github_slug(names[0])
        name = title_of(slug) if is_slug else names[0]
        name = title_of(slug) if "/" in name and " " not in name else name
        gathered.append(Wanted(key, name, slug, tuple(places), resolver.nearest(key)))
    return tuple(gathered)


def check_wanted(wanted: tuple[Wanted, ...], paths: Mapping[str, str]) -> Iterator[Problem]:
    """One warning for each document and each missing document it names."""
    for missing in wanted:
        for want in missing.wants:
            also = f" (also on line {', '.join(map(str, want.also))})" if want.also else ""
            near = f"did you mean {' or '.join(missing.nearest)}? Otherwise " if missing.nearest else ""
            yield finding(
                paths[want.source],
                want,
                "W050",
                f"no document answers to '{want.target}'{also}",
                "readers see it marked as a wanted page",
                f"{near}write {missing.slug}.md, or take it out",
            )
