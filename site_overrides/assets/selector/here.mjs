/**
 * On a document page: the verdict in the closed panel, and what this page's rows do to the reader's answer.
 *
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { find, markOf, setText } from "./dom.mjs";
import { formatPoints, formatShare, joinWords } from "./format.mjs";

/** Effects smaller than this round to nothing. */
const SMALLEST = 0.05;

/** @param {Result} result @param {View} view */
export function showHere(result, view) {
  if (view.root.dataset.mode !== "compact") return;
  const verdict = find(view.root, "[data-selector-verdict]");
  const share = result.lead.share === null ? "" : ` (${formatShare(result.lead.share)})`;
  const leader = result.ranking.find((row) => row.motion === result.lead.motion);
  const words = leader && result.status === "ok" ? `${leader.label}, ${result.lead.word ?? "fits best"}${share}` : result.headline;
  if (result.answered === 0) setText(verdict, `Answer ${result.asked} short questions, or a few of them.`);
  else verdict.replaceChildren(...(leader ? [markOf(leader.motion), " "] : []), words);
  verdict.toggleAttribute("data-answered", result.answered > 0);
  if (leader && result.answered > 0) verdict.dataset.motion = leader.motion;
  else delete verdict.dataset.motion;
  const here = find(view.root, "[data-selector-here]");
  setText(here, hereOf(result, view.root.dataset.page ?? ""));
  here.hidden = here.textContent === "";
}

/** @param {Result} result @param {string} page  document id @returns {string} */
function hereOf(result, page) {
  if (page === "" || result.answered === 0) return "";
  const ownRows = effects(result, (each) => each.row?.url?.startsWith(`${page}/#`) === true);
  if (ownRows.length > 0) return `This page moves your answer by ${joinWords(ownRows)}.`;
  const cited = effects(result, (each) => each.sources.some((source) => source.kind === "link" && source.page === page));
  if (cited.length > 0) return `Rules that rest on this page move your answer by ${joinWords(cited)}.`;
  return "";
}

/**
 * @param {Result} result
 * @param {(each: import("./types.mjs").Contribution) => boolean} isHere
 * @returns {string[]}  "+6.0 for product-led"
 */
function effects(result, isHere) {
  return result.ranking.flatMap((row) => {
    const sum = row.contributions.filter((each) => each.answer !== null && isHere(each)).reduce((total, each) => total + each.contribution, 0);
    return Math.abs(sum) < SMALLEST ? [] : [`${formatPoints(sum)} for ${row.label.toLowerCase()}`];
  });
}
