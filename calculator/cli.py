"""The command line: the only part of the package that touches files."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from calculator.answers.request import MAX_BYTES, Members, Request, parse_json, refuse, request_from
from calculator.door import Calculator, error_result, write_json
from calculator.errors import CalculatorError, FieldError, shorten
from calculator.text import write_markdown, write_sweep, write_text

CHECKOUT = Path(__file__).resolve().parent.parent


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
        return _report(error)
    except BrokenPipeError:
        # The reader of the output (head, a pager) has seen enough; nothing is left to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m calculator", description="Ranks go-to-market motions by the library's rules."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    rank = commands.add_parser("rank", help="rank the motions for one set of answers, or for many")
    source = rank.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--answers", metavar="FILE", help="JSON: answers, or a request with answers; - for standard input"
    )
    source.add_argument(
        "--batch", metavar="FILE", help="one such JSON a line; one result a line comes out; - for standard input"
    )
    rank.add_argument("--detail", choices=("point", "full"), help="point: ranking, reasons and vetoes only")
    rank.add_argument("--format", choices=("json", "text", "markdown"), default="json")
    sweep = commands.add_parser("sweep", help="which motion leads at which value of a numeric question")
    sweep.add_argument("question", metavar="QUESTION", help="such as acv_usd")
    sweep.add_argument("--answers", metavar="FILE", required=True)
    sweep.add_argument("--format", choices=("json", "text", "markdown"), default="json")
    for command in (rank, sweep):
        command.add_argument("--rules", metavar="FILE", help="a rules.json; without it the library's pages are read")
        command.add_argument("--frameworks", metavar="DIR", help="the library to read the rules from")
    return parser


def _report(error: CalculatorError) -> int:
    print(write_json(error_result(error)))
    for field_error in error.errors:
        found = "" if field_error.value is None else f" (found {field_error.value!r})"
        allowed = f"; allowed: {', '.join(field_error.allowed)}" if field_error.allowed else ""
        print(f"{field_error.field}: {field_error.message}{found}{allowed}", file=sys.stderr)
    return 2


def load_calculator(rules_file: str | None, frameworks: str | None) -> Calculator:
    """The calculator for a rules file, or for the library's own pages."""
    if rules_file is not None:
        return Calculator(_read_text("rules", rules_file, None))
    return Calculator(compile_live(Path(frameworks) if frameworks else CHECKOUT / "frameworks"))


def compile_live(library: Path) -> str:
    """The rules.json text of a library, compiled from its pages now."""
    hooks = str(CHECKOUT / "hooks")
    if hooks not in sys.path:
        sys.path.insert(0, hooks)
    try:
        from kb.library.catalogue import build_catalogue, read_library
    except ImportError as error:
        message = "the library's reader (hooks/kb) is not here; name a rules.json with --rules"
        raise refuse("rules", None, message) from error
    if not library.is_dir():
        raise refuse("rules", str(library), "there is no such folder of pages; name a rules.json with --rules")
    return json.dumps(build_catalogue(read_library(library)).rules, ensure_ascii=False)


def _read_text(field: str, name: str, limit: int | None) -> str:
    try:
        with _open(name) as file:
            data: bytes = file.read() if limit is None else file.read(limit + 1)
    except OSError as error:
        raise refuse(field, shorten(name), f"the file cannot be read: {error.strerror}") from error
    if limit is not None and len(data) > limit:
        raise refuse(field, None, f"{name} has more than {limit:,} bytes; send only the answers")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(field, None, f"{name} is not UTF-8 at byte {error.start + 1}; save it as UTF-8") from error


def _open(name: str) -> Any:
    return open(0, "rb", closefd=False) if name == "-" else Path(name).open("rb")


def _read_request(text: str, detail: str | None) -> Request:
    raw = parse_json(text)
    if not isinstance(raw, Members):
        raise refuse("request", None, "the answers must be a JSON object", ())
    request = request_from(raw if "answers" in raw else Members([("answers", raw)]))
    return (
        request
        if detail is None
        else Request(request.answers, request.samples, request.seed, type(request.detail)(detail))
    )


def _rank(options: argparse.Namespace) -> int:
    request = _read_request(_read_text("answers", options.answers, MAX_BYTES), options.detail)
    calculator = load_calculator(options.rules, options.frameworks)
    _print_result(calculator.evaluate(request), options.format)
    return 0


def _rank_batch(options: argparse.Namespace) -> int:
    calculator = load_calculator(options.rules, options.frameworks)
    status = 0
    for number, line in _read_lines(options.batch):
        try:
            if isinstance(line, CalculatorError):
                raise line
            _print_result(calculator.evaluate(_read_request(line, options.detail)), options.format)
        except CalculatorError as error:
            status = 2
            print(write_json(error_result(error)))
            for field_error in error.errors:
                print(f"line {number}: {field_error.field}: {field_error.message}", file=sys.stderr)
    return status


def _read_lines(name: str) -> Iterator[tuple[int, str | CalculatorError]]:
    """The lines of a batch that are not blank, numbered from 1; one that is too long or not UTF-8 is an error."""
    try:
        with _open(name) as file:
            number = 0
            while data := file.readline(MAX_BYTES + 2):
                number += 1
                if len(data) > MAX_BYTES + 1:
                    while data and not data.endswith(b"\n"):
                        data = file.readline(MAX_BYTES)
                    yield number, refuse("request", None, f"line {number} has more than {MAX_BYTES:,} bytes")
                    continue
                try:
                    text = data.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                except UnicodeDecodeError as error:
                    yield number, refuse("request", None, f"line {number} is not UTF-8 at byte {error.start + 1}")
                    continue
                if text:
                    yield number, text
    except OSError as error:
        raise refuse("batch", shorten(name), f"the file cannot be read: {error.strerror}") from error


def _print_result(result: dict[str, Any], style: str) -> None:
    if style == "json":
        print(write_json(result))
    else:
        print(write_text(result) if style == "text" else write_markdown(result))


def _sweep(options: argparse.Namespace) -> int:
    request = _read_request(_read_text("answers", options.answers, MAX_BYTES), None)
    calculator = load_calculator(options.rules, options.frameworks)
    sweep = calculator.sweep(options.question, request)
    print(write_json(sweep) if options.format == "json" else write_sweep(sweep, options.format == "markdown"))
    return 0


__all__ = ["FieldError", "compile_live", "load_calculator", "main"]
