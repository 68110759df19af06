"""Lists inside lists, indented as far as Python-Markdown wants them.

People write nested items two or three columns in, as GitHub and every editor take them. Python-Markdown takes four
and makes one flat list of anything less.
"""

import re

_ITEM = re.compile(r"([ ]*)(?:[-*+]|\d{1,9}[.)])[ ]+\S")
_FENCE = re.compile(r"[ ]*(```|~~~)")
_STEP = 4


def widen_indents(text: str) -> str:
    """The same Markdown with every nested list item, and what belongs to it, four columns deeper than its parent."""
    lines: list[str] = []
    # Indent as written and as widened of each open item, outermost first.
    items: list[tuple[int, int]] = []
    fence = ""
    for line in text.split("\n"):
        stripped = line.lstrip(" ")
        indent = len(line) - len(stripped)
        mark = _FENCE.match(line)
        if fence:
            lines.append(_shift(line, indent, items))
            fence = "" if mark and mark[1] == fence else fence
            continue
        if mark:
            fence = mark[1]
        if not stripped:
            lines.append(line)
            continue
        if _ITEM.match(line):
            while items and items[-1][0] >= indent:
                items.pop()
            widened = _STEP * len(items) if items else indent
            items.append((indent, widened))
            lines.append(" " * widened + stripped)
            continue
        if indent == 0 and (not lines or not lines[-1].strip()):
            # A paragraph at the margin after a blank line ends every list.
            items.clear()
        lines.append(_shift(line, indent, items))
    return "\n".join(lines)


def _shift(line: str, indent: int, items: list[tuple[int, int]]) -> str:
    """A line that belongs to an item, moved as far as the item was; after a blank line it must be four columns in."""
    owner = next(((depth, item) for depth, item in reversed(list(enumerate(items, 1))) if item[0] < indent), None)
    if owner is None or not line.strip():
        return line
    depth, (written, _) = owner
    beyond = max(0, indent - written - _STEP)
    return " " * (_STEP * depth + beyond) + line.lstrip(" ")
