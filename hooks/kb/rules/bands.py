"""The bands of a question about an amount cover every amount from 0 up, each once."""

from collections.abc import Sequence

from kb.problems.problem import Problem
from kb.rules.findings import Place, error
from kb.rules.intervals import AMOUNTS, Interval, complement
from kb.rules.show import show_interval


def check_bands(bands: Sequence[tuple[Interval, Place]], unit: str | None) -> list[Problem]:
    """Gaps (E110), overlaps (E111) and wrong order (E116) among the bands, which are given in the order of the page."""
    problems: list[Problem] = []
    for index, (band, place) in enumerate(bands):
        for earlier, earlier_place in bands[:index]:
            both = band.intersect(earlier).intersect(AMOUNTS)
            if not both.is_empty:
                problems.append(
                    error(
                        place,
                        "E111",
                        f"overlap: the bands of lines {earlier_place.line} and {place.line} both hold "
                        f"{show_interval(both, unit)}",
                        "an amount would have two answers",
                        "make one end open, as in [$5K..$25K)",
                    )
                )
        if index and band.intersect(bands[index - 1][0]).is_empty and _starts_lower(band, bands[index - 1][0]):
            problems.append(
                error(
                    place,
                    "E116",
                    f"band {show_interval(band, unit)} stands after a higher one",
                    "the order is how an amount moves up",
                    "list the bands from the lowest up",
                )
            )
    missing = [gap.intersect(AMOUNTS) for gap in complement(band for band, _ in bands)]
    shown = [show_interval(gap, unit) for gap in missing if not gap.is_empty]
    if shown and bands:
        problems.append(
            error(
                bands[0][1],
                "E110",
                f"gap: no band holds {', '.join(shown)}",
                "an amount there would have no answer",
                "add a band for it, or widen its neighbour",
            )
        )
    return problems


def _starts_lower(band: Interval, other: Interval) -> bool:
    return band.low is None or (other.low is not None and band.low < other.low)
