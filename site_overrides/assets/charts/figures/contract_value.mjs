/**
 * The fit of each motion at every contract value, all other answers as they are: flat between the values at which a
 * rule changes, so a line is a flight of steps.
 *
 * @import {Answer, Piece, Question, Result} from "../../selector/types.mjs"
 * @import {View} from "../../selector/view.mjs"
 * @import {FigureWords, Row} from "../types.mjs"
 */
import { formatFit, formatShare, inSentence, joinWords, startSentence, withArticle } from "../../selector/format.mjs";
import { labelOf, questionOf } from "../../selector/view.mjs";
import { formatMoney } from "../units.mjs";

/**
 * @typedef {{x: number, fit: number}} Step
 * @typedef {{isOut: boolean, steps: Step[]}} Run  a part of a line on which the motion is ruled out, or is not
 * @typedef {{motion: string, label: string, runs: Run[], isOut: boolean, last: number}} Line  isOut: where it ends
 * @typedef {Pick<Piece, "from" | "to" | "from_closed" | "to_closed" | "leader">} Reach  equal leaders side by side are
 *   one
 * @typedef {{from: number | null, to: number | null}} Own  the reader's contract value; both ends equal for a figure
 * @typedef {FigureWords & {lines: Line[], reaches: Reach[], boundaries: number[], own: Own | null, domain: [number,
 *   number], span: [number, number]}}
 *   ContractValueFigure  domain: of contract values in USD; span: of fits
 */

const QUESTION = "acv_usd";
/** How far the axis goes on beyond the outermost lines and the reader's own value, as factors. */
const BEYOND = 3;
const BEYOND_OWN = 1.6;
const NEAR = 2;

/** @param {Result} result @param {View} view @returns {ContractValueFigure | null} */
export function contractValueFigure(result, view) {
  const pieces = result.sweep?.[QUESTION] ?? [];
  const boundaries = pieces.slice(1).flatMap((piece) => (piece.from === null ? [] : [piece.from]));
  const [first] = boundaries;
  const last = boundaries[boundaries.length - 1];
  if (first === undefined || last === undefined || boundaries.length !== pieces.length - 1) return null;
  const own = ownValue(result.answers[QUESTION], questionOf(QUESTION, view));
  const ends = [own?.from, own?.to].flatMap((end) => (typeof end === "number" && end > 0 ? [end] : []));
  /** @type {[number, number]} */
  const domain = [
    Math.min(first / BEYOND, ...ends.map((end) => end / BEYOND_OWN)),
    Math.max(last * BEYOND, ...ends.map((end) => end * BEYOND_OWN)),
  ];
  const reaches = mergeReaches(pieces);
  return {
    lines: result.ranking.map((row) => lineOf(row.motion, row.label, pieces, domain)),
    reaches,
    boundaries,
    own,
    domain,
    span: spanOf(pieces),
    summary: `${whoLeads(reaches, result)} ${whereIsOwn(own, reaches)}`,
    notes: notesOf(pieces, result),
    table: {
      caption: `Fit of each ${result.nouns.one} by contract value, all other answers as they are`,
      head: ["Contract value", ...result.ranking.map((row) => row.label), "Leads"],
      rows: pieces.map((piece) => tableRow(piece, own, result)),
    },
    height: 22,
  };
}

/**
 * @param {Answer | null | undefined} answer  a figure, a range, or the id of a band
 * @param {Question | undefined} question
 * @returns {Own | null}
 */
export function ownValue(answer, question) {
  if (answer === null || answer === undefined) return null;
  if (typeof answer === "number") return { from: answer, to: answer };
  if (typeof answer === "string") return question?.options.find((option) => option.id === answer)?.range ?? null;
  return { from: answer.from, to: answer.to };
}

/** @param {Reach[]} pieces @returns {Reach[]} */
export function mergeReaches(pieces) {
  /** @type {Reach[]} */
  const reaches = [];
  for (const { from, to, from_closed, to_closed, leader } of pieces) {
    const before = reaches[reaches.length - 1];
    if (before && before.leader.join() === leader.join()) Object.assign(before, { to, to_closed });
    else reaches.push({ from, to, from_closed, to_closed, leader });
  }
  return reaches;
}

/**
 * @param {string} motion
 * @param {string} label
 * @param {Piece[]} pieces
 * @param {[number, number]} domain
 * @returns {Line}
 */
function lineOf(motion, label, pieces, [low, high]) {
  /** @type {Run[]} */
  const runs = [];
  for (const piece of pieces) {
    const [x, fit, isOut] = [piece.from ?? low, piece.fit[motion] ?? 0, piece.vetoed.includes(motion)];
    const before = runs[runs.length - 1];
    if (before?.isOut === isOut) {
      before.steps.push({ x, fit });
      continue;
    }
    // The run before ends where this one begins, and the step between them belongs to this one.
    const height = before?.steps[before.steps.length - 1]?.fit;
    if (height !== undefined) before?.steps.push({ x, fit: height });
    runs.push({
      isOut,
      steps:
        height === undefined
          ? [{ x, fit }]
          : [
              { x, fit: height },
              { x, fit },
            ],
    });
  }
  const end = runs[runs.length - 1];
  const last = end?.steps[end.steps.length - 1]?.fit ?? 0;
  end?.steps.push({ x: high, fit: last });
  return { motion, label, runs, isOut: end?.isOut ?? false, last };
}

/** @param {Piece[]} pieces @returns {[number, number]}  whole tens around all fits */
function spanOf(pieces) {
  const fits = pieces.flatMap((piece) => Object.values(piece.fit));
  return [
    Math.max(0, Math.floor((Math.min(...fits) - 1) / 10) * 10),
    Math.min(100, Math.ceil((Math.max(...fits) + 1) / 10) * 10),
  ];
}

/** @param {Reach[]} reaches @param {Result} result */
function whoLeads(reaches, result) {
  const verbs = reaches.map(({ leader }) =>
    leader.length > 1 ? "are level in front" : leader.length === 1 ? "leads" : "can lead",
  );
  const told = reaches.map((reach, index) => {
    const verb = verbs[index] === verbs[index - 1] ? "" : ` ${verbs[index]}`;
    return `${leaders(reach.leader, result)}${verb} ${spanWords(reach)}`;
  });
  return `${startSentence(joinWords(told))}.`;
}

/** @param {string[]} motions @param {Result} result */
function leaders(motions, result) {
  return motions.length === 0
    ? `no ${result.nouns.one}`
    : joinWords(motions.map((motion) => inSentence(labelOf(motion, result))));
}

/** @param {Reach} reach */
function spanWords({ from, to, from_closed, to_closed, leader }) {
  const start = from === null ? "" : `${from_closed ? "from" : "above"} ${formatMoney(from)}`;
  if (to === null) return start || `at ${leader.length > 0 ? "every" : "any"} contract value`;
  return start ? `${start} to ${formatMoney(to)}` : `${to_closed ? "up to" : "below"} ${formatMoney(to)}`;
}

/** Where the reader's value lies to the nearest change of leader. @param {Own | null} own @param {Reach[]} reaches */
function whereIsOwn(own, reaches) {
  if (!own) return "You have not given a contract value yet.";
  const changes = reaches.slice(1).flatMap((reach) => (reach.from === null ? [] : [reach.from]));
  const { from, to } = own;
  if (from === null || from !== to) {
    const inside = changes.filter((change) => (from === null || from < change) && (to === null || change < to));
    const crossed = inside.length > 0 ? `the change at ${joinWords(inside.map(formatMoney))}` : "no change";
    return `Your range, ${rangeWords(own)}, crosses ${crossed}.`;
  }
  const name = `Your ${formatMoney(from)}`;
  const apart = (/** @type {number} */ change) => Math.max(change / from, from / change);
  const [nearest] = changes.sort((one, other) => apart(one) - apart(other));
  if (nearest === undefined) return `${name} is marked.`;
  if (nearest === from) return `${name} is right at the change.`;
  if (apart(nearest) > NEAR) return `${name} is far from the nearest change, at ${formatMoney(nearest)}.`;
  return `${name} is ${formatShare((100 * Math.abs(nearest - from)) / from)} ${nearest > from ? "below" : "above"} the change at ${formatMoney(nearest)}.`;
}

/** @param {Own} own */
export function rangeWords({ from, to }) {
  if (from !== null && from === to) return formatMoney(from);
  if (from === null) return to === null ? "any value" : `under ${formatMoney(to)}`;
  return to === null ? `over ${formatMoney(from)}` : `${formatMoney(from)} to ${formatMoney(to)}`;
}

/** @param {Piece[]} pieces @param {Result} result */
function notesOf(pieces, result) {
  const notes = [
    [{ text: "Contract value is what a typical customer pays in the first year, on a logarithmic axis." }],
  ];
  if (pieces.some((piece) => piece.vetoed.length > 0))
    notes.push([
      { text: `A dotted line is ${withArticle(result.nouns.one)} that is ruled out there, whatever its fit.` },
    ]);
  return notes;
}

/** @param {Piece} piece @param {Own | null} own @param {Result} result @returns {Row} */
function tableRow(piece, own, result) {
  const isOwn = own !== null && reachesInto(own, piece);
  return {
    label: isOwn ? `${startSentence(piece.label)} (yours)` : startSentence(piece.label),
    cells: [
      ...result.ranking.map(
        ({ motion }) => formatFit(piece.fit[motion] ?? 0) + (piece.vetoed.includes(motion) ? ", ruled out" : ""),
      ),
      piece.leader.length === 0 ? "none" : joinWords(piece.leader.map((motion) => labelOf(motion, result))),
    ],
    isOwn,
  };
}

/** @param {Own} own @param {Piece} piece @returns {boolean} */
function reachesInto(own, piece) {
  const low = Math.max(own.from ?? -Infinity, piece.from ?? -Infinity);
  const high = Math.min(own.to ?? Infinity, piece.to ?? Infinity);
  if (low !== high) return low < high;
  // A figure on a boundary belongs to the piece that has that end closed; a range that only touches it does not.
  return own.from === own.to && (low !== piece.from || piece.from_closed) && (low !== piece.to || piece.to_closed);
}
