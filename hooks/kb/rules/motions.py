"""The alternatives that are ranked, with the one each inherits from and every name it goes by."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.reading.names import DocumentId
from kb.rules.findings import Fault, Place, suggest


@dataclass(frozen=True, slots=True)
class Motion:
    """One alternative, as its row of the motions table declares it."""

    id: str
    label: str
    parent: str | None
    aliases: tuple[str, ...]
    page: DocumentId | None
    place: Place
    sold_by: str | None = None
    """Who closes a sale: `sellers` or `itself`; None where the library does not ask for the market part."""
    share: str | None = None
    """The default that says which share of a sale others keep."""


@dataclass(frozen=True, slots=True)
class Motions:
    """All alternatives, in declared order."""

    declared: tuple[Motion, ...]

    def __iter__(self) -> Iterator[Motion]:
        return iter(self.declared)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids in declared order."""
        return tuple(motion.id for motion in self.declared)

    def get(self, motion_id: str) -> Motion | None:
        """The motion of this id."""
        return next((motion for motion in self.declared if motion.id == motion_id), None)

    def find(self, name: str) -> Motion | None:
        """The motion of this id, label or alias, in any case."""
        folded = name.strip().strip("`").strip().casefold()
        for motion in self.declared:
            if folded in (
                motion.id.casefold(),
                motion.label.casefold(),
                *(alias.casefold() for alias in motion.aliases),
            ):
                return motion
        return None

    def names(self) -> tuple[str, ...]:
        """Every id, label and alias."""
        return tuple(
            name for motion in self.declared for name in dict.fromkeys((motion.id, motion.label, *motion.aliases))
        )

    def unknown(self, name: str, offset: int) -> Fault:
        """The fault of naming a motion that is not declared."""
        return Fault(
            "E102",
            offset,
            f"unknown motion '{name}'",
            "what stands under it would count for nobody",
            suggest(name, self.ids, "motions"),
        )

    def effective(self, points: dict[str, int | None]) -> dict[str, int]:
        """Points per motion with every `~` replaced by the parent's, and 0 where a chain ends in silence."""
        resolved: dict[str, int] = {}
        for motion in self.declared:
            seen: set[str] = set()
            current: Motion | None = motion
            value: int | None = None
            while current is not None and current.id not in seen:
                seen.add(current.id)
                value = points.get(current.id)
                if value is not None:
                    break
                current = self.get(current.parent) if current.parent else None
            resolved[motion.id] = value or 0
        return resolved
