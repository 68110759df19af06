"""Values as the JSON that is published: sorted, readable, and the same bytes for the same values."""

import json

SCHEMA = 1
"""Version of the published shapes."""


def json_text(value: object) -> str:
    """A value as JSON with sorted keys and a newline at its end; no NaN."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"
