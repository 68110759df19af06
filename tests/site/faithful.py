"""How faithful a built site is to its library: words that are missing from their page, dead links, titles, brackets.

    python -m tests.site.faithful LIBRARY SITE

Any library, any shape. Reads the documents with markdown-it alone and the site as a browser gets it, so that neither
the reading nor the writing of the build is trusted.
"""

import json
import posixpath
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT_MATTER = re.compile(
    r"\A\ufeff?(?:---[ \t]*\n(?:.*?\n)??(?:---|\.\.\.)|\+\+\+[ \t]*\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_WORD = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+"
)
_WIKI = re.compile(r"(!?)\[\[([^\[\]|\n]+?)(?:\\?\|([^\[\]\n]*))?\]\]")
_COMMENTS = re.compile(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_MARKS = re.compile(
    r"""\{:?[ ]*(?:[#.][\w:-]+|:|\w+=)[^}\n]*\}|\[@[\w-]+[^\]\n]*\]|(?<=\s)\^[\w-]+[ \t]*$|\[![\w-]+\][+-]?
    |^:{3,}[ \t]*\{?\.?[\w-]*\}?|^(?:!!!|\?\?\?\+?)[ ]+[\w-]+|\[\^[^\]\s]+\]:?|^\[TOC\]$|\A\[[ xX]\][ ]""",
    re.MULTILINE | re.VERBOSE,
)
"""Marks of Markdown beyond CommonMark, with the words in them that no reader is to see."""
_BRACKETS = re.compile(r"!?\[\[[^\[\]\n]+\]\]")


@dataclass(slots=True)
class Faults:
    """What is wrong with a site, by kind; each an address or a path, and what was found there."""

    documents: int = 0
    words: int = 0
    missing: list[tuple[str, list[str]]] = field(default_factory=list)
    """Path of a document, and its words that are not on its page."""
    dead: list[tuple[str, str]] = field(default_factory=list)
    """Address of a page, and what a link of it leads to."""
    titles: list[tuple[str, str, str]] = field(default_factory=list)
    """Path of a document, its author's title, and the page's."""
    brackets: list[tuple[str, str]] = field(default_factory=list)
    """Address of a page, and a wikilink that stands there as text."""


def look_over(library: Path, site: Path) -> Faults:
    """Compare a built site with the library it was built from."""
    faults = Faults()
    documents = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["documents"]
    for document in documents:
        path = f"{document['id']}.md"
        text = (library / path).read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        page = read_page(site / document["url"] / "index.html")
        meant, shown = Counter(words_meant(text)), words_shown(page)
        missing = list((meant - shown).elements())
        faults.documents, faults.words = faults.documents + 1, faults.words + meant.total()
        if missing:
            faults.missing.append((path, missing))
        faults.brackets += [(document["url"], found) for found in brackets_left(page)]
        heading = page.select_one("article h1")
        title = " ".join(heading.get_text().replace("¶", "").split()) if heading else ""
        author = title_meant(text)
        if author and words_of(author) != words_of(title):
            faults.titles.append((path, author, title))
    faults.dead = dead_links(site)
    return faults


def words_of(text: str) -> list[str]:
    """Words of a text; in scripts that set no spaces between words each character counts."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def body_of(text: str) -> str:
    """A document without its front matter."""
    return text[match.end() :] if (match := _FRONT_MATTER.match(text)) else text.removeprefix("\ufeff")


def words_meant(text: str) -> list[str]:
    """Words that a reader of the document is to see."""
    found: list[str] = []
    body = body_of(text)
    # Code first: nothing in it is a mark.
    tokens = _READER.parse(body)
    for token in tokens:
        if token.type in ("fence", "code_block"):
            found += words_of(token.content)
        elif token.type == "html_block":
            found += words_of(text_of_html(token.content))
        elif token.type == "inline":
            parts = []
            for child in token.children or ():
                if child.type == "code_inline":
                    found += words_of(child.content)
                    parts.append(" ")
                elif child.type in ("text", "html_inline"):
                    parts.append(child.content)
                elif child.type == "image":
                    parts.append(f" {child.content} ")
                elif child.type in ("softbreak", "hardbreak"):
                    parts.append("\n")
            words = _WIKI.sub(lambda m: m[3] or ("" if m[1] else m[2]), text_of_html("".join(parts)))
            found += words_of(_MARKS.sub(" ", words))
    return found


def text_of_html(html: str) -> str:
    """What HTML among Markdown shows: tags that no browser knows are words."""
    html = _COMMENTS.sub(" ", html)
    return re.sub(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|<[a-z]+:[^\s>]+>", " ", html) if "<" in html else html


def title_meant(text: str) -> str:
    """The title its author gives: `name`, the first heading of the first level, or `title`; empty where none."""
    matched = _FRONT_MATTER.match(text)
    head = matched[0] if matched else ""

    def key(name: str) -> str:
        found = re.search(rf"^{name}[ \t]*[:=][ \t]*(.+)$", head, re.MULTILINE)
        return re.sub(r"\A([\"'])(.*)\1\Z", r"\2", found[1].strip()) if found else ""

    heading = ""
    tokens = _READER.parse(body_of(text))
    for token, inner in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            heading = _MARKS.sub("", "".join(c.content for c in inner.children or ())).strip()
            break
    title = key("name") or heading or key("title")
    return "" if "{{" in title else title


@cache
def read_page(file: Path) -> BeautifulSoup:
    """A page of the site, parsed."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")


def words_shown(page: BeautifulSoup) -> Counter[str]:
    """Words of the page's sheet and of its pictures, but for what the build adds: contents, selector, citation."""
    article = page.select_one("article")
    assert article is not None
    added = {id(one) for one in article.select(".contents, [data-selector], .page-tools, script, style, template")}
    texts = [
        str(node)
        for node in article.descendants
        if isinstance(node, NavigableString)
        and not isinstance(node, Comment)
        and not any(id(parent) in added for parent in node.parents)
    ]
    pictures = Counter(words_of(" ".join(str(tag["alt"]) for tag in article.select("[alt]"))))
    # Code is set in many small pieces, and a tag may part two words: each word counts in the reading that has it.
    return (Counter(words_of("".join(texts))) | Counter(words_of(" ".join(texts)))) + pictures


def brackets_left(page: BeautifulSoup) -> list[str]:
    """Wikilinks that stand as text outside code."""
    article = page.select_one("article")
    assert article is not None
    found: list[str] = []
    for node in article.find_all(string=_BRACKETS):
        if not isinstance(node, Comment) and not node.find_parent(["code", "pre", "script", "style"]):
            found += _BRACKETS.findall(str(node))
    return found


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Links of every page that lead to no file of the site, or to no place of its page."""
    dead = []
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = sorted(path for path in files if path.endswith(".html") and path != "404.html")
    ids: dict[str, set[str]] = {}

    def places(path: str) -> set[str]:
        if path not in ids:
            soup = read_page(site / path)
            ids[path] = {
                str(tag[name]) for tag in soup.select("[id], a[name]") for name in ("id", "name") if tag.get(name)
            }
        return ids[path]

    for path in pages:
        here = posixpath.dirname(path)
        for written in addresses(read_page(site / path)):
            parts = urlsplit(written)
            if parts.scheme or parts.netloc:
                continue
            meant = posixpath.normpath(posixpath.join(here, unquote(parts.path))) if parts.path else path
            meant = "" if meant == "." else meant
            if parts.path.endswith("/") or (parts.path and f"{meant}/index.html".lstrip("/") in files):
                meant = f"{meant}/index.html".lstrip("/")
            if meant not in files:
                dead.append((path, written))
            elif parts.fragment and meant.endswith(".html") and meant != "map/index.html":
                anchor = unquote(parts.fragment)
                if anchor not in places(meant) and not re.match(r"selector\?|__", anchor):
                    dead.append((path, written))
    return dead


def addresses(page: BeautifulSoup) -> list[str]:
    """What the page leads to and shows."""
    found = []
    for name in ("href", "src"):
        for tag in page.select(f"[{name}]"):
            if tag.name not in ("use", "script") and "canonical" not in (tag.get("rel") or ""):
                found.append(str(tag[name]))
    return found


def main(library: str, site: str) -> int:
    """Print the counts and the worst of each kind; 1 when the bars are missed."""
    faults = look_over(Path(library), Path(site))
    missing = sum(len(words) for _, words in faults.missing)
    print(
        f"{faults.documents} documents, {faults.words} words, {missing} missing ({missing / max(1, faults.words):.2%})"
    )
    for path, words in sorted(faults.missing, key=lambda one: -len(one[1]))[:25]:
        print(f"  {path}: {len(words)}: {' '.join(words[:14])}")
    for what, found in (("dead links", faults.dead), ("other titles", faults.titles), ("brackets", faults.brackets)):
        print(f"{len(found)} {what}")
        for one in found[:20]:
            print("  ", *one, sep="  ")
    return bool(faults.dead or faults.titles or faults.brackets)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
