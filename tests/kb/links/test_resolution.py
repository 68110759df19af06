"""Every spelling of a link finds exactly its document: none is lost, none is invented."""

import posixpath
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library.catalogue import Catalogue
from kb.links.resolution import Via
from kb.published.report import counts
from kb.reading.slugs import name_key
from tests.kb.small_library import make_catalogue, make_document

FOLDERS = ("growth", "pricing", "team-building")
WORDS = ("alpha", "Beta", "GAMMA", "delta's", "eps/zeta", "eta&theta", "iota (kappa)", "lambda!", "90%")


@dataclass(frozen=True)
class Written:
    """One link as it stands in a document, and the document it must find."""

    target: str
    expected: str | None


@st.composite
def libraries(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, list[Written]]]:
    """Documents by path, and what each of them links to."""
    names = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(" ".join),
                          min_size=2, max_size=7, unique_by=name_key))  # fmt: skip
    places: dict[str, str] = {}
    for name in names:
        slug = name_key(name).replace(" ", "-")
        places[f"{draw(st.sampled_from(FOLDERS))}/{slug}"] = name
    links: dict[str, list[Written]] = {identity: [] for identity in places}
    for identity in places:
        for other in draw(st.lists(st.sampled_from(sorted(places)), max_size=5)):
            links[identity].append(Written(draw(spelling(identity, other, places[other])), other))
        if draw(st.booleans()):
            missing = draw(st.sampled_from(["omega.md", "../growth/omega.md", "growth/omega", "Omega Point", "omega"]))
            links[identity].append(Written(missing, None))
    files = {
        f"{identity}.md": make_document(
            name,
            identity.partition("/")[0],
            body="\n\n".join(f"See [text](<{link.target}>) here." for link in links[identity]),
        )
        for identity, name in places.items()
    }
    return files, links


def spelling(here: str, there: str, name: str) -> st.SearchStrategy[str]:
    """The ways in which libraries in the wild write a link to a document."""
    folder, slug = there.split("/")
    relative = posixpath.relpath(there, posixpath.dirname(here))
    names = [name, name.upper(), name.replace("'", "’"), name.replace("&", " and "), f"{name} "]
    return st.sampled_from(
        [there, f"{there}.md", slug, f"{slug}.md", relative, f"{relative}.md", f"/{there}.md",
         f"/frameworks/{there}.md",
         f"frameworks/{there}.md", f"../{folder}/{slug}.md", f"../wrong/{slug}.md", slug.upper(), f"{there}.md#source",
         *([f"./{slug}.md"] if posixpath.dirname(here) == folder else []),
         *(spelled for spelled in names if "%" not in spelled)]
    )  # fmt: skip


@settings(max_examples=80)
@given(libraries())
def test_resolution_is_exact(library: tuple[dict[str, str], dict[str, list[Written]]]) -> None:
    files, links = library
    catalogue = make_catalogue(files)
    for identity, written in links.items():
        found = [(r.link.target, r.resolution.document_id) for r in catalogue.links[identity]]
        assert found == [(link.target.strip(), link.expected) for link in written]
        wanted = {want.line for want in catalogue.wants.get(identity, ())}
        assert bool(wanted) == any(link.expected is None for link in written)
    expected = {(source, link.expected) for source, written in links.items() for link in written} - {
        (source, source) for source in links
    }
    mentioned = {(link.id, target) for target, found in catalogue.backlinks.items() for link in found}
    assert mentioned == {(source, target) for source, target in expected if target}


def names_library() -> Catalogue:
    return make_catalogue(
        {
            "growth/show-dont-tell.md": make_document("Show Don't Tell"),
            "growth/rice.md": make_document("RICE (Reach and Impact)"),
            "growth/hooks.md": make_document("Hooks & Habits", extra="aliases: [Habit Loop, growth/habit-hooks]\n"),
            "growth/top-1-percent.md": make_document("Top 1% of Users"),
            "growth/twin.md": make_document("Twin"),
            "pricing/twin.md": make_document("Twin", "pricing"),
            "pricing/index.md": make_document("Pricing", "pricing"),
            "index.md": "# Home\n",
        }
    )


@pytest.mark.parametrize(
    ("target", "found", "via"),
    [
        ("Show Don't Tell", "growth/show-dont-tell", Via.NAME),
        ("show don’t tell!", "growth/show-dont-tell", Via.NAME),
        ("Show-Dont-Tell", "growth/show-dont-tell", Via.SLUG),
        ("SHOW-DONT-TELL.MD", "growth/show-dont-tell", Via.SLUG),
        ("show-dont-tell.html", "growth/show-dont-tell", Via.SLUG),
        ("growth/show-dont-tell/", "growth/show-dont-tell", Via.RELATIVE),
        ("/growth/show-dont-tell", "growth/show-dont-tell", Via.PATH),
        ("growth/show%2Ddont-tell.md?x=1", "growth/show-dont-tell", Via.RELATIVE),
        ("Show and Tell", None, Via.WANTED),
        ("show-dont-tel", None, Via.WANTED),
        ("RICE", "growth/rice", Via.SLUG),
        ("RICE (something else)", "growth/rice", Via.ALIAS),
        ("Hooks and Habits", "growth/hooks", Via.NAME),
        ("habit loop", "growth/hooks", Via.ALIAS),
        ("growth/habit-hooks.md", "growth/hooks", Via.ALIAS),
        ("../pricing/habit-hooks.md", "growth/hooks", Via.ALIAS),
        ("Top 1 percent of users", "growth/top-1-percent", Via.NAME),
        ("Twin", None, Via.AMBIGUOUS),
        ("twin.md", None, Via.AMBIGUOUS),
        ("pricing/twin.md", "pricing/twin", Via.RELATIVE),
        ("pricing/", "pricing/index", Via.RELATIVE),
        ("#home", "index", Via.SELF),
        ("https://example.org/growth/twin.md", None, Via.EXTERNAL),
        ("mailto:ada@example.org", None, Via.EXTERNAL),
        ("//example.org", None, Via.EXTERNAL),
        ("/api/v1/index.json", None, Via.ASSET),
        ("browse/index.md", None, Via.GENERATED),
        ("growth/index.md", None, Via.GENERATED),
        ("pricing/index.md", "pricing/index", Via.RELATIVE),
        ("about/backtest.md", None, Via.WANTED),
        ("", None, Via.WANTED),
    ],
)
def test_the_documented_order(target: str, found: str | None, via: Via) -> None:
    resolution = names_library().resolve(target, "index")
    assert (resolution.document_id, resolution.reason) == (found, via)


def test_a_path_from_the_same_folder_comes_before_other_folders() -> None:
    catalogue = names_library()
    assert catalogue.resolve("twin.md", "pricing/index").document_id == "pricing/twin"
    assert catalogue.resolve("twin", "growth/rice").document_id == "growth/twin"


def test_the_nearest_names_are_offered_and_never_linked() -> None:
    catalogue = names_library()
    assert catalogue.resolver.nearest("show-dont-tel.md") == ("growth/show-dont-tell",)
    assert catalogue.resolve("show-dont-tel.md", "index").candidates == ()
    assert catalogue.resolver.nearest("quite another thing") == ()


def test_counts_add_up() -> None:
    catalogue = make_catalogue({
        "growth/a.md": make_document("A", extra="related_frameworks: [b, C]\n", body="[x](b.md) [y](gone.md)"),
        "growth/b.md": make_document("B"),
    })  # fmt: skip
    found = counts(catalogue)
    assert found["related_entries"] == {"relative": 1, "wanted": 1}
    assert found["body_links"] == {"relative": 1, "wanted": 1}
