"""Values as JSON: front matter as plain values, and the text that is published."""

import json
from typing import Any

from kb.reading.frontmatter import Node, Scalar, Sequence

SCHEMA = 1
"""Version of the published shapes."""


def json_text(value: object) -> str:
    """A value as JSON with sorted keys and a newline at its end; no NaN."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def json_line(value: object) -> str:
    """A value as JSON in one line with sorted keys and no spaces; no NaN."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def plain_value(node: Node) -> Any:
    """A node of front matter as JSON: unquoted numbers, truth values and nothing keep their meaning."""
    if isinstance(node, Scalar):
        return _scalar_value(node)
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    return {entry.key.text: plain_value(entry.value) for entry in node}


def _scalar_value(scalar: Scalar) -> Any:
    text = scalar.text
    if scalar.quoted:
        return text
    if text in ("", "null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    number = text.replace("_", "")
    if number.removeprefix("-").isascii() and number.removeprefix("-").isdigit() and len(number) < 16:
        return int(number)
    whole, point, rest = number.removeprefix("-").partition(".")
    if point and whole.isascii() and whole.isdigit() and rest.isascii() and rest.isdigit():
        return float(number)
    return text
