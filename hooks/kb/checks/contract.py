"""The front matter contract: which keys a document may and must have, of what type, and what else must hold."""

import re
from collections.abc import Iterator

from kb.checks.keys import EITHER, KEYS, required_keys
from kb.checks.upkeep import is_unfinished
from kb.checks.values import CURLY, check_value
from kb.problems.problem import Problem, finding, nearest, offer
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import ALL_UNREAD, Mapping, Scalar, Sequence
from kb.reading.metadata import FOREIGN_KEYS, written_title


def check_contract(
    document: Document, categories: frozenset[str], tags: frozenset[str] | None, *, foreign: bool = False
) -> Iterator[Problem]:
    """Everything wrong with a document's front matter and title.

    Args:
        document: the document.
        categories: folders of the library, for the nearest category.
        tags: the vocabulary; None where the library has none.
        foreign: the library is somebody else's: keys of other tools are as good as ours, and only what is a framework
            is asked for what frameworks have.
    """
    if document.meta is None:
        if document.folder:
            yield _no_front_matter(document)
    else:
        yield from _check_keys(document, document.meta, foreign)
        yield from _check_category(document, document.meta, categories)
        if tags is not None:
            yield from _check_tags(document, document.meta, tags)
    yield from _check_title(document, foreign)


_KEY = re.compile(r"[A-Za-z_-]+:(?:\s|\Z)")
_ODD_DASHES = re.compile(r"(?:--|-{4,}|[–—]+-*|-[–—]|\*{3,}|={3,})\Z")


def _no_front_matter(document: Document) -> Problem:
    """None at all, or one that is not read because it stands too low or is written in TOML."""
    written = [(n, line.strip()) for n, line in enumerate(document.lines[:200], 1) if line.strip()]
    line, first = written[0] if written else (1, "")
    is_key = len(written) > 1 and bool(_KEY.match(written[1][1]))  # else it is a rule across the page
    what, fix = "document has no front matter", "open it with a line ---, its keys, and another line ---"
    if first == "+++":
        what, fix = (
            "front matter is written in TOML (+++)",
            "write it as YAML: lines of key: value between two lines ---",
        )
    elif is_key and _ODD_DASHES.match(first):
        what, fix = f"front matter opens with '{first}'", "open and close it with three hyphens: ---"
    elif is_key and first == "---":
        what, fix = "the --- that opens the front matter is indented", "delete the spaces before it"
        if line > 1:
            what, fix = f"front matter begins on line {line}, not on line 1", "delete the empty lines above it"
    else:
        line = 1
    why = "listings and search have no sentence, tag or source of it to show"
    return finding(document.path, (line, 1), "E005", what, why, fix)


def _check_keys(document: Document, meta: Mapping, foreign: bool) -> Iterator[Problem]:
    path = document.path
    misspelled: set[str | None] = set()
    for entry in meta:
        key = KEYS.get(entry.key.text)
        if key is None and foreign:
            if entry.key.text not in FOREIGN_KEYS:
                near = nearest(entry.key.text, KEYS) if document.kind is Kind.FRAMEWORK else None
                misspelled.add(near)
                what, why = f"key '{entry.key.text}' is not read", "nothing on the site comes of it"
                fix = f"did you mean '{near}'?" if near else "leave it to the tool it is for, or take it out"
                yield finding(path, entry.key, "E020", what, why, fix)
        elif key is None:
            near = nearest(entry.key.text, KEYS)
            misspelled.add(near)
            yield finding(
                path,
                entry.key,
                "E020",
                f"unknown key '{entry.key.text}'",
                "it would never be read",
                f"did you mean '{near}'? (known: {', '.join(KEYS)})"
                if near
                else f"take it out (known: {', '.join(KEYS)})",
            )
        else:
            yield from check_value(path, entry.key.text, key, entry.value)
    # A key that is there and could not be read, or is misspelled, has its own problem: it is not also missing.
    unread = frozenset(KEYS) if meta.unread == ALL_UNREAD else frozenset(meta.unread) | misspelled
    # One that does not say what it is must be whole as a framework.
    kind = document.kind if foreign or meta.text("kind") in Kind else Kind.FRAMEWORK
    if foreign and kind is Kind.PAGE:
        return
    for name in required_keys(kind):
        if foreign and name == "category":  # The folder is as good.
            continue
        if meta.get(name) is None and name not in unread:
            yield finding(
                path,
                (1, 1),
                "E021",
                f"key '{name}' is missing",
                KEYS[name].why,
                f"add {KEYS[name].example} to the front matter",
            )
    if kind is Kind.FRAMEWORK and not any(meta.get(k) or k in unread for k in EITHER):
        yield finding(
            path,
            (1, 1),
            "E021",
            "neither 'source' nor 'source_guest' is there",
            "a reader cannot tell whose idea it is",
            "add source: with a key of sources.yml, or source_guest: with a name",
        )


def _check_category(document: Document, meta: Mapping, categories: frozenset[str]) -> Iterator[Problem]:
    value = meta.get("category")
    folder = document.id.partition("/")[0] if document.folder else ""
    if not isinstance(value, Scalar) or not value.text or value.text == folder:
        return
    if not folder:
        if value.text not in categories:
            yield finding(
                document.path,
                value,
                "E025",
                f"category '{value.text}' has no folder",
                "its listing would hold this page alone",
                offer(value.text, sorted(categories)),
            )
        return
    yield finding(
        document.path,
        value,
        "E025",
        f"category '{value.text}' is not the folder '{folder}'",
        "the document would be listed in one place and live in another",
        f"write category: {folder}, or move the file to {value.text}/",
    )


def _check_tags(document: Document, meta: Mapping, tags: frozenset[str]) -> Iterator[Problem]:
    listed = meta.get("tags")
    for tag in listed.items if isinstance(listed, Sequence) else ():
        if isinstance(tag, Scalar) and tag.text and tag.text not in tags and not is_unfinished(tag.text):
            near = nearest(tag.text, tags)
            fix = f"use a tag of tags.yml, or add '{tag.text}' to it"
            if " - " in tag.text:
                fix = "begin each item in the same column: one that stands deeper is read as part of the item above"
            elif near:
                fix = f"did you mean '{near}'? Otherwise add '{tag.text}' to tags.yml"
            yield finding(
                document.path,
                tag,
                "E026",
                f"tag '{tag.text}' is not in tags.yml",
                "it would make a listing of its own that nobody looks for",
                fix,
            )


def _check_title(document: Document, foreign: bool) -> Iterator[Problem]:
    titles = [heading for heading in document.headings if heading.level == 1]
    if not titles and foreign:
        if not written_title(document.meta):
            what = f"document has no title, so it is called '{document.title}' after its file"
            why, fix = "readers meet the file's name", f"write # {document.title}, or title: in the front matter"
            yield finding(document.path, (document.body_line, 1), "E029", what, why, fix)
        return
    if not titles:
        yield finding(
            document.path,
            (document.body_line, 1),
            "E029",
            "document has no title in its body",
            "its page would begin without a heading",
            f"write # {document.title} under the front matter",
        )
        return
    for title in titles[1:]:
        yield finding(
            document.path,
            (title.line, 1),
            "E029",
            f"second title '{title.text}'",
            "a page has one title; outlines and search take the first",
            "write it with ##",
        )
    written = document.meta.get("name") if document.meta else None
    name = written.text.strip("" if written.quoted else CURLY) if isinstance(written, Scalar) else ""
    if name and " ".join(name.split()) != titles[0].text:
        yield finding(
            document.path,
            (titles[0].line, 1),
            "E028",
            f"title '{titles[0].text}' is not the name '{name}'",
            "readers would meet the document under two names",
            f"write # {name}, or change the name",
        )
