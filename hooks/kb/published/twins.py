"""The clean Markdown beside each page: that of generated pages, and links that work away from the page."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urljoin

from kb.reading.slugs import document_id, document_url

_TARGET = re.compile(r"(?<!\\)\]\((<?)([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)(>?)")
_FENCE = re.compile(r"(?m)^[ \t>]*(?:`{3,}|~{3,}).*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]*[#.][^}\n]*\}[ \t]*$", re.MULTILINE)
_MARK = re.compile(r"<!--raw:@[^>\n]*-->")
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#)")


def generated_twin(path: str, markdown: str) -> str:
    """Clean Markdown of a generated page: its links lead to other twins.

    Args:
        path: path of its source under the library's root, such as `tags/index.md`.
        markdown: its source; links are relative to that path and end in `.md`.
    """
    here = f"{document_url(document_id(path))}index.md"

    def to_twin(target: str) -> str:
        file, mark, anchor = target.partition("#")
        if not file.endswith(".md"):
            return target
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
        twin = f"{document_url(document_id(meant))}index.md"
        return quote(posixpath.relpath(twin, posixpath.dirname(here) or "."), safe="/-_.~") + mark + anchor

    return _MARK.sub("", _ATTRIBUTES.sub("", _replace_targets(markdown, to_twin))).strip("\n") + "\n"


def with_full_links(markdown: str, address: str) -> str:
    """Markdown whose links work wherever it is read.

    Args:
        address: full address of the twin that it is.
    """
    return _replace_targets(markdown, lambda target: urljoin(address, target))


def _replace_targets(markdown: str, replace: Callable[[str], str]) -> str:
    """Markdown with every relative target of a link replaced; code blocks are left alone."""

    def one(match: re.Match[str]) -> str:
        target = match[2]
        if not target or _SCHEME.match(target):
            return match[0]
        return f"]({match[1]}{replace(target)}{match[3]}"

    pieces: list[str] = []
    position, fence = 0, ""
    for mark in _FENCE.finditer(markdown):
        here = mark[0].lstrip(" \t>")[:3]
        piece = markdown[position : mark.start()]
        pieces.append(piece if fence else _TARGET.sub(one, piece))
        pieces.append(mark[0])
        position = mark.end()
        fence = "" if fence == here else fence or here
    rest = markdown[position:]
    return "".join(pieces) + (rest if fence else _TARGET.sub(one, rest))
