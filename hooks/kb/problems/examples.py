"""For every problem the checks can report, the smallest text that has it and the same text mended.

The page of problem codes shows them, and a test runs each through the checks: the wrong one gives the code, the right
one does not.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Form(Enum):
    """What an example shows."""

    TEXT = auto()
    """Text of a file."""
    NAME = auto()
    """Names of files; what stands in them does not matter."""
    WORDS = auto()
    """Words for what no text shows: bytes, sizes, days."""


@dataclass(frozen=True, slots=True)
class Example:
    """One mistake, and the same place mended."""

    path: str
    """File the text stands in; for names and words what they are about."""
    wrong: str
    right: str
    form: Form = Form.TEXT


def _name(wrong: str, right: str) -> Example:
    return Example("", wrong, right, Form.NAME)


def _words(wrong: str, right: str) -> Example:
    return Example("", wrong, right, Form.WORDS)


_DOCUMENT = """\
---
name: "Second loop"
category: growth
one_liner: "A loop with a head."
source_guest: "Ada Example"
tags: [loops]
---

# Second loop

A loop with a head. [@ours]

## Source

- **Guest**: Ada Example
"""

_VIDEO = """\
---
name: "Second loop"
category: growth
one_liner: "A loop with a recording."
source_guest: "Ada Example"
source_episode: "Loops for beginners"
tags: [loops]
---

# Second loop

A loop with a recording. [@ours]

## Source

- **Guest**: Ada Example
- **Episode**: "Loops for beginners"
- **Video**: [Watch it](https://www.youtube.com/watch?v={})
"""

_WRITERS_CAPTION = '{: #writers .decision data-hit="unique" data-monotone="postgres - sqlite: up" }'
_SIZE_ROWS = (
    "| `< 100` | +1 | 0 | 0 | inference: a small file is copied as a backup |\n"
    "| `at least 100` | -1 | +1 | +2 | **SQLite** inference: one file of that size is hard to move; "
    "**DuckDB** inference: columns pack large tables tightly |"
)
_GROWTH = "growth/first-loop.md"
_SIZE = "questions/size.md"
_WRITERS = "questions/writers.md"
_CASE = "cases/phone-notes.md"
_RULES = "index.md"

EXAMPLES = {
    "E001": _words("a file saved as Latin-1, as old editors do", "the same file, saved as UTF-8"),
    "E002": Example("growth/second-loop.md", "", _DOCUMENT),
    "E003": _words("a file of 6 MB, as a pasted export is", "the part of it that people read"),
    "E004": _words("a file with a NUL byte, as a copied Word document has", "the text, saved as plain text"),
    "E005": Example("growth/second-loop.md", "# Second loop\n\nA loop without a head.", _DOCUMENT),
    "E006": Example(_GROWTH, "updated: 2026-11-30\n", "updated: 2026-11-30\n---\n"),
    "E007": _words("a file that the account may not read, or a link to a file that is gone", "a file that is there"),
    "E008": _words("a folder that holds a link to itself", "the folder without the link"),
    "E010": Example(_GROWTH, "name: First: a loop", 'name: "First loop"'),
    "E011": Example(_GROWTH, "source: &who ada-example", "source: ada-example"),
    "E012": Example(_GROWTH, "tags: [loops]\ntags: [loops]", "tags: [loops]"),
    "E013": Example(
        _GROWTH, "related_frameworks:\n\t- pricing/price-fence", "related_frameworks:\n  - pricing/price-fence"
    ),
    "E014": Example(_GROWTH, 'name: "First loop', 'name: "First loop"'),
    "E015": Example(_GROWTH, "one_liner: C# for #1 teams", 'one_liner: "One line about it."'),
    "E016": Example(_GROWTH, "source_guest: no", 'source_guest: "Ada Example"'),
    "E017": Example(_GROWTH, "name: “First loop”", 'name: "First loop"'),
    "E020": Example(_GROWTH, "one_line: One line about it.", 'one_liner: "One line about it."'),
    "E021": Example(_GROWTH, "category: growth\nsource:", 'category: growth\none_liner: "One line about it."\nsource:'),
    "E022": Example(_GROWTH, "one_liner:\n", 'one_liner: "One line about it."\n'),
    "E023": Example(_GROWTH, "tags: loops", "tags: [loops]"),
    "E024": Example(_GROWTH, "status: sure", "status: confirmed"),
    "E025": Example(_GROWTH, "category: pricing", "category: growth"),
    "E026": Example(_GROWTH, "tags: [lops]", "tags: [loops]"),
    "W027": Example(_GROWTH, "tags: [loops, loops]", "tags: [loops]"),
    "E028": Example(_GROWTH, "# The first loop of all", "# First loop"),
    "E029": Example(_GROWTH, "# When it applies", "## When it applies"),
    "E030": Example(_GROWTH, "updated: yesterday", "updated: 2026-11-30"),
    "E031": Example(_GROWTH, "updated: 2026-11-30\naliases: [pricing/price-fence]\n", "updated: 2026-11-30\n"),
    "E032": _name(
        "growth/First-Loop.md beside growth/first-loop.md", "growth/second-loop.md beside growth/first-loop.md"
    ),
    "W032": _name("growth/README.md beside growth/index.md", "growth/index.md"),
    "W033": _name("growth/Loop in C#.md", "growth/loop-in-c-sharp.md"),
    "W034": _name("growth/second-loop.markdown", "growth/second-loop.md"),
    "E035": Example("tags.yml", 'loops:\n  lable: "Loops"', 'loops:\n  label: "Loops"'),
    "W036": Example(_GROWTH, "```\na block of code\n", "```\na block of code\n```\n"),
    "W037": Example(
        "tags.yml",
        'nobody:\n  label: "Nobody"\n  description: "On no page."\n\nloops:\n  label: "Loops"',
        'loops:\n  label: "Loops"',
    ),
    "E038": Example(_GROWTH, "- TODO: ask Ada", "- Nobody has to be paid for that. [@ours]"),
    "E039": _name("tags.md", "growth/tags.md"),
    "W039": _name("map/treasure.md", "maps/treasure.md"),
    "W040": _words("review: 2020-01-01 in front matter", "a day that is still to come"),
    "W050": Example(
        _GROWTH, "[the price fence](../pricing/price-fences.md)", "[the price fence](../pricing/price-fence.md"
    ),
    "E051": Example(_GROWTH, "[a twin](twin)", "[a twin](../pricing/twin.md)"),
    "E052": Example(_GROWTH, "price-fence.md#the-wall", "price-fence.md#the-fence"),
    "E053": Example(_GROWTH, "[the price fence]()", "[the price fence](../pricing/price-fence.md#the-fence)"),
    "W053": Example(
        _GROWTH, "[the price fence](price-fence)", "[the price fence](../pricing/price-fence.md#the-fence)"
    ),
    "W054": Example(
        _GROWTH, "[the price fence](price-fence.md)", "[the price fence](../pricing/price-fence.md#the-fence)"
    ),
    "W055": Example(_GROWTH, "  - pricing/price-fence\n  - price-fence\n", "  - pricing/price-fence\n"),
    "W056": Example(_GROWTH, "  - growth/first-loop\n", "  - pricing/price-fence\n"),
    "E057": Example(_GROWTH, "![The loop](loop.png)", "- Nobody has to be paid for that. [@ours]"),
    "E058": Example(
        _GROWTH, "[the price fence](htp://example.org/fence)", "[the price fence](../pricing/price-fence.md#the-fence)"
    ),
    "E059": Example(
        _GROWTH,
        "[the price fence] (../pricing/price-fence.md#the-fence)",
        "[the price fence](../pricing/price-fence.md#the-fence)",
    ),
    "W060": Example(_GROWTH, "See <textarea>", "See [the price fence]"),
    "W061": Example(_GROWTH, "<script>alert(1)</script>", "- Nobody has to be paid for that. [@ours]"),
    "W062": Example(_GROWTH, "{{< note >}}", "- Nobody has to be paid for that. [@ours]"),
    "W063": Example(_GROWTH, "| Invite | user | twice |", "| Invite | user |"),
    "W064": Example(
        _GROWTH,
        "[fence]: ../pricing/price-fence.md\n[fence]: first-loop.md\n",
        "[fence]: ../pricing/price-fence.md\n",
    ),
    "W065": Example(_GROWTH, "#### When it applies", "## When it applies"),
    "W066": Example("pricing/second-fence.md", _DOCUMENT.replace("Second loop", "Price fence"), _DOCUMENT),
    "W067": Example(_GROWTH, "| Step | Who |\n| Invite | user |", "| Step | Who |\n|---|---|\n| Invite | user |"),
    "W068": Example(_GROWTH, "\n{: #invites }\n\n## When it applies", "\n## When it applies"),
    "E080": Example(_GROWTH, "[@ada-exampel 00:10:00]", "[@ada-example 00:10:00]"),
    "E081": Example(_GROWTH, "[@ada-example 09:00:00]", "[@ada-example 00:10:00]"),
    "E082": Example("sources.yml", 'video_id: "abcdefghijk"', 'video_id: "lmnopqrstuv"'),
    "W082": Example(
        "growth/second-loop.md",
        _VIDEO.format("lmnopqrstuv"),
        _VIDEO.format("abcdefghijk"),
    ),
    "W083": Example("sources.yml", 'cyd-example:\n  guest: "Cyd Example"\n\nbob-example:\n', "bob-example:\n"),
    "E084": Example(_GROWTH, "[@ada-example 00:99]", "[@ada-example 00:10:00]"),
    "E085": Example("sources.yml", "kind: radio", "kind: podcast"),
    "E086": Example(_GROWTH, "- **Guest**: Bob Example", "- **Guest**: Ada Example"),
    "W086": Example(
        "growth/second-loop.md",
        _VIDEO.format("abcdefghijk").replace("Ada", "Eve"),
        _VIDEO.format("abcdefghijk"),
    ),
    "W087": Example(
        "sources.yml", "video_id: null\n  duration: null", 'video_id: "abcdefghijk"\n  duration: "1:00:00"'
    ),
    "E088": Example(_GROWTH, "https://www.youtube.com/watch?v=abc)", "https://www.youtube.com/watch?v=abcdefghijk)"),
    "W088": Example(
        _GROWTH, "- **Video**: Watch it", "- **Video**: [Watch it](https://www.youtube.com/watch?v=abcdefghijk)"
    ),
    "W089": Example(_GROWTH, "## Thanks", "## Source"),
    "E090": Example("paths.yml", "page: growth/first-lop", "page: growth/first-loop"),
    "E091": Example(_GROWTH, "- Nobody has to be paid for that.\n", "- Nobody has to be paid for that. [@ours]\n"),
    "E092": Example("library.yml", "titel: A small library", "title: A small library"),
    "E093": Example("accepted.yml", "  name: lately\n", "  name: later\n"),
    "W094": Example(_GROWTH, "@ada-example 00:10:00", "[@ada-example 00:10:00]"),
    "E101": Example(_WRITERS, "| writers | sqlite |", "| `writers` | sqlite |"),
    "E102": Example(_WRITERS, "| sqlite | postgress |", "| sqlite | postgres |"),
    "E103": Example(_WRITERS, "| `lots` | -2 |", "| `many` | -2 |"),
    "E104": Example(_SIZE, "| `up to about 100` |", "| `< 100` |"),
    "E105": Example(_SIZE, "|  | +1 | 0 | 0 |", "| `< 100` | +1 | 0 | 0 |"),
    "E106": Example(_WRITERS, "| `one` | +3 |", "| `one` | +2 |"),
    "E107": Example(_SIZE, "| `[100..1]` |", "| `< 100` |"),
    "E108": Example(_WRITERS, "| `one` | +2 | -1 |  inference", "| `one` | +2 | -1 | ~ | inference"),
    "E109": Example(_WRITERS, "| sqlite | sqlite | duckdb |", "| sqlite | postgres | duckdb |"),
    "E110": Example(_SIZE, "| `over 100` |", "| `at least 100` |"),
    "E111": Example(_SIZE, "| `<= 100` |", "| `< 100` |"),
    "E112": Example(_WRITERS, "| `one` | 0 | +1 | -1 |", "| `few` | 0 | +1 | -1 |"),
    "E113": Example(_SIZE, "| `> 200K` |", "| `at least 100` |"),
    "E114": Example(_WRITERS, '{: .decision data-hit="unique" }', _WRITERS_CAPTION),
    "E115": _words("a table over seven questions, with more than 50,000 combinations", "several tables of one or two"),
    "E116": Example(_SIZE, "  max: lots", "  max: 100000"),
    "E117": Example(_WRITERS, "{: #writers .requirements }", _WRITERS_CAPTION),
    "E118": Example(_WRITERS, "  group: usage", "  group: use"),
    "E119": Example(_RULES, "| DuckDB | `duckdb` |", "| DuckDB | `sqlite` |"),
    "E120": Example(_RULES, "[SQLite](databases/sqlite3.md)", "[SQLite](databases/sqlite.md)"),
    "E121": Example(_SIZE, "| 0 | 0 |  |", "| 0 | 0 | inference: a small file is copied as a backup |"),
    "E122": Example(_RULES, "| `clearly` | 90% |", "| `clear` | 90% |"),
    "E123": Example(_RULES, "{: #weights .thresholds }", "{: #weights .weights }"),
    "E124": Example(_CASE, "    writers: nobody", "    writers: one"),
    "E125": Example(_CASE, "    writer: one", "    writers: one"),
    "E130": Example(_SIZE, "| -1 | +1 | +1 |", "| -1 | +1 | +2 |"),
    "E131": Example(
        _SIZE,
        "| `< 100` | 0 | 0 | 0 | inference: all hold it |\n| `at least 100` | 0 | 0 | 0 | inference: all hold it |",
        _SIZE_ROWS,
    ),
    "E132": Example(_WRITERS, "postgres - sqlite: down", "postgres - sqlite: up"),
    "W201": Example(_CASE, "    writers: few", "    writers: one"),
    "W202": Example(_WRITERS, "| 0 | +1 | ~ |", "| 0 | +1 | -1 |"),
    "W203": Example(
        _SIZE,
        "| inference: columns pack large tables tightly |",
        "| **SQLite** inference: one file of that size is hard to move; "
        "**DuckDB** inference: columns pack large tables tightly |",
    ),
}
"""By code, in the order of `CODES`."""
