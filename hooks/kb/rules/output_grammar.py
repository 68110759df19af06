"""The grammar of output cells: points of a motion, and the motions a row bars from the lead."""

import re
from dataclasses import dataclass

from kb.rules.findings import Fault
from kb.rules.motions import Motions

POINTS = {"-2": -2, "-1": -1, "0": 0, "+1": 1, "+2": 2, "~": None}
"""What may stand under a motion; `~` takes the parent's points."""

_ALLOWED = "write -2, -1, 0, +1, +2, or ~ where the sources are silent"


@dataclass(frozen=True, slots=True)
class Points:
    """What one cell gives to one motion."""

    value: int | None
    """-2..+2; None inherits the parent's."""


@dataclass(frozen=True, slots=True)
class Barred:
    """One motion that a row removes from first place."""

    motion: str
    also_secondary: bool
    """Written with `!`: may not be the second motion of a hybrid either."""


def read_points(text: str, *, is_root: bool) -> Points | Fault:
    """What a cell gives to the motion of its column.

    Args:
        text: the cell.
        is_root: whether the motion has no parent, so that `~` would inherit from nobody.
    """
    plain = text.replace("`", "").strip()
    if not plain:
        return Fault(
            "E106", 0, "the points are blank", "silence must be written, or it would count as an opinion", _ALLOWED
        )
    if plain not in POINTS:
        # A copied minus sign or dash looks right and is not the one that is read; a bare 2 lacks its sign.
        meant = re.sub("[−–—]", "-", plain)
        fix = f"write {meant} with the hyphen of the keyboard" if meant in POINTS else _ALLOWED
        fix = f"write +{plain}" if plain in ("1", "2") else fix
        return Fault("E106", 0, f"'{plain}' is not points", "every row is scored on one scale from -2 to +2", fix)
    if is_root and plain == "~":
        return Fault(
            "E106",
            0,
            "~ under a motion without a parent",
            "there is nobody to inherit from",
            "write 0 where the sources are silent",
        )
    return Points(POINTS[plain])


def read_barred(text: str, motions: Motions) -> tuple[Barred, ...] | Fault:
    """The motions that a `Cannot lead` cell names."""
    parts = list(re.finditer(r"[^,]+", text.replace("`", " ")))
    named = [part for part in parts if part[0].strip()]
    if not named:
        return Fault(
            "E106", 0, "no motion is named", "the row would rule out nothing", "name the motion that cannot lead"
        )
    barred: list[Barred] = []
    marks: list[bool] = []
    for part in named:
        written = part[0].strip()
        offset = part.start() + part[0].index(written)
        name, marked = written.rstrip("!").rstrip(), written.endswith("!")
        motion = motions.find(name)
        if motion is None:
            return motions.unknown(name, offset)
        barred.append(Barred(motion.id, marked))
        marks.append(marked)
    if marks[-1] and len(marks) > 1 and not any(marks[:-1]):
        both = ", ".join(f"{one.motion}!" for one in barred)
        return Fault(
            "E106",
            named[-1].start(),
            "one ! after several motions can be read in two ways",
            "it is unclear which of them it also bars as a second motion",
            f"write {both}, or give each its own row",
        )
    return tuple(barred)
