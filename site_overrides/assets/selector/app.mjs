/**
 * Wires every [data-selector] of the page to the session's answers and to the worker.
 *
 * @import {Client} from "./client.mjs"
 * @import {Result, ErrorResult} from "./types.mjs"
 * @import {Panel} from "./view.mjs"
 */
import { PAGE, onPage } from "../page/each_page.mjs";
import { bringOpenedSheet } from "../page/opened_sheet.mjs";
import { givenAnswers, isFromPageBefore, sameAnswers, toRequest } from "./answers.mjs";
import { putAnswersIntoLinks } from "./answers_in_links.mjs";
import { makeAsking } from "./asking.mjs";
import { StartFailed, Superseded, sessionClient } from "./client.mjs";
import { expectedScenario, keepScenario } from "./compare.mjs";
import { find, setText } from "./dom.mjs";
import { showAnswers } from "./form.mjs";
import { showHere } from "./here.mjs";
import { showLoading } from "./loading.mjs";
import { showGuidance } from "./guidance.mjs";
import { bringQuestions, lacksQuestions } from "./questions.mjs";
import { makePanel, notify, readAddress, sayRefusal, wirePanel, writeAddress } from "./panel.mjs";
import { showResult } from "./results.mjs";
import { Session } from "./session.mjs";
import {
  CANNOT_SHOW,
  KEEPS_NOTHING,
  NEW_RULES,
  cameBack,
  forgetResult,
  recallResult,
  rememberResult,
  savesData,
  whenIdle,
} from "./visit.mjs";

const SAY_AFTER_MS = 600;

/** @type {Set<Panel>} */
const panels = new Set();
/** @type {Session | null} */
let session = null;
/** @type {Result | null} */
let latest = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;
let watched = false;
/** The answers have changed and nobody was told what follows: said once for each change, and not on load. */
let owesWord = false;
/** Whether the page now coming is one the reader returns to. */
let isReturn = cameBack();
let path = location.pathname;

/**
 * Take up a panel of the page that has just come.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal  aborted when it has left the page
 */
async function mount(root, signal) {
  const base = new URL(root.dataset.base ?? ".", location.href);
  // Of the page as it comes; what a wait lets happen is another's.
  const cameBackHere = isReturn;
  const hasAnswers = root.hasAttribute("data-waits");
  root.toggleAttribute("data-saves-data", savesData());
  session ??= openSession(base);
  const client = clientOf(root);
  if (hasAnswers && !savesData()) client.start();
  const sheet = bringOpenedSheet();
  if (lacksQuestions(root)) await bringQuestions(root, base, sheet, signal);
  if (signal.aborted) return;
  take(root, signal, cameBackHere);
}

/** @param {URL} base  address of the site root */
function openSession(base) {
  const opened = new Session(base.href);
  opened.addEventListener("change", (event) =>
    onAnswers(/** @type {CustomEvent<{isOwn: boolean}>} */ (event).detail.isOwn),
  );
  putAnswersIntoLinks(opened, base);
  return opened;
}

/**
 * Wire a panel that has its questions.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {boolean} cameBackHere  the reader came back to this page
 */
function take(root, signal, cameBackHere) {
  const panel = makePanel(root);
  const own = current();
  panels.add(panel);
  signal.addEventListener("abort", () => panels.delete(panel));
  const client = clientOf(root);
  readAddress(panel, own, cameBackHere);
  if (cameBackHere && location.hash.startsWith("#selector")) writeAddress(own);
  if (root.dataset.asks === "one") panel.asking = makeAsking(panel, own);
  showAnswers(panel, own.answers);
  guide();
  const remembered = recallResult(root, toRequest(own.answers));
  if (remembered) show(remembered);
  // Shown in the frame after the one that lays it out: what comes into sight and moves in one frame is a jump.
  requestAnimationFrame(() => requestAnimationFrame(() => root.removeAttribute("data-waits")));
  showState(client);
  wirePanel(panel, {
    session: own,
    latest: () => latest,
    redraw: () => latest && show(latest),
    guide,
    wake: () => startOnIntent(panel),
    retry: () => client.start(),
    signal,
  });
  if (client.state === "ready") compute();
  else if (root.querySelector("[data-selector-fold][open]")) startOnIntent(panel);
  else if (!savesData()) whenIdle(() => client.start());
}

/** @param {boolean} isOwn  changed by the reader on this page, and not by an address, a page load or another tab */
function onAnswers(isOwn) {
  for (const panel of panels) {
    showAnswers(panel, current().answers);
    if (current().isKept === false) notify(panel, KEEPS_NOTHING);
  }
  owesWord = true;
  guide();
  // Only then: an address that leads to a row must keep leading there.
  if (isOwn) writeAddress(current());
  for (const panel of panels) {
    if (Object.keys(current().answers).length === 0) forgetResult(panel.root);
    startOnIntent(panel);
  }
  compute();
}

/** Ask for the result of the answers. A newer request takes the place of one that waits or runs. */
async function compute() {
  const panel = [...panels][0];
  if (!panel) return;
  const client = clientOf(panel.root);
  if (client.state === "failed") {
    if (client.failure?.stage !== "answers") {
      showState(client); // the answers are kept; Try again asks with them
      return;
    }
    client.start(); // it stopped at other answers than these
  }
  const isComing = client.state !== "idle";
  for (const each of panels) find(each.root, "[data-selector-results]").setAttribute("aria-busy", String(isComing));
  const request = toRequest(current().answers);
  try {
    const text = await client.ask(request, "answers");
    const result = /** @type {Result | ErrorResult} */ (JSON.parse(text));
    if (result.status === "error") {
      refuse(result);
      return;
    }
    await completeScenario(client, panel);
    show(result);
    rememberResult(panel.root, request, result);
    if (result.rules_version !== panel.root.dataset.rulesVersion) {
      notify(panel, NEW_RULES);
    }
    if (owesWord) say(`${result.headline} ${result.summary}`);
    owesWord = false;
    document.dispatchEvent(new CustomEvent("selector:result", { detail: result }));
  } catch (error) {
    if (error instanceof Superseded) return;
    console.error("selector:", error);
    // A start that failed is shown by its own state; the answers are kept and asked again on retry.
    if (error instanceof StartFailed) return;
    for (const each of panels) {
      notify(each, CANNOT_SHOW);
      find(each.root, "[data-selector-results]").setAttribute("aria-busy", "false");
    }
  }
}

/** A scenario that came by link to be compared with gets its own result. @param {Client} client @param {Panel} panel */
async function completeScenario(client, panel) {
  const answers = expectedScenario(panel);
  if (!answers) return;
  const first = /** @type {Result | ErrorResult} */ (JSON.parse(await client.ask(toRequest(answers))));
  if (first.status !== "error") keepScenario(first, panel);
}

/** @param {Result} result */
function show(result) {
  latest = result;
  for (const panel of panels) {
    showResult(result, panel);
    showHere(result, panel);
    panel.root.dispatchEvent(new CustomEvent("selector:shown"));
  }
  guide();
}

/** Which question next, and how much each matters. */
function guide() {
  for (const panel of panels) showGuidance(panel, current().answers, latest);
}

/** The calculator refused an answer: say which and why; the ranking of before stays. @param {ErrorResult} result */
function refuse(result) {
  for (const panel of panels) {
    notify(panel, sayRefusal(result, panel));
    find(panel.root, "[data-selector-results]").setAttribute("aria-busy", "false");
  }
  console.warn("selector: the calculator refused the request", result.errors);
}

/** One polite sentence when things have come to rest, not one per key. @param {string} sentence */
function say(sentence) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    for (const panel of panels) setText(find(panel.root, "[data-selector-status]"), sentence);
  }, SAY_AFTER_MS);
}

/** @param {Panel} panel */
function startOnIntent(panel) {
  const client = clientOf(panel.root);
  if (client.state === "idle" && !savesData()) client.start();
}

/** @param {HTMLElement} root  of a panel */
function clientOf(root) {
  const client = sessionClient({
    manifestUrl: new URL(root.dataset.runtime ?? "", location.href).href,
    rulesUrl: new URL(root.dataset.rules ?? "", location.href).href,
  });
  if (!watched) {
    watched = true;
    client.addEventListener("progress", () => showState(client));
    client.addEventListener("state", () => onState(client));
    // Out of sight, or kept for Back: browsers end workers there without a word.
    addEventListener("pageshow", ({ persisted }) => persisted && client.call());
    document.addEventListener("visibilitychange", () => document.hidden || client.call());
    addEventListener("online", () => client.state === "failed" && client.start());
  }
  return client;
}

/** How the calculator is doing. @param {Client} client */
function showState(client) {
  const { answers } = current();
  const isBehind = latest ? !sameAnswers(givenAnswers(latest.answers), answers) : Object.keys(answers).length > 0;
  for (const panel of panels) showLoading(panel.root, client, isBehind);
}

/** @param {Client} client */
function onState(client) {
  showState(client);
  if (client.state === "ready") {
    document.dispatchEvent(
      new CustomEvent("selector:ready", {
        detail: { coldStartMs: client.coldStartMs, via: client.via, compileMs: client.compileMs },
      }),
    );
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

// Under instant navigation going back is a popstate to another path; a new #address is one to the same path, and a link
// that carries answers gives one before its page is there.
addEventListener("popstate", () => {
  isReturn = location.pathname !== path && !isFromPageBefore(location.hash);
});

onPage("[data-selector]", mount);
// After the panels of a page, which ask how it was come to.
onPage(PAGE, () => {
  isReturn = false;
  path = location.pathname;
});
addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#selector") || location.pathname !== path) return;
  for (const panel of panels) readAddress(panel, current(), false);
  onAnswers(false);
});
