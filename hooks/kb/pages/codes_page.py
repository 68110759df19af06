"""The page that lists every problem the check can report, so that a code in a build log can be looked up."""

from kb.library.catalogue import Catalogue
from kb.problems.codes import CODES
from kb.problems.examples import EXAMPLES, Example, Form
from kb.reading.plain_text import escape_markdown

PARTS = (
    ("Files and front matter", 0, 49),
    ("Links between documents", 50, 79),
    ("Sources and citations", 80, 99),
    ("Tables of rules", 100, 299),
)
"""Title, first and last number of the codes in it."""


def write_codes_page(catalogue: Catalogue) -> str:
    """Markdown of `about/problem-codes`: every code a heading, with the text that has it and the same text mended."""
    parts = [
        "# What the check can say",
        "Every problem that `make check` reports has a code, a place, what is wrong, why it matters and how to mend "
        "it. A code with E is an error: the site is not built. The same number with W is a warning: in another library "
        "than our own, whatever still leaves a readable page is only a warning. The examples are run by a test: each "
        "wrong one gives its code, and the right one does not.",
    ]
    for title, first, last in PARTS:
        parts.append(f"## {title}")
        for code, kind in CODES.items():
            if first <= int(code[1:]) <= last:
                parts.append(f"### {code}: {escape_markdown(kind.says)} {{: #{code.lower()} }}")
                parts += _shown(EXAMPLES[code])
    parts.append("How to write a document that passes: [writing a framework](writing-a-framework.md).")
    return "\n\n".join(parts) + "\n"


def _shown(example: Example) -> list[str]:
    """The two sides of an example."""
    if example.form is Form.WORDS:
        return [f"**Wrong:** {escape_markdown(example.wrong)}.", f"**Right:** {escape_markdown(example.right)}."]
    if example.form is Form.NAME:
        wrong, right = (
            " beside ".join(f"`{name}`" for name in text.split(" beside ")) for text in (example.wrong, example.right)
        )
        return [f"**Wrong:** {wrong}.", f"**Right:** {right}."]
    wrong = _block(example.wrong) if example.wrong else "An empty file."
    return [f"**Wrong,** in `{example.path}`:", wrong, "**Right:**", _block(example.right)]


def _block(text: str) -> str:
    fence = "~~~~" if "```" in text else "```"
    return f"{fence}text\n{text.rstrip()}\n{fence}"
