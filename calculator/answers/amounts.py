"""Figures as people write them: `24000`, `$49/mo`, `49*12`, `24 000`, `10k+`, `under 5K`, `3,5%`, read exactly.

The page's own reader (amounts.mjs) and this one pass the same table of examples, tests/amounts.json.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from calculator.exact.numerals import Exact, Span, simplify, write_number
from calculator.rules.rule_base import Question

LONGEST_TEXT = 100
"""Longer texts are no figure that somebody wrote."""
MOST_FACTORS = 4
LARGE = 1000
"""Amounts that may be counted in thousands; a share never is."""
MONTHS = 12

# Full-width forms as their plain ones; all that looks like a space or a minus as one.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F, 0x3000), 0x20) | {0x2212: 0x2D}

# Digits in groups as they are written in Europe, India and elsewhere.
_DIGITS = "|".join(
    (
        r"\d{1,3}(?:,\d{3})+",
        r"\d{1,2}(?:,\d{2})+,\d{3}",
        r"\d{1,3}(?: \d{3})+",
        r"\d{1,3}(?:['’]\d{3})+",
        r"\d{1,3}(?:\.\d{3}){2,}",
        r"\d+",
    )
)
_UNITS = r"k|m|mn|thousand|million|%|percent|per cent|pct"
_FIGURE = rf"(?:(?:{_DIGITS})(?:\.\d+)?|\.\d+)\s*(?:{_UNITS})?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


_PARTS = _compile(rf"((?:{_DIGITS})?)(\.\d+)?\s*({_UNITS})?")
_RANGE = _compile(rf"(?:between\s+)?({_FIGURE})\s*(?:-|–|—|to|and|\.\.)\s*({_FIGURE})")
_BRACKETS = _compile(rf"([\[(\]])\s*({_FIGURE})\s*\.\.\s*({_FIGURE})\s*([\])\[])")
_BELOW = _compile(r"(?:(<=|≤|at most|up to|no more than|max\.?)|<|under|below|less than)\s*")
_ABOVE = _compile(r"(?:(>=|≥|at least|from|min\.?)|>|over|above|more than)\s*")
_OR_MORE = _compile(r"\s*(?:\+|or more|and up|and more)$")
_TIME = _compile(r"\s*(?:(?:/|\bper\b|\ban?\b)\s*(mo|month|yr|year|annum)\b\.?|\b(monthly|yearly|annually)\b)")
_SEAT = _compile(
    r"(?:/|\bper\b|\ba\b|\beach\b)\s*(seat|user|person|head|license|licence|member|agent|employee|developer)\b"
)
_DOLLARS = _compile(r"(?:us)?\$|\busd\b|\bdollars?\b")
_OTHERS = _compile(r"[€£¥₹]|\b(?:eur|euros?|gbp|pounds?|inr|rupees?|jpy|yen|chf|cad|aud)\b")
# 24.000 is 24 to some and 24,000 to others.
_EITHER = _compile(rf"(?<![\d.,])\d{{1,3}}\.\d{{3}}(?![\d.]|\s*(?:{_UNITS})\b)")
_DECIMAL_COMMA = _compile(r"(?<![\d,])(\d+),(\d{1,2})(?![\d,])")
_ABOUT = _compile(r"\s*(?:about|around|approximately|approx\.?|roughly|circa|ca\.|~|≈)")
_NEGATIVE = _compile(r"-\s*[\d.]")
_PRICE = _compile(r"\d[\d.,]*\s*k?")
_UNIT_AT_END = _compile(r"[a-z%][a-z %]*$")
_SCALE = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is no figure that answers the question."""

    reason: str
    """In a word, as in the table of examples."""
    message: str
    """For the reader, with what to write instead."""


def read_amount(text: str, question: Question) -> Exact | Span | Refusal:
    """The number or range that a text means; the question's unit says what is meant, its bounds are not checked.

    A range in words ("20K-40K") has both its ends; brackets say which ends belong to it.
    """
    typed = text.translate(_PLAIN).strip()
    if len(typed) > LONGEST_TEXT:
        return _refuse("not-a-figure", f"{len(typed)} characters are not a figure", question)
    words = typed.lower()
    if _OTHERS.search(words):
        return _refuse("currency", f"{typed!r} is not in US dollars", question)
    words = _DOLLARS.sub(" ", words)
    is_share, is_yearly = _is_share(question), "per year" in (question.unit or "")
    seat = None if is_share else _SEAT.search(words)
    if seat:
        price = match[0].strip() if (match := _PRICE.search(words)) else "40"
        is_month = is_yearly and not _TIME.search(_SEAT.sub(" ", words))
        tail = ", and *12 behind it if that is a month's price" if is_month else ""
        message = f"a price per {seat[1]} needs how many there are; write {price}*25 for 25{tail}"
        return Refusal("per-seat", message)
    time = _TIME.search(words)
    if time and not is_yearly:
        asked = "a share" if is_share else f"asked in {question.unit}"
        return _refuse("per-time", f"{typed!r} has a time in it, and this is {asked}", question)
    months = MONTHS if time and (time[1] or time[2]).startswith("mo") else 1
    words = _TIME.sub(" ", words, count=1)
    words = " ".join((words[match.end() :] if (match := _ABOUT.match(words)) else words).split())
    if _NEGATIVE.match(words):
        return _refuse("negative", f"{typed!r} is below zero", question)
    if not is_share and (question.maximum is None or question.maximum > LARGE) and (either := _EITHER.search(words)):
        whole, small = either[0].replace(".", ""), write_number(Fraction(either[0]))
        return Refusal("two-ways", f"{either[0]!r} can be read in two ways; write {whole} or {small}")
    if is_share:
        words = _DECIMAL_COMMA.sub(r"\1.\2", words)
    elif _DECIMAL_COMMA.search(words):
        point = _DECIMAL_COMMA.sub(r"\1.\2", words, count=1).upper()
        return Refusal("comma", f"{typed!r} has a comma before its decimals; write {point}, with a point")
    span = _read_span(words)
    if span is None:
        return _refuse("not-a-figure", f"{typed!r} is not a figure", question)
    return _times(span, months)


def _refuse(reason: str, what: str, question: Question) -> Refusal:
    """A refusal with an example of the question's kind."""
    if _is_share(question):
        example = "80%, 0.8 or 70-80%"
    else:
        example = "24000, $49/mo or 20K-40K" if "per year" in (question.unit or "") else "24000, 24K or 20K-40K"
    return Refusal(reason, f"{what}; write {example}")


def _is_share(question: Question) -> bool:
    return question.maximum is not None and question.maximum <= 1


def _times(read: Exact | Span, factor: int) -> Exact | Span:
    if not isinstance(read, Span):
        return read * factor
    low, high = (None if end is None else end * factor for end in (read.low, read.high))
    return Span(low, high, read.low_closed, read.high_closed)


def _read_span(words: str) -> Exact | Span | None:
    product = _read_product(words)
    if product is not None:
        return product
    if match := _RANGE.fullmatch(words):
        low, high = _read_figure(match[1]), _read_figure(match[2])
        return None if low is None or high is None else Span(_share_unit(match[1], low, match[2], high), high)
    if match := _BRACKETS.fullmatch(words):
        low, high = _read_figure(match[2]), _read_figure(match[3])
        return None if low is None or high is None else Span(low, high, match[1] == "[", match[4] == "]")
    if match := _BELOW.match(words):
        bound = _read_figure(words[match.end() :])
        return None if bound is None else Span(None, bound, True, bool(match[1]))
    if match := _ABOVE.match(words):
        bound = _read_figure(words[match.end() :])
        return None if bound is None else Span(bound, None, bool(match[1]), True)
    if match := _OR_MORE.search(words):
        bound = _read_figure(words[: match.start()])
        return None if bound is None else Span(bound, None)
    return None


def _share_unit(first: str, low: Exact, second: str, high: Exact) -> Exact:
    """The lower end of "20-40K" or "70-80%" in the unit of the upper one.

    "500-2K" stays as it is: with the K on both it would run backwards.
    """
    unit = match[0].strip() if (match := _UNIT_AT_END.search(second)) else ""
    if not unit or _UNIT_AT_END.search(first):
        return low
    scaled = _read_figure(f"{first.strip()} {unit}")
    return scaled if scaled is not None and scaled < high else low


def _read_product(words: str) -> Exact | None:
    """One figure, or several multiplied: 49*12."""
    factors = [_read_figure(each) for each in re.split(r"[*×]| x ", words)]
    found = [each for each in factors if each is not None]
    if len(found) < len(factors) or len(found) > MOST_FACTORS:
        return None
    return simplify(Fraction(reduce(lambda one, other: one * other, found)))


def _read_figure(text: str) -> Exact | None:
    match = _PARTS.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        return None
    whole = match[1].translate(dict.fromkeys(map(ord, ",' ’."))) or "0"
    value = Fraction(whole + (match[2] or ""))
    unit = match[3] or ""
    return simplify(value / 100 if unit[:1] in ("%", "p") else value * _SCALE.get(unit, 1))
