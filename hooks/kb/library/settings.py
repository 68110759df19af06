"""What the owner of a library says of its site: `library.yml`, one small file, all of it optional.

`SETTINGS` is the one table: reading, refusals, the published schema and the guide are made from it.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kb.checks.files import decode_file
from kb.library.looks import DRAWINGS, MARKS
from kb.links.generated_pages import folders_above, generated_pages
from kb.problems.problem import Problem, finding, offer
from kb.reading import frontmatter as yaml
from kb.reading.document import Document
from kb.reading.names import DocumentId
from kb.reading.raw_tags import why_never
from kb.reading.slugs import INDEX_NAMES, document_id, document_url, title_of

SETTINGS_PATH = "library.yml"
"""Where the settings stand under the library's root."""
CODE = "E092"


class SelectorChoice(StrEnum):
    """Whose questions the selector asks."""

    OWN = "own"
    """The library's: it has pages of kind question."""
    MOTIONBOOK = "motionbook"
    """Motionbook's, about ways to market."""
    NONE = "none"
    """Nobody's: pages carry no selector."""


class ReadmeChoice(StrEnum):
    """What a folder's README is."""

    FOLDER = "folder"
    """The page of its folder, where no `index.md` is."""
    PAGE = "page"
    """A page like any other; the build makes the page of the folder."""
    HIDDEN = "hidden"
    """No page: it speaks to those who work on the folder."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file."""

    key: str
    kind: str
    """text, address, file, flag, language, color, tags, ways, folders, or one of the words in `choices`."""
    example: str
    about: str
    choices: tuple[str, ...] = ()


COLOR_PAIR = (
    Setting("light", "color", '"#1f4e9e"', "on the light ground"),
    Setting("dark", "color", '"#8fb4ff"', "on the dark ground"),
)
DECISION = (
    Setting("noun", "text", "database", "what is chosen, in the singular"),
    Setting("plural", "text", "databases", "the same in the plural"),
)
OPTION = (
    Setting("mark", "choice", "square", "its sign beside the name", tuple(MARKS)),
    Setting("light", "color", '"#0229d3"', "its color on the light ground"),
    Setting("dark", "color", '"#a9c5ff"', "its color on the dark ground"),
    Setting("picture", "choice", "seller", "a drawing of who delivers and who pays", DRAWINGS),
)
SETTINGS = (
    Setting("title", "text", "Database notes", "the site's name; without it the title of the top README or index"),
    Setting("description", "text", "Which database to start with", "one sentence for search engines and feeds"),
    Setting("author", "text", "Ada Example", "who answers for the pages"),
    Setting("language", "language", "de", "of the pages, as a code"),
    Setting("address", "address", "https://example.org/notes/", "where the site is published"),
    Setting("repository", "address", "https://example.org/notes.git", "where the pages are kept"),
    Setting("edit", "text", "edit/main/", "path below the repository at which a page is edited"),
    Setting("logo", "file", "images/logo.svg", "picture in the header, a file of the library"),
    Setting("favicon", "file", "images/favicon.svg", "sign in the browser's tab, a file of the library"),
    Setting("footer", "text", "Text under CC BY 4.0", "one line at the foot of every page"),
    Setting("selector", "choice", "own", "whose questions the selector asks", tuple(SelectorChoice)),
    Setting("navigation", "ways", "[pricing, browse]", "what the header leads to, in order: folders, pages, lists"),
    Setting("hidden", "folders", "[pricing/old]", "folders of which nothing is published"),
    Setting("readme", "choice", "folder", "what a folder's README is", tuple(ReadmeChoice)),
    Setting("drafts", "flag", "false", "whether documents that are held back are published"),
    Setting("report", "flag", "false", "whether the report of problems is a page of the site"),
    Setting("html", "tags", "[meter value min max, dialog open]", "tags of HTML that are let through besides"),
    Setting("colors", "group", "", "the color of links, on light and on dark ground"),
    Setting("decision", "group", "", "what the selector calls what it ranks"),
    Setting("options", "options", "", "color and mark of each option that is ranked, by its id"),
)
GROUPS = {"colors": COLOR_PAIR, "decision": DECISION}
BY_OPTION = {"options": OPTION}
"""Groups with an entry for each option that is ranked, by its id."""

GROUNDS = {"light": "#fbfaf7", "dark": "#14161a"}
"""What text stands on; `site_overrides/assets/stylesheets/tokens.css` has the same, and a test compares them."""
LEAST_CONTRAST = 4.5
"""For text: WCAG 2.2, success criterion 1.4.3."""

_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_LISTED = ("tags", "ways", "folders")
"""Kinds whose value is a list."""
_FLAGS = {"true": True, "false": False}
README_FILES = frozenset(f"{name}.md" for name in INDEX_NAMES if name.lower() == "readme")
_TAG_PATTERN = "^[a-z][a-z0-9-]*(?: +[a-z][a-z0-9-]*)*$"


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation."""

    name: str
    """A folder, the id of a document, or a list that the build makes."""
    label: str = ""
    """What readers see; the page's own name where its owner says none."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """What a reader is told is ranked."""

    one: str = "option"
    many: str = "options"

    @property
    def start_one(self) -> str:
        """The singular as a sentence or a column begins."""
        return self.one[:1].upper() + self.one[1:]

    @property
    def start_many(self) -> str:
        """The plural as a heading begins."""
        return self.many[:1].upper() + self.many[1:]


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """The settings as they are used; an empty text or None where nothing is said."""

    title: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    address: str = ""
    repository: str = ""
    edit: str = ""
    logo: str = ""
    favicon: str = ""
    footer: str = ""
    selector: SelectorChoice | None = None
    navigation: tuple[Way, ...] = ()
    hidden: tuple[str, ...] = ()
    """Folders without a slash at their end."""
    readme: ReadmeChoice = ReadmeChoice.FOLDER
    drafts: bool = False
    report: bool = False
    html: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Tags that are let through besides those that lay out text, each with attributes."""
    colors: Mapping[str, str] = field(default_factory=dict)
    """Color of links by ground: `light`, `dark`."""
    decision: Mapping[str, str] = field(default_factory=dict)
    """`noun` and `plural`."""
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`mark`, `light`, `dark` and `picture` by option."""

    @property
    def labels(self) -> dict[str, str]:
        """What the owner calls a folder or page, by its name, in the order of the navigation."""
        return {way.name: way.label for way in self.navigation if way.label}

    def title_of_folder(self, folder: str) -> str:
        """What the owner calls a folder; else its name in words."""
        return self.labels.get(folder) or title_of(folder.rpartition("/")[2])

    def place_of(self, folder: str) -> tuple[int, str]:
        """By which folders are sorted: as the navigation names them, the others behind by name."""
        names = [way.name for way in self.navigation]
        return names.index(folder) if folder in names else len(names), folder

    def hides(self, path: str) -> bool:
        """Whether no page is made of a document, given by its path."""
        folder, _, name = path.rpartition("/")
        if self.readme is ReadmeChoice.HIDDEN and name in README_FILES:
            return True
        return any(f"{folder}/".startswith(f"{hidden}/") for hidden in self.hidden)

    @property
    def nouns(self) -> Nouns:
        """What the selector ranks; options where the owner has no word for them."""
        one = self.decision.get("noun", "option")
        return Nouns(one, self.decision.get("plural", f"{one}s"))


NO_SETTINGS = LibrarySettings()


def read_settings(files: Mapping[str, bytes]) -> tuple[LibrarySettings, list[Problem]]:
    """The settings of a library and everything wrong with them; what is wrong is as if it were not there."""
    if SETTINGS_PATH not in files:
        return NO_SETTINGS, []
    text, problems = decode_file(SETTINGS_PATH, files[SETTINGS_PATH])
    if text is None:
        return NO_SETTINGS, problems
    node, found = yaml.read_yaml(text, SETTINGS_PATH)
    problems.extend(found)
    if node is None:
        return NO_SETTINGS, problems
    if not isinstance(node, yaml.Mapping):
        why, fix = "none of them is read", "write key: value lines, such as title: My notes"
        return NO_SETTINGS, [*problems, _wrong(node, "the settings are no list of keys", why, fix)]
    values = _read_group(node, SETTINGS, files, problems)
    for key, choice in (("selector", SelectorChoice), ("readme", ReadmeChoice)):
        if key in values:
            values[key] = choice(values[key])
    return LibrarySettings(**values), problems


def contrast(one: str, other: str) -> float:
    """Contrast of two colors from 1 to 21.

    Source: WCAG 2.2, definitions of contrast ratio and relative luminance.
    """
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def choose_selector(
    settings: LibrarySettings,
    *,
    has_questions: bool,
    names_of_ours: Iterable[str],
    documents: Mapping[DocumentId, Document],
) -> SelectorChoice:
    """Whose questions the selector asks: as its owner says, else as the library itself tells.

    Args:
        has_questions: the library holds pages of kind question.
        names_of_ours: documents that Motionbook's rules cite or name.
        documents: of the library, by id.
    """
    if settings.selector is not None and not (settings.selector is SelectorChoice.OWN and not has_questions):
        return settings.selector
    if has_questions:
        return SelectorChoice.OWN
    named = any(name in documents for name in names_of_ours)
    return SelectorChoice.MOTIONBOOK if named else SelectorChoice.NONE


def title_of_library(settings: LibrarySettings, documents: Mapping[DocumentId, Document], folder: str) -> str:
    """What the site is called: as its owner says, else by its first page, else by its folder."""
    first = next((document for document in documents.values() if document.url == ""), None)
    return settings.title or (first.title if first else "") or folder


def settings_schema() -> str:
    """The JSON Schema of the file, for editors."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "library.yml of a Motionbook library",
        **_group_schema(SETTINGS),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _group_schema(settings: tuple[Setting, ...]) -> dict[str, Any]:
    patterns = {"address": _ADDRESS, "language": _LANGUAGE, "color": _COLOR}
    fields: dict[str, Any] = {}
    for setting in settings:
        if setting.kind == "group":
            entry = _group_schema(GROUPS[setting.key])
        elif setting.kind == "options":
            entry = {"type": "object", "additionalProperties": _group_schema(BY_OPTION[setting.key])}
        elif setting.kind == "flag":
            entry = {"type": "boolean"}
        elif setting.kind == "tags":
            entry = {"type": "array", "items": {"type": "string", "pattern": _TAG_PATTERN}}
        elif setting.kind == "folders":
            entry = {"type": "array", "items": {"type": "string", "minLength": 1}}
        elif setting.kind == "ways":
            label = {"type": "string", "minLength": 1}
            named = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": label}
            entry = {"type": "array", "items": {"anyOf": [label, named]}}
        elif setting.kind == "choice":
            entry = {"enum": list(setting.choices)}
        else:
            entry = {"type": "string", "minLength": 1}
            if pattern := patterns.get(setting.kind):
                entry["pattern"] = f"^{pattern.pattern.removesuffix(chr(92) + 'Z')}$"
        fields[setting.key] = {"description": setting.about, **entry}
        if setting.example:
            shown = _FLAGS.get(setting.example, setting.example.strip('"'))
            fields[setting.key]["examples"] = [
                setting.example.strip("[]").split(", ") if setting.kind in _LISTED else shown
            ]
    return {"type": "object", "additionalProperties": False, "properties": fields}


def _read_group(
    node: yaml.Mapping, settings: tuple[Setting, ...], files: Mapping[str, bytes], problems: list[Problem]
) -> dict[str, Any]:
    known = {setting.key: setting for setting in settings}
    values: dict[str, Any] = {}
    for entry in node:
        setting = known.get(entry.key.text)
        if setting is None:
            what = f"unknown setting '{entry.key.text}'"
            problems.append(_wrong(entry.key, what, "it would never be read", offer(entry.key.text, known)))
        elif setting.kind == "group":
            if isinstance(entry.value, yaml.Mapping):
                values[setting.key] = _read_group(entry.value, GROUPS[setting.key], files, problems)
            else:
                keys = ", ".join(one.key for one in GROUPS[setting.key])
                fix = f"write below it, indented: {keys}"
                problems.append(_wrong(entry.key, f"'{setting.key}' has no keys of its own", "it says nothing", fix))
        elif setting.kind == "options":
            values[setting.key] = _read_by_option(entry, BY_OPTION[setting.key], files, problems)
        elif setting.kind in _LISTED:
            if not isinstance(entry.value, yaml.Sequence):
                what, fix = f"'{setting.key}' is no list", f"write one as {setting.key}: {setting.example}"
                problems.append(_wrong(entry.value or entry.key, what, "nothing of it is read", fix))
                continue
            if setting.kind == "tags":
                values[setting.key] = _read_tags(entry.value, problems)
                continue
            ways = _read_ways(entry.value, _places(files, with_pages=setting.kind == "ways"), problems)
            values[setting.key] = ways if setting.kind == "ways" else tuple(way.name for way in ways)
        else:
            found = list(_check(setting, entry.value, files))
            problems.extend(_wrong(entry.value or entry.key, *each) for each in found)
            if not found and isinstance(entry.value, yaml.Scalar):
                text = entry.value.text
                values[setting.key] = _FLAGS[text] if setting.kind == "flag" else text
    return values


def _read_by_option(
    entry: yaml.Entry, settings: tuple[Setting, ...], files: Mapping[str, bytes], problems: list[Problem]
) -> dict[str, dict[str, Any]]:
    """A group of settings for each option; whether there is such an option, `check_options` says."""
    options = {}
    for option in entry.value if isinstance(entry.value, yaml.Mapping) else ():
        if isinstance(option.value, yaml.Mapping):
            options[option.key.text] = _read_group(option.value, settings, files, problems)
    if not options:
        fix = f"write an option's id below it, indented, and below that {', '.join(one.key for one in settings)}"
        problems.append(_wrong(entry.key, f"'{entry.key.text}' names no option", "it says nothing", fix))
    return options


def _places(files: Iterable[str], *, with_pages: bool) -> set[str]:
    """Every folder that holds a document, and with them the names of pages, those of the build among them."""
    others = list(files)
    ids = {document_id(path) for path in others if path.endswith(".md")}
    made = generated_pages(ids, others) if with_pages else ()
    return {
        *folders_above(ids),
        *(ids if with_pages else ()),
        *(document_url(document_id(path))[:-1] for path in made),
    } - {""}


def _read_ways(node: yaml.Sequence, known: Collection[str], problems: list[Problem]) -> tuple[Way, ...]:
    """Names of folders and pages, each alone or with what it is called; what there is none of is a problem."""
    ways: dict[str, Way] = {}
    for item in node:
        pairs = [(one.key, one.value) for one in item] if isinstance(item, yaml.Mapping) else [(item, None)]
        for key, value in pairs:
            name = key.text.strip("/").removesuffix(".md") if isinstance(key, yaml.Scalar) else ""
            if name not in known:
                what = f"'{name}' is no folder or page of the library" if name else "an entry names no folder or page"
                near = offer(name, sorted(known, key=lambda one: (one.count("/"), one)))
                problems.append(_wrong(key, what, "it leads nowhere", near if known else "take it out"))
            elif value is not None and not (isinstance(value, yaml.Scalar) and value.text):
                fix = f"write it as {name}: What it is called"
                problems.append(_wrong(key, f"'{name}' has no single label", "readers would see nothing", fix))
            elif name in ways:
                problems.append(_wrong(key, f"'{name}' stands twice", "once is enough", "take one out"))
            else:
                ways[name] = Way(name, value.text if isinstance(value, yaml.Scalar) else "")
    return tuple(ways.values())


def _read_tags(node: yaml.Sequence, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """Tags with the attributes behind each; what can never be let through is a problem."""
    tags: dict[str, tuple[str, ...]] = {}
    for item in node:
        words = item.text.split() if isinstance(item, yaml.Scalar) else []
        if not words:
            fix = "write a tag's name, and behind it the attributes that it may have"
            problems.append(_wrong(item, "an entry names no tag", "it lets nothing through", fix))
            continue
        name, *attributes = words
        if why := why_never(name):
            problems.append(_wrong(item, f"<{name}> is never let through", why, "take it out of the list"))
            continue
        for attribute in attributes:
            if why := why_never(name, attribute):
                what = f"'{attribute}' of <{name}> is never let through"
                problems.append(_wrong(item, what, why, "take it out of the list"))
        kept = (attribute for attribute in attributes if not why_never(name, attribute))
        tags[name] = tuple(dict.fromkeys((*tags.get(name, ()), *kept)))
    return tags


def check_options(files: Mapping[str, bytes], settings: LibrarySettings, known: Collection[str]) -> list[Problem]:
    """Options that have a look and are not ranked."""
    unknown = [name for name in settings.options if name not in known]
    if not unknown:
        return []
    node, _ = yaml.read_yaml(files[SETTINGS_PATH].decode("utf-8", "replace"), SETTINGS_PATH)
    group = node.get("options") if isinstance(node, yaml.Mapping) else None
    keys = {entry.key.text: entry.key for entry in group} if isinstance(group, yaml.Mapping) else {}
    return [
        _wrong(keys[name], f"'{name}' is no option that is ranked", "its look is never seen", offer(name, known))
        for name in unknown
        if name in keys
    ]


def _check(setting: Setting, value: yaml.Node, files: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """What, why and how to mend, where a value is none of its kind."""
    example = f"write one as {setting.key}: {setting.example}"
    if not isinstance(value, yaml.Scalar) or not value.text:
        yield f"'{setting.key}' has no single value", "it says nothing", example
    elif setting.kind == "choice" and value.text not in setting.choices:
        yield f"'{value.text}' is no {setting.key}", "nobody can tell what is meant", offer(value.text, setting.choices)
    elif setting.kind == "flag" and value.text not in _FLAGS:
        yield f"'{value.text}' is neither true nor false", f"'{setting.key}' is a yes or a no", example
    elif setting.kind == "address" and not _ADDRESS.match(value.text):
        yield f"'{value.text}' is no full address", "links made from it lead nowhere", example
    elif setting.kind == "language" and not _LANGUAGE.match(value.text):
        yield f"'{value.text}' is no language code", "browsers read the pages aloud by it", example
    elif setting.kind == "color" and not _COLOR.match(value.text):
        yield f"'{value.text}' is no color of six hex digits", "its contrast cannot be checked", example
    elif setting.kind == "color" and (ratio := contrast(value.text, GROUNDS[setting.key])) < LEAST_CONTRAST:
        what = f"{value.text} on the {setting.key} ground {GROUNDS[setting.key]} has a contrast of {ratio:.1f} to 1"
        fix = f"choose a color with at least {LEAST_CONTRAST} to 1"
        yield what, "text in it is hard to read for many", fix
    elif setting.kind == "file" and value.text not in files:
        near = sorted(name for name in files if not name.endswith((".md", ".yml")))
        yield (
            f"'{value.text}' is no file of the library",
            "nothing would be shown",
            offer(value.text, near or sorted(files)),
        )


def _wrong(place: Any, what: str, why: str, fix: str) -> Problem:
    return finding(SETTINGS_PATH, place, CODE, what, why, fix)
