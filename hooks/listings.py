"""Pages nobody writes: home and selector where a library has none, lists by category, tag and guest, wanted pages."""

from collections.abc import Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from build_state import BuildState
from kb.catalogue import Catalogue
from kb.document import Document, Kind
from kb.listings import Listing

# Kinds with a folder of their own; every other folder of frameworks is a category.
FOLDERS = {Kind.MOTION: "motions", Kind.QUESTION: "questions", Kind.CASE: "cases"}


def navigation(catalogue: Catalogue) -> list[dict[str, str]]:
    """What the header leads to: a handful of pages, however large the library."""
    pages = [("Home", "index.md"), ("Selector", "selector.md")]
    folders = {document.folder for document in catalogue.documents.values()}
    pages += [(name.capitalize(), f"{name}/index.md") for name in FOLDERS.values() if name in folders]
    pages.insert(-1 if "cases" in folders else len(pages), ("Browse", "browse/index.md"))
    if "about/how-scoring-works" in catalogue.documents:
        pages.append(("About", "about/how-scoring-works.md"))
    else:
        pages += [("Tags", "tags/index.md"), ("Guests", "guests/index.md")]
    return [{name: path} for name, path in pages]


def add_listings(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add the generated pages that the library does not have itself."""
    for path, text in listings(state.catalogue).items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))


def listings(catalogue: Catalogue) -> dict[str, str]:
    """Markdown of every generated page by its path; the same library gives the same text."""
    documents = [document for document in catalogue.documents.values() if document.kind is not Kind.PAGE]
    frameworks = [document for document in documents if document.kind is Kind.FRAMEWORK]
    shared = catalogue.listings
    pages = {
        "index.md": home(frameworks),
        "selector.md": page(
            "Selector", "Answer what you know. Leave the rest open: the selector says what it changes."
        ),
        "tags/index.md": grouped("Tags", f"{count(len(shared.tags), 'tag')}.", shared.tags, catalogue),
        "guests/index.md": grouped("Guests", f"{count(len(shared.guests), 'guest')}.", shared.guests, catalogue),
        "by-motion/index.md": grouped(
            "By motion", "Which pages speak of each motion, by their links and relations.", shared.motions, catalogue
        ),
        "wanted/index.md": wanted(catalogue),
    }
    everything = [document for document in catalogue.documents.values() if document.slug != "index"]
    for category, members in by_category(everything).items():
        name = words(category)
        pages[f"{category}/index.md"] = page(
            name, f"{count(len(members), 'page')}.", entries(members, "../" * (category.count("/") + 1))
        )
    return pages


def page(title: str, lead: str, *rest: str) -> str:
    """A page of one title, one lead and what follows."""
    return "\n\n".join([f"# {title}", lead, *rest]) + "\n"


def home(frameworks: list[Document]) -> str:
    """The first page of a library that has none."""
    categories = by_category(frameworks)
    items = [f"- [{words(name)}]({name}/index.md): {count(len(group), 'page')}" for name, group in categories.items()]
    return page(
        "Frameworks",
        f"{count(len(frameworks), 'framework')} in {count(len(categories), 'category', 'categories')}.",
        "\n".join(items),
        "[All on one page](browse/index.md), [by tag](tags/index.md), [by guest](guests/index.md), "
        "[wanted pages](wanted/index.md).",
    )


def grouped(title: str, lead: str, groups: Iterable[Listing], catalogue: Catalogue) -> str:
    """One heading a group, with what it is and its members below."""
    parts = []
    for group in groups:
        members = entries([catalogue.documents[identity] for identity in group.ids], "../")
        about = f"{escape(group.description)}\n\n" if group.description else ""
        parts.append(f"## {escape(group.label)} {{: #{group.slug} }}\n\n{about}{members}")
    return page(title, lead, *parts)


def wanted(catalogue: Catalogue) -> str:
    """What documents name and nobody has written, the most wanted first."""
    items = []
    for entry in sorted(catalogue.wanted, key=lambda each: (-len(each.wants), each.name.casefold(), each.slug)):
        near = f"; nearest existing: {', '.join(entry.nearest)}" if entry.nearest else ""
        sources = dict.fromkeys(want.source for want in entry.wants)
        places = entries_in_line([catalogue.documents[identity] for identity in sources])
        items.append(f"- **{escape(entry.name)}** is named by {places}{near}")
    lead = "Pages that others name and that do not exist yet." if items else "Every page that is named exists."
    return page("Wanted pages", lead, "\n".join(items))


def entries_in_line(members: Iterable[Document]) -> str:
    """Links to documents from a generated page, in one line."""
    return ", ".join(f"[{escape(document.title)}](../{document.path})" for document in members)


def entries(members: Iterable[Document], up: str) -> str:
    """A list of documents with their one-liners."""
    lines = []
    for document in members:
        about = f": {escape(document.one_liner)}" if document.one_liner else ""
        lines.append(f"- [{escape(document.title)}]({up}{document.path}){about}")
    return "\n".join(lines)


def by_category(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by folder, both in order; the top of the library has no category."""
    groups: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda each: (each.folder, each.title.casefold(), each.id)):
        if document.folder:
            groups.setdefault(document.folder, []).append(document)
    return groups


def words(slug: str) -> str:
    """A folder's name as words: `product-strategy` is Product strategy."""
    text = slug.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:]


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 page`, `12 pages`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
