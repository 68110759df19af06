"""Which language a text is in, told from its script; and which way it runs."""

import re
from collections.abc import Iterable

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u3040-\ud7ff]+")
_LETTER = re.compile(r"[^\W\d_]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06cc]")
_UKRAINIAN = re.compile("[\u0456\u0457\u0454\u0491]")
_LEAST = 0.25
"""Share of a text's letters from which its script says its language."""


def language_of(text: str) -> str:
    """Language of a text in a script that has mostly one; empty for Latin letters, which say nothing."""
    foreign = "".join(_BEYOND_LATIN.findall(text)) if not text.isascii() else ""
    if not foreign:
        return ""
    letters = len(_LETTER.findall(text))
    counts = {language: len(pattern.findall(foreign)) for language, pattern in _SCRIPTS}
    if counts["ja"] > 0.05 * letters:
        return "ja"  # its words are written in Chinese letters too, but no Chinese text has so much kana
    language, number = max(counts.items(), key=lambda item: item[1])
    if not letters or number < _LEAST * letters:
        return ""
    if language == "ar" and len(_PERSIAN.findall(foreign)) > 0.02 * number:
        return "fa"
    if language == "ru" and len(_UKRAINIAN.findall(foreign)) > 0.02 * number:
        return "uk"
    return language


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0].lower() in RIGHT_TO_LEFT


_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "details", "div")
_OPENING = re.compile(rf"<({'|'.join(_BLOCKS)})(?=[ >])")


def mark_language(html: str, language: str, left_out: Iterable[str] = ("highlight",)) -> str:
    """HTML of a text whose every block says its language and direction; code runs from left to right."""
    direction = ' dir="rtl"' if is_right_to_left(language) else ' dir="ltr"'
    for name in left_out:
        html = html.replace(f'<div class="{name}">', f'<div dir="ltr" class="{name}">')
    marked = _OPENING.sub(rf'<\1 lang="{language}"{direction}', html)
    return marked.replace(f'<div lang="{language}"{direction} dir="ltr"', '<div dir="ltr"')
