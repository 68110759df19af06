"""A tab of Firefox or WebKit: open an address, evaluate, close. For tests and measures that run in every engine.

Firefox is driven by WebDriver BiDi, which it speaks itself; WebKit by the plain WebDriver of WebKitGTK, which needs a
display, so it gets one of Xvfb's. What is evaluated runs beside the page's policy, as with Playwright.
"""

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from websockets.sync.client import ClientConnection, connect

from motionbook.bootstrap import find_firefox, find_webkit

PATIENCE_S = 60.0
"""What a busy machine may need for one command."""

# No start page, no update, no telemetry: nothing but what the test asks for.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
CUT_OFF = "A ServiceWorker intercepted the request and encountered an unexpected error"
"""Firefox says so of a file that was on its way while the page was left for another one."""


class EngineError(Exception):
    """The browser did not start, or refused a command; the text has its own words."""


class Tab(Protocol):
    """One tab in a fresh profile."""

    name: str
    """`firefox`, `firefox-private` or `webkit`."""

    def goto(self, url: str) -> None:
        """Open an address and wait until the page has loaded."""

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Value of a JavaScript function called with one argument, awaited; both are JSON.

        Raises:
            EngineError: it threw, or the promise was refused.
        """

    def errors(self) -> list[str]:
        """What the browser has put into its console as an error since the tab was opened, where it tells us."""


def call(function: str, argument: Any) -> str:
    """The expression that both protocols evaluate: a promise of JSON text, or of null."""
    return f"Promise.resolve(({function})({json.dumps(argument)})).then((value) => JSON.stringify(value ?? null))"


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A process and all it starts, ended together; its standard error can be read."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, sign)
                process.wait(timeout=5)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        if process.stderr:
            process.stderr.close()


# Firefox


class FirefoxTab:
    """A tab of Firefox over a BiDi connection that is already open."""

    def __init__(self, connection: ClientConnection, name: str) -> None:
        self.name = name
        self._connection = connection
        self._last = 0
        self._errors: list[str] = []
        self.command("session.new", {"capabilities": {}})
        self.command("session.subscribe", {"events": ["log.entryAdded"]})
        self._context = self.command("browsingContext.getTree", {})["contexts"][0]["context"]

    def command(self, method: str, parameters: dict[str, Any]) -> Any:
        """One command of the protocol and its result; what happens meanwhile is recorded."""
        self._last += 1
        self._connection.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._connection.recv(timeout=PATIENCE_S * 3))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                text = message["params"].get("text") or ""
                self._errors += [text] * (CUT_OFF not in text)
            if message.get("id") == self._last:
                break
        if message["type"] == "error":
            raise EngineError(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def goto(self, url: str) -> None:
        self.command("browsingContext.navigate", {"context": self._context, "url": url, "wait": "complete"})

    def evaluate(self, function: str, argument: Any = None) -> Any:
        target = {"context": self._context}
        parameters = {"expression": call(function, argument), "target": target, "awaitPromise": True}
        found = self.command("script.evaluate", parameters)
        if found["type"] == "exception":
            raise EngineError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def errors(self) -> list[str]:
        self.command("browsingContext.getTree", {})  # what was said until now has come when this is answered
        return list(self._errors)


def _listening(process: subprocess.Popen[str]) -> str:
    """Address of the connection, which Firefox says on standard error."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1]
    raise EngineError(f"Firefox ended before it listened: {''.join(said[-5:])}")


@contextmanager
def open_firefox(*, private: bool = False) -> Iterator[FirefoxTab]:
    """A tab of Firefox in a profile made for it.

    Raises:
        EngineError: there is no Firefox on this machine, or it does not start.
    """
    program = find_firefox()
    if program is None:
        raise EngineError("there is no Firefox on this machine; `make test-browsers` installs it")
    with tempfile.TemporaryDirectory(prefix="motionbook-firefox-", ignore_cleanup_errors=True) as profile:
        preferences = {**PREFERENCES, "browser.privatebrowsing.autostart": private}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with running(command, HOME=profile, MOZ_DISABLE_CONTENT_SANDBOX="1") as process:
            address = f"{_listening(process)}/session"
            with connect(address, max_size=None, ping_interval=None) as connection:
                yield FirefoxTab(connection, "firefox-private" if private else "firefox")


# WebKit


class WebKitTab:
    """A tab of WebKitGTK's small browser."""

    name = "webkit"

    def __init__(self, driver: str) -> None:
        self._driver = driver
        options = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": _mini_browser()}
        capabilities = {"alwaysMatch": {**options, "timeouts": {"script": int(PATIENCE_S * 3000)}}}
        self._session = ""
        made = self.command("POST", "session", {"capabilities": capabilities})
        self._session = f"session/{made['sessionId']}/"

    def command(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One command of the protocol and its value."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._driver}{self._session}{path}", data=data, method=method)
        try:
            with urlopen(request, timeout=PATIENCE_S * 4) as response:
                return json.load(response)["value"]
        except HTTPError as error:
            said = json.load(error)["value"]
            raise EngineError(f"{path}: {said['error']}: {said['message']}") from None

    def goto(self, url: str) -> None:
        self.command("POST", "url", {"url": url})

    def evaluate(self, function: str, argument: Any = None) -> Any:
        script = (
            "const done = arguments[arguments.length - 1];"
            "const refuse = (error) => done([null, String(error)]);"
            f"try {{ {call(function, argument)}.then((text) => done([text]), refuse); }}"
            " catch (error) { refuse(error); }"
        )
        text, *refused = self.command("POST", "execute/async", {"script": script, "args": []})
        if refused:
            raise EngineError(refused[0])
        return json.loads(text)

    def errors(self) -> list[str]:
        return []

    def close(self) -> None:
        self.command("DELETE", "")


def _mini_browser() -> dict[str, Any]:
    """Where the small browser stands: beside the library, not on the path."""
    found = sorted(Path("/usr").glob("lib*/**/webkit*gtk-*/MiniBrowser"))
    if not found:
        raise EngineError("WebKitGTK's MiniBrowser is not on this machine; `make test-browsers` installs it")
    return {"binary": str(found[-1]), "args": ["--automation"]}


@contextmanager
def open_webkit() -> Iterator[WebKitTab]:
    """A tab of WebKit in a display of its own.

    Raises:
        EngineError: there is no WebKitGTK with its driver and Xvfb on this machine, or it does not start.
    """
    program = find_webkit()
    if program is None:
        raise EngineError("WebKitWebDriver or Xvfb is not on this machine; `make test-browsers` installs them")
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="motionbook-webkit-", ignore_cleanup_errors=True))
        shown, told = os.pipe()
        xvfb = ["Xvfb", "-displayfd", str(told), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
        display = subprocess.Popen(xvfb, pass_fds=(told,), stderr=subprocess.DEVNULL, start_new_session=True)
        stack.callback(display.wait)
        stack.callback(display.terminate)
        os.close(told)
        with os.fdopen(shown) as lines:
            number = lines.readline().strip()
        if not number:
            raise EngineError("Xvfb did not start")
        environment = {
            "DISPLAY": f":{number}",
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # no namespaces in a container; it opens our own pages
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "GDK_BACKEND": "x11",
        }
        port = _free_port()
        stack.enter_context(running([program, f"--port={port}", "--host=127.0.0.1"], **environment))
        tab = _when_up(f"http://127.0.0.1:{port}/")
        stack.callback(tab.close)
        yield tab


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _when_up(driver: str) -> WebKitTab:
    """A session of the driver, as soon as it listens."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return WebKitTab(driver)
        except OSError as error:
            if time.monotonic() > end:
                raise EngineError(f"WebKitWebDriver does not answer: {error}") from None
            time.sleep(0.1)


def wait_until(tab: Tab, function: str, argument: Any = None, *, seconds: float = PATIENCE_S) -> Any:
    """The first value of a JavaScript function that is not falsy there.

    Raises:
        AssertionError: there was none in time; the text has the function and the last refusal.
    """
    asked = f"async (given) => {{ const value = await ({function})(given); return value ? [value] : null; }}"
    end = time.monotonic() + seconds
    last: EngineError | None = None
    while time.monotonic() < end:
        try:
            if found := tab.evaluate(asked, argument):
                return found[0]
        except EngineError as error:  # the page is on its way to the next one
            last = error
        time.sleep(0.05)
    raise AssertionError(f"{tab.name}: not within {seconds:.0f} s: {function}" + (f"; {last}" if last else ""))
