"""Color and mark of each option that is ranked: as the library's settings say, else the next of a palette.

An option is a color and a mark, always both, so that nobody has to tell colors apart.
"""

from collections.abc import Mapping, Sequence
from typing import Any

MARKS = {
    "ring": '<circle cx="6" cy="6" r="4.6"/>',
    "square": '<path d="M1.8 1.8h8.4v8.4H1.8z"/>',
    "triangle": '<path d="M6 1.4 11 10.4H1z"/>',
    "diamond": '<path d="M6 .9 11.1 6 6 11.1.9 6z"/>',
    "cross": '<path d="M6 1v10M1 6h10"/>',
    "bars": '<path d="M2.2 11V6M6 11V1M9.8 11V4"/>',
    "disc": '<circle class="solid" cx="6" cy="6" r="4.6"/>',
    "block": '<path class="solid" d="M1.8 1.8h8.4v8.4H1.8z"/>',
    "brackets": '<path d="M4 2 1 6l3 4M8 2l3 4-3 4"/>',
    "target": '<circle cx="6" cy="6" r="5"/><circle class="solid" cx="6" cy="6" r="1.3"/>',
    "rings": '<circle cx="4.2" cy="6" r="3.4"/><circle cx="7.8" cy="6" r="3.4"/>',
    "network": '<path d="M6 2.2 2.2 9.6h7.6z"/><circle class="solid" cx="6" cy="2.2" r="1.3"/>'
    '<circle class="solid" cx="2.2" cy="9.6" r="1.3"/><circle class="solid" cx="9.8" cy="9.6" r="1.3"/>',
    "stall": '<path class="solid" d="M1 4.6 2.4 1.4h7.2L11 4.6z"/><path d="M2.4 4.6v6h7.2v-6"/>',
}
"""Drawings in a box of 12, lines but for what is solid; an option without a mark of its own takes the next."""
PALETTE = (
    ("#0229d3", "#a9c5ff"),
    ("#05766a", "#56deb3"),
    ("#5e160a", "#d47943"),
    ("#691080", "#ca3aee"),
    ("#816210", "#f7e480"),
    ("#a3154d", "#ff9dbd"),
    ("#2f5d1a", "#a6d977"),
    ("#3d4653", "#c3cad6"),
)
"""On the light ground and on the dark one, each with the contrast of text."""
DRAWINGS = ("proof", "self-serve", "seller", "partner", "marketplace")
"""Names of the pictures of who delivers and who pays (`kb.pages.pictures.ways`) that a library may give its options."""
LOOK = ("mark", "light", "dark")
"""What every option has, said or not."""
DASHES = ("none", "9 3", "3 3", "9 3 2 3", "9 3 2 3 2 3", "1 3", "14 4", "6 2 1 2")
"""Lines of a chart where there is no color."""


def choose_looks(ids: Sequence[str], said: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """Of each option its id, `mark`, `light`, `dark` and `dash`.

    Args:
        ids: of the options, in declared order.
        said: `mark`, `light` and `dark` by option, as far as the library's settings say.
    """
    taken = {one["mark"] for one in said.values() if "mark" in one}
    free = [mark for mark in MARKS if mark not in taken] or list(MARKS)
    looks = []
    for place, identity in enumerate(ids):
        light, dark = PALETTE[place % len(PALETTE)]
        own = {key: value for key, value in said.get(identity, {}).items() if key in LOOK}
        default = {"mark": free[place % len(free)], "light": light, "dark": dark}
        looks.append({"id": identity, **default, **own, "dash": DASHES[place % len(DASHES)]})
    return looks


def style_of(looks: Sequence[Mapping[str, str]]) -> str:
    """The style sheet with every option's color on each ground, black in print, and its dash where none is seen."""
    if not looks:
        return ""
    color = {ground: ";".join(f"--motion-{one['id']}:{one[ground]}" for one in looks) for ground in ("light", "dark")}
    black = ";".join(f"--motion-{one['id']}:#000" for one in looks)
    dashes = ";".join(f"--dash-{one['id']}:{one['dash']}" for one in looks if one["dash"] != "none")
    own = "".join(
        f':is([data-motion="{one["id"]}"],[data-mark="{one["id"]}"]){{--motion:var(--motion-{one["id"]})}}'
        for one in looks
    )
    return (
        f':root,[data-md-color-scheme="default"]{{{color["light"]}}}[data-md-color-scheme="slate"]{{{color["dark"]}}}'
        f"{own}@media print{{:root,[data-md-color-scheme]{{{black}}}}}"
        f"@media print,(forced-colors:active){{.drawing{{{dashes}}}}}"
    )
