/**
 * The parts below the ranking, each folding: the comparison of two scenarios if there is one, why, what rules out,
 * what would change it, how sure, second motions,
 * economics, readiness, moving from today's motion, companies alike, what to read.
 *
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { element } from "./dom.mjs";
import { comparePart } from "./compare.mjs";
import { companiesPart, readingPart } from "./companies.mjs";
import { economicsPart } from "./economics.mjs";
import { changePart, surePart } from "./sensitivity.mjs";
import { movePart, readinessPart, secondPart } from "./next_steps.mjs";
import { whyPart } from "./reasons.mjs";
import { vetoPart } from "./vetoes.mjs";

/**
 * @typedef {object} Part
 * @property {string} title
 * @property {Node[]} content  an empty part is not shown
 * @property {string} [hint]  a word in the closed heading
 */

/** In the order of the page; the second is whether it is open at first, the third whether the quick result has it. */
const PARTS = /** @type {[string, boolean, boolean, (result: Result, view: View) => Part][]} */ ([
  ["compare", true, false, comparePart],
  ["why", true, true, whyPart],
  ["vetoes", true, true, vetoPart],
  ["change", true, false, changePart],
  ["sure", false, false, surePart],
  ["second", true, false, secondPart],
  ["economics", false, false, economicsPart],
  ["readiness", true, false, readinessPart],
  ["move", true, false, movePart],
  ["companies", false, false, companiesPart],
  ["reading", false, false, readingPart],
]);

/**
 * Rewrite the parts. Folds stay as the reader left them.
 *
 * @param {Result} result
 * @param {View} view
 * @param {HTMLElement} target
 * @param {boolean} isComplete
 */
export function showParts(result, view, target, isComplete) {
  // All folds are made at once, so that they stand in order whichever result comes first.
  for (const [id, isOpen] of PARTS) foldOf(target, id, isOpen);
  for (const [id, isOpen, isQuick, build] of PARTS) {
    // The quick result leaves the slower parts as they stand; they are replaced a moment later.
    if (!isComplete && !isQuick) continue;
    // Before any answer there is nothing to explain; what to ask first is all there is to say.
    const part = result.answered > 0 || id === "change" ? build(result, view) : { title: "", content: [] };
    const fold = foldOf(target, id, isOpen);
    fold.hidden = part.content.length === 0;
    const summary = element("summary", {}, part.title, part.hint ? element("span.fold__hint", {}, part.hint) : null);
    keepPlace(fold, () => fold.replaceChildren(summary, element("div.fold__body", {}, ...part.content)));
  }
}

/** What can hold the focus within a part. */
const STOPS = "summary, a[href], button, [tabindex]";

/**
 * Write a part anew: the folds in it stay open, and the focus stays where it was.
 *
 * @param {HTMLElement} fold
 * @param {() => void} write
 */
function keepPlace(fold, write) {
  const open = [...fold.querySelectorAll("details[data-more][open]")].map((each) => each.getAttribute("data-more"));
  const held = document.activeElement;
  const at = held && fold.contains(held) ? [...fold.querySelectorAll(STOPS)].indexOf(held) : -1;
  write();
  for (const each of fold.querySelectorAll("details[data-more]"))
    each.toggleAttribute("open", open.includes(each.getAttribute("data-more")));
  if (at < 0 || !held || held.isConnected) return;
  const stops = /** @type {HTMLElement[]} */ ([...fold.querySelectorAll(STOPS)]);
  // The same one if it is still there, or else the one in its place, which may be the part's own heading.
  const same = stops.find((each) => each.outerHTML === held.outerHTML) ?? stops[Math.min(at, stops.length - 1)];
  same?.focus({ preventScroll: true });
}

/** @param {HTMLElement} target @param {string} id @param {boolean} isOpen @returns {HTMLElement} */
function foldOf(target, id, isOpen) {
  const found = target.querySelector(`details[data-selector-part="${id}"]`);
  if (found instanceof HTMLElement) return found;
  const made = element("details.fold", { "data-selector-part": id, hidden: "" });
  if (isOpen) made.setAttribute("open", "");
  target.append(made);
  return made;
}
