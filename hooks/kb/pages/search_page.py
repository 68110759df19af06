"""What the search index is made of: per page a bare HTML text without the site around it, and one list of documents.

The text is the page's own, so the index holds neither the selector, the header nor the numbers of notes. Words that
stand in neighbouring elements are kept apart: an indexer that joins them would know words nobody can read.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from kb.library.catalogue import Catalogue
from kb.library.facets import FACETS, ONLY_BROWSED, Value, facet_label, facets_of
from kb.library.settings import Nouns
from kb.reading.names import DocumentId

SCHEMA = 1
LIST_KIND = Value("list", "List")
"""Kind of the pages that only list others."""
LIST_WEIGHT = "0.1"
"""What a word in such a list counts, against 1 in a text."""
NOTE_WEIGHT = "0.4"
"""What a word in the notes counts: a source cited once is no reason to lead the results."""

_DROPPED_CLASSES = frozenset({"headerlink", "cite", "note-back", "at"})
_DROPPED_TAGS = frozenset({"script", "style", "form", "svg", "template", "noscript", "button", "select"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_TEXT_BLOCKS = frozenset(["p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "hr"])
_TABLE_PARTS = frozenset(["table", "thead", "tbody", "tr", "th", "td"])
_BOXES = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "details", "summary"])
_KEPT = _TEXT_BLOCKS | _TABLE_PARTS | _BOXES
_TITLE = re.compile(r"(?s)<h1[ >].*?</h1>")
_SIGN = re.compile(
    "(?<=\\S)(?=[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\U00020000-\U0003ffff])"
    "|(?<=[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f])(?=\\w)"
)
"""Before and behind each sign of Chinese, Japanese and Thai, which set no spaces between words."""
_JOINT = re.compile(r"[/—–…]|--|\.\.\.")
_JOINED = re.compile(r"(?<=[^\W\d_])(?:[/—–…]|--+|\.\.\.)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One page that can be found."""

    url: str
    """Relative to the site's root."""
    title: str
    one_liner: str
    aliases: tuple[str, ...]
    facets: Mapping[str, tuple[Value, ...]]

    @property
    def is_list(self) -> bool:
        """Whether it only lists other pages."""
        return self.facets.get("kind", ()) == (LIST_KIND,)


def document_entry(identity: DocumentId, catalogue: Catalogue) -> SearchEntry:
    """The entry of a document; a motion is also found under the names its table gives it."""
    document = catalogue.documents[identity]
    aliases = list(document.aliases)
    for motion in catalogue.rules.get("motions", ()):
        if motion.get("page") == identity:
            aliases.extend([motion["label"], *motion.get("aliases", ())])
    return SearchEntry(
        document.url,
        document.title,
        document.one_liner,
        tuple(dict.fromkeys(alias for alias in aliases if alias != document.title)),
        facets_of(document, catalogue),
    )


def list_entry(url: str, title: str) -> SearchEntry:
    """The entry of a generated page."""
    return SearchEntry(url, title, "", (), {"kind": (LIST_KIND,)})


def index_page(entry: SearchEntry, html: str, language: str = "en") -> str:
    """The HTML the indexer reads for one page. Facets are not in it: the page filters by the list of documents.

    Args:
        html: the text of the page as it shows it.
        language: of the site, as a tag of BCP 47.
    """
    head = [f'<meta data-pagefind-meta="title[content]" content="{escape(apart(entry.title))}">']
    if entry.aliases:
        head.append(f'<meta data-pagefind-meta="aliases[content]" content="{escape(apart(", ".join(entry.aliases)))}">')
    # The title is found by its meta; in the text it would head every excerpt.
    body = _TITLE.sub("", bare_html(html), count=1)
    title = "" if re.sub(r"<[^>]*>", "", body).strip() or entry.one_liner else f"<h1>{escape(apart(entry.title))}</h1>"
    lead = f'<p data-pagefind-weight="3">{escape(apart(entry.one_liner))}</p>' if entry.one_liner else ""
    if entry.is_list:
        body = f'<div data-pagefind-weight="{LIST_WEIGHT}">{body}</div>'
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">{"".join(head)}</head>'
        f"<body data-pagefind-body>{title}{lead}{body}</body></html>\n"
    )


def apart(text: str) -> str:
    """Words joined by a slash or a dash stand apart: `buyer/user` would be indexed as one word.

    So does every sign of a script without spaces: a word inside a sentence is then found as a row of signs, and
    `assets/search/words.mjs` asks for it so and joins what it shows.
    """
    if _JOINT.search(text):
        text = _JOINED.sub(r" \g<0> ", text)
    return text if text.isascii() else _SIGN.sub(" ", text)


_PARTS = re.compile(
    r"""(?sx) (?P<words>[^<]++) | <(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*+)(?P<more>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>
    | <!--.*?--> | <[!?][^>]*+> | (?P<sign><)"""
)
_CODE = re.compile(r"(?s)<(script|style)\b.*?</\1\s*>")
_ATTRIBUTE = re.compile(r"""(?s)([^\s=>"'/]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")


def bare_html(html: str) -> str:
    """Text of a page in its blocks, with the anchors of headings, and nothing a reader does not read.

    Two elements in a line that touch get a space between them.

    Args:
        html: with every sign escaped that is no tag's, as pages are.
    """
    out: list[str] = []
    # Open elements: tag, whether its text is dropped, whether it was written.
    opened: list[tuple[str, bool, bool]] = []
    dropping = touches = False  # the last thing read was the end of an element
    for part in _PARTS.finditer(_CODE.sub("<script></script>", html) if "<s" in html else html):
        words, end, tag, more, sign = part.groups()
        if words or sign:
            if not dropping:
                out.append(escape(apart(unescape(words or sign)), quote=False))
                touches = False
            continue
        if not tag:
            continue
        tag = tag.lower()
        if not end:
            found = _attributes(more) if more else {}
            classes = found.get("class", "").split()
            if tag in _VOID:
                if not dropping:
                    out.append(" ")
            else:
                dropped = (
                    dropping or tag in _DROPPED_TAGS or "hidden" in found or not _DROPPED_CLASSES.isdisjoint(classes)
                )
                written = not dropped and tag in _KEPT
                if not dropped and not written and touches:
                    out.append(" ")
                if written:
                    name = f' id="{escape(found["id"])}"' if found.get("id") and tag[0] == "h" else ""
                    weight = f' data-pagefind-weight="{NOTE_WEIGHT}"' if "notes" in classes else ""
                    out.append(f"<{tag}{name}{weight}>")
                opened.append((tag, dropped, written))
                dropping, touches = dropped, False
            if not more.endswith("/"):
                continue
        if all(name != tag for name, _, _ in opened):
            out.append(" ")
            continue
        name = ""
        while name != tag:
            name, dropped, written = opened.pop()
            if written:
                out.append(f"</{name}>")
            touches = touches or not dropped
        dropping = bool(opened) and opened[-1][1]
    return "".join(out)


def _attributes(written: str) -> dict[str, str]:
    """Of a tag, by name; none where `class`, `id` and `hidden` are not among them."""
    low = written.lower()
    if "class" not in low and "id" not in low:  # which stands in "hidden", too
        return {}
    return {name.lower(): unescape(one or two or three) for name, one, two, three in _ATTRIBUTE.findall(written)}


def documents_json(
    entries: Iterable[SearchEntry], identities: Mapping[str, str], wanted: Iterable[str], nouns: Nouns
) -> str:
    """Every page by name, for what an index of words cannot do: order by title, correct a slip, count facets.

    Args:
        identities: the indexer's identifier of each page by its address.
        wanted: names of pages that are named and not written.
        nouns: what the selector ranks.
    Returns:
        `facets` has name and label of those that search offers, `values` slug and label of each facet's values; a
        document refers to them by place.
    """
    places: dict[str, dict[Value, int]] = {facet: {} for facet in FACETS}
    rows = []
    for entry in sorted(entries, key=lambda each: each.url):
        facets = {
            facet: [places[facet].setdefault(value, len(places[facet])) for value in values]
            for facet in FACETS
            if (values := entry.facets.get(facet, ()))
        }
        row = {"id": identities.get(entry.url, ""), "url": entry.url, "title": entry.title, "facets": facets}
        row |= {"about": entry.one_liner} if entry.one_liner else {}
        row |= {"aliases": list(entry.aliases)} if entry.aliases else {}
        rows.append(row)
    offered = {facet: [[value.slug, value.label] for value in found] for facet, found in places.items()}
    data = {"schema": SCHEMA, "values": offered, "documents": rows, "wanted": sorted(set(wanted))}
    data["facets"] = [[facet, facet_label(facet, nouns)] for facet in FACETS if facet not in ONLY_BROWSED]
    data["nouns"] = {"one": nouns.start_one, "many": nouns.start_many}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
