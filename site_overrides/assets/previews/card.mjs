/** The card itself: in the top layer and fixed, so that nothing on the page moves for it. */

import { ownWords } from "../page/own_words.mjs";

/** @import {PreviewPage} from "./data.mjs" */

const GAP = 6;
const EDGE = 8;

/** @type {HTMLElement | null} */
let made = null;

/** @returns {HTMLElement} */
export function card() {
  if (!made) {
    made = document.createElement("div");
    made.id = "link-preview";
    made.className = "preview";
    made.setAttribute("role", "tooltip");
    made.setAttribute("popover", "manual");
  }
  // Inside a landmark, as all text should be; what instant loading has taken out comes back.
  if (!made.isConnected) (document.querySelector("main") ?? document.body).append(made);
  return made;
}

/**
 * @param {PreviewPage} page
 * @param {string} tie  in words; empty: none
 * @param {string} reason  empty: none, or it stands beside the link already
 */
export function fill(page, tie, reason) {
  const words = (/** @type {string | undefined} */ text) => {
    const plain = (text ?? "").replace(/[-_/]+/g, " ");
    return plain.charAt(0).toUpperCase() + plain.slice(1);
  };
  const kind = [ownWords(words(page.kind)), words(page.category)].filter(Boolean).join(" · ");
  const because = [tie, reason].filter(Boolean).join(": ");
  card().replaceChildren(
    ...[
      line("preview__kind", kind),
      line("preview__title", page.title ?? ""),
      line("preview__lead", page.one_liner ?? ""),
      line("preview__source", page.source ?? ""),
      line("preview__tie", because),
    ].filter((each) => each !== null),
  );
}

/** @param {string} name @param {string} text @returns {HTMLElement | null} */
function line(name, text) {
  if (!text) return null;
  const paragraph = document.createElement("p");
  paragraph.className = name;
  paragraph.textContent = text;
  return paragraph;
}

/** @param {Element} link @param {number | null} at  where the pointer is, across; null: opened by the keyboard */
export function show(link, at) {
  const shown = card();
  shown.dataset.open = "";
  if (shown.showPopover && !shown.matches(":popover-open")) shown.showPopover();
  place(link, at);
}

/**
 * Below the line of the link that the pointer is on, above where there is no room.
 *
 * @param {Element} link
 * @param {number | null} at
 */
export function place(link, at) {
  const shown = card();
  const rects = [...link.getClientRects()];
  const rect = rects.find((each) => at !== null && at >= each.left - 1 && at <= each.right + 1) ?? rects[0];
  if (!rect) return hide();
  const { offsetWidth: width, offsetHeight: height } = shown;
  const wide = document.documentElement.clientWidth;
  const high = document.documentElement.clientHeight;
  const left = Math.max(EDGE, Math.min(rect.left, wide - width - EDGE));
  const below = rect.bottom + GAP;
  const above = rect.top - GAP - height;
  const isAbove = below + height > high - EDGE && above >= EDGE;
  shown.dataset.side = isAbove ? "above" : "below";
  shown.style.left = `${Math.round(left)}px`;
  shown.style.top = `${Math.round(isAbove ? above : below)}px`;
}

export function hide() {
  if (!made?.isConnected) return;
  delete made.dataset.open;
  if (made.hidePopover && made.matches(":popover-open")) made.hidePopover();
}
