"""The grammar of cells: conditions, points of a motion, and the motions that a row bars from the lead.

A condition is made of unary tests joined by `, `, with `-` for any and `not(…)` around the whole.
"""

import re
from dataclasses import dataclass

from kb.rules.amounts import Interval, complement, merge
from kb.rules.conditions import AnyAnswer, Condition, OneOf, Within
from kb.rules.findings import Fault, nearest, suggest
from kb.rules.motions import Motions
from kb.rules.questions import Question
from kb.rules.ranges import match_range, unreadable

_NOT = re.compile(r"not\s*\(")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_SEPARATOR = re.compile(r"\s*,\s+")
_OPTION_FORMS = "write the ids of options, several with ', ' between, not(…) or - for any"


def read_condition(text: str, question: Question) -> Condition | Fault:
    """What a condition cell means for one question.

    Args:
        text: the cell as it stands in the file; back-ticks around all or parts of it do not count.
        question: the declared question of the column.
    Returns:
        The condition, or the first fault with its offset in the text.
    """
    plain = text.replace("`", " ")
    start, end = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    if start >= end:
        return Fault(
            "E105",
            0,
            f"the condition on {question.id} is blank",
            "a forgotten condition reads like 'any'",
            "write - for any",
        )
    if plain[start:end] in ("-", "any"):
        return AnyAnswer()
    negation = _NOT.match(plain, start)
    if negation and plain[end - 1] == ")":
        inner_start = negation.end() + len(plain[negation.end() :]) - len(plain[negation.end() :].lstrip())
        return _read_tests(plain, inner_start, len(plain[: end - 1].rstrip()), question, negated=True)
    return _read_tests(plain, start, end, question, negated=False)


def _read_tests(text: str, start: int, end: int, question: Question, *, negated: bool) -> Condition | Fault:
    options: list[str] = []
    intervals: list[Interval] = []
    position = start
    body = text[:end]
    while True:
        result = _read_option(body, position, question) or _read_other(body, position, question)
        if isinstance(result, Fault):
            return result
        test, position = result
        if isinstance(test, Interval):
            intervals.append(test)
        else:
            options.append(test)
        if position >= end:
            break
        separator = _SEPARATOR.match(body, position)
        if separator is None:
            return _unseparated(body, position, question)
        position = separator.end()
    if question.is_number:
        return Within(complement(intervals) if negated else merge(intervals))
    return OneOf(tuple(one for one in question.option_ids if (one in options) != negated))


def _read_option(text: str, position: int, question: Question) -> tuple[str | Interval, int] | None:
    """The declared option or band at this position; an id is never taken for an expression."""
    word = _WORD.match(text, position)
    option = question.option(word[0]) if word else None
    if word is None or option is None:
        return None
    if not question.is_number:
        return option.id, word.end()
    return (option.range, word.end()) if option.range else None


def _read_other(text: str, position: int, question: Question) -> tuple[str | Interval, int] | Fault:
    if question.is_number:
        result = match_range(text, position)
        word = _WORD.match(text, position)
        if isinstance(result, Fault) and word and word[0][0].isalpha() and nearest(word[0], question.option_ids):
            return _unknown_option(word, question)
        return result
    word = _WORD.match(text, position)
    if word is None:
        return unreadable(text, position, f"{_OPTION_FORMS} (options: {', '.join(question.option_ids)})")
    return _unknown_option(word, question)


def _unknown_option(word: re.Match[str], question: Question) -> Fault:
    return Fault(
        "E103",
        word.start(),
        f"unknown option '{word[0]}' of {question.id}",
        "no answer would ever match it",
        suggest(word[0], question.option_ids, "options"),
    )


def _unseparated(text: str, position: int, question: Question) -> Fault:
    if text[position] == ",":
        return Fault(
            "E104",
            position,
            f"cannot read '{text.strip()}': a comma without a space",
            "5,000 is one number, so a list needs the space",
            "write ', ' between two tests",
        )
    if question.is_number:
        return unreadable(text, position)
    return unreadable(text, position, f"{_OPTION_FORMS} (options: {', '.join(question.option_ids)})")


POINTS = {"-2": -2, "-1": -1, "0": 0, "+1": 1, "+2": 2, "~": None}
"""What may stand under a motion; `~` takes the parent's points."""

_ALLOWED = "write -2, -1, 0, +1, +2, or ~ where the sources are silent"


@dataclass(frozen=True, slots=True)
class Points:
    """What one cell gives to one motion."""

    value: int | None
    """-2..+2; None inherits the parent's."""


@dataclass(frozen=True, slots=True)
class Barred:
    """One motion that a row removes from first place."""

    motion: str
    also_secondary: bool
    """Written with `!`: may not be the second motion of a hybrid either."""


def read_points(text: str, *, is_root: bool) -> Points | Fault:
    """What a cell gives to the motion of its column.

    Args:
        text: the cell.
        is_root: whether the motion has no parent, so that `~` would inherit from nobody.
    """
    plain = text.replace("`", "").strip()
    if not plain:
        return Fault(
            "E106", 0, "the points are blank", "silence must be written, or it would count as an opinion", _ALLOWED
        )
    if plain not in POINTS:
        # A copied minus sign or dash looks right and is not the one that is read; a bare 2 lacks its sign.
        meant = re.sub("[−–—]", "-", plain)
        fix = f"write {meant} with the hyphen of the keyboard" if meant in POINTS else _ALLOWED
        fix = f"write +{plain}" if plain in ("1", "2") else fix
        return Fault("E106", 0, f"'{plain}' is not points", "every row is scored on one scale from -2 to +2", fix)
    if is_root and plain == "~":
        return Fault(
            "E106",
            0,
            "~ under a motion without a parent",
            "there is nobody to inherit from",
            "write 0 where the sources are silent",
        )
    return Points(POINTS[plain])


def read_barred(text: str, motions: Motions) -> tuple[Barred, ...] | Fault:
    """The motions that a `Cannot lead` cell names."""
    parts = list(re.finditer(r"[^,]+", text.replace("`", " ")))
    named = [part for part in parts if part[0].strip()]
    if not named:
        return Fault(
            "E106", 0, "no motion is named", "the row would rule out nothing", "name the motion that cannot lead"
        )
    barred: list[Barred] = []
    marks: list[bool] = []
    for part in named:
        written = part[0].strip()
        offset = part.start() + part[0].index(written)
        name, marked = written.rstrip("!").rstrip(), written.endswith("!")
        motion = motions.find(name)
        if motion is None:
            return motions.unknown(name, offset)
        barred.append(Barred(motion.id, marked))
        marks.append(marked)
    if marks[-1] and len(marks) > 1 and not any(marks[:-1]):
        both = ", ".join(f"{one.motion}!" for one in barred)
        return Fault(
            "E106",
            named[-1].start(),
            "one ! after several motions can be read in two ways",
            "it is unclear which of them it also bars as a second motion",
            f"write {both}, or give each its own row",
        )
    return tuple(barred)
