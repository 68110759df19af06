"""Links, citations and identifiers of a body: what each says and where it stands.

Works on the source text, so every finding has its line and column. Follows Python-Markdown where Markdowns differ.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

_LINK = re.compile(
    r"""(?<!\\)(!?)\[
        ((?:[^\[\]\\\n]|\\.|\n(?![ \t]*\n)|\[(?:[^\[\]\\\n]|\\.)*\])*)   # text, with one level of brackets
        \]\([ \t]*\n?[ \t]*
        (?:<([^<>\n]*)>|(
            (?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*
            (?:[ ](?![ \t]*["']|(?<=\.md[ ])\()(?:[^\s()"']|\([^\s()]*\))+)*
        ))
        (?:[ \t]*\n?[ \t]*("[^"\n]*"|'[^'\n]*'|(?<=\s)\([^()\n]*\)))?
        [ \t]*\)""",
    re.VERBOSE,
)
_REFERENCE_LINK = re.compile(
    r"""(?<!\\)(!?)\[
        ((?:[^\[\]\\\n]|\\.|\n(?![ \t]*\n)|!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])?)+)   # text, or an image
        \](?:\[([^\[\]\n]*)\])?(?![\[(])""",
    re.VERBOSE,
)
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*)>")
_REFERENCE = re.compile(
    r"^[ ]{0,3}\[([^\]\n^@][^\]\n]*)\]:[ \t]*<?([^\s>]+)>?[ \t]*(?:[\"'(](.*)[\"')])?[ \t]*$", re.MULTILINE
)
_CITATION = re.compile(r"(?<!\\)\[@([^\[\]\s]*)(?:[ \t]+([^\[\]\n]*?))?[ \t]*\](?!\()")

ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n ][^{}\n]*)\}")

_ATTRIBUTE_ID = re.compile(r"""(?:\A|\s)(?:\#([^\s}=]+)|id=["']?([^\s"'}]+))""")
_HTML_ID = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)=["']([^"'<>]+)["']""")


@dataclass(frozen=True, slots=True)
class Link:
    """One link in a body."""

    text: str
    """Its words in Markdown."""
    target: str
    """What it points at, as written."""
    line: int
    column: int
    start: int
    """Offset of the first character in the document's text."""
    end: int
    """Offset behind the last character."""
    is_image: bool = False
    title: str = ""
    """What stands in quotes behind the target."""
    target_start: int = 0
    """Offset of the target; 0 where the target cannot be changed alone, but only the whole link written anew."""
    target_end: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """One `[@key HH:MM:SS]` in a body."""

    key: str
    at: str
    """The time as written; empty where the whole source is meant."""
    line: int
    column: int
    start: int
    end: int


def is_address(target: str) -> bool:
    """Whether a browser could open an address outside the library."""
    try:
        urlsplit(target)
    except ValueError:
        return False
    return True


class Lines:
    """Line and column of an offset in a text."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        find = text.find
        position = find("\n") + 1
        while position:
            starts.append(position)
            position = find("\n", position) + 1
        self.starts = starts

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def find_links(text: str, masked: str, lines: Lines) -> Iterator[Link]:
    """Links of a body in order: inline ones, images, links around images, and reference links with their definition.

    Args:
        text: the document's text.
        masked: the same with code and comments blanked.
        lines: places in that text.
    """
    if "](" in masked:
        for match in _LINK.finditer(masked):
            yield from _links(match, text, lines, 0)
    if "]:" in masked:
        yield from _reference_links(text, masked, lines)
    if "://[" in masked:  # An address in angle brackets is its own text; it matters only where it is none.
        for match in _AUTOLINK.finditer(masked):
            if not is_address(match[1]):
                line, column = lines.place(match.start())
                yield Link(match[1], match[1], line, column, match.start(), match.end())


def _reference_links(text: str, masked: str, lines: Lines) -> Iterator[Link]:
    """`[words][name]`, `[name][]` and `[name]` with the target and title that the definition of the name gives."""
    definitions = list(find_definitions(masked, lines))
    named = {_label(definition.text): definition for definition in reversed(definitions)}
    starts = {definition.start + masked[definition.start :].index("[") for definition in definitions}

    def find(start: int, end: int) -> Iterator[Link]:
        for match in _REFERENCE_LINK.finditer(masked, start, end):
            words = text[match.start(2) : match.end(2)]
            definition = named.get(_label(match[3] or words))
            if definition is not None and match.start() not in starts:
                line, column = lines.place(match.start())
                target, title = definition.target, definition.title
                yield Link(words, target, line, column, match.start(), match.end(), bool(match[1]), title)
            if words.startswith("!["):
                yield from find(match.start(2), match.end(2))

    if named:
        yield from find(0, len(masked))


def _label(name: str) -> str:
    """A name of a definition as Markdown compares it."""
    return " ".join(name.split()).casefold()


def find_definitions(masked: str, lines: Lines) -> Iterator[Link]:
    """Definitions of reference links, each as a link from its name to its target."""
    if "]:" in masked:
        for match in _REFERENCE.finditer(masked):
            line, column = lines.place(match.start())
            title = match[3] or ""
            yield Link(match[1], match[2], line, column, *match.span(), False, title, *match.span(2))


def _links(match: re.Match[str], text: str, lines: Lines, base: int) -> Iterator[Link]:
    start, end = base + match.start(), base + match.end()
    line, column = lines.place(start)
    inner = text[base + match.start(2) : base + match.end(2)]
    group = 3 if match[3] is not None else 4
    at, behind = base + match.start(group), base + match.end(group)
    if group == 3:  # The angle brackets go with the target.
        at, behind = at - 1, behind + 1
    target, title = match[group].strip(), match[5] or ""
    if title.startswith("("):  # Python-Markdown knows no such title: the whole link is written anew.
        at = behind = 0
    yield Link(inner, target, line, column, start, end, bool(match[1]), title[1:-1], at, behind)
    if "](" in inner:
        for nested in _LINK.finditer(inner):
            yield from _links(nested, text, lines, base + match.start(2))


def find_citations(masked: str, lines: Lines) -> Iterator[Citation]:
    """Citations of a body in order."""
    if "[@" in masked:
        for match in _CITATION.finditer(masked):
            line, column = lines.place(match.start())
            yield Citation(match[1], match[2] or "", line, column, match.start(), match.end())


def find_ids(masked: str) -> Iterator[str]:
    """Identifiers written by hand: `{: #x }` behind headings, cells and paragraphs, and `id="x"` in HTML."""
    if "{" in masked:
        for match in ATTRIBUTES.finditer(masked):
            for found in _ATTRIBUTE_ID.finditer(match[1]):
                yield found[1] or found[2]
    if "<" in masked:
        for match in _HTML_ID.finditer(masked):
            yield match[1]


def split_attributes(text: str) -> tuple[str, str]:
    """Text of a heading or cell without the attribute list at its end, and the identifier in that list."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, ""
    match = re.search(r"[ ]+\{:?[ ]*([^}\n ][^\n}]*)\}\Z", stripped)
    if not match:
        return text, ""
    found = _ATTRIBUTE_ID.search(match[1])
    return stripped[: match.start()], (found[1] or found[2]) if found else ""
