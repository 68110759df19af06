"""What is in the sample library, pinned: a change of these figures is a change of what real libraries get."""

from collections import Counter
from pathlib import Path

import pytest

from kb.library.catalogue import Catalogue
from kb.published.report import counts, unrecognised_headings
from tests.kb.libraries import catalogue_of


@pytest.fixture(scope="module")
def sample(sample_library: Path) -> Catalogue:
    return catalogue_of(sample_library, foreign=True)


def test_links(sample: Catalogue) -> None:
    found = counts(sample)
    assert found["documents"] == 238
    assert found["related_entries"] == {"alias": 11, "name": 92, "path": 40, "relative": 56, "slug": 21, "wanted": 329}
    assert found["body_links"] == {"external": 234, "path": 16, "relative": 206, "slug": 3, "wanted": 339}


def test_problems(sample: Catalogue) -> None:
    assert counts(sample)["problems"] == {
        "W020": 3, "W050": 383, "W053": 16, "W054": 3, "W082": 4, "W086": 2, "W088": 6,
    }  # fmt: skip


def test_relations(sample: Catalogue) -> None:
    assert Counter(str(relation.type) for relation in sample.relations) == {
        "related": 238, "complements": 7, "alternative": 3,
    }  # fmt: skip
    assert sum(map(len, sample.backlinks.values())) == 225
    assert len(sample.wanted) == 215


def test_structure(sample: Catalogue) -> None:
    expected = {
        "parts": 236, "steps": 236, "applies": 229, "does_not_apply": 32, "mistakes": 25, "examples": 39,
        "source_blocks": 238, "related": 236, "quotes": 238,
    }  # fmt: skip
    for field, number in expected.items():
        found = sum(bool(getattr(document.structure, field)) for document in sample.documents.values())
        assert found == number, field
    headings = unrecognised_headings(sample)
    assert sum(one["count"] for one in headings) == 89
    assert headings[0] == {
        "heading": "The Paradox",
        "count": 2,
        "path": headings[0]["path"],
        "line": headings[0]["line"],
    }
    moments = [m for d in sample.documents.values() for b in d.structure.source_blocks for m in b.timestamps]
    assert all(moment.at is not None and moment.text for moment in moments)


def test_listings(sample: Catalogue) -> None:
    listings = sample.listings
    assert [(one.slug, len(one.ids)) for one in listings.categories] == [
        ("career", 34), ("communication", 21), ("decision-making", 21), ("discovery", 6), ("execution", 47),
        ("growth", 42), ("leadership", 28), ("product-strategy", 20), ("team-building", 19),
    ]  # fmt: skip
    assert (len(listings.tags), len(listings.guests)) == (386, 91)
