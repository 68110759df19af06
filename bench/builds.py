"""Building and serving, side by side with plain Material and Zensical on the same documents in one run."""

import os
import platform
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
DOCUMENTS = 593
SMALL, LARGE = 500, 5000
EDITS = 5
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
    def site(self) -> Path:
        """The built site."""
        return self.project / "site"

    def run_build(self) -> float:
        """Seconds that a build takes."""
        began = time.perf_counter()
        done = subprocess.run(
            self.build, cwd=self.project, env=os.environ | self.environment, capture_output=True, text=True, check=False
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
            env=os.environ | self.environment,
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
    ask_for_selector(folder)
    return f"{real} of a real library, {DOCUMENTS - real} generated" if real else "generated"


def ask_for_selector(library: Path) -> None:
    """Have our selector on every page, which a library without rules of its own has to ask for."""
    (library / "library.yml").write_text("selector: motionbook\n", encoding="utf-8")


def count(folder: Path) -> int:
    """Documents below a folder."""
    return sum(1 for _ in folder.rglob("*.md"))


def free_address() -> str:
    """An address nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def our_tool(place: Path, library: Path) -> Tool:
    """Ours, with caches of its own."""
    documents, address, cache = shutil.copytree(library, place / "docs"), free_address(), place / "cache"
    command = [sys.executable, "-m", "motionbook"]
    return Tool(
        OURS,
        [*command, "build", str(documents), "--site", str(place / "site")],
        [*command, "serve", str(documents), "--address", address],
        place,
        address,
        documents,
        {"MOTIONBOOK_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT}/hooks"},
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


def compare() -> tuple[list[Bar], str, dict[str, str]]:
    """Every line of the comparison, what was built, and the versions."""
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
        page = f"generated/{next((library / 'generated').rglob('*.md')).relative_to(library / 'generated')}"
        bars = list(measure(tools, page.removesuffix(".md")))
    return bars, about, versions(commands)


def measure(tools: list[Tool], page: str) -> Iterator[Bar]:
    """The lines of the table, one tool after the other for each."""

    def each(what: str, work: Callable[[Tool], float]) -> dict[str, float]:
        say(what)
        return {tool.name: work(tool) for tool in tools}

    def cold(tool: Tool) -> float:
        tool.forget()
        return tool.run_build()

    def changed(tool: Tool) -> float:
        edited(tool, page, "A sentence that was not there before")
        return tool.run_build()

    yield Bar("build, nothing cached", "s", each("cold builds", cold), MATERIAL, 1.0)
    yield Bar("build, nothing changed", "s", each("warm builds", Tool.run_build), MATERIAL, 0.15)
    yield Bar("build, one document edited", "s", each("builds after an edit", changed), MATERIAL, 0.2)
    sizes = {tool.name: size_of(tool.site) / 1e6 for tool in tools}
    yield Bar("size of the site", "MB", sizes, MATERIAL, 0.45)
    say("serving")
    starts, changes = {}, {}
    for tool in tools:
        began = time.perf_counter()
        with tool.served():
            tool.wait_for(f"{page}/", "<h1")
            starts[tool.name] = time.perf_counter() - began
            changes[tool.name] = statistics.median(time_edit(tool, page, number) for number in range(EDITS))
    yield Bar("serve, start to first page", "s", starts, MATERIAL, 0.25)
    yield Bar("serve, saved file to changed page", "s", changes, ZENSICAL, 0.4)


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


def growth() -> list[Bar]:
    """What a document of a large library costs against one of a small library: time and memory of a cold build.

    The caches hold what no library changes (the browser's Python, scripts, fonts): that is the same for both.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = Path(name)
        costs = {}
        for size in (SMALL, LARGE):
            say(f"{size} documents")
            library, folder = place / f"library-{size}", place / str(size)
            write_library(library, size)
            ask_for_selector(library)
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
    small, large = f"{SMALL} documents", OURS
    return [
        Bar(f"build of {LARGE}, per document", "ms", {large: time_large, small: time_small}, small, 1.1),
        Bar(f"memory of {LARGE}, per document", "MB", {large: memory_large, small: memory_small}, small, 1.1),
        Bar(f"serve of {LARGE}, start to first page", "s", {large: start, "aim": 2.0}, "aim", 1.0),
    ]


def warm_runtime(tool: Tool) -> None:
    """Make what is the same for every library, by building a library of one document."""
    folder = tool.project / "one"
    write_library(folder, 1)
    ask_for_selector(folder)
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
    lines = ["| | ours | Material | Zensical | ratio | bar | |", "|---|--:|--:|--:|--:|--:|---|"]
    for bar in bars:
        cells = [
            f"{bar.values[name]:.2f} {bar.unit}" if name in bar.values else "" for name in (OURS, MATERIAL, ZENSICAL)
        ]
        other = "" if bar.against in (MATERIAL, ZENSICAL) else f"{bar.against} {bar.values[bar.against]:.2f} {bar.unit}"
        verdict = "met" if bar.is_met else "**missed**"
        against = f"{bar.most:g} of {bar.against}"
        cells[1] = cells[1] or other
        lines.append(f"| {bar.name} | {' | '.join(cells)} | {bar.ratio:.2f} | {against} | {verdict} |")
    return "\n".join(lines)


def report(bars: list[Bar], about: str, found: dict[str, str]) -> str:
    """The whole of RESULTS.md."""
    missed = [bar.name for bar in bars if not bar.is_met]
    others = ", ".join(f"{name} {version}" for name, version in found.items())
    return f"""# Building and serving, measured

`python -m bench builds --keep` writes this page: {DOCUMENTS} documents ({about}), all tools in one run on one machine.
Ours has everything on: selector, cards, search, data, offline copy. Material and Zensical are plain: theme and search.

{table(bars)}

{f"Missed: {', '.join(missed)}." if missed else "Every bar is met."}

- Date: {datetime.now(UTC):%Y-%m-%d}
- Machine: {processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}
- Versions: Motionbook {__version__}, Python {platform.python_version()}, {others}
"""


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


def builds(*, keep: bool) -> int:
    """Measure, print, and with `keep` write RESULTS.md; 0, for a missed bar is told and not fatal."""
    bars, about, found = compare()
    bars += growth()
    print(table(bars))
    if keep:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(report(bars, about, found), encoding="utf-8")
    return 0
