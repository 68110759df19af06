"""Markdown of a page as the site generator gets it: working links, numbered notes, row anchors, wanted pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from kb.library.catalogue import Catalogue
from kb.links.found import ResolvedLink, is_file, is_picture, relative_path
from kb.links.resolution import Resolution, Via
from kb.links.wanted import wanted_key
from kb.pages.canonical import canonical_markdown
from kb.pages.listing_pages import folder_lists, is_folder_page
from kb.pages.raw_html import language_mark, tags_mark
from kb.published.worksheets import FILE_NAME, worksheet
from kb.reading.document import Document, find_attribute_lines
from kb.reading.markup import Citation, Lines, Written, find_definitions, find_ids
from kb.reading.plain_text import escape_markdown, plain_text
from kb.reading.raw_tags import Fate, find_odd_tags, has_tags
from kb.reading.related_lists import RelatedItem
from kb.reading.sections import Role
from kb.reading.slugs import document_id, document_url
from kb.reading.timestamps import format_time, parse_time
from kb.sources.citations import NumberedNote, has_marks, marks_ours, number_notes, stands_in_table


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of the source and what stands there in the page."""

    start: int
    end: int
    text: str


def render_markdown(
    document: Document,
    catalogue: Catalogue,
    *,
    twin: bool = False,
    canonical: Callable[[str], str] | None = None,
) -> str:
    """Body of a document, ready for the site generator, or as clean Markdown.

    Args:
        canonical: what remembers results of `canonical_markdown`; None to ask that itself.
        twin: plain Markdown for people and programs, to stand as `index.md` beside the page: links lead to other twins,
            notes are a numbered list, attribute lists are gone.
    """
    notes = number_notes(document, catalogue.sources)
    edits = [
        *_hidden_edits(document),
        *_tag_edits(document, catalogue, twin),
        *_link_edits(document, catalogue, twin),
        *_related_edits(document, catalogue, twin),
        *_definition_edits(document),
        *_citation_edits(document, catalogue, notes, twin),
    ]
    if not twin:
        edits += [
            *_fence_edits(document),
            *_bracket_edits(document, edits),
            *_heading_edits(document, catalogue),
            *_anchor_edits(document, catalogue),
            *_shown_elsewhere(document, catalogue),
            *_downloads(document),
        ]
    body = _apply(document.text, _body_start(document), edits)
    feet = [
        foot for foot in (_key_of_marks(document, catalogue, twin), (_twin_notes if twin else _notes)(notes)) if foot
    ]
    if twin:
        return "\n".join([_ATTRIBUTES.sub("", body).strip("\n") + "\n", *(f"{foot}\n" for foot in feet)])
    text = canonical(body) if canonical else canonical_markdown(body, catalogue.words)
    title = f"# {escape_markdown(document.title)}\n\n" if _needs_title(document) else ""
    tags = [tags_mark(catalogue.settings.html)] if has_tags(document.masked) else []
    if language := catalogue.language_of(document):
        tags.append(language_mark(language))
    # The empty line above keeps the site generator from taking a first line `Note: ...` for a key.
    return "\n" + "\n\n".join([f"{title}{text}", *_inside(document, catalogue), *tags, *feet]) + "\n"


def _inside(document: Document, catalogue: Catalogue) -> list[str]:
    """Below the page of a folder what lies in it, where somebody's library has no list of its own there."""
    folder = document.url.rstrip("/")
    is_page = folder in catalogue.folders if folder else is_folder_page(document)
    if not catalogue.foreign or not is_page:
        return []
    up = "../" * document.path.count("/")
    lists = folder_lists(folder, catalogue, up)
    title = catalogue.words.mark("In this folder" if folder else "In this library")
    return [f"## {title} {{: #in-this-folder }}", *lists] if lists else []


_ATTRIBUTES = re.compile(r"(?m)^\{:?[ ]*[#.][^}\n]*\}[ ]*\n|[ ]+\{:[ ]*[^}\n]*\}(?=[ ]*(?:\||$))")


def _body_start(document: Document) -> int:
    if document.body_line == 1:
        return 0
    return sum(len(line) + 1 for line in document.lines[: document.body_line - 1])


def _apply(text: str, start: int, edits: list[_Edit]) -> str:
    """Text from an offset on with the edits made; of two that overlap the one that begins first holds."""
    out: list[str] = []
    position = start
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start < position:
            continue
        out.append(text[position : edit.start])
        out.append(edit.text)
        position = edit.end
    out.append(text[position:])
    return "".join(out)


def _shown_elsewhere(document: Document, catalogue: Catalogue) -> list[_Edit]:
    """Takes out a related list whose every entry the page shows below its text, with the reasons of both ends.

    It stays where it says more: a wanted page, a sentence of its own, a citation.
    """
    edits = []
    for section in document.structure.sections:
        if section.level != 2 or section.role is not Role.RELATED:
            continue
        inside = [line for line in document.lines[section.line : section.end - 1] if line.strip()]
        items = [item for item in document.structure.related if section.line < item.line < section.end]
        known = all(catalogue.resolve(item.target or item.name, document.id).document_id for item in items)
        cited = any(section.line < citation.line < section.end for citation in document.citations)
        if items and known and not cited and len(inside) == len(items):
            starts = _offsets(document)
            end = starts[section.end - 1] if section.end <= len(starts) else len(document.text)
            edits.append(_Edit(starts[section.line - 1], end, ""))
    return edits


def _downloads(document: Document) -> list[_Edit]:
    """Under a sheet to fill in, links to it as Markdown and as CSV."""
    sheet = worksheet(document)
    if sheet is None:
        return []
    at = _offsets(document)[sheet.end - 1] - 1
    links = " · ".join(
        f'<a href="{file}" download="{document.slug}.{ending}">{name}</a>'
        for file, ending, name in (("index.md", "md", "Markdown"), (FILE_NAME, "csv", "CSV"))
    )
    return [_Edit(at, at, f'\n\n<p class="downloads">Print this page, or take the sheet as {links}.</p>\n')]


# Links


def _link_edits(document: Document, catalogue: Catalogue, twin: bool) -> list[_Edit]:
    edits: list[_Edit] = []
    for resolved in catalogue.links[document.id]:
        edits.extend(_link_edit(document, catalogue, resolved, twin))
    return edits


def _link_edit(document: Document, catalogue: Catalogue, resolved: ResolvedLink, twin: bool) -> Iterator[_Edit]:
    link, resolution = resolved.link, resolved.resolution
    target = _target(document, catalogue, resolution, twin)
    if link.written is Written.HTML:
        yield from _attribute_edit(document, catalogue, resolved, target)
        return
    is_page = link.is_image and resolution.reason is not Via.ASSET and resolution.reason is not Via.EXTERNAL
    image = "!" if link.is_image and not is_page else ""
    if target is None and resolution.reason is Via.SELF and resolution.anchor_found:
        target = f"#{resolution.anchor}"
    if target is None and resolution.reason is Via.EXTERNAL:
        target = link.target
    title = f' "{link.title}"' if link.title else ""
    if link.written is Written.WIKI:
        if target is not None:
            if image and not is_picture(link.target):
                image = ""
            size = re.fullmatch(r"(\d+)(?:x\d+)?", link.title) if image else None
            words = escape_markdown(resolution.asset or link.target if size or not link.text else link.text)
            yield _Edit(link.start, link.end, f"{image}[{words}]({target})" + (_width(size[1]) if size else ""))
            return
    elif target is not None and link.written is Written.REFERENCE:
        yield _Edit(link.target_start, link.target_end, f"({target}{title})")
        return
    elif target is not None:
        if link.target_end:
            if target != link.target or " " in target:
                yield _Edit(link.target_start, link.target_end, target)
        else:
            yield _Edit(link.start, link.end, f"{image}[{link.text}]({target}{title})")
        return
    if twin:
        yield _Edit(link.start, link.end, plain_text(link.text) if link.is_image else link.text)
        return
    why = _why_no_link(link.target, link.text, resolution, catalogue)
    if link.is_image or link.written is not Written.INLINE:
        words = escape_markdown(plain_text(link.text) or link.target)
        yield _Edit(link.start, link.end, _marked(words, why))
        return
    # Only what stands around the words changes: a picture or a citation among them has an edit of its own.
    words_end = link.start + 1 + len(link.text)
    yield _Edit(link.start, link.start + 1, _opening(why))
    yield _Edit(words_end, link.end, _CLOSING)


def _width(pixels: str) -> str:
    return f'{{: width="{pixels}" }}'


def _attribute_edit(
    document: Document, catalogue: Catalogue, resolved: ResolvedLink, target: str | None
) -> Iterator[_Edit]:
    """An address in a tag, as the page needs it: the site generator does not look into tags."""
    link, resolution = resolved.link, resolved.resolution
    if resolution.reason is Via.EXTERNAL:
        return
    anchor = f"#{resolution.anchor}" if resolution.anchor and resolution.anchor_found else ""
    if resolution.reason is Via.SELF and anchor:
        address = anchor
    elif target is None:
        address = "#"
    elif resolution.document_id:
        address = (relative_path(document.url, catalogue.documents[resolution.document_id].url) or "./") + anchor
    elif resolution.reason is Via.GENERATED and resolution.asset:
        address = relative_path(document.url, document_url(document_id(resolution.asset))) + anchor
    else:
        address = relative_path(document.url, resolution.asset or "")
    yield _Edit(link.target_start, link.target_end, escape(quote(address, safe="/-_.~()+,#%")))


def _target(document: Document, catalogue: Catalogue, resolution: Resolution, twin: bool) -> str | None:
    """What the page's link points at; None where it cannot or need not be written anew."""
    if resolution.reason is Via.ASSET and resolution.asset:
        base = f"{document.url}index.md" if twin else document.path
        return quote(relative_path(base, resolution.asset), safe="/-_.~()+,")
    if resolution.reason is Via.GENERATED and resolution.asset:
        anchor = f"#{resolution.anchor}" if resolution.anchor else ""
        if twin:
            address = relative_path(f"{document.url}index.md", f"{document_url(document_id(resolution.asset))}index.md")
        else:
            address = relative_path(document.path, resolution.asset)
        return quote(address, safe="/-_.~") + anchor
    if resolution.document_id is None or resolution.reason is Via.SELF:
        return None
    anchor = f"#{resolution.anchor}" if resolution.anchor and resolution.anchor_found else ""
    other = catalogue.documents[resolution.document_id]
    if twin:
        return quote(relative_path(f"{document.url}index.md", f"{other.url}index.md"), safe="/-_.~") + anchor
    if other.id == document.id and anchor:
        return anchor
    return quote(relative_path(document.path, other.path), safe="/-_.~") + anchor


def _why_no_link(target: str, text: str, resolution: Resolution, catalogue: Catalogue) -> str:
    if resolution.reason is Via.AMBIGUOUS:
        return f"Several pages answer to this name: {', '.join(resolution.candidates)}"
    if resolution.reason is Via.MALFORMED:
        return "This is no address"
    if resolution.reason is Via.SELF:
        return f"This page has no heading or row named {resolution.anchor}"
    if resolution.reason is Via.HELD:
        return catalogue.words.say("This page is not published yet")
    if not target:
        return "This link has no target"
    if is_file(target):
        return f"The file {target} is not in the library"
    key = wanted_key(target, plain_text(text))
    others = next((len({want.source for want in wanted.wants}) for wanted in catalogue.wanted if wanted.key == key), 1)
    return catalogue.words.say("Wanted page: nobody has written it yet") + (
        f"; {others} pages ask for it" if others > 1 else ""
    )


_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_CLOSING = "</span>"


def _marked(text: str, title: str) -> str:
    return f"{_opening(title)}{text}{_CLOSING}"


def _opening(title: str) -> str:
    # A link's escapes may stand for characters that end a line, or that the site generator keeps for itself.
    return f'<span class="wanted" title="{escape_markdown(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", title))}">'


def _definition_edits(document: Document) -> list[_Edit]:
    """Definitions of reference links go: each link has its address itself.

    What only looks like one, in the middle of a paragraph, keeps its words.
    """
    edits: list[_Edit] = []
    behind = 0
    for definition in find_definitions(document.text, document.masked, Lines(document.text)):
        line = document.lines[definition.line - 2].strip(" >") if definition.line > document.body_line else ""
        if not line or line.startswith("#") or behind == definition.line - 1:
            end = definition.end + document.text.startswith("\n", definition.end)
            edits.append(_Edit(definition.start, end, ""))
            behind = definition.line + document.text.count("\n", definition.start, definition.end)
        else:
            edits.append(_Edit(definition.start, definition.start, "\\"))
    return edits


# What no reader sees, tags, fences and headings


def _hidden_edits(document: Document) -> list[_Edit]:
    """Comments and attributes of no block go; their names, and those that Obsidian gives paragraphs, become anchors."""
    edits = [_Edit(start, end, "") for start, end in document.comments]
    edits += [_Edit(match.start(), match.end(), "[TOC]") for match in _CONTENTS.finditer(document.masked)]
    for start, end, _ in find_attribute_lines(document):
        names = find_ids(document.masked[start:end])
        edits.append(_Edit(start, end, "".join(f'\n<span id="{escape(name)}"></span>\n' for name in names)))
    if " ^" in document.masked:
        for match in _BLOCK_ID.finditer(document.masked):
            edits.append(_Edit(match.start(), match.end(), f'<span id="{match[1]}"></span>'))
    return edits


_BLOCK_ID = re.compile(r"[ \t]+(\^[A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)


_CONTENTS = re.compile(r"^(?:[-*+]|1\.)[ \t]+[^\n]*\n[ ]{0,3}\{:[ ]*toc\b[^}\n]*\}[ \t]*$", re.MULTILINE)
"""Where Jekyll sets the contents of a page."""


def _tag_edits(document: Document, catalogue: Catalogue, twin: bool) -> list[_Edit]:
    """Tags that are not let through stand as text; scripts and styles go; frames are links."""
    if "<" not in document.masked:
        return []
    edits = []
    for tag in find_odd_tags(document.masked, catalogue.settings.html):
        if tag.fate is Fate.SHOWN:
            if not twin:  # In plain Markdown it is text already.
                edits.append(_Edit(tag.start, tag.start + 1, "&lt;"))
        elif tag.fate is Fate.LINKED:
            edits.append(_Edit(tag.start, tag.end, f"<{tag.address}>"))
        else:
            edits.append(_Edit(tag.start, tag.end, ""))
    return edits


def _fence_edits(document: Document) -> list[_Edit]:
    """Marks of code that CommonMark would pair otherwise than the reader did: none swallows what follows."""
    edits: list[_Edit] = []
    if not document.fences:
        return edits
    offsets = _offsets(document)
    for fence in document.fences:
        opening = document.lines[fence.first - 1]
        indent = len(opening) - len(opening.lstrip(" "))
        if not fence.last:
            edits.append(_Edit(offsets[fence.first - 1] + indent, offsets[fence.first - 1] + indent, "\\"))
            continue
        prefix = re.match(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*", opening)
        width = len(prefix[0]) if prefix and ">" not in prefix[0] else 0
        for n in range(fence.first, fence.last):
            line = document.lines[n]
            short = width - (len(line) - len(line.lstrip(" ")))
            is_closing = n == fence.last - 1
            if width and line.strip() and short > 0:
                edits.append(_Edit(offsets[n], offsets[n], " " * short))
            elif is_closing and short < 0 and ">" not in line:
                edits.append(_Edit(offsets[n], offsets[n] - short, ""))
    return edits


_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
_MOST_BRACKETS = 300


def _bracket_edits(document: Document, edits: list[_Edit]) -> list[_Edit]:
    """Brackets by the hundred that begin no link are escaped: from each of them Python-Markdown looks for its end."""
    if document.masked.count("[") <= _MOST_BRACKETS:
        return []
    begun = {edit.start for edit in edits} | {link.start + link.is_image for link in document.links}
    found: list[_Edit] = []
    for paragraph in _PARAGRAPH.finditer(document.masked):
        brackets = [match.start() for match in re.finditer(r"(?<!\\)\[(?!\^[^\[\]\s]+\])", paragraph[0])]
        if len(brackets) > _MOST_BRACKETS:
            at = (paragraph.start() + start for start in brackets)
            found += [_Edit(start, start, "\\") for start in at if start not in begun]
    return found


def _heading_edits(document: Document, catalogue: Catalogue) -> list[_Edit]:
    """Every heading says its anchor; a title below other text is one level down, because the page has it on top."""
    edits: list[_Edit] = []
    offsets = _offsets(document)
    ours = {citation.line for citation in document.citations if marks_ours(citation, catalogue.sources)}
    late = next((h for h in document.headings if h.level == 1), None) if _needs_title(document) else None
    for heading in document.headings:
        last = document.lines[heading.end - 2]
        start = offsets[heading.end - 2]
        if not heading.is_written:
            mark = " .ours" if heading.line in ours else ""
            closing = re.search(r"(?:[ \t]+#+)?[ \t]*\Z", last) if heading.line == heading.end - 1 else None
            end = closing.start() if closing and last.lstrip().startswith("#") else len(last.rstrip())
            edits.append(_Edit(start + end, start + len(last), f" {{: #{heading.anchor}{mark} }}"))
            for hash_mark in re.finditer(r"#(?=#*\Z)", last[:end].rstrip()):  # `C#` keeps its last letter
                if heading.line == heading.end - 1 and last[: hash_mark.start()].strip("# "):
                    edits.append(_Edit(start + hash_mark.start(), start + hash_mark.start(), "\\"))
            for brace in re.finditer(r"(?<=[ ])\{(?![:#.])", last[:end]):
                if document.masked[start + brace.start()] == "{":
                    edits.append(_Edit(start + brace.start(), start + brace.start(), "\\"))
        if heading is late:
            if last.lstrip().startswith("#"):
                at = start + len(last) - len(last.lstrip())
                edits.append(_Edit(at, at, "#"))
            else:
                at = offsets[heading.end - 1]
                edits.append(_Edit(at, at + len(document.lines[heading.end - 1]), "---"))
    return edits


def _needs_title(document: Document) -> bool:
    """Whether the body does not begin with the page's title."""
    title = next((heading for heading in document.headings if heading.level == 1), None)
    if title is None:
        return True
    return any(line.strip() for line in document.lines[document.body_line - 1 : title.line - 1])


def _related_edits(document: Document, catalogue: Catalogue, twin: bool) -> list[_Edit]:
    """Plain names in related lists become links, or wanted pages."""
    edits: list[_Edit] = []
    wanted = {(want.line, want.target) for want in catalogue.wants.get(document.id, ())}
    lines = {line for want in catalogue.wants.get(document.id, ()) for line in want.also}
    offsets = _offsets(document)
    for item in document.structure.related:
        if item.target:
            continue
        at = _name_span(document, item, offsets)
        if at is None:
            continue
        words = document.text[slice(*at)]
        resolution = catalogue.resolve(item.name, document.id)
        target = _target(document, catalogue, resolution, twin)
        if target is not None and resolution.document_id != document.id:
            edits.append(_Edit(*at, f"[{words}]({target})"))
        elif not twin and (
            resolution.reason is Via.AMBIGUOUS or (item.line, item.name) in wanted or item.line in lines
        ):
            edits.append(_Edit(*at, _marked(words, _why_no_link(item.name, item.name, resolution, catalogue))))
    return edits


def _offsets(document: Document) -> list[int]:
    starts = [0]
    for line in document.lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _name_span(document: Document, item: RelatedItem, offsets: list[int]) -> tuple[int, int] | None:
    line = document.lines[item.line - 1]
    column = line.find(item.name)
    if column < 0 or "[" in line[:column]:
        return None
    start = offsets[item.line - 1] + column
    end = start + len(item.name)
    if document.masked[start:end] != item.name:  # In code: the link goes around its marks.
        while document.text[start - 1 : start] == "`" == document.text[end : end + 1]:
            start, end = start - 1, end + 1
    return start, end


# Citations


def _citation_edits(
    document: Document, catalogue: Catalogue, notes: tuple[NumberedNote, ...], twin: bool
) -> list[_Edit]:
    edits: list[_Edit] = []
    noted: dict[int, tuple[NumberedNote, int]] = {}
    headings = frozenset(heading.line for heading in document.headings)
    for note in notes:
        for repeat, citation in enumerate(note.citations, 1):
            noted[citation.start] = (note, repeat)
    for citation in document.citations:
        if citation.start in noted:
            note, repeat = noted[citation.start]
            start = citation.start
            while (
                start > 0
                and document.text[start - 1] == " "
                and document.text[start - 2 : start - 1] not in ("|", "\n")
            ):
                start -= 1
            space = " " if start < citation.start else ""
            edits.append(_Edit(start, citation.end, f"{space}[{note.number}]" if twin else _superscript(note, repeat)))
        elif marks_ours(citation, catalogue.sources):
            edits.append(_mark_edit(document, citation, headings, twin))
        elif catalogue.sources.get(citation.key):
            named = stands_in_table(document, citation)
            edits.append(_Edit(citation.start, citation.end, _moment(citation, catalogue, twin, named=named)))
    return edits


_SIGN = '<span class="ours" title="Our own advice or reading"><span aria-hidden="true">†</span>' + (
    '<span class="visually-hidden"> (ours)</span></span>'
)
_EXPLANATION = "about/how-sources-were-checked.md#ours"


def _mark_edit(document: Document, citation: Citation, headings: frozenset[int], twin: bool) -> _Edit:
    """The mark of our own advice: a sign in the line; on a heading a class, so that no listing of headings shows it."""
    start = citation.start
    while document.text[start - 1 : start] == " ":
        start -= 1
    if twin or citation.line not in headings:
        return _Edit(start, citation.end, " †" if twin else _SIGN)
    rest = document.text[citation.end :].split("\n", 1)[0]
    attributes = re.match(r"[ ]*(\{:?[ ]*[^{}]*?)[ ]*\}[ ]*\Z", rest)
    if attributes:
        return _Edit(start, citation.end + len(rest), f" {attributes[1]} .ours }}")
    return _Edit(start, citation.end, "")  # The heading's anchor takes the class along.


def _key_of_marks(document: Document, catalogue: Catalogue, twin: bool) -> str:
    """The one sentence that says what the sign means."""
    if not has_marks(document, catalogue.sources):
        return ""
    sentence = "† Our own advice or reading, which no source states; on a heading, whatever has no note under it."
    resolution = catalogue.resolve(f"/{_EXPLANATION}", document.id)
    target = _target(document, catalogue, resolution, twin) if resolution.anchor_found else None
    more = f" [More on the sign]({target})" if target else ""
    return f"{sentence}{more}" + ("" if twin else "\n{: .ours-key }")


def _superscript(note: NumberedNote, repeat: int) -> str:
    identity = f"cite-{note.number}" + (f"-{repeat}" if repeat > 1 else "")
    title = escape_markdown(note.label + (f", {note.at}" if note.at else ""))
    return f'<sup class="cite"><a id="{identity}" href="#note-{note.number}" title="{title}">{note.number}</a></sup>'


def _moment(citation: Citation, catalogue: Catalogue, twin: bool, *, named: bool) -> str:
    """A citation where it stands, linked to the second: the time in a source section, name and time in a table."""
    source = catalogue.sources.get(citation.key)
    seconds = parse_time(citation.at)
    label = format_time(seconds) if seconds is not None else citation.at or (source.label if source else citation.key)
    if named and source and source.who:
        label = f"{source.who} {label}" if citation.at else source.who
    url = source.deep_link(seconds) if source else None
    if url is None:
        return label
    return f"[{label}]({url})" if twin else f'<a class="at" href="{_href(url)}">{escape_markdown(label)}</a>'


def _href(url: str) -> str:
    """An address for an attribute in a tag of ours; no bar of it divides a table's cells."""
    return escape(url).replace("|", "%7C")


def _notes(notes: tuple[NumberedNote, ...]) -> str:
    """The list of notes as HTML, which Markdown leaves alone."""
    if not notes:
        return ""
    items = [f'<ol class="notes">\n{"".join(_note(note) for note in notes)}</ol>']
    return "".join(items)


def _note(note: NumberedNote) -> str:
    source = note.source
    who = source.who
    parts = [f'<span class="note-who">{escape_markdown(who)}</span>'] if who else []
    title = source.title or (None if who else note.label)
    if title:
        parts.append(f'<cite class="note-title">{escape_markdown(title)}</cite>')
    if source.publisher:
        parts.append(f'<span class="note-publisher">{escape_markdown(source.publisher)}</span>')
    if source.date:
        parts.append(f'<time datetime="{source.date}">{source.date}</time>')
    if note.url:
        shown = escape_markdown(note.at) if note.at else "open"
        parts.append(f'<a class="at" href="{_href(note.url)}">{shown}</a>')
    elif note.at:
        parts.append(f'<span class="at">{escape_markdown(note.at)}</span>')
    back = " ".join(
        f'<a class="note-back" href="#cite-{note.number}{f"-{n}" if n > 1 else ""}" '
        f'aria-label="Back to the text{f" ({n})" if n > 1 else ""}">↩</a>'
        for n in range(1, len(note.citations) + 1)
    )
    return f'<li id="note-{note.number}">{", ".join(parts)} {back}</li>\n'


def _twin_notes(notes: tuple[NumberedNote, ...]) -> str:
    if not notes:
        return ""
    lines = ["## Notes", ""]
    for note in notes:
        at = f", {note.at}" if note.at else ""
        lines.append(f"{note.number}. {note.label}{at}{f' <{note.url}>' if note.url else ''}")
    return "\n".join(lines)


# Row anchors


def _anchor_edits(document: Document, catalogue: Catalogue) -> list[_Edit]:
    """An attribute list at the end of the first cell of each row of a decision table."""
    offsets = _offsets(document)
    edits: list[_Edit] = []
    for line, anchor in catalogue.row_anchors.get(document.id, {}).items():
        row = document.lines[line - 1]
        first = len(row) - len(row.lstrip())
        start = first + 1 if row[first : first + 1] == "|" else first
        end = _cell_end(row, start)
        content = row[start:end].rstrip()
        if re.search(r"\{:?[ ]*[^}\n]*#[^}\n]*\}\Z", content):
            continue  # The author wrote one.
        at = offsets[line - 1] + start + len(content)
        edits.append(_Edit(at, at, f" {{: #{anchor} }}"))
    return edits


def _cell_end(row: str, start: int) -> int:
    position = start
    while position < len(row) and row[position] != "|":
        position += 2 if row[position] == "\\" else 1
    return min(position, len(row))
