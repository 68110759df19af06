"""The `motionbook` command: its one parser, and which module does the work of each command."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from installation import OWN_LIBRARY, ROOT
from motionbook import __version__

type Command = Callable[[argparse.Namespace], int]


def serve(options: argparse.Namespace) -> int:
    """Build the site and serve it with live reload until interrupted."""
    from motionbook.site import serve_site

    return serve_site(options.library, options.address)


def build(options: argparse.Namespace) -> int:
    """Build the site beside its place and swap it in when it is whole."""
    from motionbook.site import build_site

    return build_site(
        options.library, options.site, strict=options.strict, timings=options.timings, verify=options.verify
    )


def check(options: argparse.Namespace) -> int:
    """Report every problem of the library; 1 when any is an error."""
    from motionbook.check import check_library

    # One pass over the library and out: nothing is worth collecting before the process ends.
    gc.disable()
    if options.fix or options.yes:
        from motionbook.fix import fix_library

        return fix_library(options.library, agreed=options.yes)
    if options.watch:
        from motionbook.check import watch_library

        return watch_library(options.library, strict=options.strict, form=options.format)
    return check_library(options.library, strict=options.strict, form=options.format, every=options.all)


def init(options: argparse.Namespace) -> int:
    """Write a library to begin with."""
    from motionbook.starter import start_library

    return start_library(options.library, with_selector=options.selector)


def new(options: argparse.Namespace) -> int:
    """Write a document to fill in."""
    from kb.reading.document import Kind
    from motionbook.scaffold import scaffold_document

    return scaffold_document(options.library, options.document, Kind(options.kind) if options.kind else None)


def rank(options: argparse.Namespace) -> int:
    """Rank the alternatives of a decision for a file of answers, or sweep one question."""
    from motionbook.rank import run_rank

    return run_rank(options)


def backtest(options: argparse.Namespace) -> int:
    """Print how often the selector is right on the labelled companies."""
    from motionbook.backtest import print_backtest

    return print_backtest(options.library, form=options.format, write=options.write, against=options.against)


def changes(options: argparse.Namespace) -> int:
    """Print what a change does to the library."""
    from motionbook.changes import print_changes

    return print_changes(options.library, options.against)


def default_library() -> Path:
    """The library when none is named: in a checkout ours, installed the folder one is in."""
    if ROOT.parent == Path(__file__).resolve().parent:
        return Path()
    here = Path.cwd()
    return OWN_LIBRARY.relative_to(here) if OWN_LIBRARY.is_relative_to(here) else OWN_LIBRARY


def make_parser() -> argparse.ArgumentParser:
    """The command line, whole: docs/commands.md is held against it."""
    top = argparse.ArgumentParser(prog="motionbook", description="A library of frameworks with a motion selector.")
    top.add_argument("--version", action="version", version=f"motionbook {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        command.set_defaults(run=run)
        command.add_argument("directory", nargs="?", type=Path, metavar="DIR", help="the library's folder")
        command.add_argument("--frameworks", type=Path, metavar="DIR", help="the same, as the make targets write it")
        return command

    command = add("serve", serve, "build the site and serve it with live reload")
    command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve")
    command = add("build", build, "build the static site")
    command.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="where to")
    command.add_argument("--strict", action="store_true", help="every warning is fatal")
    command.add_argument("--timings", action="store_true", help="list the slowest steps and pages")
    command.add_argument("--verify", action="store_true", help="build a second time from nothing and compare")
    command = add("check", check, "lint the library without building the site")
    command.add_argument("--strict", action="store_true", help="every warning is fatal")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="for whom")
    command.add_argument("--watch", action="store_true", help="again after every change, until interrupted")
    command.add_argument("--all", action="store_true", help="a line for every warning, however many are alike")
    command.add_argument("--fix", action="store_true", help="show and mend what has one right answer")
    command.add_argument("--yes", action="store_true", help="the same without asking")
    command = add("init", init, "write a library to begin with, into an empty folder")
    command.add_argument("--selector", action="store_true", help="with a decision: 3 options, 4 questions, 6 cases")
    command = add("new", new, "write a document to fill in")
    command.add_argument("document", metavar="DOC", help="its place in the library, such as growth/my-framework")
    kinds = ("framework", "motion", "question", "case", "page")
    command.add_argument(
        "--kind", choices=kinds, help="what it is about; without it, what the others of its folder are"
    )
    answers = "answers as JSON, or as YAML in a file that ends in .yaml or .yml; - for standard input"
    command = add("rank", rank, "rank for one set of answers, or for many")
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--answers", metavar="FILE", help=answers)
    batch = "JSON answers, a set a line; one result a line comes out; - for standard input"
    source.add_argument("--batch", metavar="FILE", help=batch)
    detail = "point: ranking, reasons and vetoes only"
    command.add_argument("--detail", choices=("point", "full"), help=detail)
    add_rule_options(command)
    command = add("sweep", rank, "say what leads at which value of a numeric question")
    command.add_argument("question", metavar="QUESTION", help="such as acv_usd")
    command.add_argument("--answers", metavar="FILE", help=f"{answers}; without it nothing else is answered")
    add_rule_options(command)
    command = add("backtest", backtest, "say how often the selector is right on the labelled companies")
    command.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="for whom")
    command.add_argument("--write", action="store_true", help="keep the figures in the library, for its page")
    revision = "only say which cases have another leader than at this git revision, and why"
    command.add_argument("--against", default="", metavar="REV", help=revision)
    command = add("changes", changes, "say what is other than at a git revision, as Markdown for a pull request")
    command.add_argument("--against", required=True, metavar="REV", help="a commit, a branch or a tag")
    return top


def add_rule_options(command: argparse.ArgumentParser) -> None:
    """What the commands that ask the calculator have in common."""
    formats = "text at a terminal, json into a file or another program, unless said here"
    command.add_argument("--format", choices=("text", "json", "markdown"), help=formats)
    command.add_argument("--rules", metavar="FILE", help="a rules.json in the place of a library's pages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = make_parser()
    options = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    if options.directory and options.frameworks:
        parser.error("the library is named twice, as DIR and with --frameworks; name it once")
    options.library = options.directory or options.frameworks or default_library()
    if options.command == "init" and not (options.directory or options.frameworks):
        options.library = Path()
    if options.command in {"rank", "sweep"} and not (options.directory or options.frameworks):
        options.library = OWN_LIBRARY
    run: Command = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        print(f"\n{options.command}: interrupted; what stood before stands as it was", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read on has enough; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ModuleNotFoundError as error:
        print(
            f"motionbook: {error.name} is not installed; every command needs the locked packages; "
            "run the make target of the same name, which sets them up, or install motionbook with pip",
            file=sys.stderr,
        )
        return 1
