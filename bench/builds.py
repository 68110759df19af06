"""Building and serving, side by side with plain Material and Zensical on the same documents in one run."""

import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.generated import write_library
from bench.library import SAMPLE
from bench.others import install_others, versions, write_config
from installation import ROOT
from motionbook import __version__

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
PAGE = ROOT / "frameworks" / "about" / "performance.md"
PAGE_HEAD = """---
name: "Building and serving, measured"
kind: page
one_liner: "How long a build, a save and an installation take, beside two other generators in the same run."
updated: {day}
---
"""
DOCUMENTS = 593
SMALL, MIDDLE, LARGE = 500, 2000, 5000
MOST_MS, MOST_MB = 60.0, 1000.0
"""What a document of the middle one may take, and what its build may hold at once."""
EDITS = 5
ROUNDS = 3
PATIENCE_SECONDS = 900.0
POLL_SECONDS = 0.005
OURS, MATERIAL, ZENSICAL = "ours", "Material", "Zensical"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the table: what was measured of each, and how much of another's ours may be."""

    name: str
    unit: str
    values: dict[str, float]
    against: str
    """Whose value the bar is a share of."""
    most: float

    @property
    def ratio(self) -> float:
        """Ours against theirs."""
        return self.values[OURS] / self.values[self.against]

    @property
    def is_met(self) -> bool:
        """Whether ours is at or under the bar."""
        return self.ratio <= self.most


@dataclass(frozen=True, slots=True)
class Part:
    """One run of measures."""

    name: str
    about: str
    """What was built."""
    bars: list[Bar]


HEAD = """# Building and serving, measured

All tools in one run on one machine; `python -m bench building serving growth installing --keep` writes this page.
Ours has everything on: selector, cards, search, data, offline copy. Material and Zensical are plain: theme and search.
Nothing cached means an empty cache of ours too: in a checkout the browser's Python, scripts, fonts and cards are made,
in the wheel all but the cards lie ready. Builds are medians of three rounds, in which all tools take their turns.
"""


@dataclass(slots=True)
class Tool:
    """One generator and the folders it works in."""

    name: str
    build: list[str]
    serve: list[str]
    project: Path
    address: str
    documents: Path
    """A copy of its own, so that nobody sees the other's edits."""
    environment: dict[str, str] = field(default_factory=dict)
    caches: tuple[Path, ...] = ()

    @property
    def surroundings(self) -> dict[str, str]:
        """Environment of its processes; as for whoever installed it, modules are compiled once and not on every run."""
        without = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return without | self.environment

    @property
    def site(self) -> Path:
        """The built site."""
        return self.project / "site"

    def run_build(self) -> float:
        """Seconds that a build takes."""
        began = time.perf_counter()
        done = subprocess.run(
            self.build, cwd=self.project, env=self.surroundings, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{self.name}: {(done.stdout + done.stderr)[-2000:]}")
        return time.perf_counter() - began

    def forget(self) -> None:
        """Remove what earlier builds left."""
        for path in (self.site, *self.caches):
            shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def served(self) -> Iterator[None]:
        """A running server."""
        process = subprocess.Popen(
            self.serve,
            cwd=self.project,
            env=self.surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def wait_for(self, path: str, words: str) -> None:
        """Ask for a page until it holds these words."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=60) as answer:
                    if words in answer.read().decode("utf-8", "replace"):
                        return
            except (urllib.error.URLError, OSError):
                pass
            if time.monotonic() > until:
                raise RuntimeError(f"{self.name}: {path} did not come in {PATIENCE_SECONDS:.0f} s")
            time.sleep(POLL_SECONDS)


def make_library(folder: Path) -> str:
    """Documents to compare on: those of the sample library where it is there, generated ones for the rest.

    Returns:
        What they are, for the report.
    """
    folder.mkdir()
    real = 0
    if SAMPLE.is_dir():
        shutil.copytree(SAMPLE, folder / "sample")
        real = count(folder)
    write_library(folder / "generated", DOCUMENTS - real)
    ask_for_everything(folder)
    return f"{real} of a real library, {DOCUMENTS - real} generated" if real else "generated"


def ask_for_everything(library: Path) -> None:
    """Have what ours makes only for a library that asks: our selector on every page, full addresses and pictures."""
    (library / "library.yml").write_text("selector: motionbook\naddress: https://bench.example/\n", encoding="utf-8")


def count(folder: Path) -> int:
    """Documents below a folder."""
    return sum(1 for _ in folder.rglob("*.md"))


def free_address() -> str:
    """An address nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def our_tool(place: Path, library: Path, python: str = sys.executable) -> Tool:
    """Ours, with caches of its own.

    Args:
        python: of this checkout, or of an environment in which the wheel is installed.
    """
    documents, address, cache = shutil.copytree(library, place / "docs"), free_address(), place / "cache"
    command = [python, "-m", "motionbook"]
    path = f"{ROOT}{os.pathsep}{ROOT}/hooks" if python == sys.executable else ""
    return Tool(
        OURS,
        [*command, "build", str(documents), "--site", str(place / "site")],
        [*command, "serve", str(documents), "--address", address],
        place,
        address,
        documents,
        {"MOTIONBOOK_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path},
        (cache,),
    )


def other_tool(name: str, program: str, commands: Path, place: Path, library: Path) -> Tool:
    """Material under MkDocs, or Zensical."""
    documents, address = shutil.copytree(library, place / "docs"), free_address()
    write_config(place, documents, address)
    command = str(commands / program)
    return Tool(
        name,
        [command, "build"],
        [command, "serve", "--dev-addr", address, *(["--livereload"] if program == "mkdocs" else [])],
        place,
        address,
        documents,
        {"NO_MKDOCS_2_WARNING": "1"},
        (place / ".cache",),
    )


def edited(tool: Tool, page: str, words: str) -> Path:
    """Write words into a document's text; its path."""
    path = tool.documents / f"{page}.md"
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{words}.\n", encoding="utf-8")
    return path


@contextmanager
def side_by_side() -> Iterator[tuple[list[Tool], str, str]]:
    """The three tools on the same documents, what those are, and a page that is edited."""
    commands = install_others()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place, library = Path(name), Path(name, "library")
        about = make_library(library)
        for folder in (OURS, MATERIAL, ZENSICAL):
            (place / folder).mkdir()
        tools = [
            our_tool(place / OURS, library),
            other_tool(MATERIAL, "mkdocs", commands, place / MATERIAL, library),
            other_tool(ZENSICAL, "zensical", commands, place / ZENSICAL, library),
        ]
        page = next((library / "generated").rglob("*.md")).relative_to(library)
        yield tools, about, page.as_posix().removesuffix(".md")


def building() -> Part:
    """Builds from nothing, of what is built already, and after an edit; the size of the site."""
    with side_by_side() as (tools, about, page), installed(tools[0].documents) as ready:

        def cold(tool: Tool) -> float:
            tool.forget()
            return tool.run_build()

        def changed(tool: Tool) -> float:
            edited(tool, page, "A sentence that was not there before")
            return tool.run_build()

        say("build, nothing cached")
        *taken, from_wheel = in_turns(cold, [*tools, ready])
        fresh = {tool.name: seconds for tool, seconds in zip(tools, taken, strict=True)}
        bars = [
            Bar("build, nothing cached", "s", fresh, MATERIAL, 1.0),
            Bar("the same, installed from the wheel", "s", fresh | {OURS: from_wheel}, MATERIAL, 1.0),
        ]
        for name, work, most in (
            ("build, nothing changed", Tool.run_build, 0.15),
            ("build, one document edited", changed, 0.2),
        ):
            say(name)
            values = {tool.name: taken for tool, taken in zip(tools, in_turns(work, tools), strict=True)}
            bars.append(Bar(name, "s", values, MATERIAL, most))
        sizes = {tool.name: size_of(tool.site) / 1e6 for tool in tools}
        return Part("Building", about, [*bars, Bar("size of the site", "MB", sizes, MATERIAL, 0.45)])


def in_turns(work: Callable[[Tool], float], tools: list[Tool]) -> list[float]:
    """Median of a few rounds for each, so that what else the machine does in one of them weighs on nobody."""
    rounds = [[work(tool) for tool in tools] for _ in range(ROUNDS)]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


@contextmanager
def installed(library: Path) -> Iterator[Tool]:
    """Ours as it is for whoever has installed it, where nothing but a library's own files is left to make."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = Path(name)
        wheel = make_wheel(place)
        say("installing it")
        venv.create(place / "env", with_pip=True)
        python = str(place / "env" / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
        yield our_tool(place, library, python)


def make_wheel(place: Path) -> Path:
    """The wheel of this checkout."""
    say("the wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(place), str(ROOT)], check=True)
    (wheel,) = place.glob("*.whl")
    return wheel


def serving() -> Part:
    """From the start to the first page, as a writer does it day by day, and from a saved file to the changed page."""
    with side_by_side() as (tools, about, page):
        starts, changes = {}, {}
        for tool in tools:
            say(f"{tool.name}: serve")
            if tool.name != MATERIAL:  # which keeps nothing from one build to the next
                tool.run_build()
            began = time.perf_counter()
            with tool.served():
                tool.wait_for(f"{page}/", "<h1")
                starts[tool.name] = time.perf_counter() - began
                # Material builds the whole site for each, and no bar is set by it.
                edits = 1 if tool.name == MATERIAL else EDITS
                changes[tool.name] = statistics.median(time_edit(tool, page, number) for number in range(edits))
        start = Bar("start to first page, built before", "s", starts, MATERIAL, 0.25)
        return Part("Serving", about, [start, Bar("saved file to changed page", "s", changes, ZENSICAL, 0.4)])


def time_edit(tool: Tool, page: str, number: int) -> float:
    """Seconds from a saved file to the changed page."""
    words = f"Served sentence number {number}"
    time.sleep(1.0)  # A server that is still busy with the last edit is not what is measured.
    edited(tool, page, words)
    began = time.perf_counter()
    tool.wait_for(f"{page}/", words)
    return time.perf_counter() - began


def size_of(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def growth() -> Part:
    """What a document of a large library costs against one of a small library: time and memory of a cold build.

    The caches hold what no library changes (the browser's Python, scripts, fonts): that is the same for both.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = Path(name)
        costs = {}
        for size in (SMALL, MIDDLE, LARGE):
            say(f"{size} documents")
            library, folder = place / f"library-{size}", place / str(size)
            write_library(library, size)
            ask_for_everything(library)
            folder.mkdir()
            tool = our_tool(folder, library)
            warm_runtime(tool)
            with peak_memory() as memory:
                seconds = tool.run_build()
            began = time.perf_counter()
            with tool.served():
                tool.wait_for("", "<h1")
                start = time.perf_counter() - began
            costs[size] = (seconds / size * 1e3, memory[0] / size / 1e6, start)
    (time_small, memory_small, _), (time_large, memory_large, start) = costs[SMALL], costs[LARGE]
    time_middle, memory_middle, _ = costs[MIDDLE]
    small = f"{SMALL} documents"
    bars = [
        Bar(f"build of {LARGE}, per document", "ms", {OURS: time_large, small: time_small}, small, 1.1),
        Bar(f"memory of {LARGE}, per document", "MB", {OURS: memory_large, small: memory_small}, small, 1.1),
        Bar(f"build of {MIDDLE}, per document", "ms", {OURS: time_middle, "bar": MOST_MS}, "bar", 1.0),
        Bar(f"memory of {MIDDLE}, all at once", "MB", {OURS: memory_middle * MIDDLE, "bar": MOST_MB}, "bar", 1.0),
        Bar(f"serve of {LARGE}, start to first page", "s", {OURS: start, "aim": 2.0}, "aim", 1.0),
    ]
    return Part("Growing", f"{LARGE} generated documents against {SMALL}", bars)


def warm_runtime(tool: Tool) -> None:
    """Make what is the same for every library, by building a library of one document."""
    folder = tool.project / "one"
    write_library(folder, 1)
    ask_for_everything(folder)
    build = tool.build
    tool.build = [str(folder) if part == str(tool.documents) else part for part in build]
    tool.run_build()
    tool.build = build
    shutil.rmtree(tool.site)


@contextmanager
def peak_memory() -> Iterator[list[float]]:
    """Most bytes that the processes below this one held together; shared pages count once."""
    most, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            most[0] = max(most[0], sum(map(own_bytes, descendants(os.getpid()))))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield most
    finally:
        done.set()
        thread.join()


def descendants(process: int) -> list[int]:
    """Processes below this one, where the system tells."""
    found = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in path.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def own_bytes(process: int) -> int:
    """What a process holds, with its share of what it holds with others."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def table(bars: list[Bar]) -> str:
    """Lines of a Markdown table."""
    names = list(dict.fromkeys(name for bar in bars for name in bar.values))
    lines = [f"| measure | {' | '.join(names)} | ratio | bar | verdict |", f"|---|{'--:|' * len(names)}--:|---|---|"]
    for bar in bars:
        cells = [f"{bar.values[name]:.2f} {bar.unit}" if name in bar.values else "" for name in names]
        verdict = "met" if bar.is_met else "**missed**"
        lines.append(
            f"| {bar.name} | {' | '.join(cells)} | {bar.ratio:.2f} | {bar.most:g} of {bar.against} | {verdict} |"
        )
    return "\n".join(lines)


def section(part: Part) -> str:
    """One part of RESULTS.md."""
    others = ", ".join(f"{name} {version}" for name, version in versions(install_others()).items())
    return f"""## {part.name}

Measured on {datetime.now(UTC):%Y-%m-%d} with {part.about}.
On {processor()}, {os.cpu_count()} cores, {platform.system()}; load of the machine at the end {os.getloadavg()[1]:.1f}.
Motionbook {__version__}, Python {platform.python_version()}, {others}.

{table(part.bars)}
"""


def keep(part: Part) -> None:
    """Put a part into RESULTS.md in the place of what was measured before."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    _, begins, parts = text.partition("\n## ")
    before, _, after = f"{HEAD}{begins}{parts}".partition(f"## {part.name}\n")
    rest = after[after.index("\n## ") + 1 :] if "\n## " in after else ""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(f"{before.rstrip()}\n\n{section(part)}\n{rest}".rstrip() + "\n", encoding="utf-8")
    PAGE.write_text(page_of(RESULTS.read_text(encoding="utf-8")), encoding="utf-8")


def page_of(results: str) -> str:
    """The page of the site that shows RESULTS.md: the same text under a head of its own."""
    newest = max(re.findall(r"^Measured on ([\d-]{10}) ", results, re.MULTILINE))
    return f"{PAGE_HEAD.format(day=newest)}\n{results}"


def processor() -> str:
    """The machine's processor by its name, as far as the system tells."""
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        text = ""
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


def say(what: str) -> None:
    """One line on how far it is."""
    print(f"bench: {what}", file=sys.stderr, flush=True)


def installing() -> Part:
    """From one command to the first page, on a machine that has uv and Python 3.13 and nothing of ours."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = Path(name)
        library = shutil.copytree(ROOT / "examples" / "database", place / "library")
        wheel = make_wheel(place)
        caches = {key: str(place / key) for key in ("UV_CACHE_DIR", "XDG_CACHE_HOME", "MOTIONBOOK_CACHE")}
        python = Path(sys.base_prefix, "bin", "python3.13")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        uvx = [str(Path(sys.executable).with_name("uvx")), "--quiet", "--python", str(python), "--from", str(wheel)]
        serve = [*uvx, "motionbook", "serve", str(library), "--address", address]
        tool = Tool(OURS, [], serve, place, address, library, {**caches, "PYTHONPATH": ""})
        took = []
        for what in ("with empty caches", "again"):
            say(f"uvx motionbook serve, {what}")
            began = time.perf_counter()
            with tool.served():
                tool.wait_for("", "<h1")
                took.append(time.perf_counter() - began)
    first, again = ({OURS: seconds, "aim": 20.0} for seconds in took)
    about = "a library of 14 documents; the packages come from the machine's package index, Python 3.13 is there"
    bars = [
        Bar("`uvx motionbook serve DIR` to the first page, empty caches", "s", first, "aim", 1),
        Bar("the same a second time", "s", again, "aim", 1),
    ]
    return Part("Installing", about, bars)


PARTS = {"building": building, "serving": serving, "growth": growth, "installing": installing}
"""What is measured here, by the name that asks for it."""


def measure(name: str, *, is_kept: bool) -> None:
    """Measure one part, print it, and keep it in RESULTS.md if asked to; a missed bar is told and not fatal."""
    part = PARTS[name]()
    print(f"{part.name}: {part.about}\n\n{table(part.bars)}\n", flush=True)
    if is_kept:
        keep(part)
