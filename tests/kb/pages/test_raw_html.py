"""Raw HTML of a document: what lays out text stays, what runs never runs, and no tag eats the rest of the page."""

import pytest

from tests.kb.markdown_page import library, page, words

FOOT = "\n\n## Next\n\n**bold** [b](b.md)\n"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Put it in a <script> tag.", "<script> tag."),
        ("A <textarea> or a <title> here.", "A <textarea> or a <title> here."),
        ("A `List` is a List<String> too.", "List<String> too."),
        ("<Tabs>\n\nimport Tabs from '@theme/Tabs'\n\n</Tabs>", "<Tabs> import Tabs"),
        ("before\n\n</div>\n\nafter", "before after"),
        ('<div align="center">', "Next bold b"),
        ("<details><summary>More</summary>", "More"),
        ("x </h1></article> y", "x y"),
        ("{{< note >}} text {{< /note >}}", "{{< note >}} text {{< /note >}}"),
        ("<noscript>a</noscript> <select><iframe>", "<noscript>a</noscript>"),
    ],
)
def test_the_rest_of_the_page_stands(body: str, shown: str) -> None:
    soup = page({"a.md": f"# T\n\n{body}{FOOT}", "b.md": "# B\n"})
    assert shown in words(soup)
    assert soup.select_one("h2").get_text() == "Next"  # type: ignore[union-attr]
    assert soup.select_one("strong") is not None and soup.select_one('a[href="b.md"]') is not None


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "<svg onload=alert(1)>",
        '<div style="position:fixed">x</div>',
        "<style>body{display:none}</style>",
        '<iframe src="https://evil.example"></iframe>',
        "[x](javascript:alert(1)) <b>x</b>",
        '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
    ],
)
def test_what_runs_never_runs(body: str) -> None:
    html = str(page(f"# T\n\n{body}\n\nText <b>b</b>\n")).lower()
    for forbidden in ("<script", "<style", "<iframe", "<svg", "<math", "position"):
        assert forbidden not in html
    assert not any(mark in html.replace("&lt;", "") for mark in ('="alert', 'href="javascript', " onerror="))


def test_an_owner_lets_more_through_but_nothing_that_runs() -> None:
    settings = "html: [meter value, button popovertarget href, script, img onerror, iframe]\n"
    body = (
        '# T\n\n<meter value="3" onclick="x()" low="1">a</meter> <button popovertarget="p" href=" java\tscript:x()">b'
        '</button> <progress>c</progress> <img src="p.png" onerror="x()"> <iframe src="https://a.example"></iframe>\n'
    )
    files = {"a.md": body, "p.png": "", "library.yml": settings}
    soup = page(files)
    assert str(soup.meter) == '<meter value="3">a</meter>'
    assert str(soup.button) == '<button popovertarget="p">b</button>'
    assert not soup.select("progress, iframe, script, [onerror]") and "<progress>c</progress>" in words(soup)
    said = [problem for problem in library(files).problems if problem.code in ("W092", "W060")]
    assert [problem.what for problem in said] == [
        "tag <progress> is not let through",
        "<script> is never let through",
        "'onerror' of <img> is never let through",
        "<iframe> is never let through",
    ]


def test_markdown_inside_html_and_addresses_of_tags() -> None:
    soup = page(
        {
            "notes/f.md": "# F\n\n<details><summary>M</summary>\n\n**bold** [b](b.md)\n\n</details>\n\n"
            '<img src="pic.png" alt="p"> <a href="b.md#part">b</a> <a href="gone.md">gone</a>\n',
            "notes/b.md": "# B\n\n## Part\n",
            "notes/pic.png": "",
        },
        "notes/f",
    )
    assert soup.select_one("details strong") is not None
    assert soup.select_one("img")["src"] == "../pic.png"  # type: ignore[index]
    assert [str(link["href"]) for link in soup.select("a")] == ["b.md", "../b/#part", "#"]


def test_comments_are_not_published() -> None:
    soup = page("# T\n\nSeen %%hidden%% <!-- secret --> seen, 100%% and 50%%.\n\n%%\nprivate\n%%\n\n`%%code%%`\n")
    assert words(soup) == "T Seen seen, 100%% and 50%%. %%code%%"
    assert "secret" not in str(soup)
