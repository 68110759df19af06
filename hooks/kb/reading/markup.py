"""Links, citations and identifiers of a body: what each says and where it stands.

One scanner finds every link, whichever way it is written. It works on the source text, so every finding has its line
and column, and reads as CommonMark does where Markdowns differ.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from urllib.parse import urlsplit


class Written(Enum):
    """How a link is written."""

    INLINE = auto()
    """`[words](target)`"""
    REFERENCE = auto()
    """`[words][name]`, with the target in a definition."""
    DEFINITION = auto()
    """`[name]: target`"""
    WIKI = auto()
    """`[[target#heading|words]]`"""
    HTML = auto()
    """An address in an attribute of a tag."""
    AUTOLINK = auto()
    """`<https://...>`"""


_WIKI = re.compile(r"\[\[([^\[\]\n]+)\]\](?!\()")
_BRACKETS = re.compile(r"[\[\]]")
_PIECE = r"[^\s()\\]|\\."
_NESTED = _PIECE
for _ in range(3):
    _NESTED = rf"{_PIECE}|\((?:{_NESTED})*\)"
_TARGET = re.compile(
    rf"""\([ \t]*\n?[ \t]*
        (?:<([^<>\n]*)>|(
            (?:{_NESTED})*
            (?:[ ](?![ \t]*["']|(?<=\.md[ ])\()(?:[^\s()"']|\([^\s()]*\))+)*
        ))
        (?:[ \t]*\n?[ \t]*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<=\s)\([^()\n]*\)))?
        [ \t]*\)""",
    re.VERBOSE,
)
_LABEL = re.compile(r"\[([^\[\]\n]*)\]")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*)>")
_DEFINITION = re.compile(
    r"""^(?:[ ]{0,3}>[ ]?)*[ ]{0,3}\[([^\]\n^@][^\]\n]*)\]:[ \t]*\n?[ \t]*
        (?:<([^<>\n]*)>|([^\s<>]+))
        (?:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|\(([^()\n]*)\)))?[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)
_CITATION = re.compile(r"(?<!\\)\[@([^\[\]\s]*)(?:[ \t]+([^\[\]\n]*?))?[ \t]*\](?!\()")

# The run of spaces is taken whole: giving it back space by space would cost the square of its length.
ATTRIBUTES = re.compile(r"\{:?[ ]*+(?=[^{}\n]*[#.=:])([^{}\n ][^{}\n]*)\}")

_ATTRIBUTE_ID = re.compile(r"""(?:\A|\s)(?:\#([^\s}=]+)|id=["']?([^\s"'}]+))""")
_HTML_ID = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)=["']([^"'<>]+)["']""")
_HTML_ADDRESS = re.compile(
    r"""<(?P<tag>a|img|video|audio|source|iframe|embed)\b[^<>]*?\s(?:href|src)[ ]*=[ ]*
        (?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)'|(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE | re.VERBOSE,
)


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
    written: Written = Written.INLINE


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
        return not right_scheme(urlsplit(target).scheme) or "://" not in target
    except ValueError:
        return False


_SLIPS = re.compile(r"(?i)(?!https?\Z)h?[htp]{3,5}(s?)\Z")


def right_scheme(written: str) -> str:
    """What a scheme with a slip in it was meant as, `http` for `htp`; empty where it is one, or is like none."""
    match = _SLIPS.match(written)
    return f"http{match[1].lower()}" if match else ""


class Lines:
    """Line and column of an offset in a text; the text is looked through when the first place is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which its lines begin."""
        starts = [0]
        find = self._text.find
        position = find("\n") + 1
        while position:
            starts.append(position)
            position = find("\n", position) + 1
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def find_links(text: str, masked: str, lines: Lines) -> tuple[Link, ...]:
    """Every link of a body in order, a link around an image before the image.

    Args:
        text: the document's text.
        masked: the same with code and comments blanked.
        lines: places in that text.
    """
    found = list(_bracketed(text, masked, lines)) if "[" in masked else []
    if "<" in masked:
        found.extend(_tagged(text, masked, lines))
    found.sort(key=lambda link: (link.start, -link.end))
    return tuple(found)


def _bracketed(text: str, masked: str, lines: Lines) -> Iterator[Link]:
    definitions = list(find_definitions(text, masked, lines)) if "]:" in masked else []
    named = {_label(definition.text): definition for definition in reversed(definitions)}
    defined = {definition.start for definition in definitions}
    opened: list[int] = []
    skip = 0
    for bracket in _BRACKETS.finditer(masked):
        at = bracket.start()
        if at < skip or _is_escaped(masked, at):
            continue
        if bracket[0] == "[":
            wiki = _WIKI.match(masked, at) if masked.startswith("[[", at) else None
            if wiki:
                yield _wiki(text, masked, at, wiki.end(), lines)
                skip = wiki.end()
            else:
                opened.append(at)
            continue
        if not opened:
            continue
        start = opened.pop()
        if start in defined or "\n\n" in masked[start:at]:
            continue
        words = text[start + 1 : at]
        is_image = masked[start - 1 : start] == "!" and not _is_escaped(masked, start - 1)
        first = start - is_image
        target = _TARGET.match(masked, at + 1) if masked.startswith("(", at + 1) else None
        if target:
            yield _inline(words, masked, first, target, is_image, lines)
            skip = target.end()
            continue
        label = _LABEL.match(masked, at + 1)
        if masked.startswith("(", at + 1) or not named:
            continue
        name = text[label.start(1) : label.end(1)] if label and label[1] else words
        definition = named.get(_label(name))
        if definition:
            end = label.end() if label else at + 1
            line, column = lines.place(first)
            yield Link(
                words, definition.target, line, column, first, end, is_image, definition.title, at + 1, end,
                Written.REFERENCE,
            )  # fmt: skip
            skip = end


def _is_escaped(text: str, at: int) -> bool:
    if text[at - 1 : at] != "\\":
        return False
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _inline(words: str, masked: str, start: int, match: re.Match[str], is_image: bool, lines: Lines) -> Link:
    line, column = lines.place(start)
    group = 1 if match[1] is not None else 2
    at, behind = match.span(group)
    if group == 1:  # The angle brackets go with the target.
        at, behind = at - 1, behind + 1
    target, title = match[group].strip(), match[3] or ""
    if title.startswith("("):  # Python-Markdown knows no such title: the whole link is written anew.
        at = behind = 0
    return Link(words, target, line, column, start, match.end(), is_image, title[1:-1], at, behind)


def _wiki(text: str, masked: str, at: int, end: int, lines: Lines) -> Link:
    is_image = masked[at - 1 : at] == "!" and not _is_escaped(masked, at - 1)
    start = at - is_image
    line, column = lines.place(start)
    target, _, words = text[at + 2 : end - 2].replace("\\|", "|").partition("|")
    target = target.strip()
    page, _, heading = target.partition("#")
    shown = words.strip() or (f"{page} › {heading.lstrip('^')}" if page and heading else page or heading)
    return Link(shown, target, line, column, start, end, is_image, words.strip(), written=Written.WIKI)


def _tagged(text: str, masked: str, lines: Lines) -> Iterator[Link]:
    for match in _HTML_ADDRESS.finditer(masked):
        group = next(name for name in ("double", "single", "bare") if match[name] is not None)
        line, column = lines.place(match.start())
        at, behind = match.span(group)
        is_image = match["tag"].lower() != "a"
        yield Link(
            "", match[group].strip(), line, column, match.start(), match.end(), is_image, "", at, behind, Written.HTML
        )
    if "://[" in masked:  # An address in angle brackets is its own text; it matters only where it is none.
        for match in _AUTOLINK.finditer(masked):
            if not is_address(match[1]):
                line, column = lines.place(match.start())
                yield Link(match[1], match[1], line, column, *match.span(), written=Written.AUTOLINK)


def _label(name: str) -> str:
    """A name of a definition as Markdown compares it."""
    return " ".join(name.split()).casefold()


def find_definitions(text: str, masked: str, lines: Lines) -> Iterator[Link]:
    """Definitions of reference links, each as a link from its name to its target; of two with one name the first."""
    if "]:" in masked:
        for match in _DEFINITION.finditer(masked):
            line, column = lines.place(match.start())
            title = match[4] or match[5] or match[6] or ""
            group = 2 if match[2] is not None else 3
            name = text[match.start(1) : match.end(1)]
            start = masked.index("[", match.start())
            yield Link(
                name, match[group], line, column, start, match.end(), False, title, *match.span(group),
                Written.DEFINITION,
            )  # fmt: skip


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
    """Text of a heading or cell without the attribute list at its end, and the identifier in that list.

    Words in braces are words: an attribute list begins with `#` or `.`, or has a `:` or `=`.
    """
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, ""
    match = re.search(r"[ ]+\{(?::[ ]*|(?=[ ]*(?:[#.]|[^\n}]*=)))([^}\n ][^\n}]*)\}\Z", stripped)
    if not match:
        return text, ""
    found = _ATTRIBUTE_ID.search(match[1])
    return stripped[: match.start()], (found[1] or found[2]) if found else ""
