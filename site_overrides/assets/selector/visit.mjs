/**
 * This visit: how the page was come to, what the browser may load, what an earlier page computed.
 *
 * @import {Result} from "./types.mjs"
 */
import { openStore } from "./store.mjs";

/** Said above the questions, where it is so. */
export const KEEPS_NOTHING =
  "This browser keeps nothing between pages. The links here and the address bar carry your answers along.";
export const CANNOT_SHOW =
  "The result was computed and could not be shown here. Your answers are kept; reload the page to see it.";
export const NEW_RULES =
  "The rules have changed since this page was loaded, and the result uses the new ones. Reload to read them.";

const IDLE_AT_LATEST_MS = 4000;

/** @returns {boolean}  whether this document was loaded by Back, Forward or Reload */
export function cameBack() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return entry?.type === "back_forward" || entry?.type === "reload";
}

/** @returns {boolean}  whether the reader's browser asks for little data; then only the button loads Python */
export function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/** Do something once the page has loaded and has nothing else to do. @param {() => void} act */
export function whenIdle(act) {
  const wait = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: IDLE_AT_LATEST_MS });
    else setTimeout(act, 1000); // Safari has no idle callback
  };
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** @param {HTMLElement} root */
function store(root) {
  return openStore(root.dataset.base ?? ".");
}

/**
 * What a result follows from, beside the request: the rules, and all that computes and shows it.
 *
 * @param {HTMLElement} root
 * @returns {string}
 */
function origin(root) {
  return `${root.dataset.rulesVersion} ${document.querySelector("[data-build]")?.getAttribute("data-build")}`;
}

/**
 * Keep the newest full result for the pages to come, as long as the answers are kept.
 *
 * @param {HTMLElement} root
 * @param {string} request
 * @param {Result} result
 */
export function rememberResult(root, request, result) {
  store(root).write("result", { request, origin: origin(root), result });
}

/** The answers were taken back: nothing of them is kept. @param {HTMLElement} root */
export function forgetResult(root) {
  store(root).write("result", null);
}

/**
 * The full result for this very request, if an earlier page had it under the same rules and of the same build: a reader
 * who comes back need not wait for Python.
 *
 * @param {HTMLElement} root
 * @param {string} request
 * @returns {Result | null}
 */
export function recallResult(root, request) {
  const kept = /** @type {{request?: string, origin?: string, result?: Result} | null} */ (store(root).read("result"));
  return kept?.result && kept.request === request && kept.origin === origin(root) ? kept.result : null;
}
