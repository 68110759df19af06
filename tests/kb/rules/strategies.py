"""Small tables and conditions, drawn at random."""

from fractions import Fraction

from hypothesis import strategies as st

from tests.kb.rules.small_library import make_question

QUESTIONS = {
    question.id: question
    for question in (
        make_question("colour", ("red", "green", "blue")),
        make_question("size", ("small", "large")),
        make_question("price"),
        make_question("seats"),
    )
}

AMOUNTS = (0, 1, 2, 5, 10, 1000, 2500, 25_000)
WRITTEN = {2500: "$2.5K", 1000: "1,000", 25_000: "$25K"}


@st.composite
def number_tests(draw: st.DrawFn) -> str:
    """One test of an amount, in any of the forms of the grammar."""
    low, high = sorted(draw(st.lists(st.sampled_from(AMOUNTS), min_size=2, max_size=2, unique=True)))
    one, two = (WRITTEN.get(end, str(end)) for end in (low, high))
    # In prose a K at the upper end alone could be meant for both, and is refused.
    first, last = (one, two) if one[-1] == two[-1] == "K" else (str(low), f"{high:,}")
    return draw(
        st.sampled_from(
            [
                f"[{one}..{two}]", f"[{one}..{two})", f"({one}..{two}]", f"]{one}..{two}[", f"{first} - {last}",
                f"{first} to {last}", f"{first}–{last}", f"< {two}", f"<= {two}", f"≤{two}", f"> {one}", f">={one}",
                f"≥ {one}",
                f"under {two}", f"over {one}", f"above {one}", f"at least {one}", f"at most {two}", f"up to {two}", one,
            ]
        )
    )  # fmt: skip


@st.composite
def cells(draw: st.DrawFn, question_id: str) -> str:
    """One condition cell of a question that some answer meets."""
    question = QUESTIONS[question_id]
    if draw(st.integers(0, 3)) == 0:
        return "-"
    if question.is_number:
        text = ", ".join(draw(st.lists(number_tests(), min_size=1, max_size=2)))
    else:
        text = ", ".join(draw(st.lists(st.sampled_from(question.option_ids), min_size=1, max_size=2, unique=True)))
    text = f"not({text})" if draw(st.booleans()) else text
    return f"`{text}`" if draw(st.booleans()) else text


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[str]]]:
    """Questions and rows of condition cells."""
    ids = tuple(draw(st.lists(st.sampled_from(sorted(QUESTIONS)), min_size=1, max_size=3, unique=True)))
    rows = draw(st.lists(st.tuples(*(cells(one) for one in ids)), min_size=1, max_size=4))
    return ids, [list(row) for row in rows]


def answers(question_id: str) -> st.SearchStrategy[str | Fraction]:
    """Any answer: an option, an end that cells may name and a cent beside it, or any amount."""
    question = QUESTIONS[question_id]
    if not question.is_number:
        return st.sampled_from(question.option_ids)
    ends = [Fraction(end) + step for end in AMOUNTS for step in (Fraction(-1, 100), Fraction(0), Fraction(1, 100))]
    near = st.sampled_from([end for end in ends if end >= 0])
    return near | st.fractions(min_value=0, max_value=60_000, max_denominator=100)
