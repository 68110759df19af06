"""Whatever is clicked and typed, in whatever order: the page shows what CPython gives for the answers it shows."""

import random
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator import Calculator
from tests.browser.reading import answers_shown, expected_on_page, in_python, result_shown, settled
from tests.browser.selector import choose, open_panel, wait_ready
from tests.browser.states import ANSWERS, address_of, as_published, open_context

pytestmark = pytest.mark.browser

WALKS = 100
SEED = 20
AMOUNTS = {
    "acv_usd": ("900", "$4,999", "5000", "24K", "20K-40K", "25000", "120-150K", "1.2M", ""),
    "gross_margin": ("0.7", "80%", ""),
    "cac_usd": ("12,000", "4K", ""),
}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that fails on script errors."""
    problems: list[str] = []
    context = open_context(browser)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert problems == []


def check(page: Page, calculator: Calculator, walk: str) -> None:
    """The result announced and the one on the page are CPython's for the answers in the form."""
    answers, result = settled(page)
    expected = in_python(calculator, answers)
    assert result == expected, walk
    assert result_shown(page) == expected_on_page(expected), walk


# One step of a walk each. They return what they did, for the report of a failure.

Step = Callable[[Page, random.Random], str]

OPTIONS = "[data-selector] fieldset label:has(input[type=radio])"
# Brings one into sight and says where it is; chosen by a number from 0 to 1.
PLACE = """
([selector, chosen]) => {
  const all = [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const place = Math.floor(chosen * all.length);
  all[place].scrollIntoView({ block: "center" });
  const { left, top, width, height } = all[place].getBoundingClientRect();
  return [place, left + Math.min(width / 2, 60), top + height / 2];
}
"""


def click_one(page: Page, selector: str, chance: random.Random) -> str:
    """Press the mouse where one of them is. No waiting until it rests: a hasty reader does not wait either."""
    place, x, y = page.evaluate(PLACE, [selector, chance.random()])
    page.mouse.click(x, y)
    return f"{selector} no. {place}"


def click_an_option(page: Page, chance: random.Random) -> str:
    return click_one(page, OPTIONS, chance)


def move_by_arrow(page: Page, chance: random.Random) -> str:
    place = page.evaluate(
        "(chosen) => { const all = [...document.querySelectorAll('[data-selector] input[type=radio]:checked')];"
        " const place = Math.floor(chosen * all.length); all[place].focus(); return place }",
        chance.random(),
    )
    key = chance.choice(("ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"))
    page.keyboard.press(key)
    return f"{key} in group {place}"


def type_an_amount(page: Page, chance: random.Random) -> str:
    name = chance.choice(sorted(AMOUNTS))
    text = chance.choice(AMOUNTS[name])
    page.locator(f'[data-selector] input[name="{name}"]').focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    page.keyboard.press(chance.choice(("Tab", "Enter")))
    return f"{name}: {text!r}"


def press(action: str) -> Step:
    def step(page: Page, chance: random.Random) -> str:
        return click_one(page, f'[data-selector] [data-action="{action}"]', chance)

    return step


def follow_the_guide(page: Page, chance: random.Random) -> str:
    # It may go as it is reached for: then there is no question left to lead to.
    reached = page.evaluate(
        "() => { const all = [...document.querySelectorAll('[data-selector-next]')];"
        " const next = all.find((each) => each.checkVisibility()); next?.focus(); return next !== undefined }"
    )
    if reached:
        page.keyboard.press("Enter")
        page.keyboard.press(chance.choice(("ArrowDown", "Space", "ArrowUp")))
    return "next question"


def tab_and_press_space(page: Page, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 6)):
        page.keyboard.press(chance.choice(("Tab", "Tab", "Shift+Tab")))
    page.keyboard.press("Space")
    return "Tab, Space"


def look_at_a_motion(page: Page, chance: random.Random) -> str:
    return click_one(page, "[data-selector-focus]", chance)


def load_an_example(page: Page, chance: random.Random) -> str:
    fold = page.locator("[data-selector-examples]")
    if not fold.evaluate("(each) => each.open"):
        fold.locator("summary").first.click()
    expect(fold.get_by_role("button")).to_have_count(6)  # the last, to load a company, comes with their list
    return click_one(page, "[data-selector-examples] button", chance)


STEPS: tuple[tuple[Step, int], ...] = (
    (click_an_option, 10),
    (move_by_arrow, 5),
    (type_an_amount, 4),
    (press("undo"), 3),
    (press("reset"), 1),
    (press("compare"), 1),
    (follow_the_guide, 2),
    (tab_and_press_space, 2),
    (look_at_a_motion, 1),
    (load_an_example, 1),
)


def test_a_hundred_random_walks(tab: Page, site_url: str, calculator: Calculator) -> None:
    chance = random.Random(SEED)
    steps, weights = zip(*STEPS, strict=True)
    tab.goto(site_url + "selector/")
    wait_ready(tab)
    several = 0
    for number in range(WALKS):
        done = [step(tab, chance) for step in chance.choices(steps, weights, k=chance.randint(1, 5))]
        check(tab, calculator, f"walk {number}: {', '.join(done)}")
        several += len(answers_shown(tab)) > 1
    assert several > WALKS / 2, "the walks hardly answered anything"


# Two changes in quick succession

TWO_CHANGES = """
async ([first, second, pause]) => {
  const results = document.querySelector("[data-selector-results]");
  const look = () => JSON.stringify([
    results.querySelector("[data-selector-headline]").textContent,
    [...results.querySelectorAll("[data-motion]")].map(({ dataset, textContent }) => [dataset.rank, textContent]),
  ]);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const choose = ([name, value]) =>
    document.querySelector(`[data-selector] input[name="${name}"][value="${value}"]`).click();
  choose(first);
  if (pause > 0) await wait(pause);
  const before = look();
  const seen = [];
  const watch = new MutationObserver(() => seen.push(look()));
  const announced = [];
  const listen = (event) => announced.push(event.detail.answers);
  choose(second);
  watch.observe(results, { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("selector:result", listen);
  for (let waited = 0; waited < 30000 && announced.length === 0; waited += 20) await wait(20);
  await wait(400); // what comes late comes now
  watch.disconnect();
  document.removeEventListener("selector:result", listen);
  return { before, seen, last: look(), announced };
}
"""


@pytest.mark.parametrize("pause", [0, 4, 20, 80, 150, 170, 300])
def test_two_fast_changes_never_show_a_stale_result(
    tab: Page, site_url: str, calculator: Calculator, pause: int
) -> None:
    tab.goto("about:blank")  # a new address with # alone would not load the page again
    tab.goto(site_url + address_of({"latitude": "adopt-freely", "time_to_value": "minutes"}))
    wait_ready(tab)
    settled(tab)
    first, second = ["latitude", "procurement"], ["time_to_value", "months"]
    found = tab.evaluate(TWO_CHANGES, [first, second, pause])
    wanted = {"latitude": "procurement", "time_to_value": "months"}
    assert [{k: v for k, v in each.items() if v is not None} for each in found["announced"]] == [wanted]
    assert found["before"] != found["last"]
    # What stood there stays until the result for both changes comes, and that one stays.
    assert set(found["seen"]) <= {found["before"], found["last"]}
    turns = found["seen"].index(found["last"])
    assert set(found["seen"][turns:]) == {found["last"]}
    check(tab, calculator, f"two changes, {pause} ms apart")


# Back and forward


@pytest.mark.parametrize("loading", ["whole", "instant"])
def test_back_and_forward(browser: Browser, site_url: str, calculator: Calculator, loading: str) -> None:
    context = open_context(browser)
    page = context.new_page()
    if loading == "instant":
        as_published(page, site_url)
        with page.expect_response("**/sitemap.xml"):  # until it is there, a link loads its page whole
            page.goto(site_url + address_of(ANSWERS))
    else:
        page.route("**/sitemap.xml", lambda route: route.abort())  # without the list of pages none is loaded instantly
        page.goto(site_url + address_of(ANSWERS))
    wait_ready(page)
    check(page, calculator, "come by a link")
    page.evaluate("() => { window.loadedAt = performance.timeOrigin }")
    page.locator("header").get_by_role("link", name="Questions").click()
    page.wait_for_url("**/questions/")
    assert page.evaluate("() => window.loadedAt !== undefined") == (loading == "instant")
    page.locator('[data-selector][data-mode="compact"]').wait_for()  # the address changes before the page does
    open_panel(page)
    wait_ready(page)
    check(page, calculator, "a page further")
    choose(page, {"time_to_value": "minutes"})
    changed = {**ANSWERS, "time_to_value": "minutes"}
    assert settled(page)[0] == changed
    page.go_back()
    page.wait_for_url("**/selector/**")
    page.locator('[data-selector][data-mode="full"]').wait_for()
    expect(page.locator('[data-selector] input[name="time_to_value"][value="minutes"]')).to_be_checked()
    wait_ready(page)
    assert settled(page)[0] == changed
    check(page, calculator, "back")
    page.go_forward()
    page.wait_for_url("**/questions/**")
    page.locator('[data-selector][data-mode="compact"]').wait_for()
    wait_ready(page)
    assert settled(page)[0] == changed
    check(page, calculator, "forward")
    context.close()
