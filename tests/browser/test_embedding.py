"""The selector in somebody else's page, served from another origin."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.waiting import wait_until
from tests.site.serving import serve_folder

HOST = """<!doctype html>
<html lang="en"><head><title>Somebody else's page</title><style>p, button, input { color: red; font-size: 40px }</style>
<script>
  window.heard = [];
  for (const name of ["selector:ready", "selector:result", "selector:failed"])
    document.addEventListener(name, (event) => heard.push({name, of: event.target.tagName, detail: event.detail}));
</script></head>
<body><h1>Which one?</h1><script async src="ADDRESSembed.js" data-answers="ANSWERS"></script></body></html>
"""


@pytest.fixture
def host(built_site: Path, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page of one origin with the selector of another in it, opened with one answer."""
    rules = json.loads((built_site / "api/v1/rules.json").read_text(encoding="utf-8"))
    question = next(one for one in rules["questions"] if one["role"] == "fit" and one["kind"] != "number")
    answers = f"{question['id']}={question['options'][0]['id']}"
    with serve_folder(built_site, "/library/") as library, serve_folder(tmp_path, "/") as other:
        assert library.split("/")[2] != other.split("/")[2]
        text = HOST.replace("ADDRESS", library).replace("ANSWERS", answers)
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        page = browser.new_page(viewport={"width": 800, "height": 900})
        page.goto(other)
        yield page
        page.close()


def test_the_frame_answers_and_tells_the_page_around_it(host: Page) -> None:
    result = wait_until(host, "heard.find((each) => each.name === 'selector:result')")
    assert result["of"] == "IFRAME"
    assert len(result["detail"]["answers"]) == 1
    assert result["detail"]["ranking"][0]["rank"] == 1
    assert wait_until(host, "heard.find((each) => each.name === 'selector:ready')")["detail"]["coldStartMs"] > 0


def test_the_frame_is_as_high_as_what_it_shows_and_has_no_header(host: Page) -> None:
    wait_until(host, "heard.find((each) => each.name === 'selector:result')")
    frame = host.frames[1]
    wait_until(host, "document.querySelector('iframe').style.height !== '640px'")
    inner = frame.evaluate("document.body.getBoundingClientRect().height")
    assert abs(inner - host.evaluate("document.querySelector('iframe').getBoundingClientRect().height")) <= 1
    assert frame.locator(".md-header").count() == 0
    assert frame.locator(".colophon").count() == 0
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.locator("[data-selector] p").first.evaluate("(one) => getComputedStyle(one).fontSize") != "40px"


def test_what_others_send_is_not_taken_for_the_selectors(host: Page) -> None:
    wait_until(host, "heard.find((each) => each.name === 'selector:result')")
    host.evaluate("postMessage({embedded: 'selector', type: 'selector:failed', detail: {}}, '*')")
    # Messages come in the order in which they are sent: after this one, the one above has been heard.
    host.evaluate("new Promise((done) => { addEventListener('message', done, {once: true}); postMessage('', '*') })")
    assert not host.evaluate("heard.some((each) => each.name === 'selector:failed')")
