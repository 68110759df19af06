"""Every link of a document with what it means, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from kb.links.resolution import Resolution, Resolver, Via
from kb.problems.problem import Problem, finding, nearest
from kb.reading.document import Document
from kb.reading.markup import Link, Written, right_scheme
from kb.reading.plain_text import plain_text
from kb.reading.sections import Role


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """One link of a body."""

    link: Link
    resolution: Resolution
    in_related: bool
    """Stands in a related list, so that it is a relation rather than a mention."""


def resolve_links(document: Document, resolver: Resolver) -> tuple[ResolvedLink, ...]:
    """All links of a document, in order."""
    related = [(s.line, s.end) for s in document.structure.sections if s.level == 2 and s.role is Role.RELATED]
    resolved: list[ResolvedLink] = []
    for link in document.links:
        resolution = resolver.resolve(link.target, document.id, anywhere=link.written is Written.WIKI)
        in_related = any(start <= link.line < end for start, end in related)
        resolved.append(ResolvedLink(link, resolution, in_related))
    return tuple(resolved)


def check_links(document: Document, links: tuple[ResolvedLink, ...], resolver: Resolver) -> Iterator[Problem]:
    """Targets that are ambiguous, dead elsewhere, in the wrong folder, or without the anchor asked for.

    Wanted pages are not among them: `kb.links.wanted` gathers them over front matter and body.
    """
    for resolved in links:
        link, resolution = resolved.link, resolved.resolution
        if not link.target:
            yield finding(
                document.path,
                link,
                "E053",
                f"link '{plain_text(link.text)}' has no target",
                "it leads nowhere",
                "write the target between the parentheses, or take the link out",
            )
        elif resolution.reason is Via.AMBIGUOUS:
            yield ambiguous(document.path, link, link.target, resolution)
        elif resolution.reason is Via.MALFORMED:
            scheme = link.target.partition(":")[0]
            right = right_scheme(scheme)
            yield finding(
                document.path,
                link,
                "E058",
                f"'{link.target}' is no address",
                "no browser could open it",
                f"write {right}{link.target[len(scheme) :]}" if right else "correct the address, or take the link out",
            )
        elif resolution.reason is Via.WANTED and (link.is_image or is_file(link.target)):
            yield finding(
                document.path,
                link,
                "E057",
                f"file '{link.target}' is not in the library",
                "readers would see a broken image or a dead link",
                "add the file, or correct its path from this document",
            )
        elif resolution.document_id and not resolution.anchor_found:
            yield _missing_anchor(document, link, resolution, resolver)
        yield from _check_spelling(document, link, resolution)
    yield from _check_spaced(document)


SPACED = re.compile(r"\[([^\[\]\n]+)\][ ]+\(([^()\s]+\.md(?:#[^()\s]*)?)\)")


def _check_spaced(document: Document) -> Iterator[Problem]:
    """`[words] (path.md)`: readers see the brackets."""
    for match in SPACED.finditer(document.masked) if "] " in document.masked else ():
        line = document.masked.count("\n", 0, match.start()) + 1
        column = match.start() - document.masked.rfind("\n", 0, match.start())
        yield finding(
            document.path,
            (line, column),
            "E059",
            f"link '{match[1]}' has a space before its target",
            "readers would see the brackets",
            f"write [{match[1]}]({match[2]})",
        )


def ambiguous(path: str, place: Link | tuple[int, int], target: str, resolution: Resolution) -> Problem:
    """A target that several documents answer to."""
    names = " and ".join(resolution.candidates)
    return finding(
        path,
        place,
        "E051",
        f"'{target}' means {names}",
        "nobody but the author can say which one",
        f"write the path, as in {resolution.candidates[0]}",
    )


def _missing_anchor(document: Document, link: Link, resolution: Resolution, resolver: Resolver) -> Problem:
    assert resolution.document_id is not None and resolution.anchor is not None
    anchors = resolver.anchors(resolution.document_id)
    near = nearest(resolution.anchor, anchors)
    return finding(
        document.path,
        link,
        "E052",
        f"{resolution.document_id} has no heading or row '#{resolution.anchor}'",
        "the link would open the page at its top",
        f"did you mean '#{near}'?"
        if near
        else "take the anchor out, or give the heading {: #" + resolution.anchor + " }",
    )


def right_path(document: Document, link: Link, resolution: Resolution) -> str:
    """The path that a link should be written with so that it works wherever the Markdown is read; empty where it does.

    The anchor it is written with stands behind it.
    """
    if link.written in (Written.WIKI, Written.HTML) or resolution.document_id is None:
        return ""
    is_path = resolution.reason in (Via.SELF, Via.RELATIVE)
    if is_path and (resolution.reason is Via.SELF or re.match(r"[^?#]*\.md(?:[?#]|\Z)", link.target)):
        return ""
    path = quote(relative_path(document.path, f"{resolution.document_id}.md"), safe="/-_.~()+,")
    mark, anchor = link.target.partition("#")[1:]
    return f"{path}{mark}{anchor}"


def _check_spelling(document: Document, link: Link, resolution: Resolution) -> Iterator[Problem]:
    """Links that work here, because the library knows its documents, and nowhere else."""
    path = right_path(document, link, resolution)
    if not path:
        return
    folder = link.target.partition("#")[0].rpartition("/")[0].strip("./")
    code, what = "W053", f"link '{link.target}' is not a path from this document"
    if resolution.reason is Via.RELATIVE:
        what = f"link '{link.target}' has no .md"
    elif resolution.reason is Via.SLUG and ("/" in link.target or link.target.endswith(".md")):
        named = f"the folder {folder}" if folder else "this folder"
        code, what = "W054", f"link '{link.target}' names {named}, but the document is {resolution.document_id}"
    why = "it is dead wherever the Markdown is read as it is"
    yield finding(document.path, link, code, what, why, f"write {path}")


def is_file(target: str) -> bool:
    """Whether a target can only be a file that is no document: it has a suffix of another kind."""
    name = target.partition("#")[0].partition("?")[0].rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return bool(dot and stem) and suffix.isalnum() and suffix.lower() not in ("md", "html") and len(suffix) <= 5


_PICTURES = frozenset({"apng", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"})


def is_picture(target: str) -> bool:
    """Whether a target is a picture by its suffix."""
    return target.partition("#")[0].partition("?")[0].rpartition(".")[2].lower() in _PICTURES


def relative_path(from_path: str, to_path: str) -> str:
    """Path of a file as a link from another file writes it."""
    here, there = from_path.split("/")[:-1], to_path.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])
