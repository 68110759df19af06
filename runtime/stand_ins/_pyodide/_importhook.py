"""Keeps what JavaScript registers. A snapshot expects it under the numbers that a full start gives."""

from typing import Any

modules: dict[str, Any] = {}


def register_js_module(name: str, proxy: Any) -> None:
    """Keep an object of JavaScript by its name."""
    modules[name] = proxy


def unregister_js_module(name: str) -> None:
    """Forget an object of JavaScript."""
    del modules[name]


def register_js_finder() -> None:
    """Nothing: what is kept cannot be imported."""


register_windows_finder = register_js_finder


def register_module_not_found_hook(packages: Any, unvendored: Any) -> None:
    """Nothing: there are no packages to name."""


def add_note_to_module_not_found_error(error: ModuleNotFoundError) -> None:
    """Nothing: there are no packages to name."""
