"""Every problem the checks can report, in one table: what it stands for, what it is elsewhere.

A warning has the digits of the error it is a milder case of. The page that lists the codes, the report and what counts
as an error in somebody else's library come from here.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Abroad(Enum):
    """What an error is in somebody else's library."""

    WARNING = auto()
    """A readable page is left."""
    ERROR = auto()
    """No readable page is left."""
    LEFT_OUT = auto()
    """One file has no page, and the others are built."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem."""

    says: str
    """What it stands for."""
    abroad: Abroad = Abroad.WARNING
    is_habit: bool = False
    """Whole libraries do it: elsewhere it is said once, with the number of places."""
    is_general: bool = False
    """A table's own finding on the same line says more, and stands instead."""
    is_notice: bool = False
    """Said and never fatal, not even with `--strict`: something to do next, and nothing that is wrong."""


CODES = {
    "E001": Code("file is not UTF-8", abroad=Abroad.LEFT_OUT),
    "E002": Code("file is empty", abroad=Abroad.LEFT_OUT),
    "E003": Code("file is too large", abroad=Abroad.LEFT_OUT),
    "E004": Code("file holds a NUL byte", abroad=Abroad.LEFT_OUT),
    "E005": Code("document without front matter in a category folder", is_habit=True),
    "E006": Code("front matter never closes"),
    "E007": Code("file cannot be read", abroad=Abroad.LEFT_OUT),
    "E008": Code("folder that leads back to itself", abroad=Abroad.ERROR),
    "E010": Code("front matter is not YAML"),
    "E011": Code(
        "YAML that is not read: anchors, aliases, tags, complex keys, several documents, deep nesting",
    ),
    "E012": Code("key written twice"),
    "E013": Code("tab in an indent"),
    "E014": Code("quote or bracket never closed"),
    "E015": Code("text cut by ` #`"),
    "E016": Code(
        "unquoted text that other YAML readers take for a number, a date, a truth value or nothing",
        is_habit=True,
    ),
    "E017": Code("curly quotes"),
    "E020": Code("unknown key", is_habit=True),
    "E021": Code("required key missing", is_habit=True),
    "E022": Code("empty value"),
    "E023": Code("value of the wrong type"),
    "E024": Code("value that is not allowed"),
    "E025": Code("category is not the folder"),
    "E026": Code("tag is not in the vocabulary"),
    "W027": Code("item twice in a list"),
    "E028": Code("title and name differ"),
    "E029": Code("no title, or more than one", is_habit=True),
    "E030": Code("not a day"),
    "E031": Code("old address that is taken"),
    "E032": Code("two documents with one address"),
    "W032": Code("two pages of one folder, as README.md beside an index.md"),
    "W033": Code("file name that makes an awkward address", is_habit=True),
    "W034": Code("Markdown file whose name does not end in .md", is_habit=True),
    "E035": Code("entry of tags.yml is wrong"),
    "W036": Code("code fence never closed"),
    "W037": Code("tag without a document, or no tags.yml"),
    "E038": Code("TODO left in a document"),
    "E039": Code("document at the address of a list that the build makes"),
    "W039": Code("folder in the place of a list that the build makes"),
    "W040": Code("the day of the next review has passed"),
    "W050": Code("wanted page: no document answers", is_general=True),
    "E051": Code("ambiguous: several documents answer", is_general=True),
    "E052": Code("no such heading or row", is_general=True),
    "E053": Code("link without a target", is_general=True),
    "W053": Code("link that is dead in plain Markdown"),
    "W054": Code("link that names the wrong folder"),
    "W055": Code("related twice"),
    "W056": Code("related to itself"),
    "E057": Code("file that is not in the library"),
    "E058": Code("not an address"),
    "E059": Code("link with a space before its target"),
    "W060": Code("tag that is shown as text", is_habit=True),
    "W061": Code("HTML that is taken out, or becomes a link", is_habit=True),
    "W062": Code("command of another site generator", is_habit=True),
    "W063": Code("table row with more cells than headings"),
    "W064": Code("reference defined twice"),
    "W065": Code("heading that skips a level", is_habit=True),
    "W066": Code("two pages with one title", is_habit=True),
    "W067": Code("table without the dashes below its first row"),
    "W068": Code("attribute line that stands alone", is_habit=True),
    "E080": Code("unknown source", is_general=True),
    "E081": Code("time past the end of the recording", is_general=True),
    "E082": Code("one video for two episodes"),
    "W082": Code("one episode with two videos"),
    "W083": Code("source cited nowhere"),
    "E084": Code("not a time, or a stretch that runs backwards", is_general=True),
    "E085": Code("entry of sources.yml is wrong"),
    "E086": Code("front matter and source section name different people or recordings"),
    "W086": Code("one recording credited to different people"),
    "W087": Code("source cited by the second without a recording", is_general=True),
    "E088": Code("not the address of a video"),
    "W088": Code("video not linked"),
    "W089": Code("no source section", is_habit=True),
    "E090": Code("reading path, or a step of one, is wrong"),
    "E091": Code("claim neither cited nor marked as ours"),
    "E092": Code("setting in library.yml is wrong"),
    "E093": Code("accepted warning is wrong, or its warning is gone"),
    "W094": Code("citation without brackets"),
    "E101": Code("column heading that is not known"),
    "E102": Code("motion that is not declared"),
    "E103": Code("answer that the question does not have"),
    "E104": Code("cell that cannot be read"),
    "E105": Code("blank condition"),
    "E106": Code("points that are blank or not from -2 to +2, or `~` where there is no parent"),
    "E107": Code("range that is empty or runs backwards"),
    "E108": Code("row with more or fewer cells than the header"),
    "E109": Code("column that is missing or stands twice"),
    "E110": Code("gap: answers that no row matches"),
    "E111": Code("overlap: answers that two rows match"),
    "E112": Code("row that repeats the conditions of another"),
    "E113": Code("row that can never match"),
    "E114": Code("table of rules without a class, an id or a caption that says what it is"),
    "E115": Code("table with too many combinations to check"),
    "E116": Code("question whose declaration is incomplete or wrong"),
    "E117": Code("question that no table scores, or that two tables score"),
    "E118": Code("group without a question, or a question without a declared group"),
    "E119": Code("name declared twice, or a motion that inherits from itself"),
    "E120": Code("reference not found"),
    "E121": Code("points without a reference"),
    "E122": Code("default or threshold that the selector does not know"),
    "E123": Code("motions or weights declared nowhere, or twice"),
    "E124": Code("case with an answer that its question does not have"),
    "E125": Code("question that no page declares"),
    "E130": Code("motion that no row gives +2"),
    "E131": Code("table that gives every motion the same points"),
    "E132": Code("points that run against the declared order"),
    "W201": Code("row that no case meets", is_notice=True),
    "W202": Code("motion that inherits most of its points"),
    "W203": Code("row whose note explains the points of several motions in one breath"),
}

RULE_CODES = frozenset(code for code in CODES if int(code[1:]) >= 100)
"""Of problems in tables of rules."""


def kind_of(code: str) -> Code:
    """The kind of a problem by its code, that of a warning by the error it is a milder case of."""
    return CODES.get(code) or CODES[f"E{code[1:]}"]
