/**
 * Loads the selector where and when it is wanted.
 *
 * For a reader who has answers, at once. For all others the page says the same without any script, and the first sign
 * of a reader (a move, a touch, a key, a scroll) loads it, and with it Python, when the page is idle; on a page that is
 * about the selector it comes without a sign too, once the page stands. A page nobody is looking at, such as one
 * opened in the background or fetched by a
 * program, costs nothing more than its text. What a quick reader does in the panel before it is up is done again then.
 */
import { onPage } from "../page/each_page.mjs";

const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "scroll", "focusin"];
/** Somebody who reads the first screen without a move is a reader too; sooner where the page is about the selector. */
const LATE_MS = 10_000;
const FULL_MS = 2500;

/** @type {Promise<void> | null} */
let loading = null;
let isUp = false;
/**
 * Controls that were changed, and buttons that were pressed, before the selector listened.
 *
 * @type {Map<HTMLElement, string>}
 */
const early = new Map();

function load() {
  for (const sign of SIGNS) removeEventListener(sign, load, { capture: true });
  loading ??= import("./app.mjs").then(takeOver, (error) => {
    loading = null; // the next sign tries again
    wait();
    console.error("the selector could not be loaded:", error);
  });
}

function wait() {
  for (const sign of SIGNS) addEventListener(sign, load, { capture: true, passive: true });
}

/** The selector is up and shows the answers it knows: give it those that came before. */
function takeOver() {
  isUp = true;
  for (const event of ["change", "input", "click"]) document.removeEventListener(event, remember, { capture: true });
  for (const fold of document.querySelectorAll("[data-selector] details[open]"))
    fold.dispatchEvent(new Event("toggle"));
  for (const [control, value] of early) {
    if (!control.isConnected) continue;
    if (control instanceof HTMLButtonElement) control.click();
    else answer(control, value);
  }
  early.clear();
}

/** @param {HTMLElement} control @param {string} value */
function answer(control, value) {
  if (control instanceof HTMLInputElement && control.type === "radio") control.checked = true;
  else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

/** @param {Event} event */
function remember({ type, target }) {
  const control =
    target instanceof Element && target.closest("[data-selector]") ? target.closest("button, input, select") : null;
  if (!(control instanceof HTMLElement)) return;
  const isButton = control instanceof HTMLButtonElement;
  if (isButton !== (type === "click")) return;
  early.delete(control); // in the order of the last touch
  early.set(control, isButton ? "" : /** @type {HTMLInputElement} */ (control).value);
}

/** Not before the page stands: starting Python takes the machine's time. @param {number} pause */
function afterLoad(pause) {
  if (document.readyState === "complete") setTimeout(load, pause);
  else addEventListener("load", () => setTimeout(load, pause), { once: true });
}

/** @param {HTMLElement} root */
function consider(root) {
  // Written out while they hold: a reader may be on the way to the next page before the selector is there.
  for (const name of ["base", "rules", "runtime"]) {
    root.dataset[name] = new URL(root.dataset[name] ?? ".", location.href).href;
  }
  if (loading) return;
  // Set by the panel's own script (partials/selector.html), before anything is painted.
  if (root.hasAttribute("data-waits")) load();
  else if (root.dataset.mode !== "compact") afterLoad(FULL_MS);
}

for (const event of ["change", "input", "click"]) document.addEventListener(event, remember, { capture: true });
wait();
addEventListener("hashchange", () => location.hash.startsWith("#selector") && load());
setTimeout(() => {
  if (!isUp && document.querySelector("[data-selector]")) load();
}, LATE_MS);
onPage("[data-selector]", consider);
