"""The offline copy: what was visited opens without a network, no release is mixed, others' caches are left alone."""

import hashlib
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from calculator import Calculator
from runtime.offline import OFF, list_files, service_worker
from tests.browser.reading import in_python
from tests.browser.selector import listen, open_panel, wait_ready, wait_result
from tests.browser.states import address_of
from tests.browser.waiting import wait_until
from tests.site.serving import serve_folder

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people"}
CACHES = "caches.keys()"
CONTROLLED = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


@pytest.fixture
def keeping(browser: Browser) -> Iterator[BrowserContext]:
    """A profile in which service workers may work."""
    context = browser.new_context(service_workers="allow")
    context.set_default_timeout(30_000)
    yield context
    context.close()


def release(site: Path, into: Path) -> Path:
    """The same site as another build: other names of its scripts, another text, another worker."""
    shutil.copytree(site, into)
    (script,) = into.glob("assets/scripts/site-*.mjs")
    script.rename(script.with_name("site-NEWBUILD.mjs"))
    for page in into.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace(script.name, "site-NEWBUILD.mjs")
        page.write_text(re.sub(r'data-build="[^"]*"', 'data-build="feedfacecafe"', text), encoding="utf-8")
    worker = (into / "sw.js").read_text(encoding="utf-8")
    core = re.findall(r'"([^"]*)"', worker.split('"core":[')[1].split("]")[0])
    files = {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}
    written = {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()}
    found = list_files(written, tuple(each.replace(script.name, "site-NEWBUILD.mjs") for each in core))
    (into / "sw.js").write_text(service_worker(found, worker.split("\n", 1)[1]), encoding="utf-8")
    return into


def wait_kept(page: Page) -> None:
    expect(page.locator("[data-offline] button")).to_contain_text(re.compile(r"Keep this site offline \(\d+ MB\)"))
    assert page.evaluate(CONTROLLED)


def test_what_was_visited_opens_without_a_network(
    keeping: BrowserContext, built_site: Path, calculator: Calculator
) -> None:
    page = keeping.new_page()
    listen(page)
    with serve_folder(built_site, "/motionbook/") as url:
        page.goto(url + address_of(ANSWERS))
        wait_kept(page)
        page.reload()  # Python comes through the worker from here on
        wait_result(page, ANSWERS)
        page.goto(url + "motions/sales-led/")
        wait_kept(page)
    keeping.set_offline(True)  # the server is gone; connections that were open would live on
    page.goto(url + address_of(ANSWERS))
    wait_ready(page)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    page.goto(url + "motions/sales-led/")
    expect(page.locator("h1")).to_contain_text("Sales-led")
    open_panel(page)  # its questions are a file of their own
    page.goto(url + "motions/partner-led/")
    expect(page.locator("h1")).to_have_text("This page is not on this device")
    page.get_by_role("link", name="selector").click()
    expect(page.locator("[data-selector]")).to_be_visible()


def test_all_of_it_is_kept_on_demand(keeping: BrowserContext, built_site: Path) -> None:
    page = keeping.new_page()
    with serve_folder(built_site, "/motionbook/") as url:
        page.goto(url + "about/colophon/")
        wait_kept(page)
        page.locator("[data-offline] button").click()
        expect(page.locator("[data-offline-said]")).to_have_text("Kept offline: every page opens without a network.")
    keeping.set_offline(True)
    page.goto(url + "motions/partner-led/")
    expect(page.locator("h1")).to_contain_text("Partner-led")
    page.keyboard.press("/")
    page.locator("#search-input").fill("pricing")
    expect(page.locator(".search__said")).to_contain_text("result")


def test_a_release_is_never_mixed_with_the_build_before(
    keeping: BrowserContext, built_site: Path, tmp_path: Path
) -> None:
    served = tmp_path / "served"
    shutil.copytree(built_site, served)
    page = keeping.new_page()
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    with ExitStack() as stack:
        url = stack.enter_context(serve_folder(served, "/motionbook/"))
        page.goto(url + "motions/sales-led/")
        wait_kept(page)
        page.goto(url + "motions/product-led/")  # the browser keeps it for ten minutes
        page.evaluate("caches.open('of-another-app')")
        (before,) = [name for name in page.evaluate(CACHES) if name.startswith("motionbook:")]
        newer = release(built_site, tmp_path / "newer")
        served.rename(tmp_path / "older")
        newer.rename(served)
        for path in ("motions/partner-led/", "selector/", "motions/sales-led/"):
            page.goto(url + path)
            expect(page.locator("html[data-scripts=up]")).to_have_count(1)
            # A page that the browser kept for its ten minutes is of the build before, and so is all it runs.
            is_new = page.locator("[data-build=feedfacecafe]").count()
            assert page.locator("script[src*=site-NEWBUILD]").count() == is_new, path
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        wait_until(page, "navigator.serviceWorker.getRegistration().then((each) => Boolean(each.waiting))")
        assert before in page.evaluate(CACHES), "the worker of the build before stays while its pages are open"
        # The new worker takes over when the browser has noticed that no page of the build before is open; a page opened
        # sooner is one of the old worker's, and is closed again.
        for _ in range(10):
            page.close()
            page = keeping.new_page()
            page.wait_for_timeout(1500)
            page.goto(url + "motions/sales-led/")
            ours = [name for name in page.evaluate(CACHES) if name.startswith("motionbook:/motionbook/:")]
            if len(ours) == 1 and ours != [before]:
                break
        else:
            pytest.fail("the newer worker never took over")
        assert "of-another-app" in page.evaluate(CACHES)
        page.goto(url + "motions/product-led/")
        expect(page.locator("[data-build=feedfacecafe]")).to_have_count(1)
        assert failed == []


def test_the_owner_can_switch_it_off(keeping: BrowserContext, built_site: Path, tmp_path: Path) -> None:
    served = tmp_path / "served"
    shutil.copytree(built_site, served)
    page = keeping.new_page()
    with serve_folder(served, "/motionbook/") as url:
        page.goto(url + "about/colophon/")
        wait_kept(page)
        (served / "sw.js").write_text(OFF, encoding="utf-8")
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        wait_until(page, "navigator.serviceWorker.getRegistration().then((each) => !each)")


# A page and the scripts that run in it are of one build, and those scripts are up.
IS_ONE_BUILD = """
() => {
  const isNew = document.querySelector("[data-build]")?.dataset.build === "feedfacecafe";
  const ran = performance.getEntriesByType("resource").some(({ name }) => name.includes("site-NEWBUILD"));
  return document.readyState === "complete" && document.documentElement.dataset.scripts === "up" && isNew === ran;
}
"""
# Follows one of the page's links to other pages, told by a number from 0 to 1, and gives its address. It is found and
# followed in one go: the page may be on its way to the newer release.
FOLLOW = """
(chance) => {
  const here = location.href.split("#")[0];
  const links = new Map();
  for (const link of document.querySelectorAll("main a[href]:not(svg a), .md-header a[href]")) {
    const address = link.href.split("#")[0];
    if (address.startsWith(location.origin) && address.endsWith("/") && address !== here) links.set(address, link);
  }
  const address = [...links.keys()].sort()[Math.floor(chance * links.size)];
  links.get(address)?.click();
  return address;
}
"""
STEPS = 4


@pytest.mark.parametrize("walks", [3, pytest.param(200, marks=[pytest.mark.engines, pytest.mark.timeout(3600)])])
def test_a_release_in_the_middle_of_random_walks(
    keeping: BrowserContext, built_site: Path, tmp_path: Path, walks: int
) -> None:
    """One reader, whose walks each meet another release, new and old in turn, between two steps."""
    builds = [tmp_path / "old", tmp_path / "new"]
    shutil.copytree(built_site, builds[0])
    release(built_site, builds[1])
    served = tmp_path / "served"
    served.symlink_to(builds[0])
    chance = random.Random(16)
    failed: list[str] = []

    def watch(response: Response) -> None:
        # A worker that is installed while its build goes gives up, by itself and unseen, and is tried again later.
        if response.status >= 400 and not response.request.service_worker:
            failed.append(response.url)

    keeping.on("response", watch)
    keeping.on("weberror", lambda error: failed.append(str(error.error)))
    with serve_folder(served, "/motionbook/") as url:
        for build in builds:  # pages load instantly where the sitemap names the address
            sitemap = build / "sitemap.xml"
            text = sitemap.read_text(encoding="utf-8")
            sitemap.write_text(re.sub(r"<loc>https?://[^/]+/(?:motionbook/)?", f"<loc>{url}", text), encoding="utf-8")
        page = keeping.new_page()
        page.goto(url + address_of(ANSWERS))
        wait_kept(page)
        for walk in range(walks):
            page.close()
            page = keeping.new_page()
            page.goto(url + chance.choice(("motions/sales-led/", "questions/", "map/")))
            told = [page.url]
            release_at = chance.randrange(STEPS)
            for step in range(STEPS):
                wait_until(page, IS_ONE_BUILD)
                if step == release_at:
                    # In one move, as a host does it: between two, a request would find nothing.
                    released = tmp_path / "released"
                    released.symlink_to(builds[(walk + 1) % 2])
                    released.replace(served)
                    told.append("release")
                address = wait_until(page, FOLLOW, arg=chance.random())
                told.append(address)
                expect(page).to_have_url(re.compile(re.escape(address)))
            try:
                wait_until(page, IS_ONE_BUILD)
            except AssertionError as error:
                raise AssertionError(f"walk {walk}: {told}") from error
            assert failed == [], f"walk {walk}: {told}"
        page.goto(url + "selector/")
        expect(page.locator('[data-selector] input[name="buyer_user"][value="different-people"]')).to_be_checked()


REFUSED = "new DOMException('The operation is insecure.', 'SecurityError')"
PRIVATE = {
    "no-workers": "delete Navigator.prototype.serviceWorker;",
    "refused": f"""
if (isSecureContext) ServiceWorkerContainer.prototype.register = () => Promise.reject({REFUSED});
for (const name of isSecureContext ? ["open", "keys", "match"] : [])
  CacheStorage.prototype[name] = () => Promise.reject({REFUSED});
""",
    "no-room": """
for (const name of isSecureContext ? ["open", "keys"] : []) {
  CacheStorage.prototype[name] = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
}
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
""",
}


@pytest.mark.parametrize("refusal", PRIVATE)
def test_a_private_window_that_refuses_to_keep(
    keeping: BrowserContext, built_site: Path, calculator: Calculator, refusal: str
) -> None:
    """Chromium's private windows, in which all tests here run, allow more than those of other browsers."""
    strange: list[str] = []
    keeping.on("weberror", lambda error: strange.append(str(error.error)))
    keeping.add_init_script(PRIVATE[refusal])
    page = keeping.new_page()
    listen(page)
    with serve_folder(built_site, "/motionbook/") as url:
        page.goto(url + address_of(ANSWERS))
        wait_ready(page)
        assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
        page.goto(url + "about/colophon/")
        page.wait_for_load_state("networkidle")
        if refusal != "no-room":  # there the worker itself may keep, and offers to
            expect(page.locator("[data-offline]")).to_be_hidden()
        assert strange == []


OTHER_APP = """
addEventListener("install", (event) => event.waitUntil(caches.open("motionbook-like:1")));
addEventListener("fetch", (event) => {
  if (new URL(event.request.url).pathname === "/other/page") event.respondWith(new Response("of the other app"));
});
"""
REGISTRATIONS = """
navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => new URL(scope).pathname).sort())
"""


@pytest.mark.parametrize("scope", ["/", "/other/"])
def test_the_worker_of_another_app_is_left_alone(
    keeping: BrowserContext, built_site: Path, tmp_path: Path, scope: str
) -> None:
    origin = tmp_path / "origin"
    (origin / "other").mkdir(parents=True)
    shutil.copytree(built_site, origin / "motionbook")
    (origin / scope.strip("/") / "app.js").write_text(OTHER_APP, encoding="utf-8")
    (origin / "other/index.html").write_text("<!doctype html><title>Another app</title>", encoding="utf-8")
    page = keeping.new_page()
    with serve_folder(origin) as url:
        page.goto(url + "other/")
        page.evaluate(f"navigator.serviceWorker.register('{scope}app.js').then(() => navigator.serviceWorker.ready)")
        page.goto(url + "motionbook/about/colophon/")
        wait_kept(page)
        assert page.evaluate(REGISTRATIONS) == sorted([scope, "/motionbook/"])
        (origin / "motionbook/sw.js").write_text(OFF, encoding="utf-8")
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        wait_until(page, f"{REGISTRATIONS.strip()}.then((all) => all.join() === '{scope}')")
        assert page.evaluate(CACHES) == ["motionbook-like:1"]
        page.goto(url + "other/")
        assert page.evaluate("fetch('/other/page').then((answer) => answer.text())") == "of the other app"
