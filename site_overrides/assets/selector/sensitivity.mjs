/**
 * What would change the answer, what to ask next, and how sure the ranking is.
 *
 * @import {Flip, Result, Threshold} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { element, markOf, moreFold } from "./dom.mjs";
import { formatShare, joinWords } from "./format.mjs";
import { pictureOf } from "./pictures.mjs";
import { sentence } from "./reasons.mjs";
import { labelOf, questionOf } from "./view.mjs";

const FLIPS_SHOWN = 5;
const LOOK_AGAIN = "Look again: another motion comes nearer to its own best case than the leader does.";

/** @param {Result} result @param {View} view @returns {Part} */
export function changePart(result, view) {
  const content = [...askNext(result, view)];
  const flips = result.flips ?? [];
  if (flips.length > 0) {
    const groups = groupFlips(flips);
    content.push(
      element("ul.changes", {}, ...groups.slice(0, FLIPS_SHOWN).map((group) => flipItem(group, result, view))),
    );
    const rest = groups.slice(FLIPS_SHOWN);
    if (rest.length > 0) {
      content.push(
        moreFold(
          "flips",
          `${rest.length} more`,
          element("ul.changes", {}, ...rest.map((group) => flipItem(group, result, view))),
        ),
      );
    }
  } else if (result.answered > 0) {
    content.push(
      element("p.note", {}, "No other answer to a single question you have answered would put another motion first."),
    );
  }
  content.push(...pictureOf("tornado", result, view));
  for (const [id, pieces] of Object.entries(result.thresholds ?? {}))
    content.push(...thresholdList(id, pieces, result, view));
  content.push(...pictureOf("contract-value", result, view));
  for (const near of result.near ?? []) {
    const label = questionOf(near.question, view)?.label ?? near.question;
    const who = near.leader === null ? "nothing fits" : `${labelOf(near.leader, result).toLowerCase()} leads`;
    content.push(element("p.note", {}, `${label}: you are close to a line. ${sentence(`${near.label} ${who}`)}`));
  }
  return { title: "What would change it", content };
}

/** @param {Result} result @param {View} view @returns {Part} */
export function surePart(result, view) {
  // Where nothing may lead there is nothing to be sure of.
  if (!result.acceptability || result.status === "conflict") return { title: "How sure this is", content: [] };
  const words = `The weights were varied between half and double, the points the sources are silent about by one, and open questions over all their answers, ${result.samples.toLocaleString("en-US")} times. ${result.caution}`;
  const covered = `Your answers cover ${formatShare(result.coverage.answered)} of the weight.`;
  return {
    title: "How sure this is",
    hint: result.lead.share === null ? undefined : formatShare(result.lead.share),
    content: [
      ...pictureOf("acceptability", result, view),
      element("p.note", {}, words),
      element("p.note", {}, result.look_again ? `${covered} ${LOOK_AGAIN}` : covered),
    ],
  };
}

/**
 * Flips of one question to the same leaders belong in one sentence.
 *
 * @param {Flip[]} flips
 * @returns {[Flip, ...Flip[]][]}  in the order of the first of each group
 */
function groupFlips(flips) {
  /** @type {Map<string, [Flip, ...Flip[]]>} */
  const groups = new Map();
  for (const flip of flips) {
    const key = [flip.question, flip.leader, ...flip.with].join(" ");
    const group = groups.get(key);
    if (group) group.push(flip);
    else groups.set(key, [flip]);
  }
  return [...groups.values()];
}

/** @param {[Flip, ...Flip[]]} group @param {Result} result @param {View} view */
function flipItem(group, result, view) {
  const [{ question, leader, with: level }] = group;
  const options = joinWords(
    group.map((flip) => `“${flip.to_label}”`),
    "or",
  );
  const start = `${questionOf(question, view)?.label ?? question}: ${options} `;
  if (leader === null) return element("li", {}, element("span", {}, `${start}rules every motion out.`));
  const names = joinWords([leader, ...level].map((motion) => labelOf(motion, result).toLowerCase()));
  const end = level.length > 0 ? " level in front." : " first.";
  return element("li", {}, markOf(leader), element("span", {}, `${start}puts `, element("strong", {}, names), end));
}

/** @param {Result} result @param {View} view @returns {Node[]} */
function askNext(result, view) {
  // Once every motion is out, no answer to an open question brings one back.
  const next = result.status === "conflict" ? null : result.ask_next;
  const question = next ? questionOf(next.question, view) : undefined;
  if (!next || !question) return [];
  const button = element(
    "button.ask-next",
    { type: "button" },
    element("span.ask-next__word", {}, "Ask next"),
    element("span", {}, question.label),
  );
  button.addEventListener("click", () => view.goTo(question.id));
  return [button];
}

/** @param {string} id @param {Threshold[]} pieces @param {Result} result @param {View} view @returns {Node[]} */
function thresholdList(id, pieces, result, view) {
  if (pieces.length < 2) return [];
  const label = questionOf(id, view)?.label ?? id;
  const items = pieces.map((piece) =>
    element(
      "li",
      {},
      element("span.changes__span", {}, piece.label),
      element(
        "span",
        {},
        ...piece.leader.flatMap((motion, index) => [
          index > 0 ? " or " : "",
          markOf(motion),
          ` ${labelOf(motion, result)}`,
        ]),
      ),
    ),
  );
  return [
    element("p.changes__title", {}, `${label}, the rest of your answers unchanged`),
    element("ul.changes.changes--spans", {}, ...items),
  ];
}
