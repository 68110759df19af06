"""Raw HTML of a document in its page: brought back behind Markdown, closed where it was left open, and never run."""

import base64
import re
from collections.abc import Mapping

import nh3

from kb.reading.languages import mark_language
from kb.reading.raw_tags import ALLOWED

_TAGS = re.compile(r"<p>\s*<!--raw:!([\w =-]*)-->\s*</p>|<!--raw:!([\w =-]*)-->")
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\0-\x20\x7f]")
_LANGUAGE = re.compile(r"<p>\s*<!--raw:@([\w-]+)-->\s*</p>|<!--raw:@([\w-]+)-->")
_CARRIED = re.compile(r"<p>\s*<!--raw:([A-Za-z0-9+/=]*)-->\s*</p>|<!--raw:([A-Za-z0-9+/=]*)-->")
_OWN = frozenset({"input", "label"})
"""Tags that Markdown makes of task lists and tabs."""
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "role", "align", "hidden", "style"},
    "a": {"href", "name", "download"},
    "area": {"href", "alt", "coords", "shape"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "del": {"cite", "datetime"},
    "details": {"open", "name"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    "input": {"type", "disabled", "checked", "name"},
    "ins": {"cite", "datetime"},
    "label": {"for"},
    "li": {"value"},
    "map": {"name"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "source": {"src", "srcset", "media", "sizes", "type"},
    "table": {"border", "width", "summary"},
    "td": {"colspan", "rowspan", "headers", "width", "valign"},
    "th": {"colspan", "rowspan", "headers", "width", "valign", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "loop", "muted", "poster", "preload", "width", "height"},
}


def tags_mark(more: Mapping[str, tuple[str, ...]]) -> str:
    """Stands in a page whose document holds tags, so that they are closed and cleaned.

    Args:
        more: tags that the library's owner lets through besides, each with attributes.
    """
    return f"<!--raw:!{' '.join('='.join((tag, *names)) for tag, names in sorted(more.items()))}-->"


def bring_back(html: str) -> str:
    """The HTML that Markdown made of `kb.pages.markdown.render_markdown`, with the raw HTML of its document in it."""
    if "<!--raw:" not in html:
        return html
    tags, language = _TAGS.search(html), _LANGUAGE.search(html)
    html = _LANGUAGE.sub("", html) if language else html
    html = _TAGS.sub("", html) if tags else html
    html = _CARRIED.sub(lambda match: base64.b64decode(match[1] or match[2] or "").decode(), html)
    if tags:
        listed = [each.split("=") for each in (tags[1] or tags[2] or "").split()]
        html = clean(html, {tag: tuple(names) for tag, *names in listed})
    return mark_language(html, language[1] or language[2]) if language else html


def language_mark(language: str) -> str:
    """Stands in a page whose text says its language."""
    return f"<!--raw:@{language}-->"


def clean(html: str, more: Mapping[str, tuple[str, ...]]) -> str:
    """HTML with every tag closed, and none that runs or that leads the page astray.

    Args:
        more: tags that the library's owner lets through besides, each with attributes.
    """
    tags = {*ALLOWED, *_OWN, *more}
    attributes = {tag: names for tag, names in _ATTRIBUTES.items() if tag == "*" or tag in tags}
    attributes |= {tag: attributes.get(tag, set()) | set(names) for tag, names in more.items()}
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags={"script", "style"},
        attributes=attributes,
        generic_attribute_prefixes={"data-", "aria-"},
        filter_style_properties={"text-align", "width"},
        link_rel=None,
        attribute_filter=_without_code if any(more.values()) else None,
    )


def _without_code(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None for an address that would run.

    The sanitizer knows which of HTML's own attributes hold addresses, but not those that an owner adds.
    """
    return None if _RUNS.match(_UNSEEN.sub("", value)) else value
