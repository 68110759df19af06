/**
 * What matters to the reader, in the reader's order: what each motion does to it, beside the ranking and never in it.
 *
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { find, setText } from "./dom.mjs";
import { openStore } from "./store.mjs";

/** Of so many motions the consequences stand in the open: the one that leads and the next. */
const SHOWN = 2;

/** @param {View} view @returns {string[]}  as the reader ordered them; empty where that was never done */
function keptOrder(view) {
  const kept = openStore(view.base.href).read("priorities");
  return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
}

/** Wire the buttons of the card, where the page has one. @param {View} view */
export function wirePriorities(view) {
  const list = view.root.querySelector("[data-selector-priorities-list]");
  if (!list) return;
  const kept = keptOrder(view);
  // The reader's own first; what came to the library since stands below them.
  for (const name of kept.toReversed()) {
    const row = rows(list).find((each) => each.dataset.priority === name);
    if (row) list.prepend(row);
  }
  showEnds(list);
  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-matters-more]") : null;
    const row = button?.closest("li[data-priority]");
    const above = row?.previousElementSibling;
    if (!(button instanceof HTMLElement) || !(row instanceof HTMLElement) || !above) return;
    list.insertBefore(row, above);
    showEnds(list);
    button.focus();
    const order = rows(list).map((each) => each.dataset.priority ?? "");
    openStore(view.base.href).write("priorities", order);
    const place = order.indexOf(row.dataset.priority ?? "") + 1;
    setText(
      find(view.root, "[data-selector-status]"),
      `${row.dataset.priority} is now number ${place} of what matters.`,
    );
  });
  const all = find(view.root, "[data-priorities-all]");
  all.addEventListener("click", () => {
    const isOpen = all.getAttribute("aria-expanded") !== "true";
    all.setAttribute("aria-expanded", String(isOpen));
    list.toggleAttribute("data-two", !isOpen);
  });
}

/** @param {Element} list @returns {HTMLElement[]} */
function rows(list) {
  return [...list.children].filter((each) => each instanceof HTMLElement);
}

/** The first row has nothing above it; aria-disabled keeps the focus where it is. @param {Element} list */
function showEnds(list) {
  for (const [index, row] of rows(list).entries()) {
    const button = find(row, "[data-matters-more]");
    button.removeAttribute("disabled");
    button.setAttribute("aria-disabled", String(index === 0));
  }
}

/** The motions in the order of the ranking, the first two in the open. @param {Result} result @param {View} view */
export function showPriorities(result, view) {
  const list = view.root.querySelector("[data-selector-priorities-list]");
  if (!list) return;
  const order = result.ranking.map((row) => row.motion);
  for (const motions of list.querySelectorAll(".priorities__motions")) {
    const sorted = rows(motions).sort((a, b) => order.indexOf(a.dataset.of ?? "") - order.indexOf(b.dataset.of ?? ""));
    if (sorted.some((each, index) => motions.children[index] !== each)) motions.append(...sorted);
    for (const [index, each] of sorted.entries()) each.toggleAttribute("data-beyond", index >= SHOWN);
  }
  const all = find(view.root, "[data-priorities-all]");
  if (!all.hidden) return;
  all.hidden = false;
  all.setAttribute("aria-expanded", "false");
  list.setAttribute("data-two", "");
}

/**
 * What the leading motion does to what matters, in the reader's order.
 *
 * @param {Result} result
 * @param {View} view
 * @returns {{head: string, body: string}[]}  empty where the reader has put nothing in order
 */
export function priorityLines(result, view) {
  const list = view.root.querySelector("[data-selector-priorities-list]");
  if (!list || !result.lead.motion || keptOrder(view).length === 0) return [];
  return rows(list).map((row) => ({
    head: row.dataset.priority ?? "",
    body: row.querySelector(`[data-of="${result.lead.motion}"] [data-consequence]`)?.textContent ?? "",
  }));
}
