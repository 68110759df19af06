/**
 * The result: headline and ranking, rewritten in place in the elements the page came with.
 *
 * @import {RankedMotion, Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { element, find, markOf, setHeadline, setText } from "./dom.mjs";
import { formatFit, formatRange, formatShare } from "./format.mjs";
import { showParts } from "./parts.mjs";
import { showPriorities } from "./priorities.mjs";
import { focusOf } from "./view.mjs";

/**
 * @param {Result} result
 * @param {View} view
 */
export function showResult(result, view) {
  const results = find(view.root, "[data-selector-results]");
  setHeadline(find(results, "[data-selector-headline]"), result.headline);
  // Before any answer the share of variations would be the share of a guess.
  const summary = result.answered > 0 ? result.summary : `0 of ${result.asked} answered`;
  setText(find(results, "[data-selector-summary]"), summary);
  results.dataset.status = result.status;
  const reasons = result.answered > 0 ? result.reasons.map((reason) => reason.message).join(" ") : "";
  setText(find(results, "[data-selector-reasons]"), reasons);
  showPeek(result, view);
  showRanking(result, view, find(results, ".ranking"));
  showParts(result, view, find(results, "[data-selector-parts]"));
  showPriorities(result, view);
  results.setAttribute("aria-busy", "false");
}

/** The line that stays in view on a narrow screen. @param {Result} result @param {View} view */
function showPeek(result, view) {
  const peek = find(view.root, "[data-selector-peek]");
  peek.hidden = result.answered === 0;
  const { motion } = result.lead;
  find(peek, "[data-selector-peek-text]").replaceChildren(
    ...(motion ? [markOf(motion)] : []),
    element("span", {}, result.headline),
    element(
      "span.peek__shares",
      {},
      ...sharesOf(result).map((row) =>
        element(
          "span.peek__share",
          {},
          markOf(row.motion),
          element("span.visually-hidden", {}, `${row.label}: `),
          formatShare(row.acceptability ?? 0),
        ),
      ),
    ),
  );
}

/** The motions that may lead, with how often each is first. @param {Result} result */
function sharesOf(result) {
  return result.ranking.filter((row) => !row.vetoed && row.acceptability !== null);
}

/** @param {Result} result @param {View} view @param {HTMLElement} list */
function showRanking(result, view, list) {
  const focus = focusOf(result, view);
  result.ranking.forEach((row, place) => {
    const item = find(list, `li[data-motion="${row.motion}"]`);
    item.dataset.vetoed = String(row.vetoed);
    item.dataset.rank = String(row.rank);
    item.toggleAttribute("data-leads", result.lead.motion === row.motion || result.lead.with.includes(row.motion));
    const bar = find(item, ".bar");
    bar.style.setProperty("--lo", String(row.range[0]));
    bar.style.setProperty("--hi", String(row.range[1]));
    bar.style.setProperty("--fit", String(row.fit));
    setText(find(item, '[data-part="fit"]'), formatFit(row.fit));
    setText(find(item, '[data-part="range"]'), formatRange(row.range));
    const button = find(item, "button");
    button.removeAttribute("disabled");
    button.setAttribute("aria-pressed", String(result.answered > 0 && row.motion === focus));
    const note = find(item, '[data-part="note"]');
    setText(note, noteOf(row, result));
    note.hidden = note.textContent === "";
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
}

/** @param {number | null} share */
function sayShare(share) {
  return share === null ? "" : `first in ${formatShare(share)}`;
}

/** @param {RankedMotion} row @param {Result} result */
function noteOf(row, result) {
  const certain = row.vetoes.find((veto) => veto.certain);
  // The reader's own answer says it; what it rests on stands under what rules a motion out.
  if (row.vetoed && certain) return `Cannot lead. ${certain.given || certain.label}`;
  const share = result.answered > 0 ? sayShare(row.acceptability) : "";
  return row.tied && share ? `Tied, ${share}` : share.charAt(0).toUpperCase() + share.slice(1);
}
