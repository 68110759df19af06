"""What links show of the pages they lead to."""

import json

from kb.library.link_graph import make_link_graph
from kb.pages.previews import PageLead, previews_json
from tests.kb.small_library import make_catalogue, make_document


def test_every_page_with_its_ties_both_ways() -> None:
    catalogue = make_catalogue(
        {
            "growth/a.md": make_document("A", extra="related_frameworks: [growth/b]\n", body="See [c](c.md)."),
            "growth/b.md": make_document("B"),
            "growth/c.md": make_document("C"),
        }
    )
    text = previews_json(catalogue, make_link_graph(catalogue), {"growth/": PageLead("Growth", "3 pages.")})
    found = json.loads(text)
    assert [page["url"] for page in found["pages"]] == ["growth/", "growth/a/", "growth/b/", "growth/c/"]
    assert found["pages"][0] == {"url": "growth/", "title": "Growth", "one_liner": "3 pages."}
    assert found["pages"][1] == {
        "url": "growth/a/",
        "title": "A",
        "one_liner": "One line.",
        "kind": "framework",
        "category": "growth",
        "source": "Ada Example",
        "ties": {"mentions": [3], "related": [2]},
    }
    assert found["pages"][2]["ties"] == {"related": [1]}
    assert found["pages"][3]["ties"] == {"mentioned-by": [1]}
