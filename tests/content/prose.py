"""The running text of a document in pieces: what an author wrote, without addresses, keys and citations."""

import re
from collections.abc import Iterator

from kb.reading.blocks import BlockKind
from kb.reading.document import Document
from kb.reading.frontmatter import Mapping, Node, Scalar, Sequence
from kb.reading.plain_text import plain_text
from kb.reading.sections import Role

# Values of front matter that name something else: ids, titles of sources, dates.
_NAMES = frozenset(
    {"name", "kind", "category", "source", "source_guest", "source_episode", "related_frameworks", "tags", "updated"}
    | {"status", "aliases", "id", "group", "role", "unit", "range", "company", "checked"}
)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


def words_of(text: str) -> list[str]:
    """Words in small letters; punctuation and case do not make other people's words ours."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def pieces(document: Document) -> Iterator[tuple[int, str]]:
    """Line and plain words of every piece of text: values of front matter, then blocks of the body."""
    if document.meta:
        yield from _values(document.meta)
    yield from body_pieces(document)


def body_pieces(document: Document) -> Iterator[tuple[int, str]]:
    """Line and plain words of every block of the body; of a table, of every cell."""
    for block in document.structure.blocks:
        if block.kind is BlockKind.TABLE:
            for number, row in enumerate(block.text.split("\n")):
                for cell in re.split(r"(?<!\\)\|", row):
                    if plain_text(cell).strip(" :-"):
                        yield block.line + number, plain_text(cell)
        else:
            yield block.line, plain_text(block.text)


def _values(node: Node, key: str = "") -> Iterator[tuple[int, str]]:
    if isinstance(node, Scalar):
        if key not in _NAMES:
            yield node.line, node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _values(item, key)
    elif isinstance(node, Mapping):
        for entry in node:
            yield from _values(entry.value, entry.key.text)


def body_text(document: Document) -> list[str]:
    """Paragraphs and items of the body in plain words, without the sections on source and relations."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NESTED, BlockKind.QUOTE)
    return [
        plain_text(block.text)
        for block in document.structure.blocks
        if block.kind in kinds and document.structure.role_at(block.line) not in (Role.SOURCE, Role.RELATED)
    ]


def sentences_of(text: str) -> list[str]:
    """Sentences, roughly: what ends in a full stop, a colon or the like."""
    return [sentence for sentence in _SENTENCE.split(text) if words_of(sentence)]
