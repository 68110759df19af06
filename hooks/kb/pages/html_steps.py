"""Steps on the finished HTML of one kind of page: the index of tags as folds, the positions of a disagreement."""

import re
from itertools import groupby

_SECTION = re.compile(
    r'<h2 id="(?P<id>[^"]*)">(?P<label>.*?)(?:<a class="headerlink"[^>]*>.*?</a>)?</h2>\s*'
    r"(?P<about>(?:<p>.*?</p>\s*)?)(?P<list><ul>.*?</ul>)",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
MANY = 30
"""From here on letters lead through the index."""


def fold_index(html: str) -> str:
    """Every section of the page (heading, what it is, list) as a fold that says how much is in it.

    The section's address stays inside the fold: a browser that is sent there opens it.
    """
    sections = list(_SECTION.finditer(html))
    if not sections:
        return html
    start, end = sections[0].start(), sections[-1].end()
    folds: list[str] = []
    letters: list[str] = []
    for letter, members in groupby(sections, key=lambda each: letter_of(each["label"])):
        letters.append(letter)
        for number, section in enumerate(members):
            fold = _fold(section)
            # Around the fold and not on it: what an address names is opened, and a letter names only a place.
            folds.append(f'<div id="{_letter_id(letter)}">{fold}</div>\n' if number == 0 else f"{fold}\n")
    lead = _letters(letters) if len(sections) >= MANY else ""
    return f'{html[:start]}{lead}<div class="index">\n{"".join(folds)}</div>{html[end:]}'


def letter_of(label: str) -> str:
    """Letter that a label stands under; figures and signs stand under `#`."""
    first = _TAG.sub("", label).strip()[:1].upper()
    return first if first.isalpha() else "#"


def _letter_id(letter: str) -> str:
    return f"letter-{letter.lower() if letter != '#' else 'other'}"


def _fold(section: re.Match[str]) -> str:
    count = section["list"].count("<li>")
    return (
        f'<details class="index__entry"><summary><h2>{section["label"].strip()}</h2> '
        f'<span class="index__count">{count}</span></summary>\n'
        f'<div id="{section["id"]}">{section["about"]}{section["list"]}</div></details>'
    )


def _letters(letters: list[str]) -> str:
    links = "".join(f'<li><a href="#{_letter_id(letter)}">{letter}</a></li>' for letter in letters)
    return f'<nav class="index__letters" aria-label="By letter"><ul>{links}</ul></nav>\n'


HEADING = "the-positions"
"""Anchor of the section whose parts are the positions."""
_POSITIONS = re.compile(rf'(?s)(<h2[^>]* id="{HEADING}"[^>]*>.*?</h2>)(.*?)(?=<h2[ >]|\Z)')
_PART = re.compile(r"(?=<h3[ >])")


def mark_positions(html: str) -> str:
    """The page with each position in a section; as it was where it has no such part."""
    return _POSITIONS.sub(_wrap, html, count=1)


def _wrap(match: re.Match[str]) -> str:
    opening, *parts = _PART.split(match[2])
    if len(parts) < 2:
        return match[0]
    wrapped = "".join(f'<section class="position">{part.rstrip()}</section>' for part in parts)
    return f'{match[1]}{opening}<div class="positions">{wrapped}</div>\n'
