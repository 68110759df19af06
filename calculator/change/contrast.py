"""Why one motion rather than another: what each answer says between the two, led by the reader's own answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.answers.given import Answers
from calculator.exact.arithmetic import show
from calculator.rules.rule_base import Criterion, Json, Question, Row
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment
from calculator.verdict.words import join_and, lower_first

SMALLEST_TENTHS = 0.05
"""Points below this are written 0.0: such an answer says nothing between two motions."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one answer says between two motions."""

    is_open: bool
    """Whether it was not answered; then its points are the mean over its answers."""
    question: str
    said: str
    """The reader's own answer, as a sentence; the names of the questions where there is none."""
    points: int | float
    """Points of fit by which it puts the first motion before the second; negative where it puts it behind."""
    own: int | float
    """Points of fit that it gives the first motion."""
    row: Row | None
    """The row that applies; None where the answer leaves several open."""
    url: str | None

    def note(self, *motions: int) -> tuple[str, Sequence[Json]]:
        """What the row says of the first of these motions that its note names, or else what it says of all."""
        if self.row is None:
            return "", ()
        for motion in motions:
            if motion in self.row.notes:
                return self.row.notes[motion]
        return self.row.reading, self.row.sources


def contrast(assessment: Assessment, answers: Answers, first: int, second: int) -> list[Point]:
    """Every question with what its answer says between two motions, the largest for the first motion in front."""
    rules, unit = assessment.rules, assessment.unit
    points = []
    for position, criterion in enumerate(rules.criteria):
        said = say_answer(assessment, answers, criterion)
        is_open = said is None
        if said is None:
            labels = join_and([rules.questions[question].label for question in criterion.questions])
            said = labels
        part, rows = assessment.parts[position], assessment.standings[position].open_rows(criterion)
        row = rows[0] if len(rows) == 1 and not is_open else None
        points.append(
            Point(
                is_open=is_open,
                question=rules.questions[criterion.questions[0]].id,
                said=said,
                points=show(POINTS_PER_UNIT * (part[first] - part[second]), unit),
                own=show(POINTS_PER_UNIT * part[first], unit),
                row=row,
                url=row.url if row is not None else criterion.url,
            )
        )
    return sorted(points, key=lambda point: (-point.points, point.question))


def say_answer(assessment: Assessment, answers: Answers, criterion: Criterion) -> str | None:
    """The reader's answers to a criterion's questions as a sentence; None when there are none."""
    said = [say_question(assessment.rules.questions[index], answers) for index in criterion.questions]
    return "; ".join(text for text in said if text is not None) or None


def say_question(question: Question, answers: Answers) -> str | None:
    """The reader's answer to a question as a sentence; None when there is none."""
    value = answers.values.get(question.id)
    option = question.option_index(value) if isinstance(value, str) else None
    if option is not None and question.options[option].said:
        return question.options[option].said
    label = answers.labels.get(question.id)
    return None if label is None else f"{question.label}: {lower_first(label)}"
