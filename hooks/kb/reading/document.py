"""One Markdown document as data: front matter, headings, links, citations, the structure of its body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kb.problems.problem import Problem, Severity
from kb.reading.frontmatter import Mapping, read_front_matter
from kb.reading.headings import Heading, read_headings
from kb.reading.languages import language_of
from kb.reading.markup import Citation, Lines, Link, find_citations, find_ids, find_links
from kb.reading.masks import Fence, blank, mask_blocks, mask_comments, mask_inline_code, replace_spans
from kb.reading.metadata import (
    is_held_back,
    old_addresses,
    tags_in_text,
    words_of,
    written_language,
    written_sentence,
    written_tags,
    written_title,
)
from kb.reading.names import FIRST_PAGE, Address, Anchor, DocumentId, LibraryPath
from kb.reading.plain_text import count_words
from kb.reading.slugs import INDEX_NAMES, document_id, plain_address, title_of
from kb.reading.structure import Structure, read_structure

_BLOCK_ID = re.compile(r"[ \t](\^[A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)
"""A name that Obsidian gives a paragraph."""


_FRAMEWORK_KEYS = ("one_liner", "source_guest", "source_episode", "related_frameworks")
"""Of the front matter that only frameworks have."""


class Kind(StrEnum):
    """What a document is about."""

    FRAMEWORK = "framework"
    """An idea with its source, its steps and its limits; the kind of a document that names none and has such a key."""
    MOTION = "motion"
    """One of the motions that are ranked."""
    QUESTION = "question"
    """One question of the selector, with its decision table."""
    CASE = "case"
    """What one company did."""
    PAGE = "page"
    """Anything else."""


@dataclass(frozen=True)
class Document:
    """One document, read but not yet linked to the others."""

    id: DocumentId
    path: LibraryPath
    kind: Kind
    title: str
    """`name`, or the first heading of the first level, or `title`, or the slug as words."""
    category: str
    """The outermost folder; of a document in no folder what its front matter says."""
    one_liner: str
    tags: tuple[str, ...]
    meta: Mapping | None
    """Front matter with positions; None where there is none."""
    text: str
    """The whole file."""
    body_line: int
    """1-based line where the body begins."""
    headings: tuple[Heading, ...]
    anchors: frozenset[Anchor]
    """Anchors of headings and identifiers written by hand."""
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    structure: Structure
    """What the body says, by its headings."""
    masked: str
    """The text with front matter, code and comments blanked: same length, same lines."""
    fences: tuple[Fence, ...] = ()
    """Blocks of code between marks."""
    url: Address = FIRST_PAGE
    comments: tuple[tuple[int, int], ...] = ()
    """Offsets of what no reader sees: `<!-- -->` and `%% %%`."""
    aliases: tuple[str, ...] = ()
    """Other names and addresses it is found under."""
    is_held_back: bool = False
    """Its author has not published it."""
    language: str = ""
    """Of its text, as `ja`; empty where neither front matter nor the script says."""
    words: int = 0
    """Of the body, code left out."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The whole file by lines."""
        return tuple(self.text.split("\n"))

    @property
    def slug(self) -> str:
        """Last part of the id."""
        return self.id.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """Folder under the library's root; empty at the top."""
        return self.id.rpartition("/")[0]


def parse_document(path: str, text: str) -> tuple[Document, list[Problem]]:
    """Read one document; what cannot be read is in the problems, and the rest is read all the same.

    Args:
        path: path under the library's root, with forward slashes.
        text: the whole file, decoded.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    meta, body_line, problems = read_front_matter(text, path)
    lines = tuple(text.split("\n"))
    blocks, fences = mask_blocks(lines, body_line)
    problems.extend(
        Problem(
            path,
            fence.first,
            1,
            "W036",
            Severity.WARNING,
            "code fence is never closed",
            "what follows is shown as text, not as code",
            "close it with the same marks",
        )
        for fence in fences
        if not fence.last
    )
    prose, comments = mask_comments("\n".join(blocks))
    masked = mask_inline_code(prose)
    # What no reader sees is not among a document's words either: not in its sentences, nor in what is quoted of it.
    seen = tuple(replace_spans(text, comments, blank).split("\n")) if comments else lines
    places = Lines(text)
    ids = set(find_ids(masked)) | set(_BLOCK_ID.findall(masked) if " ^" in masked else ())
    prose_lines = prose.split("\n") if comments else blocks
    headings = read_headings(prose_lines, seen, body_line, set(ids))
    identity = document_id(path)
    document = Document(
        id=identity,
        path=LibraryPath(path),
        kind=_kind(meta),
        title=_title(meta, headings, identity),
        category=identity.rpartition("/")[0].partition("/")[0] or (meta.text("category") if meta else ""),
        one_liner=written_sentence(meta),
        tags=_tags(meta, prose_lines, body_line),
        meta=meta,
        text=text,
        body_line=body_line,
        headings=headings,
        anchors=frozenset(map(Anchor, ids)) | {heading.anchor for heading in headings},
        links=find_links(text, masked, places),
        citations=tuple(find_citations(masked, places)),
        structure=read_structure(prose_lines, seen, body_line, headings),
        masked=masked,
        url=plain_address(identity),
        fences=fences,
        comments=comments,
        aliases=old_addresses(meta),
        is_held_back=is_held_back(meta),
        language=written_language(meta) or language_of(masked),
        words=count_words(masked),
    )
    return document, problems


_ATTRIBUTE_LINE = re.compile(r"^(?:[ ]{0,3}>)*[ ]{0,3}(\{:[^{}\n]*\})[ \t]*$", re.MULTILINE)


def find_attribute_lines(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Lines of attributes that Markdown here gives to no block, as Jekyll's below a heading or a table.

    Yields:
        Offsets where the attributes begin and end, and whether they stand below nothing at all.
    """
    if "{:" not in document.masked:
        return
    titles = {heading.end - 1 for heading in document.headings}
    for match in _ATTRIBUTE_LINE.finditer(document.masked):
        line = document.masked.count("\n", 0, match.start())
        above = document.masked[document.masked.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()].strip(
            "> \n"
        )
        if not above or line in titles or above[0] == "|":
            yield match.start(1), match.end(1), not above


def _kind(meta: Mapping | None) -> Kind:
    """What it says it is; else a framework only where it has a key that nothing else has: all the rest are pages."""
    written = meta.text("kind") if meta else ""
    if written in Kind:
        return Kind(written)
    return Kind.FRAMEWORK if meta and any(meta.get(key) for key in _FRAMEWORK_KEYS) else Kind.PAGE


def _title(meta: Mapping | None, headings: tuple[Heading, ...], identity: str) -> str:
    name = words_of(meta, "name")
    first = next((heading.text for heading in headings if heading.level == 1 and heading.text), "")
    folder, _, slug = identity.rpartition("/")
    if slug in INDEX_NAMES and folder:
        slug = folder.rpartition("/")[2]
    return name or first or written_title(meta) or title_of(slug)


def _tags(meta: Mapping | None, prose: list[str], body_line: int) -> tuple[str, ...]:
    """Tags of the front matter, and those that stand on lines of their own above the first heading."""
    found = list(written_tags(meta))
    for line in prose[body_line - 1 :]:
        if line.startswith("#"):
            tags = tags_in_text(line)
            if not tags:
                break
            found.extend(tags)
    return tuple(dict.fromkeys(found))
