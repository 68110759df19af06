"""How long and how hard to read our documents are; `pytest -s` prints the table.

The grade is that of Flesch and Kincaid (J. P. Kincaid et al., Derivation of new readability formulas, 1975): the school
year at which a text is readable, 0.39 × words a sentence + 11.8 × syllables a word - 15.59. Syllables are counted as
groups of vowels, a silent final e left out; a name such as `PLG` counts as one. The bound is generous: it finds a page
that went wrong, it does not tune style.
"""

import re

import pytest

from kb.library.catalogue import Catalogue
from kb.reading.blocks import BlockKind
from kb.reading.document import Document, Kind
from kb.reading.plain_text import plain_text
from kb.reading.sections import Role
from tests.content.prose import body_text, sentences_of, words_of

LENGTHS = {Kind.FRAMEWORK: (350, 900), Kind.MOTION: (600, 2000), Kind.QUESTION: (250, 1600), Kind.CASE: (120, 600)}
"""Least and most words of text."""
HARDEST = 12.0
"""Highest grade of a page."""

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"[^aeiouy]e\Z")
_SPOKEN = re.compile(r"[^aeiouy]le\Z")


def syllables(word: str) -> int:
    """Syllables of a word in small letters, roughly."""
    groups = len(_VOWELS.findall(word))
    if groups > 1 and _SILENT.search(word) and not _SPOKEN.search(word):
        groups -= 1
    return max(groups, 1)


def grade(document: Document) -> float:
    """Flesch-Kincaid grade of the running text."""
    sentences = [sentence for text in body_text(document) for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def length(document: Document) -> int:
    """Words of headings, paragraphs and lists. Tables are looked up, not read; Source and Related are apart."""
    quiet = (Role.SOURCE, Role.RELATED)
    return sum(
        len(words_of(plain_text(block.text)))
        for block in document.structure.blocks
        if block.kind is not BlockKind.TABLE and document.structure.role_at(block.line) not in quiet
    )


def test_the_grade_of_a_known_sentence() -> None:
    assert syllables("value") == 2
    assert syllables("table") == 2
    assert syllables("price") == 1
    assert syllables("marketplace") == 3
    assert syllables("the") == 1


@pytest.mark.parametrize("kind", LENGTHS, ids=str)
def test_length_and_grade_lie_within_bounds(catalogue: Catalogue, kind: Kind) -> None:
    least, most = LENGTHS[kind]
    rows = [(length(d), grade(d), d.path) for d in catalogue.documents.values() if d.kind is kind]
    print(f"\n{kind}: {len(rows)} documents, {least} to {most} words, grade up to {HARDEST}")
    for count, level, path in sorted(rows, key=lambda row: -row[1]):
        print(f"{count:6} words  grade {level:4.1f}  {path}")
    outside = [f"{path}: {count} words, grade {level:.1f}" for count, level, path in rows
               if not least <= count <= most or level > HARDEST]  # fmt: skip
    assert not outside, "\n".join(outside)
