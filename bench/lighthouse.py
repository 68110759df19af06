"""Lighthouse on the built site: the median of five runs a page and device, and what keeps any of them below 100."""

import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import Row
from installation import ROOT
from motionbook.bootstrap import find_chromium
from runtime.node import find_node
from tests.browser.conftest import FLAGS
from tests.site.serving import serve_folder

PROGRAM = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = ("mobile", "desktop")
# Simulated: what the page would take on the device, computed from what was measured; observed: on this machine.
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index")
OBSERVED = ("observedFirstContentfulPaint", "observedLargestContentfulPaint", "observedLoad")
SHIFT = "cumulative-layout-shift"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Medians over the runs of one page on one device."""

    address: str
    device: str
    scores: dict[str, int]
    """0 to 100, by category."""
    times: dict[str, float]
    """Milliseconds, by audit."""
    observed: dict[str, float]
    """Milliseconds without simulation, by metric."""
    shift: float
    below: tuple[str, ...]
    """Audits that count and are below 1 in any run, worst first: `category: audit 0.93 (what it measured)`."""

    def line(self) -> str:
        """One line for the terminal."""
        scores = " / ".join(f"{self.scores[name]}" for name in CATEGORIES)
        times = ", ".join(f"{name.replace('-', ' ')} {value:.0f} ms" for name, value in self.times.items())
        seen = ", ".join(f"{name.removeprefix('observed')} {value:.0f}" for name, value in self.observed.items())
        return f"/{self.address} {self.device}: {scores}; {times}; shift {self.shift:.4f}; observed ms: {seen}"


def run_lighthouse(url: str, device: str, folder: Path) -> dict[str, Any]:
    """One report.

    Raises:
        RuntimeError: Lighthouse could not measure; the text says why.
    """
    report = folder / "report.json"
    command = [
        *(find_node(ROOT), str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}"),
        *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={shlex.join(['--headless=new', *FLAGS])}"),
        *(["--preset=desktop"] if device == "desktop" else []),
    ]
    settings = {"CHROME_PATH": find_chromium() or "", "CI": "1"}
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    if done.returncode or not report.is_file():
        raise RuntimeError(f"lighthouse {url}: {(done.stderr or done.stdout).strip()[-800:]}")
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    if problem := found.get("runtimeError"):
        raise RuntimeError(f"lighthouse {url}: {problem['message']}")
    return found


def judge(url: str, address: str, device: str, runs: int) -> Verdict:
    """Medians of some runs."""
    with tempfile.TemporaryDirectory() as folder:
        reports = [run_lighthouse(url, device, Path(folder)) for _ in range(runs)]

    def median(values: Iterable[float]) -> float:
        return statistics.median(values)

    def audit(report: dict[str, Any], name: str) -> float:
        return float(report["audits"][name]["numericValue"])

    def observed(report: dict[str, Any], name: str) -> float:
        (items,) = report["audits"]["metrics"]["details"]["items"][:1]
        return float(items[name])

    scores = {
        name: round(median(100 * (report["categories"][name]["score"] or 0) for report in reports))
        for name in CATEGORIES
    }
    return Verdict(
        address,
        device,
        scores,
        {name: median(audit(report, name) for report in reports) for name in TIMES},
        {name: median(observed(report, name) for report in reports) for name in OBSERVED},
        max(audit(report, SHIFT) for report in reports),
        below_one(reports),
    )


def below_one(reports: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Audits with weight that did not reach 1, once each, with the worst of the runs."""
    worst: dict[str, tuple[float, str]] = {}
    for report in reports:
        for category in CATEGORIES:
            for reference in report["categories"][category]["auditRefs"]:
                audit = report["audits"][reference["id"]]
                score = audit["score"]
                if reference["weight"] and score is not None and score < 1:
                    name = f"{category}: {audit['id']}"
                    worst[name] = min(worst.get(name, (2.0, "")), (score, audit.get("displayValue", "")))
    ranked = sorted(worst.items(), key=lambda item: item[1])
    return tuple(f"{name} {score:.2f} ({shown})" for name, (score, shown) in ranked)


def lighthouse(site: Path, addresses: Iterable[str], runs: int = 5) -> list[Row]:
    """Each score against 100; the details go to standard error as they come."""
    rows = []
    with serve_folder(site, "/motionbook/") as root:
        for address in addresses:
            for device in DEVICES:
                verdict = judge(root + address, address, device, runs)
                print(f"bench: {verdict.line()}", file=sys.stderr, flush=True)
                for each in verdict.below:
                    print(f"bench:   below 1: {each}", file=sys.stderr, flush=True)
                scores = " / ".join(str(verdict.scores[name]) for name in CATEGORIES)
                what = f"100; median of {runs}: {scores} ({', '.join(CATEGORIES)})"
                name = f"Lighthouse {device} /{address}"
                rows.append(Row(name, min(verdict.scores.values()), 100, "", what))
    return rows
