"""How value and money move between the people and firms of a motion, as a picture and as sentences."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from kb.pages.pictures.geometry import Curve, Point, connect, number

WIDTH = 360
GAP = 22.0
"""Distance of a line from the center of a part."""


class PartRole(StrEnum):
    """What a part is."""

    MAKER = "maker"
    USER = "user"
    BUYER = "buyer"
    PAYING_USER = "paying-user"
    """One person who uses and pays."""
    SELLER = "seller"
    PARTNER = "partner"
    STORE = "store"


class FlowKind(StrEnum):
    """What moves."""

    VALUE = "value"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Part:
    """One person or firm."""

    id: str
    role: PartRole
    label: str
    """Below the part; empty for one more of a kind that is labeled already."""
    at: Point
    name: str = ""
    """In a sentence, where it is other than the label in lower case."""
    is_labeled_above: bool = False

    @property
    def spoken(self) -> str:
        """As a sentence has it."""
        return self.name or self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Flow:
    """Something that moves from one part to another."""

    source: str
    target: str
    kind: FlowKind
    label: str
    """Beside the line; empty for one more line of the same."""
    bend: float = 0
    label_at: Point | None = None
    """Where the place beside the middle is taken already."""


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """One way to whoever pays."""

    through: str
    """Whom the way to the payer goes through, in a few words."""
    caption: str
    """The point of the picture, in a sentence."""
    parts: tuple[Part, ...]
    flows: tuple[Flow, ...]
    height: float
    frame: tuple[str, float, float, float, float] | None = None
    """What encloses some parts: its name, left, top, width and height."""


_PERSON = '<circle cy="-8" r="5.5"/><path d="M-10 11c0-15 20-15 20 0z"/>'
_COIN = '<circle class="coin" cx="10" cy="8" r="5.5"/><path class="coin__cut" d="M10 5.4v5.2"/>'
_GLYPHS = {
    PartRole.MAKER: '<rect x="-14" y="-14" width="28" height="28"/>',
    PartRole.USER: _PERSON,
    PartRole.BUYER: _PERSON + _COIN,
    PartRole.PAYING_USER: _PERSON + _COIN,
    PartRole.SELLER: f'<g class="own">{_PERSON}</g>',
    PartRole.PARTNER: '<path class="own" d="M-13 12V-4h10v16m0 0V-13H13V12zM2-8h6M2-2h6M2 4h6"/>',
    PartRole.STORE: '<path class="own" d="M-12-3-9-12H9l3 9zM-10-3v15h20V-3"/>',
}


def draw_flow(picture: FlowPicture, option: str, title: str, identity: str = "flow") -> str:
    """The picture as SVG.

    Args:
        option: id of the option whose color and mark it has.
        title: its accessible name.
        identity: prefix of its identifiers on the page.
    """
    parts = {part.id: part for part in picture.parts}
    lines, labels = [], []
    for flow in picture.flows:
        curve = connect(parts[flow.source].at, parts[flow.target].at, flow.bend, GAP, GAP)
        lines.append(
            f'<g class="flow flow--{flow.kind}"><path class="flow__line" d="{curve.path}"/>'
            f'<path class="flow__head" d="{curve.arrow}"/></g>'
        )
        if flow.label:
            labels.append(_label(flow, curve))
    frame = ""
    if picture.frame:
        name, left, top, width, height = picture.frame
        frame = (
            f'<rect class="flow__frame" x="{number(left)}" y="{number(top)}" width="{number(width)}" '
            f'height="{number(height)}"/><path class="flow__awning" d="M{number(left - 6)} {number(top)}l10-16'
            f'h{number(width - 8)}l10 16z"/>'
            f'<text class="flow__place" x="{number(left + width / 2)}" y="{number(top - 4)}">{escape(name)}</text>'
        )
    drawn = "".join(_part(part, option) for part in picture.parts)
    tall = number(picture.height)
    size = f'viewBox="0 0 {WIDTH} {tall}" width="{WIDTH}" height="{tall}"'
    names = f'aria-labelledby="{identity}-title" aria-describedby="{identity}-desc"'
    return (
        f'<svg class="sketch" data-mark="{option}" {size} role="img" {names}>'
        f'<title id="{identity}-title">{escape(title)}</title>'
        f'<desc id="{identity}-desc">{escape(describe(picture))}</desc>'
        f"{frame}{''.join(lines)}{drawn}{''.join(labels)}</svg>"
    )


def describe(picture: FlowPicture) -> str:
    """The same in sentences, for readers who do not see it."""
    parts = {part.id: part for part in picture.parts}

    def said(flow: Flow) -> str:
        return f"{parts[flow.source].spoken} to {parts[flow.target].spoken}: {flow.label}"

    sentences = []
    for kind, word in ((FlowKind.VALUE, "Value"), (FlowKind.MONEY, "Money")):
        moves = [said(flow) for flow in picture.flows if flow.kind is kind and flow.label]
        if moves:
            sentences.append(f"{word} moves from {'; from '.join(moves)}.")
    return " ".join([picture.caption, *sentences])


def _part(part: Part, option: str) -> str:
    glyph = _GLYPHS[part.role]
    if part.role is PartRole.MAKER:
        glyph += f'<g class="mark"><use xlink:href="#mark-{option}" x="-8" y="-8" width="16" height="16"/></g>'
    below = -21 if part.is_labeled_above else 29
    label = f'<text class="part__label" y="{below}">{escape(part.label)}</text>' if part.label else ""
    place = f"translate({number(part.at.x)} {number(part.at.y)})"
    return f'<g class="part part--{part.role}" transform="{place}">{glyph}{label}</g>'


def _label(flow: Flow, curve: Curve) -> str:
    middle = curve.middle
    is_above = middle.y <= (curve.start.y + curve.end.y) / 2
    at = flow.label_at or Point(middle.x, middle.y + (-7 if is_above else 15))
    place = f'x="{number(at.x)}" y="{number(at.y)}"'
    return f'<text class="flow__label flow__label--{flow.kind}" {place}>{escape(flow.label)}</text>'
