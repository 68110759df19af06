"""What of a text is no prose: code and comments, blanked so that every place stays where it was."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)\Z")
_TICKS = re.compile(r"`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"([ ]*)(?:[-*+]|\d+[.)])[ \t]")
_NOT_NEWLINE = re.compile(r"[^\n]")


def replace_spans(text: str, spans: Iterable[tuple[int, int]], replace: Callable[[str], str]) -> str:
    """A text with each of some stretches, in order and apart, replaced by what a function makes of it."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], replace(text[start:end])]
        done = end
    return "".join((*parts, text[done:]))


def _blank(words: str) -> str:
    return _NOT_NEWLINE.sub(" ", words)


def find_code(text: str) -> Iterator[tuple[int, int]]:
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
    return replace_spans(text, _find_comments(text), _blank) if "<!--" in text else text


def mask_inline_code(text: str) -> str:
    """Text of the same length with code spans blanked."""
    return replace_spans(text, find_code(text), _blank) if "`" in text else text
