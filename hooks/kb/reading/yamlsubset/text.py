"""Text of scalars from their lines: folding, escapes, the ends of text blocks."""

import re

_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}


class EscapeError(ValueError):
    """A backslash in double quotes that begins no escape; its text is what stands there."""


def fold(lines: list[str]) -> str:
    """Join the lines of a flow scalar: one break is a space, each empty line a break."""
    out = [lines[0]]
    empty = 0
    for line in lines[1:]:
        if line:
            out.append("\n" * empty if empty else " ")
            out.append(line)
            empty = 0
        else:
            empty += 1
    if empty:  # Only a quoted scalar ends in empty lines: its last line holds just the closing quote.
        out.append("\n" * (empty - 1) if empty > 1 else " ")
    return "".join(out)


def decode_quoted(raw: list[str], quote: str) -> str:
    """Text of a quoted scalar.

    Args:
        raw: what stands between the quotes, by lines.
        quote: which quotes.
    Raises:
        EscapeError: an escape is none.
    """
    last = len(raw) - 1
    if quote == "'":
        lines = [_trim(line, n > 0, n < last) for n, line in enumerate(raw)]
        return fold(lines).replace("''", "'") if last else raw[0].replace("''", "'")
    if not last and "\\" not in raw[0]:
        return raw[0]
    out: list[str] = []
    joined = True  # The line before ended in a backslash (or there is none): nothing stands between.
    empty = 0
    for n, line in enumerate(raw):
        text = line.lstrip(" \t") if n else line
        escaped_break = n < last and (len(text) - len(text.rstrip("\\"))) % 2 == 1
        if escaped_break:
            text = text[:-1]
        elif n < last:
            text = rstrip_unescaped(text)
        if n and not text and n < last and not escaped_break:
            empty += 1
            continue
        if n:
            out.append("\n" * empty if empty else ("" if joined else " "))
        out.append(_unescape(text))
        empty, joined = 0, escaped_break
    return "".join(out)


def _trim(line: str, left: bool, right: bool) -> str:
    if left:
        line = line.lstrip(" \t")
    return line.rstrip(" \t") if right else line


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    out: list[str] = []
    position = 0
    while (at := text.find("\\", position)) >= 0:
        out.append(text[position:at])
        code = text[at + 1 : at + 2]
        if code in _ESCAPES:
            out.append(_ESCAPES[code])
            position = at + 2
            continue
        digits = text[at + 2 : at + 2 + _HEX_ESCAPES.get(code, 0)]
        if code in _HEX_ESCAPES and re.fullmatch(f"[0-9A-Fa-f]{{{_HEX_ESCAPES[code]}}}", digits):
            number = int(digits, 16)
            if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF:
                out.append(chr(number))
                position = at + 2 + len(digits)
                continue
        raise EscapeError(f"\\{code}{digits}")
    out.append(text[position:])
    return "".join(out)


def rstrip_unescaped(text: str) -> str:
    """Strip space at the end, but not a space that a backslash keeps."""
    stripped = text.rstrip(" \t")
    if stripped != text and (len(stripped) - len(stripped.rstrip("\\"))) % 2 == 1:
        stripped += text[len(stripped)]
    return stripped


def chomp(lines: list[str], style: str, chomp: str) -> str:
    """Text of a literal or folded block from its lines without indent."""
    trailing = 0
    while trailing < len(lines) and not lines[len(lines) - 1 - trailing]:
        trailing += 1
    body = lines[: len(lines) - trailing]
    if not body:
        return "\n" * trailing if chomp == "+" else ""
    text = "\n".join(body) if style == "|" else fold_block(body)
    if chomp == "-":
        return text
    return text + "\n" + ("\n" * trailing if chomp == "+" else "")


def fold_block(lines: list[str]) -> str:
    """Fold lines as `>` does: a single break between two unindented lines is a space, other breaks stay."""
    out: list[str] = []
    empty = 0
    previous: str | None = None
    for line in lines:
        if not line:
            empty += 1
            continue
        if previous is None:
            out.append("\n" * empty)
        elif previous[0] in " \t" or line[0] in " \t":
            out.append("\n" * (empty + 1))
        else:
            out.append("\n" * empty if empty else " ")
        out.append(line)
        previous, empty = line, 0
    return "".join(out)
