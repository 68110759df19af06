/**
 * How often each motion takes each place, over the variations.
 *
 * @import {Result} from "../../selector/types.mjs"
 * @import {FigureWords} from "../types.mjs"
 */
import { formatShare, inSentence, joinWords, ordinal, startSentence } from "../../selector/format.mjs";

/**
 * @typedef {{place: number, share: number, from: number, to: number}} Segment  in percent; from and to are its ends on
 *   the bar
 * @typedef {{motion: string, label: string, isOut: boolean, segments: Segment[]}} Bar
 * @typedef {FigureWords & {bars: Bar[]}} AcceptabilityFigure
 */

export const BAR_EM = 3.1;
export const AXIS_EM = 1.7;

/** @param {Result} result @returns {AcceptabilityFigure | null}  null: no share to show */
export function acceptabilityFigure(result) {
  const shares = result.acceptability;
  if (!shares) return null;
  const bars = result.ranking.map((row) => ({
    motion: row.motion,
    label: row.label,
    isOut: row.vetoed,
    segments: stack(shares[row.motion] ?? []),
  }));
  const places = bars[0]?.segments.length ?? 0;
  if (!bars.some((bar) => bar.segments.some((segment) => segment.share > 0))) return null;
  return {
    bars,
    summary: sum(bars, result.samples),
    notes: [],
    table: {
      caption: `Share of variations in which each ${result.nouns.one} takes each place`,
      head: [startSentence(result.nouns.one), ...Array.from({ length: places }, (_, index) => ordinal(index + 1))],
      rows: bars.map((bar) => ({
        motion: bar.motion,
        label: bar.label,
        cells: bar.segments.map((segment) => formatShare(segment.share)),
      })),
    },
    height: bars.length * BAR_EM + AXIS_EM,
  };
}

/** @param {number[]} shares @returns {Segment[]}  one after the other */
function stack(shares) {
  let end = 0;
  return shares.map((share, index) => ({ place: index + 1, share, from: end, to: (end += share) }));
}

/** @param {Bar[]} bars @param {number} samples */
function sum(bars, samples) {
  const byFirst = bars
    .map(({ label, segments }) => ({ label, first: segments[0]?.share ?? 0, second: segments[1]?.share ?? 0 }))
    .sort((one, other) => other.first - one.first);
  const [top, next] = byFirst;
  if (!top) return "";
  const rest = next && next.first > 0 ? `, ${inSentence(next.label)} in ${formatShare(next.first)}` : "";
  const never = byFirst.filter((each) => each.first === 0).map((each) => inSentence(each.label));
  const last =
    never.length > 0 && never.length < bars.length
      ? ` ${startSentence(joinWords(never))} ${never.length === 1 ? "never does" : "never do"}.`
      : "";
  return `${top.label} comes first in ${formatShare(top.first)} of ${samples.toLocaleString("en-US")} variations${rest}.${last}`;
}
