"""The page that lists every problem the check can report, so that a code in a build log can be looked up."""

from kb.library.catalogue import Catalogue
from kb.problems.codes import CODES
from kb.reading.plain_text import escape_markdown

PARTS = (
    ("Files and front matter", 0, 49),
    ("Links between documents", 50, 79),
    ("Sources and citations", 80, 99),
    ("Tables of rules", 100, 299),
)
"""Title, first and last number of the codes in it."""


def write_codes_page(catalogue: Catalogue) -> str:
    """Markdown of `about/problem-codes`: one table a part, every code an anchor."""
    parts = [
        "# What the check can say",
        "Every problem that `make check` reports has a code, a place, what is wrong, why it matters and how to mend "
        "it. A code with E is an error: the site is not built. The same number with W is a warning: in another library "
        "than our own, whatever still leaves a readable page is only a warning.",
    ]
    for title, first, last in PARTS:
        rows = [
            f"| `{code}` {{: #{code.lower()} }} | {kind.says[0].upper()}{kind.says[1:]} "
            f"| {escape_markdown(kind.example)} |"
            for code, kind in CODES.items()
            if first <= int(code[1:]) <= last
        ]
        parts.append(
            "\n".join([f"## {title}\n", "| Code | What it stands for | For example |", "|---|---|---|", *rows])
        )
    parts.append("How to write a document that passes: [writing a framework](writing-a-framework.md).")
    return "\n\n".join(parts) + "\n"
