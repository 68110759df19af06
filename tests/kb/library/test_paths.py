"""Reading paths: what is read, every refusal in full, what their pages hold."""

import pytest

from kb.library.paths import ReadingPath, Step, positions_in_paths
from kb.pages.generated import generated_texts
from kb.pages.path_pages import path_entries, path_places
from tests.kb.small_library import make_catalogue, make_document

LIBRARY = {
    "growth/alpha.md": make_document("Alpha"),
    "growth/beta.md": make_document("Beta"),
    "growth/gamma.md": make_document("Gamma"),
}
GOOD = """\
start:
  name: "Start <here>"
  one_liner: "For the first week."
  steps:
    - page: growth/alpha
      reason: "It names the parts."
    - page: growth/beta
      reason: "It puts them together."
    - page: growth/gamma
      reason: "It says when not to."
again:
  name: "Again"
  one_liner: "A second reading."
  steps:
    - page: growth/beta
      reason: "Only the middle."
"""


def problems_of(text: str) -> list[str]:
    catalogue = make_catalogue({**LIBRARY, "paths.yml": text})
    return [str(problem) for problem in catalogue.problems if problem.path == "paths.yml"]


def test_paths_are_read_in_the_order_of_the_file() -> None:
    catalogue = make_catalogue({**LIBRARY, "paths.yml": GOOD})
    assert not [problem for problem in catalogue.problems if problem.path == "paths.yml"]
    assert [path.slug for path in catalogue.paths] == ["start", "again"]
    assert catalogue.paths[0].steps[1] == Step("growth/beta", "It puts them together.", 7, 13)


def test_a_library_without_the_file_has_none() -> None:
    catalogue = make_catalogue(LIBRARY)
    assert catalogue.paths == ()
    assert not [path for path in generated_texts(catalogue) if path.startswith("paths/")]
    assert path_places("growth/beta", catalogue.paths, catalogue.documents) == ()


STEP = 'start:\n  name: "Start"\n  one_liner: "One."\n  steps:\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            STEP + '    - page: growth/alhpa\n      reason: "Why."\n',
            "paths.yml:5:13: E090 step 1 of path 'start' is 'growth/alhpa', which is no document; the step would lead "
            "nowhere; did you mean 'growth/alpha'?",
        ),
        (
            STEP + '    - page: nothing-like-it\n      reason: "Why."\n',
            "paths.yml:5:13: E090 step 1 of path 'start' is 'nothing-like-it', which is no document; the step would "
            "lead nowhere; write the path of a document without .md",
        ),
        (
            STEP + "    - page: growth/alpha\n",
            "paths.yml:5:7: E090 step 1 of path 'start' has no reason; readers cannot tell why the page comes at this "
            "place; write a sentence behind reason:",
        ),
        (
            STEP + '    - page: growth/alpha\n      reason: "A."\n    - page: growth/alpha\n      reason: "B."\n',
            "paths.yml:7:13: E090 step 2 of path 'start' is 'growth/alpha' again, as step 1; readers would walk in a "
            "circle; take one of the two out",
        ),
        (
            STEP + '    - reason: "Why."\n',
            "paths.yml:5:7: E090 step 1 of path 'start' names no page; there is nothing to read; write page: and a "
            "document's id",
        ),
        (
            STEP + '    - page: growth/alpha\n      reason: "A."\n      resaon: "B."\n',
            "paths.yml:7:7: E090 unknown field 'resaon' of step 1 of path 'start'; it would never be read; did you "
            "mean 'reason'? (allowed: page, reason)",
        ),
        (
            'start:\n  name: "Start"\n  one_liner: "One."\n',
            "paths.yml:1:1: E090 path 'start' has no steps; there is nothing to read; list them under steps:, each "
            "with page: and reason:",
        ),
        (
            'start:\n  one_liner: "One."\n  steps:\n    - page: growth/alpha\n      reason: "A."\n',
            "paths.yml:1:1: E090 path 'start' has no name; readers could not tell it from the others; write a sentence "
            "behind name:",
        ),
        (
            'Start Here:\n  name: "Start"\n',
            "paths.yml:1:1: E090 path 'Start Here' is not a slug; its address would need escapes; use small letters, "
            "digits and single hyphens",
        ),
        (
            "start: growth/alpha\n",
            "paths.yml:1:1: E090 path 'start' has no fields; it cannot be shown; write each path as slug: with name, "
            "one_liner and steps below",
        ),
        (
            "- growth/alpha\n",
            "paths.yml:1:1: E090 the paths are not a list of keys; no path can be shown; write each path as slug: with "
            "name, one_liner and steps below",
        ),
    ],
    ids=["near", "unknown", "reason", "twice", "page", "field", "steps", "name", "slug", "scalar", "list"],
)
def test_refusals(text: str, expected: str) -> None:
    assert expected in problems_of(text)


def test_every_problem_is_reported_in_one_run_and_the_rest_is_shown() -> None:
    text = (
        STEP + '    - page: growth/nowhere\n      reason: "A."\n    - page: growth/beta\n      reason: "B."\n    - 7\n'
    )
    assert len(problems_of(text)) == 2
    (path,) = make_catalogue({**LIBRARY, "paths.yml": text}).paths
    assert [step.page for step in path.steps] == ["growth/beta"]


def test_in_a_foreign_library_they_are_warnings() -> None:
    catalogue = make_catalogue({**LIBRARY, "paths.yml": STEP + "    - page: growth/alpha\n"}, foreign=True)
    assert [problem.code for problem in catalogue.problems if problem.path == "paths.yml"] == ["W090"]


def test_a_document_knows_its_places() -> None:
    catalogue = make_catalogue({**LIBRARY, "paths.yml": GOOD})
    first, second = path_places("growth/beta", catalogue.paths, catalogue.documents)
    assert (first.path.title, first.path.url, first.number, first.count) == ("Start <here>", "paths/start/", 2, 3)
    assert first.previous and first.previous.url == "growth/alpha/"
    assert first.next and first.next.title == "Gamma"
    assert (second.number, second.previous, second.next) == (1, None, None)


def test_the_ends_of_a_path_have_one_neighbor() -> None:
    path = ReadingPath("p", "P", "", tuple(Step(page, "") for page in "abc"))
    (first,), (last,) = positions_in_paths("a", (path,)), positions_in_paths("c", (path,))
    assert first.previous is None and first.next and first.next.page == "b"
    assert last.next is None and last.previous and last.previous.page == "b"


def test_pages_of_paths() -> None:
    catalogue = make_catalogue({**LIBRARY, "paths.yml": GOOD})
    pages = {path: text.write() for path, text in generated_texts(catalogue).items() if path.startswith("paths/")}
    assert sorted(pages) == ["paths/again.md", "paths/index.md", "paths/start.md"]
    entry = "- [Start &lt;here&gt;](start.md) *3 pages, about 1 minute*\n\n    For the first week."
    assert entry in pages["paths/index.md"]
    step = "1. **[Beta](../growth/beta.md)**\n\n    It puts them together.\n\n    One line.\n    {: .path-page }"
    assert step in pages["paths/start.md"]
    assert [entry.url for entry in path_entries(catalogue.paths)] == ["paths/start/", "paths/again/"]
