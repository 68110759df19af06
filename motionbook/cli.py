"""The `motionbook` command: what the make targets run."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# `motionbook rank` runs on a bare Python, with nothing installed and nothing set up.
for _folder in (str(ROOT), str(ROOT / "hooks")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

from motionbook.library import OWN_LIBRARY  # noqa: E402  (needs the path above)

Command = Callable[[argparse.Namespace], int]


def serve(options: argparse.Namespace) -> int:
    """Build the site and serve it with live reload until interrupted."""
    from motionbook.site import serve_site

    return serve_site(options.frameworks, options.address)


def build(options: argparse.Namespace) -> int:
    """Build the site beside its place and swap it in when it is whole."""
    from motionbook.site import build_site

    return build_site(options.frameworks, options.site, strict=options.strict)


def check(options: argparse.Namespace) -> int:
    """Report every problem of the library; 1 when any is an error."""
    from motionbook.check import check_library

    # One pass over the library and out: nothing is worth collecting before the process ends.
    gc.disable()
    return check_library(options.frameworks, strict=options.strict, form=options.format)


def new(options: argparse.Namespace) -> int:
    """Write a document to fill in."""
    from motionbook.scaffold import scaffold_document

    return scaffold_document(options.frameworks, options.document)


def pass_on(command: str) -> Command:
    """A command of the calculator's own command line, with its arguments untouched."""

    def run(options: argparse.Namespace) -> int:
        from calculator.cli import main as calculator_main

        return int(calculator_main([command, *options.rest]))

    return run


def backtest(options: argparse.Namespace) -> int:
    """Print how often the selector is right on the labelled companies."""
    from motionbook.backtest import print_backtest

    return print_backtest(options.frameworks, form=options.format)


def here(path: Path) -> Path:
    """The path as seen from the current folder where it lies below it, so that messages are short."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="motionbook", description="A library of frameworks with a motion selector.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        return command

    def add_library(command: argparse.ArgumentParser) -> None:
        command.add_argument("--frameworks", type=Path, default=here(OWN_LIBRARY), metavar="DIR", help="the library")

    command = add("serve", serve, "build the site and serve it with live reload")
    add_library(command)
    command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    command = add("build", build, "build the static site")
    add_library(command)
    command.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="where to")
    command.add_argument("--strict", action="store_true", help="every warning is fatal")
    command = add("check", check, "lint the library without building the site")
    add_library(command)
    command.add_argument("--strict", action="store_true", help="every warning is fatal")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command = add("new", new, "write a document to fill in")
    add_library(command)
    command.add_argument("document", help="its place in the library, such as growth/my-framework")
    for name, about in (
        ("rank", "rank the motions for a file of answers"),
        ("sweep", "rank the motions along one question"),
    ):
        add(name, pass_on(name), about)
    command = add("backtest", backtest, "how often the selector is right on the labelled companies")
    add_library(command)
    command.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in {"rank", "sweep"}:
        # The calculator reads its own options.
        return pass_on(words[0])(argparse.Namespace(rest=words[1:]))
    options = parser().parse_args(words)
    run: Command = options.run
    return run(options)
