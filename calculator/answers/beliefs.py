"""What an answer leaves open about a question that ranks, and how probable each possibility is."""

from dataclasses import dataclass
from functools import lru_cache

from calculator.exact.numerals import Exact, Span
from calculator.exact.pieces import end_of, start_of
from calculator.rules.rule_base import Question, reduce_masses


@dataclass(frozen=True, slots=True)
class Belief:
    """What is known about one fit question."""

    is_answered: bool
    """Whether an answer was given; `null` (not sure) is none."""
    is_closed: bool
    """Whether it need not be asked: answered, or answered with not sure."""
    possible: int
    """Bits of the atoms that the answer leaves open."""
    masses: tuple[int, ...]
    """Per atom its probability, over `sum(masses)`."""
    atom: int | None
    """The only atom left, or None when several are."""


def believe_nothing(question: Question) -> Belief:
    """What is believed about a question that was not answered: its declared prior over all it could be."""
    return Belief(False, False, (1 << question.atoms) - 1, question.masses, 0 if question.atoms == 1 else None)


def not_sure(belief: Belief) -> Belief:
    """The same, for a question that was shown and answered with "not sure"."""
    return Belief(False, True, belief.possible, belief.masses, belief.atom)


def believe(question: Question, read: Exact | Span | str) -> Belief:
    """The atoms an answer leaves open, with their masses.

    A range's pieces weigh as much as the logarithm of their length inside it; pieces that are single numbers are
    possible but weigh nothing.
    """
    if question.line is None:
        index = question.option_index(str(read))
        assert index is not None
        return be_certain(question.atoms, index)
    span: Span | None
    if isinstance(read, str):
        band = question.option_index(read)
        pieces = range(question.atoms)
        inside = [piece for piece in pieces if question.bands[piece] == band]
        span = None
    elif isinstance(read, Span):
        inside = list(question.line.pieces_of(read))
        span = read
    else:
        return be_certain(question.atoms, question.line.piece_of(read))
    if len(inside) == 1:
        return be_certain(question.atoms, inside[0])
    lengths = [0] * question.atoms
    for piece in inside:
        lengths[piece] = question.line.length_of(piece, span)
    if not any(lengths):
        # Too narrow for the logarithm's last digit: the pieces that are more than one number share evenly.
        for piece in inside:
            part = question.line.span_of(piece)
            lengths[piece] = int(start_of(part, question.line.start)[0] != end_of(part, question.line.end)[0])
    return Belief(True, True, sum(1 << piece for piece in inside), reduce_masses(lengths), None)


@lru_cache(maxsize=1024)
def be_certain(atoms: int, atom: int) -> Belief:
    """The belief that a question with so many atoms has exactly this answer."""
    masses = tuple(int(other == atom) for other in range(atoms))
    return Belief(True, True, 1 << atom, masses, atom)
