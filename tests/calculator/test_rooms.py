"""The calculator is read in one direction: each room imports only the rooms before it, and nothing but Python."""

from pathlib import Path

import pytest

from tests.imports import check_imports

ROOMS = ("exact", "rules", "answers", "verdict", "uncertainty", "change", "advice", "market")
SHARED = {"errors"}


def test_every_room_has_its_place(root: Path) -> None:
    package = root / "calculator"
    assert {place.name for place in package.iterdir() if (place / "__init__.py").is_file()} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_before_it(root: Path, room: str) -> None:
    check_imports(root / "calculator" / room, "calculator", {*SHARED, *ROOMS[: ROOMS.index(room) + 1]})
