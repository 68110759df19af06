"""The page that lists every problem the check can report, so that a code in a build log can be looked up."""

from kb.library.catalogue import Catalogue
from kb.problems.codes import CODES
from kb.rules.codes import RULE_CODES

PARTS = (
    ("Files and front matter", 0, 49),
    ("Links between documents", 50, 79),
    ("Sources and citations", 80, 99),
    ("Tables of rules", 100, 299),
)
"""Title, first and last number of the codes in it."""


def write_codes_page(catalogue: Catalogue) -> str:
    """Markdown of `about/problem-codes`: one table a part, every code an anchor."""
    codes = CODES | RULE_CODES
    parts = [
        "# What the check can say",
        "Every problem that `make check` reports has a code, a place, what is wrong, why it matters and how to mend "
        "it. A code with E is an error: the site is not built. The same number with W is a warning: in another library "
        "than our own, whatever still leaves a readable page is only a warning.",
    ]
    for title, first, last in PARTS:
        rows = [
            f"| `{code}` {{: #{code.lower()} }} | {what[0].upper()}{what[1:]} |"
            for code, what in sorted(codes.items(), key=lambda item: (int(item[0][1:]), item[0]))
            if first <= int(code[1:]) <= last
        ]
        parts.append("\n".join([f"## {title}\n", "| Code | What it stands for |", "|---|---|", *rows]))
    parts.append("How to write a document that passes: [writing a framework](writing-a-framework.md).")
    return "\n\n".join(parts) + "\n"
