"""No document shares eight consecutive words with what it was written from.

The sources and the corpus are compared as text. Of a larger library only hashes are at hand: the first twelve hex
digits of the SHA-1 of each run, its words joined by single spaces. Both skip where the material is not at hand.
"""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha1
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


def hashed(run: tuple[str, ...]) -> str:
    """A run as the list of hashes has it."""
    return sha1(" ".join(run).encode(), usedforsecurity=False).hexdigest()[:12]


def hashed_runs(texts: Mapping[str, str], known: Collection[str], phrases: list[str]) -> list[str]:
    """Every place whose text holds a run whose hash is known."""
    return [
        f"{place}: {' '.join(run)}"
        for place, text in texts.items()
        for run in runs(text, phrases)
        if hashed(run) in known
    ]


def texts_of(catalogue: Catalogue) -> dict[str, str]:
    """Every piece of text of every document, by path, line and number."""
    return {
        f"{document.path}:{line}:{number}": text
        for document in catalogue.documents.values()
        for number, (line, text) in enumerate(pieces(document))
    }


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
    found = shared_runs(texts_of(catalogue), material, allowed_phrases(catalogue))
    assert not found, "\n".join(found)


def test_no_document_shares_eight_words_with_the_larger_library(catalogue: Catalogue, shared: Path) -> None:
    listed = shared / "research/shingles.txt"
    if not listed.is_file():
        pytest.skip("the hashes are not on this machine")
    known = frozenset(listed.read_text(encoding="ascii").split())
    assert len(known) > 100_000
    found = hashed_runs(texts_of(catalogue), known, allowed_phrases(catalogue))
    assert not found, "\n".join(found)


def test_a_hashed_run_is_found_whatever_its_marks() -> None:
    """The check above can fail, and hashes as the list was made: eight words, small, without marks."""
    words = "it's a run of eight words and no"
    assert hashed(tuple(words.split())) == "9121d4745373"
    known = {hashed(run) for run in runs(f"{words} more than those")}
    assert hashed_runs({"here:1": "It\u2019s A *run* of eight words, and NO!"}, known, [])
    assert not hashed_runs({"here:1": "its a run of eight words and no"}, known, [])
    assert not hashed_runs({"here:1": "a run of eight words and no"}, known, [])
    assert not hashed_runs({"here:1": words}, known, [words])


def test_a_copied_sentence_is_found(material: set[tuple[str, ...]], shared: Path) -> None:
    """The check above can fail: any long sentence of a source is caught, whatever its case and punctuation."""
    source = sorted((shared / "sources").iterdir())[0].read_text(encoding="utf-8")
    words = next(words_of(line) for line in source.splitlines() if len(words_of(line)) > 12)
    assert shared_runs({"here:1": " ".join(words).upper() + "!"}, material, [])
    assert not shared_runs({"here:1": " ".join(words[: RUN - 1])}, material, [])


def test_every_allowed_phrase_has_a_reason() -> None:
    assert all(phrase and reason for phrase, reason in listed_phrases())
