"""Unquoted values that other YAML readers take for something else than text: `no`, `12:30`, `1e3`, `2024-01-01`."""

import re

from kb.reading.frontmatter import Scalar

_READINGS = (
    ("a truth value", re.compile(r"(?:yes|no|true|false|on|off|y|n)\Z", re.IGNORECASE)),
    ("nothing", re.compile(r"(?:null|~)\Z", re.IGNORECASE)),
    ("a number to base 60", re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")),
    ("a date", re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?\Z")),
    (
        "a number",
        re.compile(
            r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
            r"|\.[0-9]+(?:[eE][-+]?[0-9]+)?|\.(?:inf|nan))\Z",
            re.IGNORECASE,
        ),
    ),
)


def other_reading(scalar: Scalar) -> str | None:
    """What an unquoted text is to readers that guess types; None where all read the same text."""
    if scalar.quoted:
        return None
    return next((reading for reading, pattern in _READINGS if pattern.match(scalar.text)), None)
