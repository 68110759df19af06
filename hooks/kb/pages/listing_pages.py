"""Pages nobody writes: home and selector where a library has none, lists by category, tag and guest, wanted pages."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from kb.library.catalogue import Catalogue
from kb.library.listings import Listing, guest_of
from kb.links.generated_pages import BROWSE, GUESTS, TAGS, WANTED
from kb.links.wanted import Wanted
from kb.pages.home_figures import count
from kb.pages.pictures.ways import picture_of
from kb.reading.document import Document, Kind
from kb.reading.plain_text import escape_markdown
from kb.reading.slugs import INDEX_NAMES

SELECTOR_LEAD = "Answer what you know. Leave the rest open: the selector says what it changes."


def page(title: str, lead: str, *rest: str) -> str:
    """A page of one title, one lead and what follows."""
    return "\n\n".join([f"# {title}", lead, *rest]) + "\n"


def home(catalogue: Catalogue) -> str:
    """The first page of a library that has none: its folders, and what lies in none."""
    documents, words = list(catalogue.documents.values()), catalogue.words
    folders = sorted(
        {document.folder.partition("/")[0] for document in documents if document.folder},
        key=catalogue.settings.place_of,
    )
    items = []
    for folder in folders:
        inside = sum(document.id.startswith(f"{folder}/") for document in documents)
        items.append(f"- {_folder_link(folder, '', catalogue)}: {words.mark_count(inside, 'page', 'pages')}")
    loose = [document for document in documents if not document.folder and document.url not in ("", "selector/")]
    guests = len(catalogue.listings.guests)
    is_all_frameworks = all(document.kind is Kind.FRAMEWORK for document in documents)
    names = ("framework", "frameworks") if is_all_frameworks else ("page", "pages")
    what = words.count(len(documents), *names)
    if guests:
        what = words.say("{what} by {guests}", what=what, guests=words.count(guests, "guest", "guests"))
    if folders:
        found = words.count(len(folders), "category", "categories")
        what = words.say("{what} in {categories}", what=what, categories=found)
    ways = {"All pages": BROWSE, "by tag": TAGS, "by guest": GUESTS, "wanted pages": WANTED}
    return page(
        words.mark("Frameworks" if is_all_frameworks else "Contents"),
        words.mark("{what}, each with its source and with what it is tied to.", what=what),
        *([f"## {words.mark('Categories')} {{: #categories }}", "\n".join(items)] if items else []),
        *(
            [f"## {words.mark('Pages')} {{: #pages }}", entries(sorted(loose, key=_by_title), "", catalogue)]
            if loose
            else []
        ),
        ", ".join(f"[{words.mark(text)}]({one.path})" for text, one in ways.items()) + ".",
    )


def selector_page(catalogue: Catalogue) -> str:
    """The page of the selector, where a library has none."""
    return page("Selector", SELECTOR_LEAD)


def tags_page(catalogue: Catalogue) -> str:
    """Every tag with its pages."""
    tags = sorted(catalogue.listings.tags, key=lambda tag: (tag.label.casefold(), tag.slug))
    words = catalogue.words
    lead = words.mark("{tags}, like the index of a book.", tags=words.count(len(tags), "tag", "tags"))
    return grouped(words.mark("Tags"), lead, tags, catalogue)


def guests_page(catalogue: Catalogue) -> str:
    """Every guest with what we have of them."""
    guests = catalogue.listings.guests
    words = catalogue.words
    lead = words.mark("{guests} and what we have of each.", guests=words.count(len(guests), "guest", "guests"))
    return grouped(words.mark("Guests"), lead, guests, catalogue, with_lines=True)


def motions_page(catalogue: Catalogue) -> str:
    """Every motion with the pages that speak of it."""
    noun = catalogue.nouns.one
    lead = f"Which pages speak of each {noun}, by their links and relations."
    return grouped(f"By {noun}", lead, catalogue.listings.motions, catalogue)


def _by_title(document: Document) -> tuple[str, str]:
    return document.title.casefold(), document.id


def is_folder_page(document: Document) -> bool:
    """Whether a document stands at the address of the folder it lies in."""
    return document.slug in INDEX_NAMES and document.url == (f"{document.folder}/" if document.folder else "")


def page_of_folder(folder: str, catalogue: Catalogue) -> Document | None:
    """The document that is the page of a folder; None where the build makes one."""
    return next((one for one in catalogue.documents.values() if one.url == f"{folder}/"), None)


def _folder_link(folder: str, up: str, catalogue: Catalogue) -> str:
    document = page_of_folder(folder, catalogue)
    if document and folder not in catalogue.settings.labels:
        return link_to(document, up)
    name = catalogue.settings.title_of_folder(folder)
    return f"[{escape_markdown(name)}]({up}{quote(folder)}/index.md)"


def link_to(document: Document, up: str) -> str:
    """A link to a document by its title, from a generated page."""
    return f"[{escape_markdown(document.title)}]({up}{_target(document)})"


def _target(document: Document) -> str:
    return quote(document.path, safe="/-_.~")


def folder_lists(folder: str, catalogue: Catalogue, up: str) -> list[str]:
    """What lies in a folder: its folders, then its pages."""
    depth = folder.count("/") + 2 if folder else 1
    inner = {"/".join(identity.split("/")[:depth]) for identity in catalogue.documents if identity.count("/") >= depth}
    inner = {each for each in inner if each.startswith(f"{folder}/")} if folder else inner
    folders = [f"- {_folder_link(each, up, catalogue)}" for each in sorted(inner)]
    pages = [
        document
        for document in catalogue.documents.values()
        if document.folder == folder and not is_folder_page(document) and document.url.rstrip("/") not in inner
    ]
    parts = ["\n".join(folders)] if folders else []
    return [*parts, entries(sorted(pages, key=_by_title), up, catalogue)] if pages else parts


def category_page(category: str, members: Sequence[Document], catalogue: Catalogue) -> str:
    """The pages of one folder; questions stand under their group, in the order in which they weigh."""
    up = "../" * (category.count("/") + 1)
    name = escape_markdown(catalogue.settings.title_of_folder(category))
    rules = catalogue.rules
    if not catalogue.foreign and members and all(one.kind is Kind.QUESTION for one in members) and rules.get("groups"):
        return page(name, _question_lead(members), *_question_groups(members, catalogue, up))
    if not catalogue.foreign and members and all(one.kind is Kind.MOTION for one in members):
        order = [motion.get("page") for motion in rules.get("motions", ())]
        members = sorted(members, key=lambda one: order.index(one.id) if one.id in order else len(order))
        is_drawn = all(picture_of(one.slug, catalogue.settings) for one in members)
        drawn = ": the line is what is delivered, the dots are money" if is_drawn else ""
        lead = f"{count(len(members), catalogue.nouns.one, catalogue.nouns.many)}{drawn}."
        return page(name, lead, entries(members, up, catalogue, by_guest=False))  # as the gallery shows them
    inside = sum(identity.startswith(f"{category}/") for identity in catalogue.documents)
    return page(name, f"{catalogue.words.mark_count(inside, 'page', 'pages')}.", *folder_lists(category, catalogue, up))


def _question_lead(members: Sequence[Document]) -> str:
    return f"{count(len(members), 'question', 'questions')}, by what they weigh in the ranking."


def _question_groups(members: Sequence[Document], catalogue: Catalogue, up: str) -> Iterator[str]:
    pages = {question["page"]: question for question in catalogue.rules["questions"]}
    groups = sorted(catalogue.rules["groups"], key=lambda group: -group["weight"])
    for group in groups:
        mine = [one for one in members if pages.get(one.id, {}).get("group") == group["id"]]
        if mine:
            yield f"## {escape_markdown(group['label'])} {{: #{group['id']} }}"
            yield f"Weight {group['weight']} of {sum(each['weight'] for each in groups)}."
            yield entries(mine, up, catalogue)
    others = [one for one in members if not pages.get(one.id, {}).get("group")]
    if others:
        yield "## Beside the ranking {: #beside }"
        yield "They never change the ranking."
        yield entries(others, up, catalogue)


def grouped(title: str, lead: str, groups: Iterable[Listing], catalogue: Catalogue, *, with_lines: bool = False) -> str:
    """One heading a group, with what it is and its members below.

    Args:
        with_lines: each member with its one-liner; its title alone where there are many.
    """
    parts = []
    for group in groups:
        if not group.ids:  # a motion that no page speaks of
            continue
        members = [catalogue.documents[identity] for identity in group.ids]
        listed = entries(members, "../", catalogue, by_guest=False) if with_lines else titles(members, "../")
        about = f"{escape_markdown(group.description)}\n\n" if group.description else ""
        parts.append(f"## {escape_markdown(group.label)} {{: #{group.slug} }}\n\n{about}{listed}")
    return page(title, lead if parts else catalogue.words.mark("Nothing here yet."), *parts)


def wanted_page(catalogue: Catalogue) -> str:
    """What documents name and nobody has written, the most wanted first."""
    found = sorted(catalogue.wanted, key=lambda each: (-len(each.wants), each.name.casefold(), each.slug))
    words, lead = catalogue.words, catalogue.words.mark("Every page that is named exists.")
    if found:
        lead = words.mark(
            "{pages} that others name and that nobody has written yet, the most wanted first.",
            pages=words.count(len(found), "page", "pages"),
        )
    return page(words.mark("Wanted pages"), lead, "\n\n".join(_wanted(entry, catalogue) for entry in found))


def _wanted(entry: Wanted, catalogue: Catalogue) -> str:
    sources = [catalogue.documents[identity] for identity in dict.fromkeys(want.source for want in entry.wants)]
    words, named = catalogue.words, entries_in_line(sources)
    lines = [f"- **{escape_markdown(entry.name)}**", f"    {words.mark('Named by {pages}.', pages=named)}"]
    if entry.nearest:
        near = [catalogue.documents[identity] for identity in entry.nearest if identity in catalogue.documents]
        lines.append(f"    {words.mark('Nearest existing: {pages}.', pages=entries_in_line(near))}")
    return "\n\n".join(lines)


def entries_in_line(members: Iterable[Document]) -> str:
    """Links to documents from a generated page, in one line."""
    return ", ".join(link_to(document, "../") for document in members)


def titles(members: Iterable[Document], up: str) -> str:
    """A list of documents by their titles alone."""
    return "\n".join(f"- {link_to(document, up)}" for document in members)


def entries(members: Iterable[Document], up: str, catalogue: Catalogue, *, by_guest: bool = True) -> str:
    """A list of documents, each with who it is from and its one-liner."""
    items = []
    for document in members:
        guest = guest_of(document, catalogue.sources) if by_guest else ""
        source = f" *{escape_markdown(guest)}*" if guest else ""
        item = f"- {link_to(document, up)}{source}"
        items.append(f"{item}\n\n    {escape_markdown(document.one_liner)}" if document.one_liner else item)
    return "\n\n".join(items)


def by_category(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by folder, both in order; the top of the library has no category."""
    groups: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda each: (each.folder, each.title.casefold(), each.id)):
        if document.folder:
            groups.setdefault(document.folder, []).append(document)
    return groups
