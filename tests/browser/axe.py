"""axe-core under the page that is open: what breaks WCAG 2.2 A and AA, and axe's own best practice."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST = ("color-contrast",)

RUN = """
async ([tags, rules, include]) => {
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
  // Rules of WCAG 2.2 that axe leaves off unless they are asked for.
  const on = rules ? {} : { rules: { "target-size": { enabled: true } } };
  const options = { runOnly, ...on, resultTypes: ["violations"], preload: false };
  const { violations } = await axe.run(include ?? document, options);
  return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) =>
    `${id} (${impact}) ${node.target.join(" ")}: ${node.html.slice(0, 160)} ` +
    [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ").slice(0, 240)));
}
"""


def violations(page: Page, *, rules: Sequence[str] | None = None, include: str | None = None) -> list[str]:
    """One line for each element that breaks a rule: rule, impact, selector, markup, what is wrong with it.

    `rules` runs only those, `include` (a CSS selector) looks only there. Moving things are brought to their end first:
    a color half way through a transition is not a color of the design, and out of sight it may stay half way for ever.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    page.evaluate(
        "() => { for (const each of document.getAnimations())"
        " if (each.effect?.getTiming().iterations !== Infinity) each.finish(); }"
    )
    found: list[str] = page.evaluate(RUN, [list(TAGS), list(rules) if rules else None, include])
    return found
