"""What front matter says of its document, in our keys and in those of Hugo, Jekyll, Obsidian, MkDocs and Zola."""

import re

from kb.reading.yaml_nodes import Mapping, Scalar

_NAMES = ("name", "title")
_SENTENCES = ("one_liner", "description", "summary", "subtitle", "excerpt")
FOREIGN_KEYS = frozenset(
    {
        *_NAMES,
        *_SENTENCES,
        "draft",
        "private",
        "published",
        "publish",
        "lang",
        "language",
        "locale",
        "tags",
        "taxonomies",
    }
    | {
        "aliases",
        "alias",
        "redirect_from",
        "permalink",
        "url",
        "extra",
        "image",
        "cover",
        "thumbnail",
        "logo",
        "banner",
    }
    | {"featured_image", "og_image"}
)
"""Keys of other tools that are read here."""
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_TAG_LINE = re.compile(r"(?:#[\w/-]*[^\W\d][\w/-]*(?:[ \t]+|\Z))+\Z")
_PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>")


def written_title(meta: Mapping | None) -> str:
    """The title given in front matter, `name` before `title`; empty where there is none."""
    return next((text for key in _NAMES if (text := words_of(meta, key))), "")


def written_sentence(meta: Mapping | None) -> str:
    """The one sentence that front matter gives; empty where there is none."""
    return next((text for key in _SENTENCES if (text := words_of(meta, key))), "")


def words_of(meta: Mapping | None, key: str) -> str:
    """Text of one key in one line; empty where it is missing, or a template's placeholder that nobody filled in."""
    text = " ".join(meta.text(key).split()) if meta else ""
    return "" if _PLACEHOLDER.search(text) else text


def written_tags(meta: Mapping | None) -> tuple[str, ...]:
    """Tags as a list, or as text with commas between them; those of Zola stand under `taxonomies`."""
    if meta is None:
        return ()
    found = meta.texts("tags")
    value = meta.get("tags")
    if isinstance(value, Scalar):
        found = tuple(value.text.split(","))
    taxonomies = meta.get("taxonomies")
    if isinstance(taxonomies, Mapping):
        found += taxonomies.texts("tags")
    cleaned = (tag.strip().removeprefix("#") for tag in found)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag and not _PLACEHOLDER.search(tag)))


def tags_in_text(line: str) -> tuple[str, ...]:
    """Tags of a line that holds nothing else, as `#inbox #idea`."""
    line = line.strip()
    return tuple(word[1:] for word in line.split()) if _TAG_LINE.match(line) else ()


def is_held_back(meta: Mapping | None) -> bool:
    """Whether its author has not published it: `draft: true`, `published: false`, `publish: false`, `private: true`."""
    if meta is None:
        return False

    def says(key: str, words: frozenset[str]) -> bool:
        return meta.text(key).strip().lower() in words

    return says("draft", _YES) or says("private", _YES) or says("published", _NO) or says("publish", _NO)


def written_language(meta: Mapping | None) -> str:
    """Language tag of the text, as `ja` or `pt-BR`; empty where front matter gives none."""
    for key in ("lang", "language", "locale"):
        text = words_of(meta, key)
        if _LANGUAGE.match(text):
            return text.replace("_", "-")
    return ""


def old_addresses(meta: Mapping | None) -> tuple[str, ...]:
    """Other names and addresses it is found under: `aliases`, `alias`, `permalink`, `url`, `redirect_from`."""
    if meta is None:
        return ()
    found = [*meta.texts("aliases"), *meta.texts("alias"), *meta.texts("redirect_from")]
    found += [text for key in ("permalink", "url") if (text := words_of(meta, key)) and "://" not in text]
    extra = meta.get("extra")
    if isinstance(extra, Mapping):
        found += extra.texts("aliases")
    return tuple(dict.fromkeys(text for text in found if text and not _PLACEHOLDER.search(text)))
