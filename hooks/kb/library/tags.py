"""The tag vocabulary: `tags.yml` names each tag once, with a label and a sentence."""

import re
import unicodedata
from collections.abc import Container, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from kb.problems.problem import Problem, finding, offer
from kb.reading.document import Document
from kb.reading.frontmatter import Mapping, Scalar, Sequence, read_yaml
from kb.reading.names import DocumentId
from kb.reading.slugs import name_key, title_of

TAGS_PATH = "tags.yml"
"""Where the vocabulary stands under the library's root."""
FIELDS = ("label", "description")

_TAG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


_SAID = {"+": "plus", "#": "sharp", "%": "percent", "&": "and"}
_SAYING = re.compile(r"[+#%&]")
"""Marks by which alone two tags may differ: `C++` and `C#`."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One word of the vocabulary."""

    id: str
    label: str
    """As readers see it."""
    description: str
    line: int = 0
    column: int = 1


def tag_slug(tag: str) -> str:
    """A tag as addresses and listings have it: another library may write `Product Management`."""
    if _TAG.match(tag):
        return tag
    if tag.isascii() and not _SAYING.search(tag):
        return name_key(tag).replace(" ", "-") or "tag"
    words = "".join(f"-{_SAID[c]}" if c in _SAID else c for c in unicodedata.normalize("NFC", tag).lower())
    kept = (c if unicodedata.category(c)[0] in "LMNS" else "-" for c in words)  # letters, marks, digits and emoji
    return re.sub(r"-{2,}", "-", "".join(kept)).strip("-") or "tag"


def read_tags(text: str, path: str = TAGS_PATH) -> tuple[dict[str, Tag], list[Problem]]:
    """Read the vocabulary: each tag with its label and description, or with its description alone."""
    node, problems = read_yaml(text, path)
    if not isinstance(node, Mapping):
        if node is not None:
            problems.append(
                finding(
                    path,
                    node,
                    "E035",
                    "the vocabulary is not a list of keys",
                    "no tag is known",
                    "write each tag as tag: with label and description below",
                )
            )
        return {}, problems
    tags: dict[str, Tag] = {}
    for entry in node:
        key, value = entry.key, entry.value
        if not _TAG.match(key.text):
            problems.append(
                finding(
                    path,
                    key,
                    "E035",
                    f"tag '{key.text}' is not a slug",
                    "its address would need escapes",
                    "use small letters, digits and single hyphens",
                )
            )
        label, description = title_of(key.text), ""
        if isinstance(value, Scalar):
            description = value.text
        elif isinstance(value, Mapping):
            for field in value:
                if field.key.text not in FIELDS:
                    problems.append(
                        finding(
                            path,
                            field.key,
                            "E035",
                            f"unknown field '{field.key.text}' of tag '{key.text}'",
                            "it would never be read",
                            offer(field.key.text, FIELDS),
                        )
                    )
                elif not isinstance(field.value, Scalar):
                    problems.append(
                        finding(
                            path,
                            field.value,
                            "E035",
                            f"{field.key.text} of tag '{key.text}' is not a text",
                            "it cannot be shown",
                            "write one value behind the key",
                        )
                    )
            label, description = value.text("label") or label, value.text("description")
        written = value.get("description") if isinstance(value, Mapping) else value
        if not description and not isinstance(written, Mapping | Sequence):
            problems.append(
                finding(
                    path,
                    key,
                    "E035",
                    f"tag '{key.text}' has no description",
                    "authors cannot tell when to use it",
                    "write a sentence behind description:",
                )
            )
        tags[key.text] = Tag(key.text, label, description, key.line, key.column)
    return dict(sorted(tags.items())), problems


def check_vocabulary(
    files: Container[str],
    documents: MappingType[DocumentId, Document],
    vocabulary: MappingType[str, Tag],
    foreign: bool,
) -> Iterator[Problem]:
    """A library of ours without a vocabulary, and tags that no document has."""
    used = {tag for document in documents.values() for tag in document.tags}
    if TAGS_PATH not in files:
        if used and not foreign:
            yield finding(
                TAGS_PATH,
                (1, 1),
                "W037",
                "the library has no tags.yml",
                "a misspelled tag makes a listing of its own and nobody notices",
                "write tags.yml with label and description of each tag",
            )
        return
    for tag in vocabulary.values():
        if tag.id not in used:
            yield finding(
                TAGS_PATH,
                tag,
                "W037",
                f"tag '{tag.id}' is on no document",
                "its listing would be empty",
                "use it, or take it out",
            )
