"""What several rooms of tests share: the golden flag, the checkout, the sample library, the built site."""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from installation import OWN_LIBRARY, ROOT
from tests.fuzz import SEED, TRIED

# How long an example takes says something of the machine, not of the code.
settings.register_profile("motionbook", deadline=None)
settings.load_profile("motionbook")

# A shell that starts the tests in the background has them ignore an interrupt, and what they start with them; commands
# are interrupted here as at a terminal.
signal.signal(signal.SIGINT, signal.default_int_handler)

HAS_OUR_LIBRARY = all((OWN_LIBRARY / page).is_file() for page in ("motions/product-led.md", "questions/acv_usd.md"))
"""Whether `frameworks/` is the library that many tests speak of; a fork may have put its own there."""
collect_ignore = [] if HAS_OUR_LIBRARY else ["content", "browser", "engines"]
"""Folders of tests that have nothing to say of another library."""
ANOTHER_LIBRARY = "frameworks/ holds another library than the one that this test is about"

LONG_FILES = {"test_serve.py", "test_walks.py", "test_same_bytes.py", "test_search.py", "test_map.py"}
"""Minutes each, and a file stays with one worker."""
MOST_RERUNS = 2
STUCK_S = 240
"""A browser that says nothing for so long will say nothing more; the slowest of these tests takes half of it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the expected files anew; read the diff")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no worker ends alone; and a browser test that failed or got stuck is tried once more.

    The closing list names every rerun, so an unsteady test is seen.
    """
    items.sort(key=lambda item: item.path.name not in LONG_FILES)
    if not HAS_OUR_LIBRARY:
        for item in items:
            if item.get_closest_marker("ours"):
                item.add_marker(pytest.mark.skip(reason=ANOTHER_LIBRARY))
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
            if not (item.get_closest_marker("timeout") or item.get_closest_marker("engines")):
                item.add_marker(pytest.mark.timeout(STUCK_S))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run in which many tests needed a second try has failed: they or the page are unsteady."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    reruns = len(reporter.stats.get("rerun", ())) if reporter else 0
    if reruns > MOST_RERUNS:
        reporter.write_line(f"{reruns} tests were tried again, and at most {MOST_RERUNS} may be", red=True)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many inputs the fuzzing tried, for each kind, and how to try them again."""
    reports = [each for outcome in ("passed", "failed") for each in terminalreporter.getreports(outcome)]
    tried = [value for each in reports for name, value in each.user_properties if name == TRIED]
    if tried:
        listed = ", ".join(f"{count:,} {kind}" for kind, count in tried)
        terminalreporter.write_line(f"inputs tried: {listed} (MOTIONBOOK_FUZZ_SEED={SEED})")


UNLISTED = re.compile('http-equiv="refresh"|name="robots" content="noindex"')


def listed_pages(site: Path) -> set[str]:
    """Addresses, below the site's root, of the pages that are neither a redirect nor ask not to be listed."""
    pages = (page for page in site.rglob("index.html") if not UNLISTED.search(page.read_text(encoding="utf-8")))
    folders = (page.parent.relative_to(site).as_posix() for page in pages)
    return {"" if folder == "." else f"{folder}/" for folder in folders}


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sample_library() -> Path:
    """The 238 documents of a real library; tests that use it skip where it is absent."""
    place = Path(os.environ.get("MOTIONBOOK_SAMPLE", ROOT.parent / "shared" / "corpus" / "frameworks-sample"))
    if not place.is_dir():
        pytest.skip("the sample library is not on this machine")
    return place


SITE_URL = "http://127.0.0.1:8000/"
"""Where the sites that tests build say they are published."""


def build_into(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build a site as its owner would, with the command line."""
    return subprocess.run(
        [sys.executable, "-m", "motionbook", "build", "--site", str(site), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"SITE_URL": SITE_URL, **os.environ},
    )


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that all workers of a run share: the first to ask makes it, the others wait for it.

    Args:
        make: fills an empty folder. Where it fails, so does every worker that asks, each with the cause.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    shared.mkdir(exist_ok=True)
    done, made = shared / "done", shared / "made"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            done.touch()
    return made


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own library, built once for all tests; or what MOTIONBOOK_BUILT names, to look at one test again."""
    if not HAS_OUR_LIBRARY:
        pytest.skip(ANOTHER_LIBRARY)
    if ready := os.environ.get("MOTIONBOOK_BUILT"):
        return Path(ready)

    def build(place: Path) -> None:
        result = build_into(place / "site")
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "built", build) / "site"


@pytest.fixture(scope="session")
def sample_site(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library with our selector, which its owner has to ask for, built once for all tests."""

    def build(place: Path) -> None:
        library = shutil.copytree(sample_library, place / "library")
        library.chmod(0o755)
        settings = "selector: motionbook\ndescription: Notes from interviews.\n"
        (library / "library.yml").write_text(settings, encoding="utf-8")
        result = build_into(place / "site", "--frameworks", str(library))
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "sample", build) / "site"
