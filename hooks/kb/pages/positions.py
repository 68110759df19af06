"""The positions of a disagreement as parts of their own, so that they can stand side by side."""

import re

HEADING = "the-positions"
"""Anchor of the section whose parts are the positions."""
_SECTION = re.compile(rf'(?s)(<h2[^>]* id="{HEADING}"[^>]*>.*?</h2>)(.*?)(?=<h2[ >]|\Z)')
_PART = re.compile(r"(?=<h3[ >])")


def mark_positions(html: str) -> str:
    """The page with each position in a section; as it was where it has no such part."""
    return _SECTION.sub(_wrap, html, count=1)


def _wrap(match: re.Match[str]) -> str:
    opening, *parts = _PART.split(match[2])
    if len(parts) < 2:
        return match[0]
    wrapped = "".join(f'<section class="position">{part.rstrip()}</section>' for part in parts)
    return f'{match[1]}{opening}<div class="positions">{wrapped}</div>\n'
