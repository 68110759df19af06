"""What of a text is no prose: code and comments, blanked so that every place stays where it was."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)\Z")
_MARKS = re.compile(r"`+|<!--|%%")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"[ \t]*([-*+]|\d{1,9}[.)])(?:([ \t]+)|\Z)")
_NO_PARAGRAPH = re.compile(r"[ ]{0,3}(?:#{1,6}(?:[ \t]|\Z)|(?:[-*_][ \t]*){3,}\Z)")
_NOT_NEWLINE = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Fence:
    """One block of code between two rows of marks."""

    first: int
    """1-based line of the opening marks."""
    last: int
    """Line of the closing marks; 0 where there are none."""


def replace_spans(text: str, spans: Iterable[tuple[int, int]], replace: Callable[[str], str]) -> str:
    """A text with each of some stretches, in order and apart, replaced by what a function makes of it."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], replace(text[start:end])]
        done = end
    return "".join((*parts, text[done:]))


def blank(words: str) -> str:
    """Spaces in place of words, line by line."""
    return _NOT_NEWLINE.sub(" ", words)


def find_code(text: str) -> Iterator[tuple[int, int]]:
    """Code spans in order: from a run of back-ticks to the next of the same length in its paragraph."""
    return ((start, end) for start, end, is_code in _find_spans(text, comments=False) if is_code)


def _find_spans(text: str, *, comments: bool) -> Iterator[tuple[int, int, bool]]:
    """Start and end of code spans and comments in order, whichever begins first, and whether it is code."""
    runs = [match.span() for match in _MARKS.finditer(text)]
    places: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        if text[start] == "`":
            places.setdefault(end - start, []).append(index)
    ends: list[int] | None = None
    index = 0
    while index < len(runs):
        start, end = runs[index]
        index += 1
        if text[start] == "`":
            same = places[end - start]
            following = bisect_right(same, index - 1)
            if following == len(same) or text[start - 1 : start] == "\\":
                continue
            closing = runs[same[following]]
            if ends is None:
                ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
            paragraph = bisect_right(ends, start)
            if paragraph < len(ends) and ends[paragraph] < closing[0]:
                continue
            yield start, closing[1], True
            index = same[following] + 1
            continue
        stop = _comment_end(text, start) if comments else 0
        if stop:
            yield start, stop, False
            while index < len(runs) and runs[index][0] < stop:
                index += 1


def _comment_end(text: str, start: int) -> int:
    """Where the comment ends that begins at an offset; 0 where none does."""
    if text[start] == "<":
        end = text.find("-->", start + 4)
        return end + 3 if end >= 0 else 0
    # `%%` as Obsidian has it stands free of words: `100%%` is none.
    before, behind = text[start - 1 : start], text[start + 2 : start + 3]
    if (before and not before.isspace()) or behind == "%":
        return 0
    end = text.find("%%", start + 2)
    return end + 2 if end >= 0 else 0


def mask_blocks(lines: tuple[str, ...], first: int) -> tuple[list[str], tuple[Fence, ...]]:
    """Lines with fenced and indented code blanked (and lines before `first`), and the fences.

    Args:
        lines: all lines of the file.
        first: 1-based line of the body.
    Returns:
        Lines of the same lengths. A fence that never closes is text.
    """
    masked = list(lines)
    for n in range(min(first - 1, len(masked))):
        masked[n] = " " * len(masked[n])
    fences: list[Fence] = []
    items: list[int] = []  # columns in which the text of the open list items begins, outermost first
    n, blank_before, in_paragraph = first - 1, True, False
    while n < len(lines):
        line = lines[n]
        content = line.lstrip()
        if not content:
            blank_before, in_paragraph = True, False
            n += 1
            continue
        indent = len(line) - len(content)
        if "\t" in line[:indent]:
            indent = len(line[:indent].expandtabs(4))
        while items and indent < items[-1] and (blank_before or not in_paragraph or _ITEM.match(line)):
            items.pop()
        if not in_paragraph and indent - (items[-1] if items else 0) >= 4:
            masked[n] = " " * len(line)
            n += 1
            continue
        if ("```" in line or "~~~" in line) and (fence := _FENCE.match(line)):
            marker = fence[1]
            if not (marker[0] == "`" and "`" in fence[2]):
                closing = _closing_fence(lines, n + 1, marker)
                fences.append(Fence(n + 1, closing))
                if closing:
                    start = fence.start(1) if line[: fence.start(1)].strip("> \t") else 0
                    masked[n] = line[:start] + " " * (len(line) - start)
                    for inner in range(n + 1, closing):
                        masked[inner] = " " * len(lines[inner])
                    n, blank_before, in_paragraph = closing, False, False
                    continue
        position = 0
        item = _ITEM.match(line) if content[0] in "-*+0123456789" else None
        while item:  # `- - text` opens two
            gap = len((item[2] or " ").expandtabs(4))
            indent += len(item[1]) + (gap if gap < 5 else 1)
            items.append(indent)
            position = item.end()
            item = _ITEM.match(line, position) if position < len(line) else None
        in_paragraph = not _NO_PARAGRAPH.match(line, position)
        blank_before = False
        n += 1
    return masked, tuple(fences)


def _closing_fence(lines: tuple[str, ...], start: int, marker: str) -> int:
    """1-based line that closes a fence; 0 where none does."""
    for n in range(start, len(lines)):
        content = lines[n].strip(" \t>")
        if content.startswith(marker) and not content.strip(marker[0]):
            return n + 1
    return 0


def mask_comments(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text of the same length with comments blanked, `<!-- -->` and `%% %%`, and where they stand."""
    if "<!--" not in text and "%%" not in text:
        return text, ()
    comments = tuple((start, end) for start, end, is_code in _find_spans(text, comments=True) if not is_code)
    return replace_spans(text, comments, blank), comments


def mask_inline_code(text: str) -> str:
    """Text of the same length with code spans blanked."""
    return replace_spans(text, find_code(text), blank) if "`" in text else text
