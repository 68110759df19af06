"""When a document was last changed: the day its author wrote, else the day its file was last committed."""

from collections.abc import Mapping
from datetime import date

from kb.reading.document import Document

LOG_FORMAT = "%x01%cs%x02%D"
"""What `git log --name-only` must print of each commit for `read_git_log`: a mark, the day, a mark, the names."""


def read_git_log(text: str) -> dict[str, str]:
    """Day of the last commit of each file, by path.

    The oldest commit of a shallow clone seems to add every file; what only it names has no known day.

    Args:
        text: output of `git log --name-only --relative --format=<LOG_FORMAT>`, newest first.
    """
    changed: dict[str, str] = {}
    for entry in text.split("\x01")[1:]:
        head, *paths = entry.split("\n")
        day, _, names = head.partition("\x02")
        known = "" if "grafted" in [name.strip() for name in names.split(",")] else day
        for path in filter(None, paths):
            changed.setdefault(path, known)
    return {path: day for path, day in changed.items() if day}


def updated_on(document: Document | None, committed: Mapping[str, str]) -> str:
    """Day of a document's last change, YYYY-MM-DD; empty where nobody knows.

    Args:
        document: None for a generated page.
        committed: day of the last commit by path under the library's root.
    """
    if document is None:
        return ""
    written = document.meta.text("updated") if document.meta else ""
    return written if _is_day(written) else committed.get(document.path, "")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
