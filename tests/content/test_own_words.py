"""No document shares eight consecutive words with what it was written from."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from kb.library.catalogue import Catalogue
from tests.content.prose import pieces, words_of

RUN = 8
ALLOWED = Path(__file__).parent / "allowed_phrases.txt"


def allowed_phrases(catalogue: Catalogue) -> list[str]:
    """Titles of sources and of documents, and the phrases of the list."""
    titles = [source.title for source in catalogue.sources if source.title]
    for document in catalogue.documents.values():
        titles += [document.title, *(block.episode for block in document.structure.source_blocks if block.episode)]
    titles += [phrase for phrase, _ in listed_phrases()]
    # The longest first: a title may hold a shorter one. Two or three words are too common to be cut out.
    return sorted((title for title in titles if len(words_of(title)) >= 4), key=lambda title: (-len(title), title))


def listed_phrases() -> list[tuple[str, str]]:
    """Phrase and reason of every line of the list."""
    lines = (line for line in ALLOWED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return [(phrase.strip(), reason.strip()) for phrase, _, reason in (line.partition(" # ") for line in lines)]


def runs(text: str, phrases: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Every run of eight words, the allowed phrases cut out."""
    flat = f" {' '.join(words_of(text))} "
    for phrase in phrases:
        flat = flat.replace(f" {' '.join(words_of(phrase))} ", " | ")
    found = []
    for stretch in flat.split("|"):
        words = stretch.split()
        found += [tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]
    return found


def shared_runs(texts: Mapping[str, str], material: set[tuple[str, ...]], phrases: list[str]) -> list[str]:
    """Every place whose text shares a run with the material."""
    found = []
    for place, text in texts.items():
        if any(run in material for run in runs(text)):
            found += [f"{place}: {' '.join(run)}" for run in runs(text, phrases) if run in material]
    return found


@pytest.fixture(scope="module")
def material(shared: Path) -> set[tuple[str, ...]]:
    """Runs of the sources and the corpus; the fact sheets are our own words."""
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for folder in ("sources", "corpus")
        for path in sorted((shared / folder).rglob("*"))
        if path.is_file()
    ]
    assert texts
    return {run for text in texts for run in runs(text)}


def test_no_document_shares_eight_words_with_the_material(catalogue: Catalogue, material: set[tuple[str, ...]]) -> None:
    phrases = allowed_phrases(catalogue)
    texts = {
        f"{document.path}:{line}:{number}": text
        for document in catalogue.documents.values()
        for number, (line, text) in enumerate(pieces(document))
    }
    found = shared_runs(texts, material, phrases)
    assert not found, "\n".join(found)


def test_a_copied_sentence_is_found(material: set[tuple[str, ...]], shared: Path) -> None:
    """The check above can fail: any long sentence of a source is caught, whatever its case and punctuation."""
    source = sorted((shared / "sources").iterdir())[0].read_text(encoding="utf-8")
    words = next(words_of(line) for line in source.splitlines() if len(words_of(line)) > 12)
    assert shared_runs({"here:1": " ".join(words).upper() + "!"}, material, [])
    assert not shared_runs({"here:1": " ".join(words[: RUN - 1])}, material, [])


def test_every_allowed_phrase_has_a_reason() -> None:
    assert all(phrase and reason for phrase, reason in listed_phrases())
