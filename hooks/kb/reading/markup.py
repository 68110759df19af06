"""The Markdown that matters for data: what is code, where headings, links and citations stand, what the words are.

Works on the source text, so every finding has its line and column. Follows Python-Markdown where Markdowns differ.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)\Z")
_TICKS = re.compile(r"`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"([ ]*)(?:[-*+]|\d+[.)])[ \t]")
_NOT_NEWLINE = re.compile(r"[^\n]")
_LINK = re.compile(
    r"""(?<!\\)(!?)\[
        ((?:[^\[\]\\\n]|\\.|\n(?![ \t]*\n)|\[(?:[^\[\]\\\n]|\\.)*\])*)   # text, with one level of brackets
        \]\([ \t]*\n?[ \t]*
        (?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*(?:[ ](?![ \t]*["'])(?:[^\s()"']|\([^\s()]*\))+)*))
        (?:[ \t]*\n?[ \t]*("[^"\n]*"|'[^'\n]*'))?
        [ \t]*\)""",
    re.VERBOSE,
)
_REFERENCE_LINK = re.compile(r"(?<![\\!\]])\[([^\[\]\n@^][^\[\]\n]*)\]\[([^\[\]\n]*)\]")
_REFERENCE = re.compile(
    r"^[ ]{0,3}\[([^\]\n^@][^\]\n]*)\]:[ \t]*<?([^\s>]+)>?[ \t]*(?:[\"'(].*[\"')])?[ \t]*$", re.MULTILINE
)
_CITATION = re.compile(r"(?<!\\)\[@([^\[\]\s]*)(?:[ \t]+([^\[\]\n]*?))?[ \t]*\](?!\()")
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n ][^{}\n]*)\}")
_ATTRIBUTE_ID = re.compile(r"""(?:\A|\s)(?:\#([^\s}=]+)|id=["']?([^\s"'}]+))""")
_HTML_ID = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)=["']([^"'<>]+)["']""")
# Emphasis is looked for within some lines only, so that a line of a million asterisks is not searched a million times.
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|~~|==)(?=\S)(.{1,1000}?)(?<=\S)\1")
_UNDERLINES = re.compile(r"(?<!\w)(__|_)(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_PLAIN_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"\w[\w'’.,-]*")
_MARKUP = re.compile(r"[\[`*_~=<{\\&]")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~=^\"'])")


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
    """Offset of the target; 0 where the target stands in a definition elsewhere."""
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


def _replace_spans(text: str, spans: Iterable[tuple[int, int]], replace: Callable[[str], str]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], replace(text[start:end])]
        done = end
    return "".join((*parts, text[done:]))


def _blank(words: str) -> str:
    return _NOT_NEWLINE.sub(" ", words)


def _find_code(text: str) -> Iterator[tuple[int, int]]:
    """Code spans in order: from a run of back-ticks to the next of the same length in its paragraph."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    places: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        places.setdefault(end - start, []).append(index)
    ends = [match.start() for match in _PARAGRAPH_END.finditer(text)] if len(runs) > 1 else []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = places[end - start]
        following = bisect_right(same, index)
        index += 1
        if following == len(same) or text[start - 1 : start] == "\\":
            continue
        closing = same[following]
        paragraph = bisect_right(ends, start)
        if paragraph < len(ends) and ends[paragraph] < runs[closing][0]:
            continue
        yield start, runs[closing][1]
        index = closing + 1


def _find_comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def mask_blocks(lines: tuple[str, ...], first: int) -> tuple[list[str], int]:
    """Lines with fenced and indented code blanked (and lines before `first`), and the line of a fence never closed.

    Args:
        lines: all lines of the file.
        first: 1-based line of the body.
    Returns:
        Lines of the same lengths; 0 where every fence closes. An open fence is text, as in Python-Markdown.
    """
    masked = list(lines)
    for n in range(min(first - 1, len(masked))):
        masked[n] = " " * len(masked[n])
    open_fence = 0
    n, in_list, blank_before, code_indent = first - 1, False, True, 8
    while n < len(lines):
        line = lines[n]
        if ("```" in line or "~~~" in line) and (fence := _FENCE.match(line)):
            marker = fence[1]
            if not (marker[0] == "`" and "`" in fence[2]):
                closing = _closing_fence(lines, n + 1, marker)
                if closing:
                    for inner in range(n, closing + 1):
                        masked[inner] = " " * len(lines[inner])
                    n, blank_before = closing + 1, False
                    continue
                open_fence = open_fence or n + 1
        content = line.lstrip()
        if not content:
            blank_before = True
            n += 1
            continue
        indent = len(line) - len(content)
        if indent and blank_before and (indent >= code_indent if in_list else line.startswith(("    ", "\t"))):
            masked[n] = " " * len(line)
            n += 1
            continue
        item = _ITEM.match(line) if content[0] in "-*+0123456789" else None
        if item:
            # Python-Markdown counts in fours: text of an item stands one four deeper than its mark, code two.
            code_indent = 4 * (len(item[1]) // 4 + 2)
        in_list = bool(item and len(item[1]) < 4) or (in_list and (indent > 0 or not blank_before))
        blank_before = False
        n += 1
    return masked, open_fence


def _closing_fence(lines: tuple[str, ...], start: int, marker: str) -> int:
    for n in range(start, len(lines)):
        content = lines[n].strip(" \t>")
        if content.startswith(marker) and not content.strip(marker[0]):
            return n
    return 0


def mask_comments(text: str) -> str:
    """Text of the same length with HTML comments blanked."""
    return _replace_spans(text, _find_comments(text), _blank) if "<!--" in text else text


def mask_inline_code(text: str) -> str:
    """Text of the same length with code spans blanked."""
    return _replace_spans(text, _find_code(text), _blank) if "`" in text else text


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
    if "][" in masked and "]:" in masked:
        targets = {match[1].casefold().strip(): match[2] for match in _REFERENCE.finditer(masked)}
        for match in _REFERENCE_LINK.finditer(masked):
            target = targets.get((match[2] or match[1]).casefold().strip())
            if target is not None:
                line, column = lines.place(match.start())
                yield Link(text[match.start(1) : match.end(1)], target, line, column, match.start(), match.end())


def find_definitions(masked: str) -> Iterator[tuple[str, int, int]]:
    """Targets of reference links where they are defined, with the offsets of the definition."""
    if "]:" in masked:
        for match in _REFERENCE.finditer(masked):
            yield match[2], match.start(), match.end()


def _links(match: re.Match[str], text: str, lines: Lines, base: int) -> Iterator[Link]:
    start, end = base + match.start(), base + match.end()
    line, column = lines.place(start)
    inner = text[base + match.start(2) : base + match.end(2)]
    group = 3 if match[3] is not None else 4
    at, behind = base + match.start(group), base + match.end(group)
    if group == 3:  # The angle brackets go with the target.
        at, behind = at - 1, behind + 1
    target = match[group].strip()
    yield Link(inner, target, line, column, start, end, bool(match[1]), (match[5] or "")[1:-1], at, behind)
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
        for match in _ATTRIBUTES.finditer(masked):
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


def plain_text(markdown: str) -> str:
    """The words of a piece of Markdown: links as their text, without emphasis, code marks, tags and escapes."""
    if not _MARKUP.search(markdown):
        return " ".join(markdown.split())
    text, code = markdown, list[str]()
    if "`" in text:
        text = _replace_spans(text, _find_code(text), lambda span: _keep(_inside(span), code))
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: _keep(match[1], code), text)
    if "](" in text or "][" in text:
        previous = ""
        while previous != text:
            previous, text = text, _PLAIN_LINK.sub(lambda m: "" if m[0][0] == "!" else m[1], text)
    if "[@" in text:
        text = re.sub(r"(?<!\s)\s*\[@[^\[\]\n]*\]", "", text)
    if "*" in text or "~~" in text or "==" in text:
        text = _EMPHASIS.sub(lambda m: _EMPHASIS.sub(r"\2", m[2]), text)
    if "_" in text:
        text = _UNDERLINES.sub(lambda m: m[2] if m[2].strip("_") else m[0], text)  # a row of lines marks nothing
    if "<" in text:
        text = _TAG.sub("", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if code:
        text = _KEPT.sub(lambda match: code[int(match[1])], text)
    return " ".join(text.split())


def _inside(span: str) -> str:
    """What a code span shows: without its back-ticks and one space at either end."""
    marks = len(span) - len(span.lstrip("`"))
    words = span[marks:-marks]
    return words[words.startswith(" ") : len(words) - words.endswith(" ")] if words.strip() else words


def _keep(words: str, kept: list[str]) -> str:
    """A mark that no markup touches, in place of a code span or an escaped character."""
    kept.append(words)
    return f"\ue000{len(kept) - 1}\ue001"


def count_words(masked: str) -> int:
    """Words a reader reads: runs with a letter or digit in them, link targets left out."""
    text = re.sub(r"\]\([^()\s]*\)", "]", masked) if "](" in masked else masked
    return len(_WORD.findall(text))
