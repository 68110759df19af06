/**
 * What can be done with a result: undo, clear, compare, share, copy, download, print. Nothing leaves the browser.
 *
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 * @import {Session} from "./session.mjs"
 */
import { loadPart } from "../page/parts.mjs";
import { givenAnswers, toHash } from "./answers.mjs";
import { keepScenario, keptScenario } from "./compare.mjs";
import { setText } from "./dom.mjs";
import { openStore } from "./store.mjs";
import { productOf } from "./view.mjs";

const SAID_FOR_MS = 2000;

/**
 * @param {View} view
 * @param {Session} session
 * @param {() => Result | null} latest
 * @param {() => void} refresh  draws the latest result again
 * @param {AbortSignal} signal  aborted when the panel has left the page
 */
export function wireActions(view, session, latest, refresh, signal) {
  const buttons = new Map(
    [...view.root.querySelectorAll("[data-action]")].map((each) => {
      const button = /** @type {HTMLButtonElement} */ (each);
      return [button.dataset.action ?? "", button];
    }),
  );
  const update = () => {
    enable("undo", session.canUndo);
    enable("reset", Object.keys(session.answers).length > 0);
    for (const name of ["compare", "markdown", "json", "print"]) enable(name, latest() !== null);
  };
  on("undo", () => session.undo());
  on("reset", () => session.replace({}));
  on("compare", (button) => {
    keepScenario(latest(), view);
    confirm(button, "Kept as the first scenario");
    refresh();
  });
  on("share", async (button) => {
    const first = givenAnswers(keptScenario(view)?.answers ?? {});
    const address = new URL(toHash(session.answers, false, first) || "#selector", location.href).href;
    confirm(button, (await copy(address)) ? "Link copied" : "Copying was refused; the address bar has the link");
  });
  on("markdown", async (button) => {
    const result = latest();
    if (!result) return;
    const { toMarkdown } = await loadMemo();
    confirm(button, (await copy(toMarkdown(result, view, new Date()))) ? "Copied" : "Copying was refused");
  });
  on("json", () => {
    const result = latest();
    if (!result) return;
    const kept = keptScenario(view);
    const product = productOf(view);
    const whole = { ...result, ...(product && { product }), ...(kept && { compared_with: kept }) };
    download(
      `${result.nouns.one.replaceAll(" ", "-")}-${result.rules_version}.json`,
      `${JSON.stringify(whole, null, 1)}\n`,
    );
  });
  on("print", async () => {
    const result = latest();
    if (result) (await loadMemo()).printMemo(result, view, new Date());
  });
  keepProduct(view);
  session.addEventListener("change", update, { signal });
  view.root.addEventListener("selector:shown", update);
  update();

  /** @param {string} name @param {boolean} isEnabled */
  function enable(name, isEnabled) {
    const button = buttons.get(name);
    if (!button) return;
    // aria-disabled keeps the focus where it is: pressing Undo for the last time must not throw the reader to the top.
    button.disabled = false;
    button.setAttribute("aria-disabled", String(!isEnabled));
  }

  /** @param {string} name @param {(button: HTMLButtonElement) => void} act */
  function on(name, act) {
    const button = buttons.get(name);
    button?.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") act(button);
    });
  }
}

/** The memo is wanted by few and late. */
function loadMemo() {
  return loadPart(() => import("./memo.mjs"));
}

/** The name of the product is kept for this visit, from page to page. @param {View} view */
function keepProduct(view) {
  const field = view.root.querySelector("[data-selector-product]");
  if (!(field instanceof HTMLInputElement)) return;
  const store = openStore(view.base.href, "sessionStorage");
  const kept = store.read("product");
  if (typeof kept === "string") field.value = kept;
  field.addEventListener("input", () => store.write("product", field.value));
}

/** @param {HTMLButtonElement} button @param {string} words  in the button for a moment, and to the screen reader */
function confirm(button, words) {
  const before = (button.dataset.label ??= button.textContent ?? "");
  setText(button, words);
  const status = button.closest("[data-selector]")?.querySelector("[data-selector-status]");
  if (status) setText(status, words);
  setTimeout(() => setText(button, before), SAID_FOR_MS);
}

/** @param {string} text @returns {Promise<boolean>} */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or not a secure page
  }
}

/** @param {string} name @param {string} text */
function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
