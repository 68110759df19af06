"""The index of tags as folds, from the HTML that Markdown makes of the page."""

from kb.pages.html_steps import MANY, fold_index, letter_of


def section(slug: str, label: str, about: str = "", links: int = 2) -> str:
    items = "\n".join(f'<li><a href="../a/{number}.md">Page {number}</a></li>' for number in range(links))
    text = f"\n<p>{about}</p>" if about else ""
    sign = f'<a class="headerlink" href="#{slug}" title="Link to this section">&para;</a>'
    return f'<h2 id="{slug}">{label}{sign}</h2>{text}\n<ul>\n{items}\n</ul>'


def test_a_small_index_in_full() -> None:
    html = "<p>2 tags.</p>\n" + section("loops", "Loops", "What feeds itself.") + "\n" + section("b2b", "B2B", links=1)
    assert fold_index(html) == (
        '<p>2 tags.</p>\n<div class="index">\n'
        '<div id="letter-l"><details class="index__entry"><summary><h2>Loops</h2> <span class="index__count">2</span>'
        '</summary>\n<div id="loops"><p>What feeds itself.</p>\n<ul>\n<li><a href="../a/0.md">Page 0</a></li>\n'
        '<li><a href="../a/1.md">Page 1</a></li>\n</ul></div></details></div>\n'
        '<div id="letter-b"><details class="index__entry"><summary><h2>B2B</h2> <span class="index__count">1</span>'
        '</summary>\n<div id="b2b"><ul>\n<li><a href="../a/0.md">Page 0</a></li>\n</ul></div></details></div>\n</div>'
    )


def test_letters_lead_through_a_long_one() -> None:
    labels = ["3D", *(f"{letter}{number}" for letter in "ABÉ" for number in range(MANY // 3))]
    html = fold_index("\n".join(section(f"t{number}", label) for number, label in enumerate(labels)))
    assert html.count("<details") == len(labels)
    assert '<nav class="index__letters" aria-label="By letter">' in html
    for place in ("other", "a", "b", "é"):
        assert html.count(f'href="#letter-{place}"') == html.count(f'id="letter-{place}"') == 1


def test_what_is_no_index_stays() -> None:
    assert fold_index("<p>Nothing here yet.</p>") == "<p>Nothing here yet.</p>"


def test_a_label_in_code_stands_under_its_letter() -> None:
    assert letter_of("<code>growth</code>") == "G"
