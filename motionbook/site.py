"""Build the site whole or not at all, and serve it."""

import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from installation import OWN_LIBRARY, ROOT
from kb.library.settings import SelectorChoice
from motionbook.check import check_library, report_catalogue
from motionbook.progress import Bar
from motionbook.unchanged import is_standing, key_of_inputs, note

CONFIG = ROOT / "mkdocs.yml"
SELECTORS = {
    SelectorChoice.OWN: "the library's own; `selector: none` in library.yml leaves it out",
    SelectorChoice.MOTIONBOOK: "Motionbook's, because the library holds a page that its rules cite; "
    "`selector: none` in library.yml leaves it out",
    SelectorChoice.NONE: "none, because the library holds no page that Motionbook's rules cite; "
    "`selector: motionbook` in library.yml adds it",
}
"""Whose questions are asked where the owner has not said."""
UNADDRESSED = (
    "address: nobody has said where the site is published, so it has no canonical addresses and no pictures for links "
    "to it; `address:` in library.yml, or SITE_URL, says it"
)
SLOWEST = 12
"""Pages that `--timings` lists."""
DEBUG = "MOTIONBOOK_DEBUG"
"""Name of the environment variable with which a failed build shows its traceback."""


def set_environment(frameworks: Path) -> None:
    """What mkdocs.yml and the hooks read from the environment."""
    os.environ["FRAMEWORKS"] = str(frameworks.resolve())
    # Material announces on every run that it will not support MkDocs 2; we pin below 2 in requirements.in.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def show_log() -> None:
    """MkDocs' own messages on standard error, from warnings up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)


def check_place(site: Path) -> str | None:
    """Why the site may not be written there, or nothing."""
    target = site.resolve()
    if target in (ROOT, OWN_LIBRARY) or target in ROOT.parents:
        return f"{site} holds the project itself; building there would replace it; name a folder of its own"
    if target.is_file():
        return f"{site} is a file; the site is a folder; name another place"
    if target.is_dir() and any(target.iterdir()) and not (target / "api" / "v1" / "index.json").is_file():
        return f"{site} holds something that is not a built site; it would be lost; name an empty folder or a new one"
    return None


def build_site(frameworks: Path, site: Path, *, strict: bool, timings: bool = False, verify: bool = False) -> int:
    """Build into a folder beside the target and swap it in; 1 and an untouched target when anything fails.

    Args:
        timings: list the slowest steps and pages.
        verify: build a second time without anything kept from earlier builds, and compare byte for byte.
    """
    refusal = check_place(site)
    if refusal:
        print(f"build: {refusal}", file=sys.stderr)
        return 1
    if not frameworks.is_dir():
        return check_library(frameworks)
    set_environment(frameworks)
    show_log()
    target = site.resolve()
    key = key_of_inputs(frameworks)
    if not (strict or timings or verify) and is_standing(target, key):
        print(f"nothing has changed since {site} was built")
        return 0
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from sitebuilder.inputs import Reader
    from sitebuilder.site import Told, open_store, start_build, write_site

    store, bar = open_store(), Bar("building")
    told = Told(progress=bar.tell)
    with told.step("library"):
        catalogue = Reader(frameworks, store).read()
    if report_catalogue(catalogue, frameworks, strict=strict, quiet=True):
        return 1
    if catalogue.foreign and catalogue.settings.selector is None:
        print(f"selector: {SELECTORS[catalogue.selector]}", file=sys.stderr)

    target.parent.mkdir(parents=True, exist_ok=True)
    if not (os.environ.get("SITE_URL") or catalogue.settings.address):
        print(UNADDRESSED, file=sys.stderr)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        config: Any = load_config(str(CONFIG), site_dir=str(fresh), strict=strict)
        write_site(start_build(config, catalogue, store), config, fresh, told)
        bar.close()
        fresh.chmod(0o755)
        differing = compare_with_clean(frameworks, config, fresh) if verify else []
        if differing:
            raise MkDocsException(f"not what a clean build gives: {', '.join(differing[:20])}")
        swap(fresh, target)
    except (MkDocsException, Abort, SystemExit) as error:
        print(f"build: {error}; {site} was left as it was", file=sys.stderr)
        return 1
    except Exception as error:
        # No page of anybody's may end in a traceback; whoever mends the build asks for it.
        if DEBUG in os.environ:
            raise
        print(
            f"build: {type(error).__name__}: {error}; {site} was left as it was; "
            f"the fault is the build's, not the library's: {DEBUG}=1 shows where it is",
            file=sys.stderr,
        )
        return 1
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    pages = sum(1 for _ in target.rglob("*.html"))
    note(target, key)
    print(f"built {pages} pages into {site}{' and found a clean build the same' if verify else ''}")
    if timings:
        print(tell_timings(told))
    return 0


def compare_with_clean(frameworks: Path, config: Any, site: Path) -> list[str]:
    """Paths of files that a build without anything kept from earlier ones gives otherwise."""
    from sitebuilder.inputs import Reader
    from sitebuilder.site import start_build, write_site
    from sitebuilder.store import Store

    store = Store(None)
    with tempfile.TemporaryDirectory(prefix=".clean-", dir=site.parent) as name:
        clean = Path(name)
        write_site(start_build(config, Reader(frameworks, store).read(), store), config, clean)
        paths = {path.relative_to(root) for root in (site, clean) for path in root.rglob("*") if path.is_file()}
        return sorted(
            path.as_posix()
            for path in paths
            if not ((site / path).is_file() and (clean / path).is_file())
            or (site / path).read_bytes() != (clean / path).read_bytes()
        )


def tell_timings(told: Any) -> str:
    """The steps of a build and its slowest pages, in seconds."""
    lines = [f"{seconds:8.3f} s  {name}" for name, seconds in told.steps.items()]
    slowest = sorted(told.pages.items(), key=lambda page: -page[1])[:SLOWEST]
    lines += ["", f"slowest of {len(told.pages)} pages, {len(told.rendered)} of them rendered anew:"]
    lines += [f"{seconds:8.3f} s  {path}" for path, seconds in slowest]
    return "\n".join(lines)


def swap(fresh: Path, target: Path) -> None:
    """Put the finished folder in the target's place; the old one goes only after the new one stands."""
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def serve_site(frameworks: Path, address: str) -> int:
    """Serve with live reload until interrupted; 1 when the folder is none or the address is taken.

    A library that cannot be built yet is waited for.
    """
    if not frameworks.is_dir():
        print(
            f"serve: {frameworks} is no folder; there is nothing to serve; name the library's folder", file=sys.stderr
        )
        return 1
    set_environment(frameworks)
    show_log()
    from mkdocs.config import load_config

    from motionbook.serve import run
    from sitebuilder.live import LiveSite
    from sitebuilder.site import open_store

    host, _, port = address.rpartition(":")

    def read_config() -> Any:
        return load_config(str(CONFIG), site_url=f"http://{address}/")

    site = LiveSite(frameworks.resolve(), read_config, open_store())
    try:
        run(site, host or "127.0.0.1", int(port), lambda line: print(line, file=sys.stderr, flush=True))
    except (OSError, ValueError) as error:
        print(f"serve: {address}: {error}; name another with --address HOST:PORT", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0
