/**
 * Loads the selector where and when it is wanted.
 *
 * For a reader who has answers, at once. For all others the page says the same without any script, and the first sign
 * of a reader (a move, a touch, a key, a scroll) loads it, and with it Python, when the page is idle. A page nobody is
 * looking at, such as one opened in the background or fetched by a program, costs nothing more than its text. What a
 * quick reader does in the panel before it is up is done again then.
 */
import { onPage } from "../page/each_page.mjs";
import { loadPart } from "../page/parts.mjs";

const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "scroll", "focusin"];
/** Somebody who reads the first screen without a move is a reader too. */
const LATE_MS = 10_000;
const EARLY = "motionbook:early";
const NOT_LOADED =
  "The selector could not be loaded: a file of it did not come. What you have answered is kept in the form. The rules can be read on the question pages.";

/** @type {Promise<void> | null} */
let loading = null;
let isUp = false;
let hasFailed = false;
/**
 * Controls that were changed, and buttons that were pressed, before the selector listened.
 *
 * @type {Map<HTMLElement, string>}
 */
const early = new Map();

function load() {
  for (const sign of SIGNS) removeEventListener(sign, load, { capture: true });
  loading ??= loadPart(() => import("./app.mjs")).then(takeOver, (error) => {
    console.error("the selector could not be loaded:", error);
    loading = null;
    keepEarly();
    // The next sign tries again, once; then the reader says when.
    if (hasFailed) sayNotLoaded();
    else wait();
    hasFailed = true;
  });
}

/** In every panel of the page, where its own script says how it is doing; that script writes over it once it comes. */
function sayNotLoaded() {
  for (const root of document.querySelectorAll("[data-selector]")) {
    const [said, retry] = ["failure", "retry"].map((name) => root.querySelector(`[data-selector-${name}]`));
    if (!(said instanceof HTMLElement) || !(retry instanceof HTMLElement)) continue;
    said.textContent = NOT_LOADED;
    retry.textContent = "Try again";
    said.hidden = retry.hidden = false;
    retry.addEventListener("click", load, { once: true });
    root.setAttribute("data-state", "failed");
    root.querySelector("[data-selector-fold]")?.setAttribute("open", "");
  }
}

/** What was answered meanwhile outlives a reload. */
function keepEarly() {
  try {
    const answers = [...early].flatMap(([control, value]) =>
      control instanceof HTMLInputElement ? [[control.name, value]] : [],
    );
    sessionStorage.setItem(EARLY, JSON.stringify(answers));
  } catch {
    // Nothing is kept in this browser; the form still shows them.
  }
}

/** Answers of before a reload, as if they had just been given. */
function recallEarly() {
  try {
    // A document's page has no questions yet: they are kept for one that has.
    if (!document.querySelector("[data-selector] input")) return false;
    const kept = /** @type {[string, string][]} */ (JSON.parse(sessionStorage.getItem(EARLY) ?? "[]"));
    sessionStorage.removeItem(EARLY);
    for (const [name, value] of kept) {
      const inputs = [...document.querySelectorAll("[data-selector] input")].filter(
        (each) =>
          each instanceof HTMLInputElement && each.name === name && (each.type !== "radio" || each.value === value),
      );
      if (inputs[0] instanceof HTMLInputElement) early.set(inputs[0], value);
    }
    return kept.length > 0;
  } catch {
    return false;
  }
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
  if (hasFailed) keepEarly(); // none any more
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
  if (hasFailed) keepEarly();
}

/** @param {HTMLElement} root */
function consider(root) {
  // Written out while they hold: a reader may be on the way to the next page before the selector is there.
  for (const name of ["base", "rules", "runtime", "questions"]) {
    const address = root.dataset[name];
    if (address) root.dataset[name] = new URL(address, location.href).href;
  }
  if (loading) return;
  root.querySelector("[data-selector-fold]")?.addEventListener("toggle", load, { once: true });
  // Set by the panel's own script (partials/selector.html), before anything is painted.
  if (root.hasAttribute("data-waits") || recallEarly()) load();
}

for (const event of ["change", "input", "click"]) document.addEventListener(event, remember, { capture: true });
// Enter in a figure's field would send the form, and with it the reader, to a page without the answers.
document.addEventListener("submit", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-selector-form]")) event.preventDefault();
});
wait();
addEventListener("hashchange", () => location.hash.startsWith("#selector") && load());
setTimeout(() => {
  if (!isUp && document.querySelector("[data-selector]")) load();
}, LATE_MS);
onPage("[data-selector]", consider);
