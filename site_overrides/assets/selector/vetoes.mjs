/**
 * What rules a motion out, what an open question may still decide, and, when every motion is out, what to reconsider.
 *
 * @import {RankedMotion, Result, Veto} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer } from "./answers.mjs";
import { element, markOf, moreFold } from "./dom.mjs";
import { joinWords } from "./format.mjs";
import { references, rowLink, sentence } from "./reasons.mjs";
import { labelOf, questionOf } from "./view.mjs";

/** @param {Result} result @param {View} view @returns {Part} */
export function vetoPart(result, view) {
  if (result.answered === 0) return { title: "What rules a motion out", content: [] };
  const all = result.ranking.flatMap((row) => row.vetoes.map((veto) => ({ row, veto })));
  const certain = all.filter(({ veto }) => veto.certain).map(({ row, veto }) => vetoItem(row, veto, view));
  const possible = all
    .filter(({ row, veto }) => !veto.certain && !row.vetoed)
    .map(({ row, veto }) => vetoItem(row, veto, view));
  const content = [];
  if (certain.length > 0) content.push(element("ul.reasons", {}, ...certain));
  content.push(...reconsider(result, view));
  if (possible.length > 0) {
    content.push(
      moreFold(
        "possible",
        `${possible.length} more that an open question may decide`,
        element("ul.reasons", {}, ...possible),
      ),
    );
  }
  return { title: "What rules a motion out", content };
}

/**
 * When every motion is out: the fewest answers whose change frees one.
 *
 * @param {Result} result
 * @param {View} view
 * @returns {Node[]}
 */
function reconsider(result, view) {
  const items = (result.relax ?? []).map(({ motion, ways }) => {
    const words = ways.map((way) =>
      joinWords(
        way.map((change) => {
          const question = questionOf(change.question, view);
          const options = joinWords(
            [change.to].flat().map((option) => `“${describeAnswer(option, question)}”`),
            "or",
          );
          return `${change.label} were ${options}`;
        }),
      ),
    );
    return element(
      "li",
      {},
      markOf(motion),
      element("span", {}, `${labelOf(motion, result)} could lead if ${joinWords(words, "or if")}.`),
    );
  });
  return items.length > 0
    ? [element("p.changes__title", {}, "Answers to reconsider"), element("ul.changes", {}, ...items)]
    : [];
}

/** @param {RankedMotion} row @param {Veto} veto @param {View} view */
export function vetoItem(row, veto, view) {
  const conditions = Object.entries(veto.if ?? {}).map(([id, options]) => {
    const question = questionOf(id, view);
    const words = [options].flat().map((option) => `“${describeAnswer(option, question)}”`);
    return `${question?.label ?? id} is ${joinWords(words, "or")}`;
  });
  const verdict = veto.certain
    ? "cannot lead"
    : conditions.length > 0
      ? `is out if ${joinWords(conditions)}`
      : "may be out";
  return element(
    "li.reason.reason--veto",
    { "data-certain": String(veto.certain) },
    element("span.reason__points", {}, markOf(row.motion)),
    element(
      "div.reason__text",
      {},
      element("span.reason__reading", {}, `${row.label} ${verdict}. ${sentence(veto.reading ?? "")}`),
      rowLink(veto, view),
      element("span.reason__detail", {}, ...references(veto.sources, view).slice(1)),
    ),
  );
}
