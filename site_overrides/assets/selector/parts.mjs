/**
 * The parts below the ranking, each folding: the comparison of two scenarios if there is one, then the sections of the
 * result, with their pictures and the table of economics beside the words.
 *
 * @import {Section} from "./result_types.mjs"
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { comparePart } from "./compare.mjs";
import { element, moreFold } from "./dom.mjs";
import { economicsTable } from "./economics.mjs";
import { formatCount, formatFit, formatPoints, inSentence, joinWords } from "./format.mjs";
import { itemList } from "./items.mjs";
import { pictureOf } from "./pictures.mjs";
import { focusOf } from "./view.mjs";

/**
 * @typedef {object} Part
 * @property {string} title
 * @property {Node[]} content  an empty part is not shown
 * @property {string} [hint]  a word in the closed heading
 */

/**
 * In the order of the page: whether it is open at first, the sections whose entries stand in it, those that fold away
 * in it, and the pictures below.
 *
 * @type {{id: string, isOpen: boolean, shown: string[], folded?: string[], pictures?: string[]}[]}
 */
const PARTS = [
  { id: "why", isOpen: true, shown: ["why"], folded: ["same", "unanswered"] },
  { id: "against", isOpen: true, shown: ["against"] },
  { id: "rest", isOpen: false, shown: ["rest"] },
  { id: "vetoes", isOpen: true, shown: ["vetoes", "relax"], folded: ["possible"] },
  { id: "change", isOpen: true, shown: ["change"], pictures: ["tornado", "contract-value"] },
  { id: "sure", isOpen: false, shown: ["sure"], pictures: ["acceptability"] },
  { id: "second", isOpen: true, shown: ["second"] },
  { id: "readiness", isOpen: true, shown: ["readiness"] },
  { id: "move", isOpen: true, shown: ["move"] },
  { id: "monday", isOpen: true, shown: ["monday"] },
  {
    id: "economics",
    isOpen: false,
    shown: ["economics"],
    folded: ["benchmarks", "assumptions"],
    pictures: ["payback"],
  },
  { id: "others", isOpen: false, shown: ["others"] },
  { id: "companies", isOpen: false, shown: ["companies"] },
  { id: "reading", isOpen: false, shown: ["reading"] },
];
/** Entries of a section that stand in the open; the rest folds away. */
const SHOWN_AT_FIRST = 6;

/**
 * Rewrite the parts. Folds stay as the reader left them.
 *
 * @param {Result} result
 * @param {View} view
 * @param {HTMLElement} target
 */
export function showParts(result, view, target) {
  write(foldOf(target, "compare", true), comparePart(result, view));
  for (const part of PARTS) write(foldOf(target, part.id, part.isOpen), buildPart(part, result, view));
}

/** @param {HTMLElement} fold @param {Part} part */
function write(fold, { title, hint, content }) {
  fold.hidden = content.length === 0;
  const summary = element("summary", {}, title, hint ? element("span.fold__hint", {}, hint) : null);
  keepPlace(fold, () => fold.replaceChildren(summary, element("div.fold__body", {}, ...content)));
}

/** @param {Result} result @param {string} id @returns {Section | undefined} */
export function sectionOf(result, id) {
  return result.sections?.find((section) => section.id === id);
}

/**
 * @param {typeof PARTS[number]} part
 * @param {Result} result
 * @param {View} view
 * @returns {Part}
 */
function buildPart(part, result, view) {
  if (result.answered === 0) return { title: "", content: [] };
  const focus = focusOf(result, view);
  if (part.id === "why" && focus && focus !== result.lead.motion) return rivalPart(focus, result, view);
  const shown = part.shown.flatMap((id) => sectionOf(result, id) ?? []);
  const first = shown[0];
  if (!first) return { title: "", content: [] };
  /** @type {Node[]} */
  const content = [];
  for (const [index, section] of shown.entries()) {
    if (index > 0) content.push(element("p.changes__title", {}, section.title));
    content.push(...entriesOf(section, view));
  }
  if (part.id === "why") content.push(...sumLine(result, focus));
  if (part.id === "economics") content.push(...economicsTable(result));
  for (const picture of part.pictures ?? []) content.push(...pictureOf(picture, result, view));
  for (const id of part.folded ?? []) {
    const section = sectionOf(result, id);
    if (section)
      content.push(moreFold(id, `${section.title} (${section.items.length})`, itemList(section.items, view)));
  }
  return { title: first.title, content };
}

/** @param {Section} section @param {View} view @returns {Node[]} */
function entriesOf(section, view) {
  const rest = section.items.slice(SHOWN_AT_FIRST);
  const list = itemList(section.items.slice(0, SHOWN_AT_FIRST), view);
  return rest.length === 0 ? [list] : [list, moreFold(section.id, `${rest.length} more`, itemList(rest, view))];
}

/**
 * Why not the motion that the reader looks at: the sentence about it, and what each answer says between the two.
 *
 * @param {string} motion
 * @param {Result} result
 * @param {View} view
 * @returns {Part}
 */
function rivalPart(motion, result, view) {
  const row = result.ranking.find((each) => each.motion === motion);
  const about = sectionOf(result, "rest")?.items.find((item) => item.motion === motion);
  const versus = sectionOf(result, `versus-${motion}`);
  const own = ["why", "against"].flatMap((id) => sectionOf(result, id) ?? []);
  const lists = versus ? [versus] : own;
  return {
    title: `Why not ${row ? inSentence(row.label) : motion}`,
    content: [
      ...(about ? [element("p.against", {}, about.body)] : []),
      ...lists.flatMap((section) => [element("p.changes__title", {}, section.title), ...entriesOf(section, view)]),
      ...sumLine(result, motion),
    ],
  };
}

/** How the fit of a motion comes about. @param {Result} result @param {string | null} motion @returns {Node[]} */
function sumLine(result, motion) {
  const row = result.ranking.find((each) => each.motion === motion);
  if (!row) return [];
  const blank = row.contributions.filter((each) => each.answer === null);
  const sum = (/** @type {{contribution: number}[]} */ some) => some.reduce((all, each) => all + each.contribution, 0);
  const parts = [`50 to start, ${formatPoints(sum(row.contributions) - sum(blank))} from your answers`];
  if (blank.length > 0)
    parts.push(`${formatPoints(sum(blank))} on average from ${formatCount(blank.length, "question")} not answered`);
  return [element("p.sum", {}, `${row.label}: ${joinWords(parts)}, fit ${formatFit(row.fit)}.`)];
}

/** What can hold the focus within a part. */
const STOPS = "summary, a[href], button, [tabindex]";

/**
 * Write a part anew: the folds in it stay open, and the focus stays where it was.
 *
 * @param {HTMLElement} fold
 * @param {() => void} rewrite
 */
function keepPlace(fold, rewrite) {
  const open = [...fold.querySelectorAll("details[data-more][open]")].map((each) => each.getAttribute("data-more"));
  const held = document.activeElement;
  const at = held && fold.contains(held) ? [...fold.querySelectorAll(STOPS)].indexOf(held) : -1;
  rewrite();
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
