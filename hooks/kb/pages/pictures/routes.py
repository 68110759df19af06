"""The motions as routes from the maker to whoever pays, each a way to its page: the picture of the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kb.pages.pictures.geometry import number

WIDTH = 400
ROW = 50
LEFT, RIGHT, STATION = 22, 378, 132


@dataclass(frozen=True, slots=True)
class Route:
    """One motion."""

    motion: str
    label: str
    url: str
    """From the page the picture stands on."""
    through: str = ""
    """Whom it goes through, in a few words."""


def draw_routes(routes: Sequence[Route], title: str, identity: str = "routes") -> str:
    """The picture as SVG; each route is a link. Empty where there is no route."""
    if not routes:
        return ""
    height = ROW * len(routes) + 12
    middle = height / 2
    drawn = []
    for place, route in enumerate(routes):
        y = ROW * place + 31
        start = f"M{LEFT + 18} {number(middle)}C{LEFT + 62} {number(middle)} {LEFT + 48} {y} {STATION - 14} {y}"
        end = f"C{RIGHT - 40} {y} {RIGHT - 66} {number(middle)} {RIGHT - 22} {number(middle)}"
        line = f"{start}M{STATION + 14} {y}H{RIGHT - 92}{end}"
        text = f'<text class="route__through" x="{STATION + 20}" y="{y + 16}">{escape(route.through)}</text>'
        below = text if route.through else ""
        mark = f'x="{STATION - 8}" y="{y - 8}" width="16" height="16"'
        drawn.append(
            f'<a class="route" data-mark="{route.motion}" href="{escape(route.url)}">'
            f'<rect class="route__target" x="{STATION - 18}" y="{y - 20}" width="228" height="{ROW - 8}"/>'
            f'<path class="route__line" d="{line}"/>'
            f'<circle class="route__station" cx="{STATION}" cy="{y}" r="14"/>'
            f'<g class="mark"><use xlink:href="#mark-{route.motion}" {mark}/></g>'
            f'<text class="route__label" x="{STATION + 20}" y="{y - 7}">{escape(route.label)}</text>{below}</a>'
        )
    names = ", ".join(route.label for route in routes)
    return (
        f'<svg class="sketch routes" viewBox="0 0 {WIDTH} {number(height)}" width="{WIDTH}" height="{number(height)}" '
        f'role="group" aria-labelledby="{identity}-title" aria-describedby="{identity}-desc">'
        f'<title id="{identity}-title">{escape(title)}</title>'
        f'<desc id="{identity}-desc">From you to whoever pays: {escape(names)}.</desc>'
        f"{''.join(drawn)}"
        f'<g class="part" transform="translate({LEFT} {number(middle)})"><rect x="-14" y="-14" width="28" height="28"/>'
        f'<path d="M-6 0H6M2-4 6 0 2 4"/><text class="part__label" y="30">You</text></g>'
        f'<g class="part" transform="translate({RIGHT} {number(middle)})"><circle cy="-8" r="5.5"/>'
        f'<path d="M-10 11c0-15 20-15 20 0z"/><circle class="coin" cx="10" cy="8" r="5.5"/>'
        f'<path class="coin__cut" d="M10 5.4v5.2"/><text class="part__label" y="30">Payer</text></g></svg>'
    )
