"""What a YAML text holds: scalars, lists and mappings, each with its place in the file."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text."""

    text: str
    """The value; empty where nothing is written."""
    line: int
    """1-based line in the file."""
    column: int
    """1-based column of the first character (the quote, where there is one)."""
    quoted: bool = False
    """In quotes or a block scalar, so that no reader takes it for anything but text."""
    comment: str = ""
    """What ` #` cut off behind a plain value, without the `#`."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values in the order of the file; of a key written twice the first counts."""

    entries: tuple[Entry, ...]
    line: int
    column: int
    unread: tuple[str, ...] = ()
    """Keys whose value could not be read: they are not missing, and their problem is reported."""

    def get(self, key: str) -> "Node | None":
        """Value of a key, None where the key is missing."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None

    def text(self, key: str) -> str:
        """Text of a scalar value; empty where the key is missing or holds something else."""
        value = self.get(key)
        return value.text if isinstance(value, Scalar) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts of the scalar items of a list; a single scalar counts as a list of one."""
        return tuple(item.text for item in self.scalars(key))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Scalar items of a list; a single scalar counts as a list of one, an empty value as none."""
        value = self.get(key)
        if isinstance(value, Scalar):
            return (value,) if value.text else ()
        if isinstance(value, Sequence):
            return tuple(item for item in value.items if isinstance(item, Scalar) and item.text)
        return ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping
