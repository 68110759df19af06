"""The whole site of one build, with every page's words and day: made by `page_facts`, read by the hooks behind it."""

import subprocess
from pathlib import Path

from kb.library.dates import LOG_FORMAT, read_git_log
from kb.published.site_page import Site

_newest: list[Site] = []


def set_site(site: Site) -> None:
    """Make this the site the other hooks read; the one before is let go."""
    _newest[:] = [site]


def get_site() -> Site:
    """The site of the build that is running, once all its pages are read."""
    return _newest[0]


def read_commit_days(folder: Path) -> dict[str, str]:
    """Day of the last commit of each file below a folder, by path; empty where there is no history or no git."""
    command = ["git", "-c", "core.quotepath=off", "-c", "log.showSignature=false", "log", "--no-color", "--no-renames"]
    command += ["--name-only", "--relative", f"--format={LOG_FORMAT}", "--", "."]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError:
        return {}
    return read_git_log(done.stdout) if done.returncode == 0 else {}
