/**
 * How far each question can move the leader's lead, all other answers as they are. Below zero another motion leads.
 *
 * @import {Result} from "../../selector/types.mjs"
 * @import {View} from "../../selector/view.mjs"
 * @import {FigureWords} from "../types.mjs"
 */
import { formatPoints, inSentence, joinWords, startSentence } from "../../selector/format.mjs";
import { questionOf } from "../../selector/view.mjs";

/**
 * @typedef {{question: string, label: string, low: number, high: number, crosses: boolean}} Reach  the lead, in points
 *   of fit
 * @typedef {FigureWords & {reaches: Reach[], now: number, motion: string}} TornadoFigure
 */

const SHOWN = 10;
const NAMED = 3;
export const BAR_EM = 2.7;
export const HEAD_EM = 1.4;
export const FOOT_EM = 1.3;

/** @param {Result} result @param {View} view @returns {TornadoFigure | null} */
export function tornadoFigure(result, view) {
  const leader = result.ranking[0];
  const all = (result.tornado ?? []).map((bar) => ({
    ...bar,
    label: questionOf(bar.question, view)?.label ?? bar.question,
  }));
  if (!leader || !all.some((bar) => bar.high > bar.low)) return null;
  // What can change the answer is never left out.
  const moving = all.filter((bar) => bar.high > bar.low);
  const reaches = moving.filter((bar, index) => index < SHOWN || bar.crosses);
  const now = leadOf(result);
  return {
    reaches,
    now,
    motion: leader.motion,
    summary: sum(all, stateOf(result, now)),
    notes: leftOut(moving.length - reaches.length, all.length - moving.length).map((text) => [{ text }]),
    table: {
      caption: `Lead of ${inSentence(leader.label)} over the next ${result.nouns.one} in points of fit, over all answers to each question`,
      head: ["Question", "Smallest lead", "Largest lead", "Changes the answer"],
      rows: all.map((bar) => ({
        label: bar.label,
        cells: [formatPoints(bar.low), formatPoints(bar.high), bar.crosses ? "yes" : "no"],
      })),
    },
    height: reaches.length * BAR_EM + HEAD_EM + FOOT_EM,
  };
}

/** The leader's distance to the best other motion that is not ruled out. @param {Result} result @returns {number} */
export function leadOf(result) {
  const [leader, ...others] = result.ranking;
  if (!leader) return 0;
  const rivals = others.filter((row) => !row.vetoed).map((row) => row.fit);
  if (rivals.length === 0) return leader.fit;
  // The first of the others is the best of them; its exact distance is in the result.
  return others[0]?.vetoed === false && leader.margin_to_next !== null
    ? leader.margin_to_next
    : leader.fit - Math.max(...rivals);
}

/** @param {Result} result @param {number} now */
function stateOf({ lead, ranking }, now) {
  const names = ranking
    .filter(({ motion }) => motion === ranking[0]?.motion || lead.with.includes(motion))
    .map((row) => inSentence(row.label));
  if (names.length > 1) return `${startSentence(joinWords(names))} are level now.`;
  return `${startSentence(names[0] ?? "")} leads by ${now < 0.05 ? "less than 0.1" : now.toFixed(1)} points now.`;
}

/** @param {TornadoFigure["reaches"]} all @param {string} state */
function sum(all, state) {
  const crossing = all.filter((bar) => bar.crosses);
  const [widest] = all;
  if (crossing.length === 0 && widest) {
    return `No single question can change the answer. ${state} ${widest.label} moves that most, from ${formatPoints(widest.low)} to ${formatPoints(widest.high)}.`;
  }
  const [only] = crossing;
  if (crossing.length === 1 && only) {
    return `${only.label} alone can change the answer: it moves the lead from ${formatPoints(only.low)} to ${formatPoints(only.high)}. ${state}`;
  }
  const named = crossing.slice(0, NAMED).map((bar) => inSentence(bar.label));
  const more = crossing.length > NAMED ? [`${crossing.length - NAMED} more`] : [];
  return `Of ${all.length} questions, ${crossing.length} can change the answer alone: ${joinWords([...named, ...more])}. ${state}`;
}

/** @param {number} smaller @param {number} still */
function leftOut(smaller, still) {
  const parts = [];
  if (smaller > 0)
    parts.push(
      `${smaller} that ${smaller === 1 ? "moves" : "move"} less ${smaller === 1 ? "is" : "are"} in the table only`,
    );
  if (still > 0) parts.push(`${still} ${still === 1 ? "moves" : "move"} nothing as your answers stand`);
  const text = joinWords(parts);
  return text === "" ? [] : [`Of the other questions, ${text}.`];
}
