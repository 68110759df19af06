"""Raw HTML of a document in its page: brought back behind Markdown, closed where it was left open, and never run."""

import base64
import re
from collections.abc import Collection

import nh3

from kb.reading.languages import mark_language
from kb.reading.raw_tags import ALLOWED

HAS_TAGS = "<!--raw:!-->"
"""Stands in a page whose document holds tags, so that they are balanced."""

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


def bring_back(html: str, more: Collection[str] = ()) -> str:
    """The HTML of a page with the raw HTML of its document in it.

    Args:
        html: what Markdown made of `kb.pages.markdown.render_markdown`.
        more: names of tags that the library's owner lets through besides.
    """
    if "<!--raw:" not in html:
        return html
    is_odd, language = HAS_TAGS in html, _LANGUAGE.search(html)
    html = _LANGUAGE.sub("", html) if language else html
    html = html.replace(f"<p>{HAS_TAGS}</p>", "").replace(HAS_TAGS, "")
    html = _CARRIED.sub(lambda match: base64.b64decode(match[1] or match[2] or "").decode(), html)
    html = clean(html, more) if is_odd else html
    return mark_language(html, language[1] or language[2]) if language else html


def language_mark(language: str) -> str:
    """Stands in a page whose text says its language."""
    return f"<!--raw:@{language}-->"


def clean(html: str, more: Collection[str] = ()) -> str:
    """HTML with every tag closed, and none that runs or that leads the page astray."""
    tags = set(ALLOWED | _OWN | set(more))
    attributes = {tag: names for tag, names in _ATTRIBUTES.items() if tag == "*" or tag in tags}
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags={"script", "style"} - tags,
        attributes=attributes,
        generic_attribute_prefixes={"data-", "aria-"},
        filter_style_properties={"text-align", "width"},
        link_rel=None,
    )
