"""Work in another process: it is told when nobody waits for it any more, and a failure of its own harms nobody.

In an interpreter of its own, for the tests' has threads, beside which nothing is forked.
"""

import os
import subprocess
import sys
from pathlib import Path

from installation import ROOT

UNTIL_NOBODY_WAITS = """
def work(is_awaited):
    while is_awaited():
        pass
    done.touch()

with beside(work) as helper:
    assert helper.is_at_work() and not done.exists()
assert done.exists() and not helper.is_at_work()
"""
TO_ITS_END = """
with beside(lambda _: (time.sleep(0.1), done.touch())):
    pass
assert done.exists()
"""
FAILING = """
with beside(lambda _: 1 / 0):
    pass
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    begin = "import os, time\nfrom pathlib import Path\nfrom sitebuilder.cores import beside\n"
    begin += f"done = Path({str(folder)!r}, 'done')\n"
    # As on a machine with two cores, whatever this one has.
    begin += "os.process_cpu_count = lambda: 2\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", begin + code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_work_goes_on_until_nobody_waits_for_it(tmp_path: Path) -> None:
    assert run(UNTIL_NOBODY_WAITS, tmp_path).stderr == ""


def test_work_that_does_not_ask_is_waited_for(tmp_path: Path) -> None:
    assert run(TO_ITS_END, tmp_path).stderr == ""


def test_a_failure_stays_where_it_was(tmp_path: Path) -> None:
    done = run(FAILING, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
