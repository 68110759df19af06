"""Lines of source for tracebacks: none lie in the page."""

from typing import Any

cache: dict[str, Any] = {}


def getline(filename: str, lineno: int, module_globals: Any = None) -> str:
    """None."""
    return ""


def getlines(filename: str, module_globals: Any = None) -> list[str]:
    """None."""
    return []


updatecache = getlines


def lazycache(filename: str, module_globals: Any) -> bool:
    """Whether there is source to be read later."""
    return False


def checkcache(filename: str | None = None) -> None:
    """Nothing: none is kept."""


clearcache = checkcache
