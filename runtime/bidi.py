"""The order in which the characters of a line stand from left to right, where some of them are written the other way.

The rules of Unicode Standard Annex 9 but for embeddings, which titles and sentences do without.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBERS = ("EN", "AN")
_DECIDING = ("L", "R", *_NUMBERS)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def begins_at_right(text: str) -> bool:
    """Whether the first letter of a text, or most of them, are of scripts that are written from the right.

    The first alone would set an Arabic sentence from the left that begins with a product's name.
    """
    ways = [_STRONG[kind] for character in text if (kind := unicodedata.bidirectional(character)) in _STRONG]
    return bool(ways) and (ways[0] == "R" or ways.count("R") > len(ways) / 2)


def levels(text: str, from_right: bool) -> list[int]:
    """Level of each character: even is written from the left.

    Args:
        from_right: whether the text that it is part of begins at the right.
    """
    kinds = _resolve_numbers([unicodedata.bidirectional(c) for c in text])
    outer = "R" if from_right else "L"
    _resolve_brackets(text, kinds, outer)
    at = 0
    for is_neutral, group in groupby(kinds[:], key=lambda kind: kind not in _DECIDING):
        length = len(list(group))
        if is_neutral:
            before = _side(kinds[at - 1]) if at else outer
            after = _side(kinds[at + length]) if at + length < len(kinds) else outer
            kinds[at : at + length] = [before if before == after else outer] * length
        at += length
    by_kind = {"L": 2 if from_right else 0, "R": 1, "EN": 2, "AN": 2}
    return [by_kind[kind] for kind in kinds]


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _resolve_brackets(text: str, kinds: list[str], outer: str) -> None:
    """Both brackets of a pair go one way: the text's, or that of the words in and before them (N0)."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if character in _CLOSING:
            open_at.append(at)
        elif character in _CLOSING.values():
            while open_at:
                begin = open_at.pop()
                if _CLOSING[text[begin]] == character:
                    pairs.append((begin, at))
                    break
    for begin, end in sorted(pairs):
        inside = {_side(kind) for kind in kinds[begin + 1 : end] if kind in _DECIDING}
        if inside:
            before = next((_side(kind) for kind in reversed(kinds[:begin]) if kind in _DECIDING), outer)
            kinds[begin] = kinds[end] = outer if outer in inside else before


def _resolve_numbers(kinds: list[str]) -> list[str]:
    """Marks go with their letter, signs with their number, numbers with the letters before them (W1 to W7)."""
    strong, before = "", "ON"
    for at, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kinds[at] = before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind in _STRONG:
            strong = kind
        before = kinds[at]
    for at in range(1, len(kinds) - 1):
        around = {kinds[at - 1], kinds[at + 1]}
        if kinds[at] in ("ES", "CS") and around == {"EN"}:
            kinds[at] = "EN"
        elif kinds[at] == "CS" and around == {"AN"}:
            kinds[at] = "AN"
    at = 0
    for kind, group in groupby(kinds[:]):
        length = len(list(group))
        if kind == "ET" and "EN" in (kinds[at - 1 : at] + kinds[at + length : at + length + 1]):
            kinds[at : at + length] = ["EN"] * length
        at += length
    strong = ""
    for at, kind in enumerate(kinds):
        kinds[at] = _STRONG.get(kind, "L" if kind == "EN" and strong == "L" else kind)
        strong = kinds[at] if kinds[at] in ("L", "R") else strong
    return kinds


def visual_order(found: Sequence[int]) -> list[int]:
    """Places in a line from left to right, by the levels of what stands there."""
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        turned: list[int] = []
        for is_higher, group in groupby(order, key=[one >= level for one in found].__getitem__):
            part = list(group)
            turned += reversed(part) if is_higher else part
        order = turned
    return order
