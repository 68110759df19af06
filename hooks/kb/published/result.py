"""The published shape of a result, declared once.

JSON Schema (`/schema/result.schema.json`) and the types of the page (`result_types.mjs`) are generated from here by
`kb.published.typed_schema`. Text in `Annotated` is a key's description.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from calculator.rules.shape import Source

Number = int | float
MaybeNumber = int | float | None
Motion = Annotated[str, "a motion's id"]
Question = Annotated[str, "a question's id"]
Url = Annotated[str | None, "relative to the site's root; null where the library has no such page"]

Range = TypedDict(
    "Range",
    {
        "from": Annotated[MaybeNumber, "null: no lower limit"],
        "to": Annotated[MaybeNumber, "null: no upper limit"],
        "from_closed": NotRequired[Annotated[bool, "whether `from` belongs to the range; true when left out"]],
        "to_closed": NotRequired[Annotated[bool, "whether `to` belongs to the range; true when left out"]],
    },
)
Answer = str | int | float | Range


class Item(TypedDict):
    """One entry of a section."""

    head: str
    body: Annotated[str, "one or more sentences below it; empty where there are none"]
    motion: Annotated[str | None, "the motion it speaks of"]
    question: Annotated[str | None, "the question it speaks of"]
    url: Url
    sources: list[Source]
    points: Annotated[MaybeNumber, "points of fit, where the entry has some"]


class Section(TypedDict):
    """What a result says under one title."""

    id: Annotated[str, "fixed name, such as `why`; `versus-` and a motion for the reasons against that one"]
    title: str
    items: Annotated[list[Item], "never empty"]


class Reason(TypedDict):
    """Why the status is not ok."""

    kind: Literal["coverage", "possible-veto", "conflict"]
    message: str
    veto: str | None


class TableRow(TypedDict):
    """A row of a table of rules."""

    label: str
    url: Url


Contribution = TypedDict(
    "Contribution",
    {
        "criterion": str,
        "question": Question,
        "group": str,
        "answer": Annotated[str | None, "the answer in words; null when unanswered"],
        "points": Annotated[Number, "points in force, the mean where the answer leaves several rows open, one decimal"],
        "contribution": Annotated[Number, "points of fit, one decimal; all of a motion's add up to its fit minus 50"],
        "given": Annotated[int | None, "what the cell itself says; null where it is silent or no single row applies"],
        "inherited": Annotated[bool, "whether the points come from the parent motion"],
        "from": Annotated[str | None, "the motion whose points they are"],
        "row": Annotated[TableRow | None, "null where no single row applies"],
        "reading": str | None,
        "sources": list[Source],
    },
)
Veto = TypedDict(
    "Veto",
    {
        "id": str,
        "certain": Annotated[bool, "false: only if the questions under `if` are answered so"],
        "label": Annotated[str, "the row's conditions in words"],
        "given": Annotated[str, "the reader's own answers that it looks at; empty where there are none"],
        "url": Url,
        "reading": str,
        "sources": list[Source],
        "if": Annotated[dict[str, list[Answer]], "per open question the answers that would bring it about"],
    },
)


class RankedMotion(TypedDict):
    """A motion in its place."""

    motion: Motion
    label: str
    url: Url
    rank: Annotated[int, "1 is first most often, or has the most fit where nothing was varied"]
    tied: bool
    vetoed: Annotated[bool, "certainly ruled out of first place"]
    fit: Annotated[Number, "0 to 100; 50 is no evidence either way; the mean over open answers"]
    fit_exact: Annotated[str, "the same as a fraction"]
    range: Annotated[tuple[Number, Number], "least and greatest fit over all completions of the answers"]
    margin_to_next: Annotated[
        MaybeNumber, "points of fit to the next in the list; null for the last; negative where the next has more"
    ]
    acceptability: Annotated[MaybeNumber, "percent of the variations in which it is first; null where none were made"]
    contributions: Annotated[list[Contribution], "largest first"]
    vetoes: list[Veto]


Change = TypedDict("Change", {"question": Question, "from": Answer, "from_label": str, "to": Answer, "to_label": str})
Flip = TypedDict(
    "Flip",
    {
        "question": Question,
        "from": Answer,
        "from_label": str,
        "to": Answer,
        "to_label": str,
        "leader": Annotated[str | None, "who would be first most often; null: no motion could lead"],
        "with": Annotated[list[str], "those level with it"],
        "margin": Annotated[MaybeNumber, "points of fit before the next"],
    },
)
PairFlip = TypedDict(
    "PairFlip", {"changes": list[Change], "leader": str | None, "with": list[str], "margin": MaybeNumber}
)
Near = TypedDict(
    "Near",
    {
        "question": Question,
        "boundary": Number,
        "side": Literal["below", "above"],
        "label": str,
        "leader": str | None,
        "with": list[str],
    },
)
Stretch = TypedDict(
    "Stretch",
    {
        "from": MaybeNumber,
        "to": MaybeNumber,
        "from_closed": bool,
        "to_closed": bool,
        "label": str,
        "leader": Annotated[list[str], "all that lead; empty when every motion is ruled out"],
    },
)
Piece = TypedDict(
    "Piece",
    {
        "from": MaybeNumber,
        "to": MaybeNumber,
        "from_closed": bool,
        "to_closed": bool,
        "label": str,
        "leader": list[str],
        "fit": dict[str, Number],
        "vetoed": list[str],
    },
)
Reconsidered = TypedDict(
    "Reconsidered", {"question": Question, "label": str, "from": Answer | None, "to": list[Answer]}
)
Lead = TypedDict(
    "Lead",
    {
        "motion": Annotated[str | None, "first most often; null when every motion is ruled out"],
        "with": Annotated[list[str], "those level with it"],
        "named": Annotated[list[str], "those that the headline names"],
        "share": Annotated[MaybeNumber, "percent of the variations in which it is first"],
        "word": Literal["clear", "likely", "leaning", "level", "open"] | None,
        "necessary": Annotated[
            bool | None, "whether it leads however the open questions turn out, with the weights as written"
        ],
    },
)


class Relaxation(TypedDict):
    """The fewest answers whose change would let a motion lead."""

    motion: Motion
    ways: list[list[Reconsidered]]


class Coverage(TypedDict):
    """Percent of the weight that is answered, and per motion what of that rests on a passage."""

    answered: Number
    sourced: dict[str, MaybeNumber]


class Weight(TypedDict):
    """The weights of one criterion with which the leader keeps the most fit."""

    criterion: str
    weight: Number
    low: Number
    high: Annotated[MaybeNumber, "null: no weight is too large"]
    relative_change: Annotated[MaybeNumber, "percent of the weight to the nearer end; null when there is none"]


class Bar(TypedDict):
    """How far one question can move the lead, in points of fit."""

    question: Question
    low: Number
    high: Number
    crosses: Annotated[bool, "whether some answer puts another motion first"]


class Ask(TypedDict):
    """An open question, and why it is asked."""

    question: Question
    gain: Annotated[Number, "percent of all there is to know about who leads that its answer tells on average"]
    changes: Annotated[Number, "percent of the variations in which its answer puts another motion first"]
    between: Annotated[list[str], "the motions it decides between; empty where it cannot change who leads"]
    why: str


class Difference(TypedDict):
    """What one criterion puts between two motions."""

    criterion: str
    question: Question
    answer: str | None
    favours: Motion
    difference: Annotated[Number, "points of fit; positive favours the leader"]
    url: Url


class WhyNot(TypedDict):
    """The leader against one other motion."""

    motion: Motion
    pros: Annotated[list[Difference], "as many as outweigh all cons, largest first"]
    cons: list[Difference]
    difference: Number
    outweighed: bool
    vetoed: bool


class Hybrid(TypedDict):
    """A second motion that goes with a first one."""

    id: str
    primary: Motion
    secondary: Motion
    role: str
    url: Url
    reading: str
    sources: list[Source]
    trigger: Annotated[bool, "whether the row asks for certain answers"]
    applies: Annotated[bool, "whether they are given"]
    fit_gap: Number


class Gap(TypedDict):
    """Something still missing for the motion that leads."""

    question: Question
    message: str
    url: Url


class Transition(TypedDict):
    """The advice about today's motion."""

    advice: Literal["switch", "add", "stay", "none"]
    message: str
    current: str
    leader: str | None
    share: MaybeNumber
    fit_gap: MaybeNumber
    hybrid: str | None
    url: Url


class ContractValue(TypedDict):
    """The contract value that the economics reckon with, USD in the first year."""

    value: MaybeNumber
    is_middle: Annotated[bool, "whether it is the middle of a range"]


class MotionEconomics(TypedDict):
    """The unit economics of one motion; null where an input is missing."""

    motion: Motion
    ruled_out: bool
    net_acv: Annotated[MaybeNumber, "USD a year after the partner's or the marketplace's share"]
    cac: Annotated[MaybeNumber, "USD"]
    cac_basis: Annotated[Literal["answer", "capacity"] | None, "the reader's answer, or what one's own sellers cost"]
    cac_ratio: Annotated[MaybeNumber, "new-customer CAC / net ACV"]
    magic_number: Annotated[MaybeNumber, "net ACV / CAC: the magic number without churn and expansion"]
    payback_months: MaybeNumber
    payback_limit_months: MaybeNumber
    within_limit: bool | None
    affordable_cac: Annotated[MaybeNumber, "USD, from the limit"]
    ltv: Annotated[MaybeNumber, "USD, lifetime capped"]
    ltv_uncapped: Annotated[MaybeNumber, "USD, lifetime 1 / churn; null without churn"]
    ltv_cac: MaybeNumber


class SmallestContract(TypedDict):
    """The contract value from which a seller pays back."""

    deals: int
    acv: MaybeNumber


class Sales(TypedDict):
    """What one's own sellers reach and cost."""

    deals_per_rep: MaybeNumber
    cac_from_capacity: MaybeNumber
    smallest_acv: list[SmallestContract]


class Growth(TypedDict):
    """What the target takes; sign-ups only where customers sign up, sellers only where people sell."""

    target_arr: MaybeNumber
    customers: int | None
    sign_ups: int | None
    reps: int | None


class Assumption(TypedDict):
    """One input of the economics."""

    input: str
    value: MaybeNumber
    unit: str
    given: bool
    url: Url


class Benchmark(TypedDict):
    """A published figure to compare with."""

    figure: str
    value: str
    sample: str
    checked: Literal["read", "history", "second-hand"]
    url: Url


class Economics(TypedDict):
    """Money in USD, times in months."""

    acv: ContractValue | None
    motions: list[MotionEconomics]
    sales: Sales
    growth: Growth
    assumptions: list[Assumption]
    benchmarks: list[Benchmark]


class SimilarCompany(TypedDict):
    """A company whose answers agree."""

    id: str
    company: str
    primary: Motion
    url: Url
    agreement: Annotated[int, "percent, by weight, of what both answered"]
    shared: Annotated[int, "questions that both answered"]


class Reading(TypedDict):
    """A page to read next."""

    page: str
    title: str | None
    url: str
    why: str


class Nouns(TypedDict):
    """What is ranked, as a reader is told."""

    one: Annotated[str, "in the singular, such as database"]
    many: str


class Result(TypedDict):
    """The answer to a request. Shares are percent with one decimal, fits are points from 0 to 100. Keys are sorted,
    there are no spaces, and the same request under the same rules gives the same bytes."""

    schema: Literal[1]
    rules_version: str
    nouns: Nouns
    seed: int
    samples: int
    status: Literal["ok", "conflict", "not-enough"]
    reasons: list[Reason]
    headline: str
    summary: str
    caution: str
    answers: Annotated[dict[str, Answer | None], "as they were understood; null is not sure"]
    answered: int
    asked: int
    coverage: Coverage
    lead: Lead
    ranking: list[RankedMotion]
    relax: list[Relaxation]
    acceptability: NotRequired[
        Annotated[dict[str, list[Number]], "per motion its share of each rank; the keys from here on come with `full`"]
    ]
    pairwise: NotRequired[dict[str, dict[str, Number]]]
    flips: NotRequired[list[Flip]]
    pair_flips: NotRequired[list[PairFlip]]
    thresholds: NotRequired[dict[str, list[Stretch]]]
    sweep: NotRequired[dict[str, list[Piece]]]
    near: NotRequired[list[Near]]
    weights: NotRequired[list[Weight]]
    tornado: NotRequired[list[Bar]]
    ask_next: NotRequired[Annotated[Ask | None, "null when nothing is open, or no open question can change who leads"]]
    asks: NotRequired[Annotated[list[Ask], "the most useful first"]]
    gains: NotRequired[Annotated[dict[str, Number], "of each open question, as in `asks`"]]
    settled: NotRequired[Annotated[str | None, "the sentence for when no open question can change who leads"]]
    why_not: NotRequired[list[WhyNot]]
    hybrids: NotRequired[list[Hybrid]]
    readiness: NotRequired[list[Gap]]
    transition: NotRequired[Transition | None]
    economics: NotRequired[Annotated[Economics | None, "null where the rule base does not ask for it"]]
    own_range: NotRequired[dict[str, MaybeNumber]]
    look_again: NotRequired[bool]
    similar: NotRequired[list[SimilarCompany]]
    read_next: NotRequired[list[Reading]]
    sections: NotRequired[Annotated[list[Section], "everything there is to say, in words and in order"]]


class Refusal(TypedDict):
    """One field that cannot be used."""

    field: str
    value: object
    message: str
    allowed: Annotated[list[str], "what would have been accepted; empty where it cannot be listed"]


class ErrorResult(TypedDict):
    """A request that cannot be answered: every bad field of it at once."""

    schema: Literal[1]
    status: Literal["error"]
    errors: list[Refusal]


PUBLISHED = (Result, ErrorResult)
"""What `calculator.answer` returns."""
