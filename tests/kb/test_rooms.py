"""The core is read in one direction: each room imports only the rooms before it, and no site generator."""

from pathlib import Path

import pytest

from tests.imports import check_imports

ROOMS = ("problems", "reading", "sources", "links", "checks", "rules", "library", "published", "pages")

LIBRARIES = {
    "reading": ("yaml",),
    "rules": ("calculator",),
    "library": ("markdown_it",),
    "published": ("calculator",),
    "pages": ("calculator", "markdown_it", "nh3"),
}


def test_every_module_stands_in_a_room(root: Path) -> None:
    core = root / "hooks" / "kb"
    assert {place.name for place in core.iterdir() if (place / "__init__.py").is_file()} == set(ROOMS)
    assert [place.name for place in core.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_before_it(root: Path, room: str) -> None:
    check_imports(root / "hooks" / "kb" / room, "kb", ROOMS[: ROOMS.index(room) + 1], LIBRARIES.get(room, ()))
