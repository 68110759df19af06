"""The command line of the calculator."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from calculator.answers.request import Members, Request, parse_json, refuse, request_from
from calculator.door import Calculator, error_result, write_json
from calculator.errors import CalculatorError, FieldError
from calculator.files import CHECKOUT, add_hooks, read_answers_file, read_lines, read_text
from calculator.text import write_line, write_markdown, write_sweep, write_text

MOST_SHOWN = 10
"""Problems of the rules that are listed; `motionbook check` lists all."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command; 0 when it answered, 2 when the input was refused."""
    # The same bytes on every platform, whatever the terminal's own encoding is.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    # Called by `motionbook rank` or as a module: the usage names the command that was typed.
    name = "motionbook" if Path(sys.argv[0]).stem == "motionbook" else "python -m calculator"
    parser = argparse.ArgumentParser(prog=name, description="Ranks go-to-market motions by the library's rules.")
    commands = parser.add_subparsers(dest="command", required=True)
    answers = "answers as JSON, or as YAML in a file that ends in .yaml or .yml; - for standard input"
    rank = commands.add_parser("rank", help="rank the motions for one set of answers, or for many")
    source = rank.add_mutually_exclusive_group(required=True)
    source.add_argument("--answers", metavar="FILE", help=answers)
    source.add_argument(
        "--batch", metavar="FILE", help="JSON answers, a set a line; one result a line comes out; - for standard input"
    )
    rank.add_argument("--detail", choices=("point", "full"), help="point: ranking, reasons and vetoes only")
    sweep = commands.add_parser("sweep", help="which motion leads at which value of a numeric question")
    sweep.add_argument("question", metavar="QUESTION", help="such as acv_usd")
    sweep.add_argument("--answers", metavar="FILE", help=f"{answers}; without it nothing else is answered")
    for command in (rank, sweep):
        command.add_argument(
            "--format",
            choices=("text", "json", "markdown"),
            help="text at a terminal, json into a file or another program, unless said here",
        )
        command.add_argument("--rules", metavar="FILE", help="a rules.json; without it the library's pages are read")
        command.add_argument("--frameworks", metavar="DIR", help="the library to read the rules from")
    return parser


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


def load_calculator(rules_file: str | None, frameworks: str | None) -> Calculator:
    """The calculator for a rules file, or for the library's own pages."""
    if rules_file is not None:
        return Calculator(read_text("rules", rules_file, None))
    return Calculator(compile_live(Path(frameworks) if frameworks else CHECKOUT / "frameworks"))


def compile_live(library: Path) -> str:
    """The rules.json text of a library, compiled from its pages now.

    Raises:
        CalculatorError: there is no such library, it has no rules, or a table of them is wrong: a row that cannot be
            read would be left out without a word.
    """
    add_hooks()
    try:
        from kb.library.catalogue import build_catalogue
        from kb.library.files import read_library
        from kb.problems.problem import Severity
        from kb.rules.codes import RULE_CODES
    except ImportError as error:
        message = "the library's reader (hooks/kb) is not here; name a rules.json with --rules"
        raise refuse("rules", None, message) from error
    if not library.is_dir():
        raise refuse("rules", str(library), "there is no such folder of pages; name a rules.json with --rules")
    catalogue = build_catalogue(read_library(library))
    if not catalogue.rules:
        message = f"{library} has no questions and tables to rank by; leave --frameworks out to use Motionbook's own"
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
    calculator = load_calculator(options.rules, options.frameworks)
    result, style = calculator.evaluate(request), _style(options)
    if style == "json":
        print(write_json(result))
    else:
        print((write_text if style == "text" else write_markdown)(result, calculator.rules))
    return 0


def _rank_batch(options: argparse.Namespace) -> int:
    """One line out for each line in: a result or an error as JSON, or in words where text was asked for."""
    calculator = load_calculator(options.rules, options.frameworks)
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
    calculator = load_calculator(options.rules, options.frameworks)
    sweep, style = calculator.sweep(options.question, request), _style(options)
    print(write_json(sweep) if style == "json" else write_sweep(sweep, calculator.rules, style == "markdown"))
    return 0


def _style(options: argparse.Namespace) -> str:
    """The format asked for; otherwise words for a person at a terminal, and JSON for a program that reads on."""
    return str(options.format or ("text" if sys.stdout.isatty() else "json"))


__all__ = ["FieldError", "compile_live", "load_calculator", "main"]
