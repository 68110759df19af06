/**
 * Two scenarios side by side: the answers kept as the first, the answers on the page as the second.
 *
 * @import {Answer, Answers, Question, Result} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer, givenAnswers, sameAnswers } from "./answers.mjs";
import { element, markOf } from "./dom.mjs";
import { formatFit, formatPoints, inSentence, startSentence } from "./format.mjs";
import { openStore } from "./store.mjs";
import { labelOf } from "./view.mjs";

/**
 * @typedef {{headline: string, leader: string | null, answers: Answers, fits: Record<string, number>, vetoed:
 *   string[]}} Kept
 */

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

/**
 * A link brought the answers of a first scenario; its result is asked for once the calculator runs.
 *
 * @param {Answers} answers
 * @param {View} view
 */
export function expectScenario(answers, view) {
  store(view).write("expected", answers);
}

/** @param {View} view @returns {Answers | null}  of a first scenario whose result is still to come */
export function expectedScenario(view) {
  const expected = /** @type {Answers | null} */ (store(view).read("expected"));
  store(view).write("expected", null);
  return expected;
}

/**
 * The two scenarios in sentences, for memo and Markdown; empty where there is only one.
 *
 * @param {Result} result
 * @param {View} view
 * @returns {string[]}
 */
export function comparisonLines(result, view) {
  const kept = keptScenario(view);
  if (!kept || sameAnswers(givenAnswers(kept.answers), givenAnswers(result.answers))) return [];
  const differing = view.questions.filter(({ id }) => !sameAnswers(one(kept.answers, id), one(result.answers, id)));
  return [
    `First: ${kept.headline}`,
    `Second: ${result.headline}`,
    ...differing.map(
      (question) =>
        `${question.label}: ${describeAnswer(kept.answers[question.id], question)}, then ${describeAnswer(result.answers[question.id], question)}`,
    ),
  ];
}

/** @param {View} view @returns {Kept | null} */
export function keptScenario(view) {
  return /** @type {Kept | null} */ (store(view).read("scenario"));
}

/** @param {Result} result @param {View} view @returns {Part} */
export function comparePart(result, view) {
  const title = "Two scenarios";
  const kept = keptScenario(view);
  if (!kept) return { title, content: [] };
  if (sameAnswers(givenAnswers(kept.answers), givenAnswers(result.answers))) {
    return {
      title,
      content: [
        element(
          "p.note",
          {},
          "These answers are kept as the first scenario. Change what differs for the second, say for larger customers.",
        ),
        stopButton(view),
      ],
    };
  }
  return {
    title,
    content: [
      ...verdict(kept, result, view),
      fitTable(kept, result),
      answerTable(kept, result, view),
      stopButton(view),
    ],
  };
}

/** Which motion for which customers. @param {Kept} kept @param {Result} result @param {View} view @returns {Node[]} */
function verdict(kept, result, view) {
  const { motion } = result.lead;
  if (!kept.leader || !motion) return [];
  if (kept.leader === motion)
    return [element("p", {}, `${labelOf(motion, result)} leads in both. One ${result.nouns.one} can serve both.`)];
  const leaders = [kept.leader, motion];
  const names = ["The first scenario", "The second"];
  const order = compareSizes(kept.answers, result.answers, view);
  if (order > 0) leaders.reverse();
  if (order !== 0) names.splice(0, 2, "Small customers", "Large customers");
  const { hybrids } = view.root.dataset;
  return [
    element(
      "p",
      {},
      `${names[0]}: `,
      nameOf(leaders[0] ?? "", result),
      `. ${names[1]}: `,
      nameOf(leaders[1] ?? "", result),
      ".",
    ),
    ...(hybrids
      ? [
          element(
            "p.note",
            {},
            `Customers that differ this much are the best reason for a hybrid: one ${result.nouns.one} as the anchor, the second for the segment it does not fit. `,
            element("a", { href: hybrids }, `Hybrid ${result.nouns.many}`),
          ),
        ]
      : []),
  ];
}

/** @param {string} motion @param {Result} result */
function nameOf(motion, result) {
  return element("strong.motion-name", {}, markOf(motion), ` ${inSentence(labelOf(motion, result))}`);
}

/**
 * Which answers are of smaller customers: by contract value, or else by segment.
 *
 * @param {Answers} one
 * @param {Answers} other
 * @param {View} view
 * @returns {number}  below 0: the first; 0: cannot tell
 */
function compareSizes(one, other, view) {
  for (const question of view.questions.filter(
    ({ id, kind, role }) => role === "fit" && (kind === "number" || id === "segment"),
  )) {
    const [a, b] = [one, other].map((answers) => sizeOf(answers[question.id], question));
    if (a !== undefined && b !== undefined && a !== b) return a - b;
  }
  return 0;
}

/**
 * @param {Answer | null | undefined} answer
 * @param {Question} question
 * @returns {number | undefined}  its place from small to large
 */
function sizeOf(answer, question) {
  if (answer === null || answer === undefined) return undefined;
  if (typeof answer === "number") return answer;
  if (typeof answer === "object") return answer.from;
  const place = question.options.findIndex((option) => option.id === answer);
  if (place < 0) return undefined;
  return question.kind === "number" ? (question.options[place]?.range?.from ?? 0) : place;
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
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, startSentence(result.nouns.one)), ...heads)),
    element("tbody", {}, ...rows),
  );
}

/** The answers of both, those that differ marked. @param {Kept} kept @param {Result} result @param {View} view */
function answerTable(kept, result, view) {
  const rows = view.questions.flatMap((question) => {
    const [first, second] = [one(kept.answers, question.id), one(result.answers, question.id)];
    if (Object.keys({ ...first, ...second }).length === 0) return [];
    const differs = !sameAnswers(first, second);
    const cells = [first, second].map((each) => element("td", {}, describeAnswer(each[question.id], question)));
    const mark = differs
      ? [element("span", { "aria-hidden": "true" }, "≠ "), element("span.visually-hidden", {}, "differs: ")]
      : [];
    return [
      element(
        "tr",
        { "data-differs": String(differs) },
        element("th", { scope: "row" }, ...mark, question.label),
        ...cells,
      ),
    ];
  });
  const heads = ["Question", "First", "Second"].map((head) => element("th", { scope: "col" }, head));
  return element(
    "table.figures.answers-table",
    {},
    element("caption", {}, "Answers of both; ≠ marks those that differ"),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
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

/** @param {Answers} answers @param {string} id @returns {Answers} */
function one(answers, id) {
  const answer = answers[id];
  return answer === undefined || answer === null ? {} : { [id]: answer };
}
