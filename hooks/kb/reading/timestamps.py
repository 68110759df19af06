"""Times in a recording: `01:17:35`, `46:10`, `1h02m` are not the same spelling, but the first two are ours."""

import re

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})\Z")


def parse_time(text: str) -> int | None:
    """Seconds of `HH:MM:SS` or `MM:SS`; None where the text is no time (minutes of an hour and seconds stop at 59)."""
    match = _TIME.match(text.strip())
    if not match:
        return None
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
    if seconds > 59 or (match[1] is not None and minutes > 59):
        return None
    return hours * 3600 + minutes * 60 + seconds


def format_time(seconds: int) -> str:
    """Seconds as `H:MM:SS`, or `M:SS` under an hour."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
