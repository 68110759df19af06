"""`motionbook rank` and `motionbook sweep`: answers from a file, a library's rules, words or JSON out."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calculator.answers.request import Members, Request, parse_json, refuse, request_from
from calculator.api import Calculator, error_result, write_json
from calculator.errors import CalculatorError, FieldError
from kb.library.catalogue import build_catalogue
from kb.library.files import read_library
from kb.problems.codes import RULE_CODES
from kb.problems.problem import Severity
from motionbook.answer_files import read_answers_file, read_lines, read_text
from motionbook.result_text import write_line, write_markdown, write_sweep, write_text

MOST_SHOWN = 10
"""Problems of the rules that are listed; `motionbook check` lists all."""


def run_rank(options: argparse.Namespace) -> int:
    """Run one of the two commands; 0 when it answered, 2 when the input was refused."""
    # The same bytes on every platform, whatever the terminal's own encoding is.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        if options.command == "sweep":
            return _sweep(options)
        return _rank_batch(options) if options.batch else _rank(options)
    except CalculatorError as error:
        return _report(error, options)
    except BrokenPipeError:
        # The reader of the output (head, a pager) has seen enough; nothing is left to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _report(error: CalculatorError, options: argparse.Namespace) -> int:
    if _style(options) == "json":
        print(write_json(error_result(error)))
    for sentence in _sentences(error):
        print(sentence, file=sys.stderr)
    return 2


def _sentences(error: CalculatorError) -> Iterator[str]:
    """Per bad field one line: what is wrong, what was found, what is allowed."""
    for field_error in error.errors:
        shown = field_error.value
        found = "" if shown is None or str(shown) in field_error.message else f" (found {shown!r})"
        allowed = f"; allowed: {', '.join(field_error.allowed)}" if field_error.allowed else ""
        yield f"{field_error.field}: {field_error.message}{found}{allowed}"


def load_calculator(options: argparse.Namespace) -> Calculator:
    """The calculator for a rules file, or for the library's own pages."""
    if options.rules is not None:
        return Calculator(read_text("rules", options.rules, None))
    return Calculator(compile_live(options.library))


def compile_live(library: Path) -> str:
    """The rules.json text of a library, compiled from its pages now.

    Raises:
        CalculatorError: there is no such library, it has no rules, or a table of them is wrong: a row that cannot be
            read would be left out without a word.
    """
    if not library.is_dir():
        raise refuse("rules", str(library), "there is no such folder of pages; name a rules.json with --rules")
    catalogue = build_catalogue(read_library(library))
    if not catalogue.rules:
        message = f"{library} has no questions and tables to rank by; leave DIR out to use Motionbook's own"
        raise refuse("rules", None, message)
    wrong = [p for p in catalogue.problems if p.code in RULE_CODES and p.severity is Severity.ERROR]
    if wrong:
        raise CalculatorError(FieldError("rules", None, f"{library}/{problem}") for problem in wrong[:MOST_SHOWN])
    return json.dumps(catalogue.rules, ensure_ascii=False)


def _read_request(raw: Any, detail: str | None) -> Request:
    if not isinstance(raw, Members):
        raise refuse("request", None, "the answers must be an object of question ids and answers", ())
    request = request_from(raw if "answers" in raw else Members([("answers", raw)]))
    return (
        request
        if detail is None
        else Request(request.answers, request.samples, request.seed, type(request.detail)(detail))
    )


def _rank(options: argparse.Namespace) -> int:
    request = _read_request(read_answers_file(options.answers), options.detail)
    calculator = load_calculator(options)
    result, style = calculator.evaluate(request), _style(options)
    if style == "json":
        print(write_json(result))
    else:
        print((write_text if style == "text" else write_markdown)(result))
    return 0


def _rank_batch(options: argparse.Namespace) -> int:
    """One line out for each line in: a result or an error as JSON, or in words where text was asked for."""
    calculator = load_calculator(options)
    in_words, status = options.format in {"text", "markdown"}, 0
    for number, line in read_lines(options.batch):
        try:
            if isinstance(line, CalculatorError):
                raise line
            result = calculator.evaluate(_read_request(parse_json(line), options.detail))
            print(f"- line {number}: {write_line(result)}" if in_words else write_json(result))
        except CalculatorError as error:
            status = 2
            print(f"- line {number}: refused" if in_words else write_json(error_result(error)))
            for sentence in _sentences(error):
                print(f"line {number}: {sentence}", file=sys.stderr)
    return status


def _sweep(options: argparse.Namespace) -> int:
    request = _read_request(read_answers_file(options.answers) if options.answers else Members([]), None)
    calculator = load_calculator(options)
    sweep, style = calculator.sweep(options.question, request), _style(options)
    print(write_json(sweep) if style == "json" else write_sweep(sweep, calculator.rules, style == "markdown"))
    return 0


def _style(options: argparse.Namespace) -> str:
    """The format asked for; otherwise words for a person at a terminal, and JSON for a program that reads on."""
    return str(options.format or ("text" if sys.stdout.isatty() else "json"))
