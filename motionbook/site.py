"""Build the site whole or not at all, and serve it."""

import contextlib
import errno
import gc
import glob
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from installation import OWN_LIBRARY, ROOT
from kb.library.settings import SelectorChoice
from kb.pages.home_figures import count
from motionbook.check import check_library, report_catalogue
from motionbook.progress import Bar
from motionbook.unchanged import is_standing, key_of_inputs, note, standing_site

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
OFF_CARDS = (
    "cards: the typefaces of the pictures for links lack the letters of {count}, which have no picture; Chinese, "
    "Japanese and Korean take Noto Sans CJK on this machine, or in the folder that MOTIONBOOK_FONTS names"
)
SLOWEST = 12
"""Pages that `--timings` lists."""
SELDOM = 50_000
"""New objects after which garbage is looked for."""
DEBUG = "MOTIONBOOK_DEBUG"
"""Name of the environment variable with which a failed build shows its traceback."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What a disk says on which there is no room for the site."""


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

    from sitebuilder.assets import made_ahead
    from sitebuilder.inputs import Reader
    from sitebuilder.site import Told, open_store, render_texts, start_build, write_site

    store, bar = open_store(), Bar("building")
    told = Told(begin=bar.begin, progress=bar.tell)
    fresh = None
    try:
        with made_ahead() as is_ahead:
            with bar, without_collecting(), told.step("library"):
                catalogue = Reader(frameworks, store).read()
            if report_catalogue(catalogue, frameworks, strict=strict, quiet=True):
                return 1
            if catalogue.foreign and catalogue.settings.selector is None:
                print(f"selector: {SELECTORS[catalogue.selector]}", file=sys.stderr)
            if not (os.environ.get("SITE_URL") or catalogue.settings.address):
                print(UNADDRESSED, file=sys.stderr)
            fresh = make_place(target)
            # MkDocs refuses a site within its library, and writes none here: it is told of a place that nobody uses.
            beside = frameworks.resolve().parent / ".site"
            config: Any = load_config(str(CONFIG), site_dir=str(beside), strict=strict)
            build = start_build(config, catalogue, store)
            with bar, told.step("texts, while what no library changes is made"):
                render_texts(build, is_ahead)
        with bar:
            write_site(build, config, fresh, told, standing_site(target))
        if number := build.titles_off_cards:
            print(OFF_CARDS.format(count=count(number, "page", "pages")), file=sys.stderr)
        fresh.chmod(0o755)
        with Bar("building again from nothing"):
            differing = compare_with_clean(frameworks, config, fresh) if verify else []
        if differing:
            raise MkDocsException(f"not what a clean build gives: {', '.join(differing[:20])}")
        pages = sum(path.endswith(".html") for path in told.files)
        swap(fresh, target)
    except (MkDocsException, Abort, SystemExit) as error:
        print(f"build: {error}; {site} was left as it was", file=sys.stderr)
        return 1
    except Exception as error:
        # No page of anybody's may end in a traceback; whoever mends the build asks for it.
        if DEBUG in os.environ:
            raise
        print(f"build: {explain(error)[0]}; {site} was left as it was; {explain(error)[1]}", file=sys.stderr)
        return 1
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
    note(target, key, told.files)
    print(f"built {pages} pages into {site}{' and found a clean build the same' if verify else ''}")
    if timings:
        print(tell_timings(told))
    return 0


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage: what a library is read into stays to the end, and is not worth looking through for any.

    Afterwards it is looked for seldom, for little of what a page is made of goes round in circles.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()


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


def explain(error: Exception) -> tuple[str, str]:
    """What went wrong, and what to do about it."""
    if not isinstance(error, OSError) or error.errno is None:
        what = f"{type(error).__name__}: {error}"
        return what, f"the fault is the build's, not the library's: {DEBUG}=1 shows where it is"
    what = f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)
    if error.errno in FULL:
        return what, "a build needs room for the new site beside the old one; make room and build again"
    return what, "the machine refused it; give it what it lacks, or name another place with --site"


# The place of a site. What a build leaves beside it carries the number of its process, so that a later one can tell
# what nobody works on any more.


def make_place(target: Path) -> Path:
    """An empty folder beside the target, for a new site; what killed builds have left there is put in order first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    tidy(target)
    return Path(tempfile.mkdtemp(prefix=f".{target.name}-{os.getpid()}-", dir=target.parent))


def tidy(target: Path) -> None:
    """Put back a site that a killed build had moved aside, and remove what others have left half made."""
    left = re.compile(rf"\.{re.escape(target.name)}-(?P<old>old-)?(?P<process>\d+)(?:-\w+)?")
    for path in sorted(target.parent.glob(f".{glob.escape(target.name)}-*")):
        found = left.fullmatch(path.name)
        if found is None or is_running(int(found["process"])):
            continue
        if found["old"] and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def is_running(process: int) -> bool:
    """Whether there is a process of this number; where that cannot be asked without harm, there is."""
    if os.name == "nt":
        return True  # os.kill ends what it asks
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def swap(fresh: Path, target: Path) -> None:
    """Put the finished folder in the target's place; the old one goes only after the new one stands.

    Another build may do the same at this moment: the last one stands, whole.
    """
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    try:
        while True:
            with contextlib.suppress(FileNotFoundError):
                target.rename(old)
            try:
                fresh.rename(target)
                break
            except OSError as error:
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise
                shutil.rmtree(old, ignore_errors=True)  # the other build's stands there now
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
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
