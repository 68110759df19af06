"""What rules.json holds: declared here once, checked on reading and published as its schema.

Text in `Annotated` is a key's description.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from calculator.rules.typed_json import Bounds, Names

MAX_MOTIONS = 8
"""The sampled ranks keep the size of a tie in three bits."""

Number = int | float
Count = Annotated[int, Bounds(0, 1_000_000)]
Points = Annotated[int | None, Bounds(-2, 2)]
Address = Annotated[str | None, "from the root of the site; null where the site has no such page"]
Anchor = Annotated[str | None, "place on that page"]
MotionId = Annotated[str, Names("motion")]
QuestionId = Annotated[str, Names("question")]
GroupId = Annotated[str, Names("group")]


class LinkSource(TypedDict):
    """A page of the site."""

    kind: Literal["link"]
    text: str
    page: str | None
    url: Address


class CitationSource(TypedDict):
    """A recording or a text of somebody else."""

    kind: Literal["citation"]
    key: str
    at: Annotated[int | None, "second in the recording"]
    label: str
    url: Annotated[str | None, "an address on another site, at that second"]


class InferenceSource(TypedDict):
    """Our own judgement."""

    kind: Literal["inference"]
    text: str


Source = LinkSource | CitationSource | InferenceSource


class OnPage(TypedDict):
    """What can be linked to."""

    page: NotRequired[str | None]
    url: Address
    anchor: Anchor


class Grounded(OnPage):
    """What says why it is so."""

    reading: str
    sources: list[Source]


class Declared(TypedDict, total=False):
    """The same, where rules may be written without it."""

    page: str | None
    url: Address
    anchor: Anchor
    reading: str
    sources: list[Source]


Span = TypedDict(
    "Span",
    {
        "from": Annotated[Number | None, "null: no lower end"],
        "to": Annotated[Number | None, "null: no upper end"],
        "from_closed": bool,
        "to_closed": bool,
    },
)


class Condition(TypedDict):
    """What an answer must be: one of these options, or an amount in one of these ranges. Exactly one of the two."""

    options: NotRequired[list[str]]
    ranges: NotRequired[list[Span]]


class Motion(TypedDict):
    """One of the alternatives that are ranked."""

    id: str
    label: str
    parent: Annotated[MotionId | None, "the motion whose points stand in where a table is silent about this one"]
    aliases: NotRequired[list[str]]
    sold_by: NotRequired[Annotated[str | None, "who closes a sale: `sellers` or `itself`; null without economics"]]
    share: NotRequired[Annotated[str | None, "the default that says which share of a sale others keep"]]
    page: NotRequired[str | None]
    url: Address


class Group(Declared):
    """Questions that share one weight."""

    id: str
    label: NotRequired[str]
    weight: Count


class Option(TypedDict):
    """One answer, or one band of amounts."""

    id: str
    label: str
    example: NotRequired[str | None]
    said: NotRequired[Annotated[str | None, "the answer as a sentence about the reader's product"]]
    prior: NotRequired[Annotated[Count, "how common it is beside the other options"]]
    range: NotRequired[Annotated[Span | None, "the band, where the question asks for an amount"]]


class Question(TypedDict):
    """One question of the selector."""

    id: str
    role: Annotated[str, "`fit` where it ranks"]
    group: NotRequired[str | None]
    weight: NotRequired[int | None]
    prompt: NotRequired[str]
    help: NotRequired[str]
    label: str
    kind: Literal["option", "number"]
    unit: NotRequired[str | None]
    min: NotRequired[Number | None]
    max: NotRequired[Number | None]
    options: list[Option]
    page: NotRequired[str | None]
    url: Address
    one_liner: NotRequired[str]


class Note(TypedDict):
    """What a row says of one motion."""

    reading: str
    sources: list[Source]


class Row(TypedDict):
    """One row of a decision table."""

    anchor: Anchor
    line: NotRequired[int]
    when: Annotated[dict[QuestionId, Condition], "by question; a question left out may have any answer"]
    label: str
    points: Annotated[dict[MotionId, Points], "by motion; null is silence"]
    reading: str
    sources: list[Source]
    notes: NotRequired[Annotated[dict[MotionId, Note], "by motion"]]


class Monotone(TypedDict):
    """A promise about the rows: along the answers, the points of one motion less another's only rise, or only fall."""

    plus: MotionId
    minus: MotionId
    direction: Literal["up", "down"]


class Criterion(OnPage):
    """One decision table."""

    id: str
    questions: list[QuestionId]
    group: GroupId
    weight: Count
    monotone: NotRequired[list[Monotone]]
    rows: list[Row]


class Veto(Grounded):
    """A condition under which a motion cannot lead."""

    id: str
    motion: MotionId
    also_secondary: bool
    when: dict[QuestionId, Condition]
    label: str
    line: NotRequired[int]


class Hybrid(Grounded):
    """A second motion that goes with a first one."""

    id: str
    primary: MotionId
    secondary: MotionId
    role: str
    when: dict[QuestionId, Condition]
    label: NotRequired[str]
    line: NotRequired[int]


class Setting(Declared):
    """A number that a page declares."""

    value: Number
    unit: NotRequired[str | None]


class Benchmark(OnPage):
    """A published figure to compare with."""

    figure: str
    value: str
    sample: str
    checked: Literal["read", "history", "second-hand"]
    reading: NotRequired[str]
    sources: NotRequired[list[Source]]


class Case(TypedDict):
    """A company whose motion is known."""

    id: str
    company: str
    primary: MotionId
    page: NotRequired[str | None]
    url: Address
    answers: dict[str, str | Number]


class Step(TypedDict):
    """One of the first things to do."""

    title: str
    text: str


class FirstSteps(TypedDict):
    """How a motion begins."""

    url: Address
    steps: list[Step]


class Situation(TypedDict):
    """Answers to start from."""

    label: str
    answers: dict[str, str | Number]


class Nouns(TypedDict):
    """What is ranked, as a reader is told."""

    one: Annotated[str, "in the singular, such as database"]
    many: str


class Look(TypedDict):
    """Color and mark of one option."""

    id: str
    mark: Annotated[str, "name of its drawing"]
    light: Annotated[str, "color on the light ground"]
    dark: Annotated[str, "color on the dark ground"]
    dash: Annotated[str, "of its line where there is no color"]


class Consequence(Grounded):
    """What one motion does to a priority."""

    motion: MotionId
    text: str


class Priority(TypedDict):
    """What may matter to a founder beside fit; it never ranks."""

    priority: str
    motions: list[Consequence]


class Ranking(TypedDict):
    """What ranks and computes. Its hash is the version of the rules."""

    schema: Literal[1]
    motions: Annotated[list[Motion], Bounds(1, MAX_MOTIONS)]
    groups: list[Group]
    questions: list[Question]
    criteria: list[Criterion]
    vetoes: list[Veto]
    hybrids: list[Hybrid]
    defaults: Annotated[dict[str, Setting], "what the economics assume"]
    thresholds: Annotated[dict[str, Setting], "limits between the words of a result"]


class Beside(TypedDict, total=False):
    """What accompanies a result, as it stands in rules.json."""

    benchmarks: list[Benchmark]
    consequences: list[Priority]
    cases: list[Case]
    first_steps: Annotated[dict[MotionId, FirstSteps], "by motion"]
    situations: list[Situation]
    needs_customers: Annotated[list[QuestionId], "questions that only somebody with customers can answer"]
    titles: Annotated[dict[str, str], "of the pages that the rules refer to, by id"]
    nouns: Nouns
    looks: list[Look]


class RuleBase(Ranking, Beside):
    """The rules of a library: what ranks and computes, and what accompanies a result."""

    version: Annotated[str, "twelve digits of the hash of all that ranks or computes"]
