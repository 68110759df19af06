/**
 * Two scenarios side by side: the answers kept as the first, the answers on the page as the second.
 *
 * @import {Answers, Result} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer, sameAnswers } from "./answers.mjs";
import { element, markOf } from "./dom.mjs";
import { formatFit, formatPoints } from "./format.mjs";
import { openStore } from "./store.mjs";
import { labelOf } from "./view.mjs";

/** @typedef {{headline: string, leader: string | null, answers: Answers, fits: Record<string, number>, vetoed: string[]}} Kept */

/** @param {View} view */
function store(view) {
  return openStore(view.base.href, "sessionStorage");
}

/** Keep a result as the first scenario; null forgets it. @param {Result | null} result @param {View} view */
export function keepScenario(result, view) {
  /** @type {Kept | null} */
  const kept = result && {
    headline: result.headline,
    leader: result.lead.motion,
    answers: result.answers,
    fits: Object.fromEntries(result.ranking.map((row) => [row.motion, row.fit])),
    vetoed: result.ranking.filter((row) => row.vetoed).map((row) => row.motion),
  };
  store(view).write("scenario", kept);
}

/** @param {Result} result @param {View} view @returns {Part} */
export function comparePart(result, view) {
  const title = "Two scenarios";
  const kept = /** @type {Kept | null} */ (store(view).read("scenario"));
  if (!kept) return { title, content: [] };
  if (sameAnswers(given(kept.answers), given(result.answers))) {
    return { title, content: [element("p.note", {}, "These answers are kept as the first scenario. Change what differs for the second, say for larger customers."), stopButton(view)] };
  }
  return { title, content: [verdict(kept, result), fitTable(kept, result), differences(kept, result, view), stopButton(view)].filter((each) => each !== null) };
}

/** @param {Kept} kept @param {Result} result */
function verdict(kept, result) {
  const { motion } = result.lead;
  if (!kept.leader || !motion) return null;
  const [first, second] = [labelOf(kept.leader, result), labelOf(motion, result).toLowerCase()];
  const words =
    kept.leader === motion
      ? `${first} leads in both. One motion can serve both.`
      : `${first} leads in the first, ${second} in the second. Customers that differ this much are the best reason for a hybrid: one motion for each.`;
  return element("p", {}, words);
}

/** @param {Kept} kept @param {Result} result */
function fitTable(kept, result) {
  const rows = result.ranking.map((row) => {
    const before = kept.fits[row.motion];
    const name = element("th", { scope: "row" }, markOf(row.motion), ` ${row.label}`);
    const out = (/** @type {boolean} */ isOut) => (isOut ? " (out)" : "");
    return element(
      "tr",
      {},
      name,
      element("td.number", {}, before === undefined ? "–" : formatFit(before) + out(kept.vetoed.includes(row.motion))),
      element("td.number", {}, formatFit(row.fit) + out(row.vetoed)),
      element("td.number", {}, before === undefined ? "–" : formatPoints(row.fit - before)),
    );
  });
  const heads = ["First", "Second", "Change"].map((head) => element("th.number", { scope: "col" }, head));
  return element(
    "table.figures",
    {},
    element("caption", {}, "Fit in both scenarios"),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Motion"), ...heads)),
    element("tbody", {}, ...rows),
  );
}

/** @param {Kept} kept @param {Result} result @param {View} view */
function differences(kept, result, view) {
  const differing = view.questions.filter(({ id }) => !sameAnswers(one(kept.answers, id), one(result.answers, id)));
  const items = differing.map((question) =>
    element(
      "li",
      {},
      element(
        "span",
        {},
        `${question.label}: ${describeAnswer(kept.answers[question.id], question)} → `,
        element("strong", {}, describeAnswer(result.answers[question.id], question)),
      ),
    ),
  );
  return element("ul.changes", { "aria-label": "Answers that differ" }, ...items);
}

/** @param {View} view */
function stopButton(view) {
  const button = element("button.action", { type: "button" }, "Stop comparing");
  button.addEventListener("click", () => {
    keepScenario(null, view);
    const fold = button.closest("details");
    if (fold) fold.hidden = true;
  });
  return button;
}

/** @param {Answers} answers @returns {Answers}  without the questions answered "not sure" */
function given(answers) {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== null));
}

/** @param {Answers} answers @param {string} id @returns {Answers} */
function one(answers, id) {
  const answer = answers[id];
  return answer === undefined || answer === null ? {} : { [id]: answer };
}
