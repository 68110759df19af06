/**
 * One panel of the page: read once, its controls wired to the session.
 *
 * @import {Session} from "./session.mjs"
 * @import {Panel} from "./view.mjs"
 */
import { replaceAddress } from "../page/address.mjs";
import { loadPart } from "../page/parts.mjs";
import { wireActions } from "./actions.mjs";
import { checkAnswers, toHash } from "./answers.mjs";
import { expectScenario } from "./compare.mjs";
import { find, setText } from "./dom.mjs";
import { goToQuestion, listen, readQuestions } from "./form.mjs";
import { formatCount, joinWords } from "./format.mjs";
import { wireNext } from "./guidance.mjs";
import { wirePriorities } from "./priorities.mjs";

/**
 * @typedef {object} Owner  what a panel asks of the page it stands on
 * @property {Session} session
 * @property {() => import("./types.mjs").Result | null} latest
 * @property {() => void} redraw  the latest result again
 * @property {() => void} guide  the form's guidance again
 * @property {() => void} wake  start the calculator unless it runs
 * @property {() => void} retry  start it, the reader asked for it
 * @property {AbortSignal} signal  aborted when the panel has left the page
 */

/** What was said last of an address. */
let told = { href: "", text: "" };

/** @param {HTMLElement} root @returns {Panel} */
export function makePanel(root) {
  /** @type {Panel} */
  const panel = {
    root,
    base: new URL(root.dataset.base ?? ".", location.href),
    form: find(root, "[data-selector-form]"),
    questions: readQuestions(root),
    about: JSON.parse(root.dataset.about ?? "null"),
    focus: null,
    at: null,
    passed: new Set(),
    isAnswering: false,
    goTo: (question) => (panel.asking ? panel.asking.goTo(question) : goToQuestion(panel.form, question)),
  };
  return panel;
}

/** @param {Panel} panel @param {Owner} owner */
export function wirePanel(panel, { session, latest, redraw, guide, wake, retry, signal }) {
  const { root, form } = panel;
  listen(
    form,
    panel.questions,
    (field, answer) => {
      if (!panel.asking) panel.at = field;
      if (panel.asking && answer === null) panel.passed.add(field);
      else panel.passed.delete(field);
      panel.isAnswering = true;
      session.answer(field, answer);
      panel.isAnswering = false;
    },
    (field) => field in session.answers,
  );
  wireNext(panel, guide);
  for (const intent of ["pointerdown", "focusin", "toggle"]) root.addEventListener(intent, wake, { capture: true });
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-selector-focus]") : null;
    if (!(button instanceof HTMLElement) || !latest()) return;
    panel.focus = button.dataset.selectorFocus ?? null;
    redraw();
  });
  for (const button of root.querySelectorAll("[data-situation]"))
    button.addEventListener("click", () => startFrom(/** @type {HTMLElement} */ (button), panel, session));
  find(root, "[data-selector-jump]").addEventListener("click", () => {
    const target = find(root, "[data-selector-result]");
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  });
  find(root, "[data-selector-retry]").addEventListener("click", retry);
  wireActions(panel, session, latest, redraw, signal);
  wirePriorities(panel);
  const examples = find(root, "[data-selector-examples]");
  examples.addEventListener("toggle", async () => {
    const { fillExamples } = await loadPart(() => import("./examples.mjs"));
    await fillExamples(find(examples, "[data-selector-examples-body]"), panel, session, (sentence) =>
      notify(panel, sentence),
    );
  });
}

/** @param {HTMLElement} button  of a plain situation @param {Panel} panel @param {Session} session */
function startFrom(button, panel, session) {
  const { answers } = checkAnswers(Object.entries(JSON.parse(button.dataset.answers ?? "{}")), panel.questions);
  session.replace(answers);
  notify(panel, `Started with ${formatCount(Object.keys(answers).length, "answer")}. Change any of them below.`);
}

/**
 * The address may carry answers; what it says wins over what was kept, and undo brings the kept ones back.
 *
 * @param {Panel} panel
 * @param {Session} session
 * @param {boolean} isReturn  the reader came back to this address by Back, Forward or Reload
 */
export function readAddress(panel, session, isReturn) {
  const { dropped, replaced, isCarried, first } = session.open(location.hash, panel.questions, isReturn);
  if (Object.keys(first).length > 0) expectScenario(first, panel);
  const sentences = dropped.map((each) => each.why);
  if (replaced) sentences.unshift("These answers came with the link. Undo brings yours back.");
  // Instant navigation replaces the page after a change of the address: what was said of it must stand on the new one.
  told = { href: location.href, text: sentences.join(" ") || (told.href === location.href ? told.text : "") };
  notify(panel, told.text);
  if (isCarried) {
    writeAddress(session); // what the reader may copy from the address bar is the plain link
    // Instant loading looks for the place that an address names, and where there is none leaves the page where it was.
    if (!isReturn) scrollTo({ top: 0, behavior: "instant" });
  } else if (location.hash === "#selector" || location.hash.startsWith("#selector?")) {
    panel.root.querySelector("[data-selector-fold]")?.setAttribute("open", "");
    if (panel.root.dataset.mode === "compact" && !isReturn) panel.root.scrollIntoView();
  }
}

/**
 * Put the answers into the address without a new history entry: Back leaves the page, Undo takes back an answer.
 *
 * @param {Session} session
 */
export function writeAddress(session) {
  const hash = toHash(session.answers);
  if (hash === "" && !location.hash.startsWith("#selector")) return;
  if (hash === location.hash) return;
  replaceAddress(hash || location.pathname + location.search);
  session.wrote(hash);
}

/** A sentence above the questions; empty takes it away. @param {Panel} panel @param {string} sentence */
export function notify(panel, sentence) {
  const notice = find(panel.root, "[data-selector-notice]");
  setText(notice, sentence);
  notice.hidden = sentence === "";
}

/**
 * @param {import("./types.mjs").ErrorResult} refusal
 * @param {Panel} panel
 * @returns {string}  which answers the calculator did not take, and why
 */
export function sayRefusal({ errors }, panel) {
  const sentences = errors.map(({ field, message }) => {
    const question = panel.questions.find(({ id }) => field === `answers.${id}`);
    return `${question?.label ?? field}: ${message}`;
  });
  return `The calculator did not take ${joinWords(sentences)}`;
}
