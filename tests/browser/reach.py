"""What tests of reach share: the Tab key, what moves, what overlaps, what runs over the edge."""

from playwright.sync_api import Page

FOCUSED = """
(selector) => {
  const node = document.activeElement;
  if (!node || node === document.body) return { name: "body", wanted: false, seen: true };
  const box = node.getBoundingClientRect();
  // A label stands for its control, a fold's heading for itself.
  const drawn = [node, node.closest("label"), node.closest("summary")].filter(Boolean);
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]];
  const seen = box.width === 0 || points.some(([x, y]) => {
    const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return there && drawn.some((each) => each.contains(there) || there.contains(each));
  });
  return {
    name: `${node.localName} ${(node.getAttribute("aria-label") ?? node.textContent ?? "").trim().slice(0, 40)}`,
    wanted: node.matches(selector),
    seen,
    outlined: drawn.some((each) => isMarked(each)),
  };
  // In a drawing the outline is a line around what can be pressed.
  function isMarked(each) {
    const parts = each instanceof SVGElement ? [...each.querySelectorAll("*")] : [];
    const { outlineStyle, boxShadow } = getComputedStyle(each);
    return outlineStyle !== "none" || boxShadow !== "none" || parts.map((part) => getComputedStyle(part)).some(
      ({ stroke, strokeWidth }) => stroke !== "none" && parseFloat(strokeWidth) >= 2);
  }
}
"""

# Pieces of text that lie on each other, within one element of the page.
OVERLAPS = """
(selector) => {
  const pieces = [];
  for (const root of document.querySelectorAll(selector)) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.textContent.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      if (node.parentElement.closest(".visually-hidden, [data-selector-peek], select, svg, .md-top")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const whole of range.getClientRects()) {
        const box = inSight(whole, node.parentElement);
        if (box.width > 1 && box.height > 1) pieces.push({ node, box, text: node.textContent.trim().slice(0, 40) });
      }
    }
  }
  // What a box that scrolls has scrolled away lies on nothing.
  function inSight({ left, right, top, bottom }, element) {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.overflowX === "visible" || style.display === "inline") continue;
      const frame = each.getBoundingClientRect();
      [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    [left, right] = [Math.max(left, 0), Math.min(right, innerWidth)];
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  }
  pieces.sort((a, b) => a.box.top - b.box.top);
  const found = [];
  pieces.forEach((one, at) => {
    for (const other of pieces.slice(at + 1)) {
      if (other.box.top >= one.box.bottom) break;
      if (other.node === one.node) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Line boxes are taller than their letters: neighbors may share a few pixels.
      const deep = 0.4 * Math.min(one.box.height, other.box.height);
      if (across > 2 && down > deep) found.push(`${one.text} / ${other.text}`);
    }
  });
  return found;
}
"""

# What reaches over the side of the window and is not scrolled in a box of its own.
OVER_THE_EDGE = """
() => {
  const root = document.documentElement;
  const before = scrollX;
  window.scrollTo(root.dir === "rtl" ? -1000 : 1000, scrollY);
  const moved = Math.abs(scrollX);
  window.scrollTo(before, scrollY);
  if (moved < 1) return [];
  const width = root.clientWidth;
  const over = [...document.body.querySelectorAll("*")].filter((node) => {
    const box = node.getBoundingClientRect();
    if (box.width === 0 || (root.dir === "rtl" ? box.left >= -1 : box.right <= width + 1)) return false;
    for (let each = node.parentElement; each && each !== document.body; each = each.parentElement) {
      if (getComputedStyle(each).overflowX !== "visible") return false;
    }
    return true;
  });
  const names = over.map((node) => `${node.localName}.${node.className?.baseVal ?? node.className}`.slice(0, 80));
  return [`the page scrolls ${moved} px sideways`, ...names.slice(0, 8)];
}
"""


def tab_to(page: Page, selector: str, *, limit: int = 200, key: str = "Tab") -> None:
    """Press Tab until the focus is on it. Every stop on the way must be in sight and marked as focused."""
    for _ in range(limit):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED, selector)
        assert stop["seen"], f"covered while it has the focus: {stop['name']}"
        assert stop.get("outlined", True), f"nothing shows that it has the focus: {stop['name']}"
        if stop["wanted"]:
            return
    raise AssertionError(f"{limit} times {key} do not lead to {selector}")


def overlaps(page: Page, selector: str) -> list[str]:
    """Pairs of texts that lie on each other."""
    found: list[str] = page.evaluate(OVERLAPS, selector)
    return found


def over_the_edge(page: Page) -> list[str]:
    """Whether the page scrolls sideways, and what makes it; empty if it does not."""
    found: list[str] = page.evaluate(OVER_THE_EDGE)
    return found
