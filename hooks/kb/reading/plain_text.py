"""The words of a piece of Markdown, as a reader sees them."""

import html
import re

from kb.reading.markup import ATTRIBUTES
from kb.reading.masks import find_code, replace_spans

# Emphasis is looked for within some lines only, so that a line of a million asterisks is not searched a million times.
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|~~|==)(?=\S)(.{1,1000}?)(?<=\S)\1")
_UNDERLINES = re.compile(r"(?<!\w)(__|_)(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_PLAIN_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\])")
_WIKI = re.compile(r"!?\[\[([^\[\]|\\]+)(?:\\?\|([^\[\]]*))?\]\](?!\()")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"\w[\w'’.,-]*")
_MARKUP = re.compile(r"[\[`*_~=<{\\&]")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~=^\"'])")


def plain_text(markdown: str) -> str:
    """The words of a piece of Markdown: links as their text, without emphasis, code marks, tags and escapes."""
    if not _MARKUP.search(markdown):
        return " ".join(markdown.split())
    text, code = markdown, list[str]()
    if "`" in text:
        text = replace_spans(text, find_code(text), lambda span: _keep(_inside(span), code))
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: _keep(match[1], code), text)
    if "[[" in text:
        text = _WIKI.sub(lambda m: m[2] or m[1].replace("#", " › ").strip(" ›"), text)
    if "[^" in text:
        text = re.sub(r"\[\^[^\]\s]+\]", "", text)
    if "](" in text or "][" in text:
        previous = ""
        while previous != text:
            previous, text = text, _PLAIN_LINK.sub(lambda m: "" if m[0][0] == "!" else m[1], text)
    if "[@" in text:
        text = re.sub(r"(?<!\s)\s*\[@[^\[\]\n]*\]", "", text)
    if "*" in text or "~~" in text or "==" in text:
        text = _EMPHASIS.sub(lambda m: _EMPHASIS.sub(r"\2", m[2]), text)
    if "_" in text:
        text = _UNDERLINES.sub(lambda m: m[2] if m[2].strip("_") else m[0], text)  # a row of lines marks nothing
    if "<" in text:
        text = _TAG.sub("", text)
    if "{" in text:
        text = ATTRIBUTES.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if code:
        text = _KEPT.sub(lambda match: code[int(match[1])], text)
    return " ".join(text.split())


_MARKUP_ESCAPES = {ord(c): f"&#{ord(c)};" for c in '&<>"|[]`\\*_{}~=#!^'} | {ord("\n"): " "}


def escape_markdown(text: str) -> str:
    """Words as they stand in Markdown or HTML that we write: nothing in them may look like markup to either."""
    return text.translate(_MARKUP_ESCAPES)


def _inside(span: str) -> str:
    """What a code span shows: without its back-ticks and one space at either end."""
    marks = len(span) - len(span.lstrip("`"))
    words = span[marks:-marks]
    return words[words.startswith(" ") : len(words) - words.endswith(" ")] if words.strip() else words


def _keep(words: str, kept: list[str]) -> str:
    """A mark that no markup touches, in place of a code span or an escaped character."""
    kept.append(words)
    return f"\ue000{len(kept) - 1}\ue001"


def count_words(masked: str) -> int:
    """Words a reader reads: runs with a letter or digit in them, link targets left out."""
    text = re.sub(r"\]\([^()\s]*\)", "]", masked) if "](" in masked else masked
    if text.isascii():
        return len(_WORD.findall(text))
    # Two letters of Chinese or Japanese are about a word.
    signs = len(_SIGNS.findall(text))
    return len(_WORD.findall(_SIGNS.sub(" ", text))) + (signs + 1) // 2
