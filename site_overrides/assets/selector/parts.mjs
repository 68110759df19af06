/**
 * The parts below the ranking, each folding: the comparison of two scenarios if there is one, why, what rules out, what would change it, how sure, second motions,
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
import { vetoPart, whyPart } from "./reasons.mjs";

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
    fold.replaceChildren(summary, element("div.fold__body", {}, ...part.content));
  }
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
