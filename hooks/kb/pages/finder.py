"""The page that lists the whole library, with the form that narrows the list.

Without JavaScript it is a plain list under headings. Each item carries its facets, so that the script needs no data but
the page itself.
"""

from collections.abc import Iterable, Sequence
from html import escape

from kb.library.catalogue import Catalogue
from kb.library.facets import FACETS, Value, facet_label, facets_of, short_label, values_in_use
from kb.library.own_words import Words
from kb.links.generated_pages import GUESTS, REPORT, TAGS, WANTED
from kb.pages.listing_pages import is_folder_page
from kb.pages.path_pages import other_ways
from kb.reading.document import Document
from kb.reading.plain_text import escape_markdown
from kb.reading.slugs import INDEX_NAMES

MANY = 9
"""A facet of more values is a list to choose from, not a row of boxes."""

Facets = dict[str, tuple[Value, ...]]


def browse_page(catalogue: Catalogue, title: str = "Browse") -> str:
    """Markdown of the page: a lead, the form, the list of every category."""
    found = [
        (document, facets_of(document, catalogue))
        for document in catalogue.documents.values()
        if _is_listed(document, catalogue)
    ]
    found.sort(key=lambda each: (each[0].title.casefold(), each[0].id))
    categories = {listing.slug: short_label(listing.label) for listing in catalogue.listings.categories}
    groups: dict[str, list[tuple[Document, Facets]]] = {}
    for document, facets in found:
        groups.setdefault(document.category, []).append((document, facets))
    folders = len({document.category for document, _ in found if document.folder})
    words = catalogue.words
    what = words.mark_count(len(found), "page", "pages")
    if folders:
        what = words.mark(
            "{what} in {categories}", what=what, categories=words.count(folders, "category", "categories")
        )
    ways = ["[" + words.mark(text) + f"](../{one.path})" for text, one in (("by tag", TAGS), ("by guest", GUESTS))]
    wanted = f"[{words.mark('wanted pages')}](../{WANTED.path})"
    last = (
        f"{_by_motion(catalogue)}{wanted}."
        if REPORT.path in catalogue.unwanted
        else f"{_by_motion(catalogue)}{wanted}{' and' if words.is_english else ','} "
        f"[{words.mark('what the checks found')}](../report/index.md)."
    )
    also = "Also" if words.is_english else words.mark("See also:")
    parts = [
        f"# {words.mark('Browse') if title == 'Browse' else title}",
        f"{what}. {also} {other_ways(catalogue)}{', '.join(ways)}, {last}",
        _form([facets for _, facets in found], catalogue),
    ]
    for slug, members in sorted(groups.items(), key=lambda each: categories.get(each[0], each[0]).casefold()):
        label = categories.get(slug, slug)
        parts.append(
            f"## {escape_markdown(label) or words.mark('In no folder')} {{: #{slug.replace('/', '-') or 'no-folder'} }}"
        )
        parts.append(_listing(members, words))
    return "\n\n".join(parts) + "\n"


def _is_listed(document: Document, catalogue: Catalogue) -> bool:
    """Whether a page is one of those that readers look for: the page of a folder with others in it gathers them."""
    if not catalogue.foreign:
        return bool(document.folder) and document.slug not in INDEX_NAMES
    if not is_folder_page(document):
        return document.url != "selector/"
    inside = f"{document.folder}/" if document.folder else ""
    return not any(one != document.id and one.startswith(inside) for one in catalogue.documents)


def _by_motion(catalogue: Catalogue) -> str:
    """The way to the listing by motion, where some page speaks of one."""
    return f"[by {catalogue.nouns.one}](../by-motion/index.md), " if catalogue.listings.motions_of else ""


def _form(found: Sequence[Facets], catalogue: Catalogue) -> str:
    """The form; a facet that cannot tell documents apart is not offered."""
    words = catalogue.words
    boxes, choices = [], []
    motions = [motion["id"] for motion in catalogue.rules.get("motions", ())]
    for facet, values in values_in_use(found, motions).items():
        if len(values) > 1 or (values and next(iter(values.values())) < len(found)):
            if len(values) > MANY:
                choices.append(_choice(facet, words.name(facet_label(facet, catalogue.nouns)), values, words))
            else:
                boxes.append(_boxes(facet, words.name(facet_label(facet, catalogue.nouns)), values, words))
    link = f'<a href="../wanted/">{words.mark("see which pages are wanted")}</a>'
    none = words.mark("No page has all of these. Take one away, or {link}.", link=link)
    return "\n".join(
        [
            f'<form class="finder" data-finder role="search" aria-label="{words.say("Narrow the list")}" '
            'autocomplete="off">',
            '<link rel="stylesheet" href="../assets/stylesheets/finder.css">',
            *boxes,
            '<div class="finder__row">',
            *choices,
            f'<p class="finder__choice"><label for="finder-q">{words.mark("Words in title or summary")}</label>'
            '<input type="search" id="finder-q" name="q" spellcheck="false"></p>',
            "</div>",
            '<p class="finder__state"><output data-finder-count>'
            f"{words.mark_count(len(found), 'page', 'pages')}</output>"
            f'<button type="reset" class="action" hidden>{words.mark("Show all")}</button></p>',
            '<p class="finder__notice" data-finder-notice role="status" hidden></p>',
            f'<p class="finder__none" data-finder-none hidden>{none}</p>',
            "</form>",
        ]
    )


def _boxes(facet: str, label: str, values: dict[Value, int], words: Words) -> str:
    boxes = "".join(
        f'<label class="finder__box"><input type="checkbox" name="{facet}" value="{escape(value.slug)}">'
        f'<span>{words.name(value.label)} <span class="finder__n" data-n>{number}</span></span></label>'
        for value, number in values.items()
    )
    return f'<fieldset class="finder__facet"><legend>{label}</legend><div>{boxes}</div></fieldset>'


def _choice(facet: str, label: str, values: dict[Value, int], words: Words) -> str:
    options = "".join(
        f'<option value="{escape(value.slug)}" data-label="{escape(value.label)}">{escape(value.label)} ({number})'
        "</option>"
        for value, number in values.items()
    )
    return (
        f'<p class="finder__choice"><label for="finder-{facet}">{label}</label>'
        f'<select id="finder-{facet}" name="{facet}"><option value="">{words.say("Any")}</option>{options}</select></p>'
    )


def _listing(members: Iterable[tuple[Document, Facets]], words: Words) -> str:
    return "\n".join(['<ul class="entries" data-finder-list>', *(_item(*member, words) for member in members), "</ul>"])


def _item(document: Document, facets: Facets, words: Words) -> str:
    data = "".join(
        f' data-{facet}="{escape(" ".join(value.slug for value in facets[facet]))}"'
        for facet in FACETS
        if facets[facet]
    )
    kind = words.name(facets["kind"][0].label)
    about = f"<p>{escape(_one_line(document.one_liner))}</p>" if document.one_liner else ""
    return (
        f'<li{data}><a href="../{escape(document.url)}">{escape(_one_line(document.title))}</a> '
        f'<span class="type">{kind}</span>{about}</li>'
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
