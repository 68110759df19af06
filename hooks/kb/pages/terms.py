"""Where a page first uses a term of the glossary.

There the term becomes a link to the glossary that carries its meaning: a link works by touch, by keyboard and without
scripts, which a tooltip on `abbr` does not. A script of the page shows the meaning in place.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from kb.library.catalogue import Catalogue
from kb.library.glossary import read_glossary
from kb.reading.document import Document
from kb.reading.names import Anchor, DocumentId
from kb.reading.sections import Role


@dataclass(frozen=True, slots=True)
class Marked:
    """One term as pages mark it."""

    name: str
    anchor: Anchor
    """Where the glossary defines it."""
    definition: str
    """Its meaning in plain words, without the pointer to the page that says more."""
    also: tuple[str, ...] = ()
    """Other spellings: `data-also="GTM"` on the heading."""
    pages: frozenset[str] = frozenset()
    """Documents the definition links to: they explain the term themselves."""


_ALSO = re.compile(r"""\{:?[^}\n]*\bdata-also=["']([^"'\n]+)["']""")
_POINTER = re.compile(r"\s*[;,] (?:and )?see (?:the |what )?[^.;]*(?:, and [^.;]*)?\.?\Z")


def find_glossary(documents: Mapping[DocumentId, Document]) -> Document | None:
    """The library's glossary; None where it has none."""
    return next((document for document in documents.values() if read_glossary(document)), None)


def read_marked_terms(glossary: Document, catalogue: Catalogue) -> tuple[Marked, ...]:
    """The glossary's terms with what marking them in pages needs."""
    lines = {heading.anchor: heading.line for heading in glossary.headings}
    starts = sorted(lines.values())
    marked: list[Marked] = []
    for term in read_glossary(glossary):
        line = lines[term.anchor]
        end = next((start for start in starts if start > line), len(glossary.lines) + 1)
        also = _ALSO.search(glossary.lines[line - 1])
        pages = frozenset(
            link.resolution.document_id
            for link in catalogue.links[glossary.id]
            if line < link.link.line < end and link.resolution.document_id
        )
        spellings = tuple(word.strip() for word in also[1].split(",")) if also else ()
        marked.append(Marked(term.name, term.anchor, without_pointer(term.definition), spellings, pages))
    return tuple(marked)


def without_pointer(definition: str) -> str:
    """A definition without `; see that page.` at its end."""
    text = _POINTER.sub("", definition)
    return text if text.endswith((".", "?", "!")) else f"{text}."


def quiet_sections(document: Document) -> frozenset[str]:
    """Anchors of the sections whose words are not the page's own: titles of sources, names of other pages."""
    return frozenset(
        section.anchor
        for section in document.structure.sections
        if section.level == 2 and section.role in (Role.SOURCE, Role.RELATED)
    )


class TermMarker:
    """Marks terms in the HTML of pages."""

    def __init__(self, terms: Iterable[Marked]) -> None:
        self._terms = tuple(terms)
        forms = [(form, n) for n, term in enumerate(self._terms) for form in (term.name, *term.also)]
        # The longest first, so that `CAC payback` is not read as `CAC`.
        forms.sort(key=lambda form: (-len(form[0]), form[0]))
        self._owners = tuple(n for _, n in forms)
        self._pattern = re.compile(
            r"(?<![\w-])(?:" + "|".join(f"({_form_pattern(form)})" for form, _ in forms) + r")(?![\w-])"
        )

    def mark(self, html: str, glossary_url: str, identity: str = "", quiet: frozenset[str] = frozenset()) -> str:
        """A page's HTML with the first occurrence of each term in running text made a link to its meaning.

        Left alone: headings, links, code, tables, notes, and terms that this very page explains. Table cells are narrow
        and rows of rules are read as figures.

        Args:
            html: as Python-Markdown writes it: well-formed.
            glossary_url: address of the glossary as seen from the page.
            identity: id of the page's document.
            quiet: anchors of the sections (level 2) that are left alone.
        """
        used = {n for n, term in enumerate(self._terms) if identity in term.pages}

        def link(match: re.Match[str]) -> str:
            assert match.lastindex is not None
            owner = self._owners[match.lastindex - 1]
            if owner in used:
                return match[0]
            used.add(owner)
            term = self._terms[owner]
            address = escape(f"{glossary_url}#{term.anchor}")
            return f'<a class="term" href="{address}" data-definition="{escape(term.definition)}">{match[0]}</a>'

        out: list[str] = []
        closed_by, depth, is_quiet = "", 0, False
        for piece in _PIECES.split(html):
            tag = _TAG.match(piece)
            if tag is None:
                is_text = not closed_by and not is_quiet and not piece.startswith("<!")
                out.append(self._pattern.sub(link, piece) if is_text else piece)
                continue
            out.append(piece)
            name = tag[2].lower()
            if closed_by:
                if name == closed_by and not piece.endswith("/>"):
                    depth += -1 if tag[1] else 1
                    closed_by = closed_by if depth else ""
            elif not tag[1] and not piece.endswith("/>") and (name in _SKIPPED or _NOTES.search(piece)):
                closed_by, depth = name, 1
                if name == "h2":
                    found = _ID.search(piece)
                    is_quiet = found is not None and found[1] in quiet
        return "".join(out)


_PIECES = re.compile(r"""(<!--.*?-->|<(?:"[^"]*"|'[^']*'|[^'"<>])*>)""", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_NOTES = re.compile(r"""\bclass=["'][^"']*\bnotes\b""")
_ID = re.compile(r"""\bid=["']([^"']*)["']""")
_SKIPPED = frozenset(
    {"a", "abbr", "button", "cite", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "pre", "script"}
    | {"style", "summary", "sup", "svg", "table"}
)
_ACRONYM = re.compile(r"[A-Z].*[A-Z]")


def _form_pattern(form: str) -> str:
    """A term as it stands in text: acronyms as written, other words in either case, the last one also as a plural."""
    words = [re.escape(escape(w)) if _ACRONYM.search(w) else f"(?i:{re.escape(escape(w))})" for w in form.split()]
    return r"\s+".join(words) + "(?:s|es)?"
