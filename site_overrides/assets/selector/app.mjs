/**
 * Wires every [data-selector] of the page to the session's answers and to the worker. Safe to run again: under
 * instant navigation it is called for each page and takes up only what is new.
 *
 * @import {Result, ErrorResult} from "./types.mjs"
 */
import { toHash, toRequest } from "./answers.mjs";
import { wireActions } from "./actions.mjs";
import { Superseded, sessionClient } from "./client.mjs";
import { find, setText } from "./dom.mjs";
import { goToQuestion, listen, readQuestions, showAnswers, showMatter } from "./form.mjs";
import { joinWords } from "./format.mjs";
import { showHere } from "./here.mjs";
import { showLoading } from "./loading.mjs";
import { showResult } from "./results.mjs";
import { Session } from "./session.mjs";
import { openStore } from "./store.mjs";

/** @typedef {import("./view.mjs").View & {form: HTMLElement}} Panel */

/** The quick result comes at once; the full one waits for a pause, so that fast answers do not queue behind it. */
const FULL_AFTER_MS = 150;
const SAY_AFTER_MS = 600;
const IDLE_AT_LATEST_MS = 4000;

/** @type {Set<Panel>} */
const panels = new Set();
/** @type {Session | null} */
let session = null;
/** @type {Result | null} */
let latest = null;
/** The request whose full result is on the page. */
let shownInFull = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let fullTimer;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let sayTimer;

/** Take up the panels of the page that has just come. */
export function mountAll() {
  for (const panel of panels) if (!panel.root.isConnected) panels.delete(panel);
  for (const root of document.querySelectorAll("[data-selector]")) {
    if (root instanceof HTMLElement && ![...panels].some((panel) => panel.root === root)) mount(root);
  }
}

/** @param {HTMLElement} root */
function mount(root) {
  const base = new URL(root.dataset.base ?? ".", location.href);
  /** @type {Panel} */
  const panel = {
    root,
    base,
    form: find(root, "[data-selector-form]"),
    questions: readQuestions(root),
    focus: null,
    goTo: (question) => goToQuestion(panel.form, question),
  };
  panels.add(panel);
  root.toggleAttribute("data-saves-data", savesData());
  if (!session) {
    session = new Session(base.href);
    session.addEventListener("change", (event) => onAnswers(/** @type {CustomEvent<{isOwn: boolean}>} */ (event).detail.isOwn));
  }
  const client = clientOf(panel);
  readAddress(panel);
  showAnswers(panel.form, panel.questions, session.answers);
  const remembered = recall(root);
  if (remembered) {
    show(remembered, true);
    shownInFull = toRequest(session.answers, "full");
  }
  root.removeAttribute("data-waits");
  showLoading(root, client);
  wire(panel);
  if (client.state === "ready") compute();
  else startWhenIdle(panel);
}

/** @param {Panel} panel */
function wire(panel) {
  const { root, form } = panel;
  listen(form, panel.questions, (field, answer) => current().answer(field, answer));
  for (const intent of ["pointerdown", "focusin", "toggle"]) {
    root.addEventListener(intent, () => startOnIntent(panel), { capture: true });
  }
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-selector-focus]") : null;
    if (!(button instanceof HTMLElement) || !latest) return;
    panel.focus = button.dataset.selectorFocus ?? null;
    showResult(latest, panel, true);
  });
  find(root, "[data-selector-jump]").addEventListener("click", () => {
    const target = find(root, "[data-selector-result]");
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  });
  find(root, "[data-selector-retry]").addEventListener("click", () => {
    clientOf(panel).start();
    compute();
  });
  wireActions(panel, current(), () => latest, () => latest && show(latest, true));
  const examples = find(root, "[data-selector-examples]");
  examples.addEventListener("toggle", async () => {
    const { fillExamples } = await import("./examples.mjs");
    await fillExamples(find(examples, "[data-selector-examples-body]"), panel, current(), (sentence) => notify(panel, sentence));
  });
}

/** The address may carry answers; what it says wins over what was kept, and undo brings the kept ones back. @param {Panel} panel */
function readAddress(panel) {
  const { dropped, replaced } = current().open(location.hash, panel.questions);
  const sentences = [];
  if (replaced) sentences.push("These answers came with the link. Undo brings yours back.");
  if (dropped.length > 0) {
    const what = dropped.map((each) => `${each.field} = ${each.value} (${each.why.replace(/\.$/, "")})`);
    sentences.push(`Left out: ${joinWords(what)}.`);
  }
  notify(panel, sentences.join(" "));
  if (location.hash === "#selector" || location.hash.startsWith("#selector?")) {
    panel.root.querySelector("[data-selector-fold]")?.setAttribute("open", "");
    if (panel.root.dataset.mode === "compact") panel.root.scrollIntoView();
  }
}

/** A sentence above the questions; empty takes it away. @param {Panel} panel @param {string} sentence */
function notify(panel, sentence) {
  const notice = find(panel.root, "[data-selector-notice]");
  setText(notice, sentence);
  notice.hidden = sentence === "";
}

/** @param {boolean} isOwn  changed by the reader on this page, and not by an address, a page load or another tab */
function onAnswers(isOwn) {
  for (const panel of panels) {
    showAnswers(panel.form, panel.questions, current().answers);
    if (current().isKept === false) notify(panel, "This browser does not keep your answers between pages. The link in the address bar has them.");
  }
  // Only then: an address that leads to a row must keep leading there.
  if (isOwn) writeAddress();
  for (const panel of panels) startOnIntent(panel);
  compute();
}

/** Put the answers into the address without a new history entry: Back leaves the page, Undo takes back an answer. */
function writeAddress() {
  const hash = toHash(current().answers);
  if (hash === "" && !location.hash.startsWith("#selector")) return;
  history.replaceState(history.state, "", hash || location.pathname + location.search);
}

/** Ask for the quick result now and for the full one after a pause. */
function compute() {
  const panel = [...panels][0];
  if (!panel) return;
  const client = clientOf(panel);
  clearTimeout(fullTimer);
  if (client.state === "failed") return; // the answers are kept; Try again asks with them
  const isComing = client.state !== "idle";
  for (const each of panels) find(each.root, "[data-selector-results]").setAttribute("aria-busy", String(isComing));
  const { answers } = current();
  if (client.state !== "ready") {
    ask(toRequest(answers, "full"), true); // waits in the client's queue until Python is up
    return;
  }
  const full = toRequest(answers, "full");
  // A full result remembered from the page before is better than the quick one.
  if (shownInFull !== full) ask(toRequest(answers, "point"), false);
  fullTimer = setTimeout(() => ask(full, true), FULL_AFTER_MS);
}

/** @param {string} request @param {boolean} isFull */
async function ask(request, isFull) {
  const panel = [...panels][0];
  if (!panel) return;
  try {
    const text = await clientOf(panel).ask(request, "answers");
    const result = /** @type {Result | ErrorResult} */ (JSON.parse(text));
    if (result.status === "error") {
      refuse(result);
      return;
    }
    show(result, isFull);
    shownInFull = isFull ? request : "";
    if (!isFull) return;
    openStore(panel.base.href, "sessionStorage").write("result", { request, rules: panel.root.dataset.rulesVersion, result });
    say(`${result.headline} ${result.summary}`);
    document.dispatchEvent(new CustomEvent("selector:result", { detail: result }));
  } catch (error) {
    // A failed start is shown by its own state; the answers are kept and asked again on retry.
    if (!(error instanceof Superseded)) console.error("selector:", error);
  }
}

/** @param {Result} result @param {boolean} isComplete */
function show(result, isComplete) {
  latest = result;
  for (const panel of panels) {
    showResult(result, panel, isComplete);
    showHere(result, panel);
    if (isComplete) showMatter(panel.form, result);
    panel.root.dispatchEvent(new CustomEvent("selector:shown"));
  }
}

/** The calculator refused an answer: say which and why; the ranking of before stays. @param {ErrorResult} result */
function refuse(result) {
  const sentences = result.errors.map((each) => `${each.field}: ${each.message}`);
  for (const panel of panels) {
    notify(panel, sentences.join(" "));
    find(panel.root, "[data-selector-results]").setAttribute("aria-busy", "false");
  }
  console.warn("selector: the calculator refused the request", result.errors);
}

/** One polite sentence when things have come to rest, not one per key. @param {string} sentence */
function say(sentence) {
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => {
    for (const panel of panels) setText(find(panel.root, "[data-selector-status]"), sentence);
  }, SAY_AFTER_MS);
}

/** The full result for these very answers and rules, if an earlier page of this visit had it. @param {HTMLElement} root @returns {Result | null} */
function recall(root) {
  const kept = /** @type {{request?: string, rules?: string, result?: Result} | null} */ (
    openStore(root.dataset.base ?? ".", "sessionStorage").read("result")
  );
  const isSame = kept?.request === toRequest(current().answers, "full") && kept.rules === root.dataset.rulesVersion;
  return isSame && kept?.result ? kept.result : null;
}

/** @param {Panel} panel */
function startWhenIdle(panel) {
  if (savesData()) return;
  const start = () => clientOf(panel).start();
  const wait = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: IDLE_AT_LATEST_MS });
    else setTimeout(start, 1000); // Safari has no idle callback
  };
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** @param {Panel} panel */
function startOnIntent(panel) {
  const client = clientOf(panel);
  if (client.state === "idle" && !savesData()) client.start();
}

/** @returns {boolean}  whether the reader's browser asks for little data; then only the button loads Python */
export function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/** @param {Panel} panel */
function clientOf({ root }) {
  const addresses = {
    manifestUrl: new URL(root.dataset.runtime ?? "", location.href).href,
    rulesUrl: new URL(root.dataset.rules ?? "", location.href).href,
  };
  const client = sessionClient(addresses);
  if (!watched) {
    watched = true;
    client.addEventListener("progress", () => panels.forEach((panel) => showLoading(panel.root, client)));
    client.addEventListener("state", () => onState(client));
  }
  return client;
}
let watched = false;

/** @param {import("./client.mjs").Client} client */
function onState(client) {
  for (const panel of panels) showLoading(panel.root, client);
  if (client.state === "ready") {
    document.dispatchEvent(new CustomEvent("selector:ready", { detail: { coldStartMs: client.coldStartMs, via: client.via } }));
    compute();
  }
  if (client.state === "failed" && client.failure) {
    const { stage, message } = client.failure;
    for (const panel of panels) find(panel.root, "[data-selector-results]").setAttribute("aria-busy", "false");
    console.error(`selector: failed at ${stage}: ${message}`);
    document.dispatchEvent(new CustomEvent("selector:failed", { detail: { stage, message } }));
  }
}

/** @returns {Session} */
function current() {
  if (!session) throw new Error("the selector has not been set up on this page");
  return session;
}

const { document$ } = /** @type {{document$?: {subscribe: (next: () => void) => void}}} */ (/** @type {unknown} */ (window));
if (document$) document$.subscribe(mountAll);
else mountAll();

addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#selector")) return;
  for (const panel of panels) readAddress(panel);
  onAnswers(false);
});
