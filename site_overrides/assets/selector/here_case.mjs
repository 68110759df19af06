/**
 * On a case's page: where the company's answers and the reader's differ.
 *
 * @import {Answer, Question, Result} from "./types.mjs"
 * @import {About, View} from "./view.mjs"
 */
import { answerText, describeAnswer } from "./answers.mjs";
import { element } from "./dom.mjs";
import { bandOf } from "./form.mjs";
import { labelOf } from "./view.mjs";
import { inSentence } from "./format.mjs";

/** @typedef {NonNullable<About["case"]>} Case */

/** @param {Result} result @param {View} view @param {Case} shown @returns {string} */
export function caseLine(result, view, shown) {
  const { both, differ } = compare(result, view, shown);
  if (both.length === 0) return "You and this case have answered no question in common.";
  if (differ.length === 0) return `Your answers agree on all ${both.length} questions both have answered.`;
  return `Your answers differ on ${differ.length} of the ${both.length} questions both have answered.`;
}

/** @param {Result} result @param {View} view @param {Case} shown @returns {Node[]} */
export function casePart(result, view, shown) {
  const { differ, theirs, yours } = compare(result, view, shown);
  const alone = [
    theirs > 0 ? `${theirs} answered here and not by you` : "",
    yours > 0 ? `${yours} answered by you and not known here` : "",
  ].filter((each) => each !== "");
  const rows = differ.map((question) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, question.label),
      element("td", {}, describeAnswer(shown.answers[question.id], question)),
      element("td", {}, describeAnswer(result.answers[question.id], question)),
    ),
  );
  const heads = ["Question", shown.company, "You"].map((head) => element("th", { scope: "col" }, head));
  const table = element(
    "table.figures.about__table",
    {},
    element("caption", {}, element("span", {}, "Answers that differ")),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
  return [
    element("p", {}, labelLine(result, shown)),
    element(
      "p",
      {},
      `${caseLine(result, view, shown)}${alone.length > 0 ? ` Not compared: ${alone.join(", ")}.` : ""}`,
    ),
    ...(rows.length > 0
      ? [element("div.table-scroll", { tabindex: "0", role: "region", "aria-label": "Answers that differ" }, table)]
      : []),
  ];
}

/** @param {Result} result @param {Case} shown */
function labelLine(result, { primary, acceptable }) {
  const { motion } = result.lead;
  const label = `The case is labeled ${inSentence(labelOf(primary, result))}`;
  if (!motion) return `${label}; no ${result.nouns.one} leads for your answers.`;
  const leads = result.status === "ok" ? "leads" : "is ahead so far";
  if (motion === primary) return `${label}, which also ${leads} for your answers.`;
  const accepted = acceptable.includes(motion) ? ", which a fair expert would also accept here" : "";
  return `${label}; for your answers ${inSentence(labelOf(motion, result))} ${leads}${accepted}.`;
}

/** @param {Result} result @param {View} view @param {Case} shown */
function compare(result, view, shown) {
  const asked = view.questions.filter((question) => question.role === "fit");
  const isGiven = (/** @type {Question} */ { id }) => result.answers[id] !== undefined && result.answers[id] !== null;
  const both = asked.filter((question) => question.id in shown.answers && isGiven(question));
  return {
    both,
    differ: both.filter((question) => !isSame(shown.answers[question.id], result.answers[question.id], question)),
    theirs: asked.filter((question) => question.id in shown.answers && !isGiven(question)).length,
    yours: asked.filter((question) => !(question.id in shown.answers) && isGiven(question)).length,
  };
}

/**
 * Two figures in one band are one answer.
 *
 * @param {Answer | undefined} one
 * @param {Answer | undefined} other
 * @param {Question} question
 */
function isSame(one, other, question) {
  if (answerText(one) === answerText(other)) return true;
  const [band, otherBand] = [one, other].map((each) =>
    typeof each === "string" || each === undefined ? each : bandOf(each, question),
  );
  return band !== undefined && band === otherBand;
}
