"""Reads rules.json into `Rules`: weights split and made whole, silence filled from parents, conditions as bits."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from math import gcd, lcm

from calculator.errors import CalculatorError, FieldError, shorten
from calculator.exact.numerals import Exact, Span, parse_literal, simplify
from calculator.exact.pieces import Line, cut_line
from calculator.rules import shape
from calculator.rules.references import find_misfits
from calculator.rules.rule_base import (
    Condition,
    Criterion,
    Hybrid,
    Json,
    Motion,
    Nouns,
    Option,
    Question,
    Row,
    Rules,
    Setting,
    Veto,
    link,
    reduce_masses,
)
from calculator.rules.typed_json import checker

_find_faults = checker(shape.RuleBase)
_MOST_TOLD = 20
"""Faults that one refusal names."""


def load_rules(text: str) -> Rules:
    """The rules of a rules.json text.

    Raises:
        CalculatorError: it is not JSON, or not what `calculator.rules.shape` declares, or a name in it leads nowhere;
            every such place is named, as in `rules.questions[3].options[0].prior`.
    """
    try:
        raw = json.loads(text, parse_float=_exact, parse_int=_exact, parse_constant=_exact)
    except (ValueError, RecursionError) as error:
        raise CalculatorError([FieldError("rules", None, f"this is not JSON that can be read: {error}")]) from error
    faults = [
        FieldError(f"rules{place}", shorten(value), message, allowed)
        for place, value, message, allowed in islice(_find_faults(raw), _MOST_TOLD)
    ] or list(islice(find_misfits(raw), _MOST_TOLD))
    if faults:
        raise CalculatorError(faults)
    return _read_rules(raw)


def _exact(literal: str) -> Exact:
    value = parse_literal(literal) if literal[-1].isdigit() else None
    if value is None:
        raise ValueError(f"{literal} is out of range")
    return value


def _read_rules(raw: Json) -> Rules:
    motion_index = {motion["id"]: i for i, motion in enumerate(raw["motions"])}
    motions = tuple(
        Motion(
            m["id"],
            m["label"],
            None if m["parent"] is None else motion_index[m["parent"]],
            m.get("page"),
            m["url"],
            m.get("sold_by"),
            m.get("share"),
        )
        for m in raw["motions"]
    )
    questions = _read_questions(raw)
    question_index = {question.id: i for i, question in enumerate(questions)}
    criteria, scale = _read_criteria(raw, questions, question_index, motion_index, motions)
    criterion_of: list[int | None] = [None] * len(questions)
    for position, criterion in enumerate(criteria):
        for question in criterion.questions:
            criterion_of[question] = position
    by_name = sorted(motion_index)
    return Rules(
        version=raw["version"],
        nouns=Nouns(**raw.get("nouns", {})),
        motions=motions,
        questions=questions,
        fit=tuple(i for i, question in enumerate(questions) if question.role == "fit"),
        criteria=criteria,
        weight_scale=scale,
        total_weight=sum(criterion.weight for criterion in criteria),
        vetoes=tuple(
            Veto(
                v["id"],
                motion_index[v["motion"]],
                bool(v["also_secondary"]),
                _read_condition(v["when"], questions, question_index),
                v["label"],
                link(v["url"], v["anchor"]),
                v["reading"],
                v["sources"],
            )
            for v in sorted(raw["vetoes"], key=lambda v: (v["id"], motion_index[v["motion"]]))
        ),
        hybrids=tuple(
            Hybrid(
                h["id"],
                motion_index[h["primary"]],
                motion_index[h["secondary"]],
                h["role"],
                _read_condition(h["when"], questions, question_index),
                link(h["url"], h["anchor"]),
                h["reading"],
                h["sources"],
            )
            for h in sorted(raw["hybrids"], key=lambda h: str(h["id"]))
        ),
        defaults={key: _read_setting(value) for key, value in sorted(raw["defaults"].items())},
        thresholds={key: _read_setting(value) for key, value in sorted(raw["thresholds"].items())},
        has_market=any(motion.sold_by for motion in motions),
        beside=raw,
        criterion_of=tuple(criterion_of),
        question_index=question_index,
        motion_index=motion_index,
        stream_order=tuple(by_name.index(motion.id) for motion in motions),
    )


def _read_setting(raw: Json) -> Setting:
    return Setting(simplify(raw["value"]), raw.get("unit"), link(raw.get("url"), raw.get("anchor")))


def _read_span(raw: Json) -> Span:
    return Span(raw["from"], raw["to"], bool(raw["from_closed"]), bool(raw["to_closed"]))


def _read_questions(raw: Json) -> tuple[Question, ...]:
    spans: dict[str, list[Span]] = {}
    tables = [row["when"] for criterion in raw["criteria"] for row in criterion["rows"]]
    tables += [rule["when"] for rule in (*raw["vetoes"], *raw["hybrids"])]
    for when in tables:
        for question, condition in when.items():
            spans.setdefault(question, []).extend(_read_span(r) for r in condition.get("ranges", ()))
    needing = set(raw.get("needs_customers", ()))
    questions = tuple(_read_question(q, spans.get(q["id"], []), q["id"] in needing) for q in raw["questions"])
    faults = [fault for index, question in enumerate(questions) for fault in _find_unusable(question, index)]
    if faults:
        raise CalculatorError(faults)
    return questions


def _read_question(raw: Json, spans: list[Span], needs_customers: bool) -> Question:
    options = tuple(
        Option(
            o["id"],
            o["label"],
            int(o.get("prior", 1)),
            _read_span(o["range"]) if o.get("range") else None,
            o.get("said"),
        )
        for o in raw["options"]
    )
    is_number = raw["kind"] == "number"
    minimum, maximum = raw.get("min"), raw.get("max")
    line: Line | None = None
    bands = tuple(range(len(options)))
    masses = tuple(option.prior for option in options)
    if is_number and raw["role"] == "fit":
        band_spans = [option.span for option in options if option.span is not None]
        low = minimum or 0
        ends = [end for span in (*spans, *band_spans) for end in (span.low, span.high) if end is not None]
        high = 16 * (max((*ends, low)) or 1) if maximum is None else maximum
        line = cut_line(low, high, [*spans, *band_spans])
        bands, masses = _share_bands(line, options)
    elif is_number:
        bands, masses = (), ()
    return Question(
        id=raw["id"],
        role=raw["role"],
        label=raw["label"],
        prompt=raw.get("prompt") or raw["label"],
        options=options,
        is_number=is_number,
        unit=raw.get("unit"),
        minimum=minimum,
        maximum=maximum,
        url=raw["url"],
        line=line,
        bands=bands,
        masses=masses,
        needs_customers=needs_customers,
    )


def _find_unusable(question: Question, index: int) -> Iterator[FieldError]:
    """Bands of a question that ranks in which no amount lies, or an amount that another band has already."""
    place = f"rules.questions[{index}].options"
    for number, option in enumerate(question.options if question.line is not None else ()):
        pieces = question.line.pieces_of(option.span) if question.line and option.span else range(0)
        if not pieces:
            yield FieldError(f"{place}[{number}].range", None, "holds no amount between min and max")
        elif any(question.bands[piece] != number for piece in pieces):
            yield FieldError(f"{place}[{number}].range", None, "holds amounts that a later band holds too")
    if question.role == "fit" and not sum(question.masses):
        yield FieldError(place, None, "must hold an answer between min and max with a prior above 0")


def _share_bands(line: Line, options: Sequence[Option]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Each piece's band, and its mass: a band's prior is shared among its pieces by their length."""
    bands = [-1] * line.count
    masses = [Fraction(0)] * line.count
    for index, option in enumerate(options):
        pieces = line.pieces_of(option.span) if option.span is not None else range(0)
        lengths = [line.length_of(piece) for piece in pieces]
        total = sum(lengths)
        for piece, length in zip(pieces, lengths, strict=True):
            bands[piece] = index
            masses[piece] = Fraction(option.prior * length, total) if total else Fraction(option.prior, len(pieces))
    if not options:
        masses = [Fraction(line.length_of(piece)) for piece in range(line.count)]
    common = lcm(*(mass.denominator for mass in masses))
    return tuple(bands), reduce_masses([int(mass * common) for mass in masses])


def _read_condition(when: Json, questions: Sequence[Question], index: Mapping[str, int]) -> Condition:
    masks = []
    for question_id, condition in sorted(when.items()):
        question = questions[index[question_id]]
        mask = _read_mask(condition, question)
        if mask is not None:
            masks.append((index[question_id], mask))
    return Condition(tuple(masks))


def _read_mask(condition: Json, question: Question) -> int | None:
    if "options" in condition:
        wanted = condition["options"]
        return sum(1 << atom for atom, band in enumerate(question.bands) if question.options[band].id in wanted)
    if "ranges" in condition and question.line is not None:
        mask = 0
        for span in condition["ranges"]:
            for piece in question.line.pieces_of(_read_span(span)):
                mask |= 1 << piece
        return mask
    return None


def _read_criteria(
    raw: Json,
    questions: Sequence[Question],
    question_index: Mapping[str, int],
    motion_index: Mapping[str, int],
    motions: Sequence[Motion],
) -> tuple[tuple[Criterion, ...], Exact]:
    group_weight = {group["id"]: group["weight"] for group in raw["groups"]}
    group_total: dict[str, int] = {}
    for criterion in raw["criteria"]:
        group_total[criterion["group"]] = group_total.get(criterion["group"], 0) + criterion["weight"]
    shares = {
        c["id"]: Fraction(group_weight[c["group"]] * c["weight"], group_total[c["group"]] or 1) for c in raw["criteria"]
    }
    scale = lcm(*(share.denominator for share in shares.values())) if shares else 1
    divisor = gcd(*(int(share * scale) for share in shares.values())) or 1
    criteria = []
    for place, c in sorted(enumerate(raw["criteria"]), key=lambda numbered: str(numbered[1]["id"])):
        indices = tuple(sorted((question_index[q] for q in c["questions"]), key=lambda i: questions[i].id))
        conditions = [_read_condition(row["when"], questions, question_index) for row in c["rows"]]
        found = _fill_cells(indices, questions, conditions)
        if -1 in found:
            message = "must hold a row for every answer"
            raise CalculatorError([FieldError(f"rules.criteria[{place}].rows", None, message)])
        cells, order = _order_rows(found, len(conditions))
        criteria.append(
            Criterion(
                id=c["id"],
                group=c["group"],
                weight=int(shares[c["id"]] * scale) // divisor,
                questions=indices,
                url=link(c["url"], c["anchor"]),
                rows=tuple(_read_row(c["rows"][row], c["url"], motion_index, motions) for row in order),
                cells=cells,
            )
        )
    if not sum(criterion.weight for criterion in criteria):
        raise CalculatorError([FieldError("rules.groups", None, "all weights are zero, so nothing can be ranked")])
    return tuple(criteria), simplify(Fraction(scale, divisor))


def _fill_cells(
    indices: Sequence[int], questions: Sequence[Question], conditions: Sequence[Condition]
) -> tuple[int, ...]:
    combinations: list[tuple[int, ...]] = [()]
    for index in indices:
        combinations = [(*combination, atom) for combination in combinations for atom in range(questions[index].atoms)]
    masks = [dict(condition.masks) for condition in conditions]
    cells = []
    for combination in combinations:
        bits = [(index, 1 << atom) for index, atom in zip(indices, combination, strict=True)]
        matching = (row for row, mask in enumerate(masks) if all(mask.get(i, bit) & bit for i, bit in bits))
        cells.append(next(matching, -1))
    return tuple(cells)


def _order_rows(cells: Sequence[int], count: int) -> tuple[tuple[int, ...], list[int]]:
    """The cells with rows numbered in the order in which they first apply, and the rows' numbers in that order.

    So the order of the rows in the page has no influence on any output.
    """
    used = list(dict.fromkeys(cells))
    place = {row: index for index, row in enumerate(used)}
    order = used + [row for row in range(count) if row not in place]
    return tuple(place[row] for row in cells), order


def _read_row(raw: Json, url: str | None, motion_index: Mapping[str, int], motions: Sequence[Motion]) -> Row:
    given: list[int | None] = [None] * len(motions)
    for motion, points in raw["points"].items():
        given[motion_index[motion]] = points
    has_reference = any(source["kind"] != "inference" for source in raw["sources"])
    points_in_force, origins, silences = [], [], []
    for index in range(len(motions)):
        holder: int | None = index
        while holder is not None and given[holder] is None:
            holder = motions[holder].parent
        value = None if holder is None else given[holder]
        points_in_force.append(value or 0)
        origins.append(holder if holder != index else None)
        is_uncited_zero = motions[index].parent is None and not value and not has_reference
        silences.append(given[index] is None or is_uncited_zero)
    return Row(
        label=raw["label"],
        anchor=raw["anchor"],
        url=link(url, raw["anchor"]),
        reading=raw["reading"],
        sources=raw["sources"],
        notes={motion_index[m]: (note["reading"], note["sources"]) for m, note in raw.get("notes", {}).items()},
        given=tuple(given),
        points=tuple(points_in_force),
        origin=tuple(origins),
        silent=tuple(silences),
    )
