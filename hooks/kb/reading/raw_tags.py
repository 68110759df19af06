"""Tags of HTML in a body: which a page may carry, and which are shown as the words they are."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum, auto

ALLOWED = frozenset(
    "a abbr address area article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del "  # noqa: SIM905
    "details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main "
    "map mark nav nobr ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup "
    "table tbody td tfoot th thead time tr track tt u ul var video wbr".split()
)
"""Tags that lay out text and can do nothing else."""
_NEVER = {
    **dict.fromkeys(("math", "script", "style", "svg", "template"), "it can run code, or change the whole page"),
    **dict.fromkeys(("base", "body", "head", "html", "link", "meta"), "it speaks for the whole page"),
    **dict.fromkeys(("applet", "embed", "frame", "frameset", "iframe", "object"), "the page's policy shows no frames"),
    **dict.fromkeys(
        ("noembed", "noframes", "noscript", "plaintext", "select", "textarea", "title", "xmp"),
        "one that is not closed takes in the rest of the page",
    ),
}
"""Tags that no owner can let through, and why."""
_NEVER_ATTRIBUTES = frozenset(
    {"action", "background", "data", "formaction", "http-equiv", "is", "manifest", "nonce", "ping", "srcdoc"}
)
_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")


def why_never(name: str, attribute: str = "") -> str:
    """Why a tag, or an attribute of it, can never be let through; empty where it can."""
    if not _NAME.match(attribute or name):
        return "a name has small letters, digits and hyphens"
    if not attribute:
        return _NEVER.get(name, "")
    if attribute.startswith("on"):
        return "it runs code"
    return "it sends readers or what they type elsewhere, or runs code" if attribute in _NEVER_ATTRIBUTES else ""


_TAG = re.compile(
    r"""<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9:._-]*)(?P<rest>(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?)>"""
)
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_ADDRESS = re.compile(r"""\ssrc\s*=\s*["']?(https?://[^\s"'<>]+)""")
_TARGET = re.compile(r"\][(:]\s*\Z")
"""Before the `<` of a link's target in angle brackets."""
_CODE = ("script", "style")
_FRAMES = ("iframe", "embed", "object")


class Fate(Enum):
    """What becomes of a tag that is not let through."""

    SHOWN = auto()
    """It stands in the page as text."""
    REMOVED = auto()
    """It goes, with what it holds: code that would run, or change the page."""
    LINKED = auto()
    """A frame around another site becomes a link to it."""


@dataclass(frozen=True, slots=True)
class OddTag:
    """One stretch of HTML that is not let through."""

    name: str
    start: int
    end: int
    fate: Fate
    address: str = ""


def has_tags(masked: str) -> bool:
    """Whether a text holds any tag."""
    return "<" in masked and bool(_TAG.search(masked))


def find_odd_tags(masked: str, more: Collection[str] = ()) -> Iterator[OddTag]:
    """What looks like HTML in a text and is not let through, in order.

    Args:
        masked: the text with code and comments blanked.
        more: names of tags that are let through besides.
    """
    position = 0
    while match := _OPENING.search(masked, position):
        at = match.start()
        position = at + 1
        if masked[at - 1 : at] == "\\" or _AUTOLINK.match(masked, at) or _TARGET.search(masked, max(0, at - 8), at):
            continue
        tag = _TAG.match(masked, at)
        if tag is None:
            yield OddTag(masked[at : at + 12].split()[0].lstrip("</"), at, at + 1, Fate.SHOWN)
            continue
        name = tag["name"].lower()
        position = tag.end()
        if name in ALLOWED or name in more:
            continue
        if not tag["closing"] and name in (*_CODE, *_FRAMES):
            # Only a tag that begins its line can hold lines: one named in a sentence must not swallow the next ones.
            line_end = masked.find("\n", position)
            begins = not masked[masked.rfind("\n", 0, at) + 1 : at].strip(" ")
            stop = len(masked) if begins or line_end < 0 else line_end
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(masked, position, stop)
            address = _ADDRESS.search(tag[0])
            if name in _CODE and end:
                yield OddTag(name, at, end.end(), Fate.REMOVED)
                position = end.end()
                continue
            if name in _FRAMES and address:
                position = end.end() if end else tag.end()
                yield OddTag(name, at, position, Fate.LINKED, address[1])
                continue
        yield OddTag(tag["name"], at, tag.end(), Fate.SHOWN)
