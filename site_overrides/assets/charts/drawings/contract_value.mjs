/**
 * A flight of steps for each motion over the contract value; above it a strip says who leads, and a rule stands where
 * that changes.
 *
 * @import {ContractValueFigure} from "../figures/contract_value.mjs"
 * @import {Plot, Room} from "../types.mjs"
 */
import { rangeWords } from "../figures/contract_value.mjs";
import { keepInside, pickFitting, widthOf } from "../placing.mjs";
import { formatMoney } from "../units.mjs";
import { add, nameLines, plot, roomForNames, stamp, write } from "./pen.mjs";

const OWN_EM = 1.6;
const STRIP_EM = 1.3;
const BOTTOM_EM = 3.6;
const LEFT_EM = 2.2;

/** @param {Plot} Plot @param {ContractValueFigure} figure @param {Room} room @returns {SVGSVGElement} */
export function drawContractValue(Plot, figure, room) {
  const { em } = room;
  const { domain, own, span, reaches } = figure;
  const top = (OWN_EM + STRIP_EM + 0.6) * em;
  const changes = reaches.slice(1).flatMap((reach) => (reach.from === null ? [] : [reach.from]));
  const [low, high] = [Math.max(domain[0], own?.from ?? domain[0]), Math.min(domain[1], own?.to ?? domain[1])];
  const svg = plot(Plot, room, figure.height * em, {
    marginTop: top,
    marginLeft: LEFT_EM * em,
    marginBottom: BOTTOM_EM * em,
    marginRight: roomForNames(
      figure.lines.map((line) => line.label),
      room,
    ),
    x: { type: "log", domain, axis: null },
    y: { domain: span, axis: null },
    marks: [
      own && low < high
        ? Plot.rect([own], { x1: low, x2: high, y1: span[0], y2: span[1], className: "own-band" })
        : null,
      Plot.gridY({ ticks: 4, className: "grid" }),
      Plot.axisY({ ticks: 4, tickSize: 0, label: null, className: "quiet" }),
      Plot.ruleX(figure.boundaries, { className: "grid" }),
      // The leader's line is drawn last, above the others.
      ...[...figure.lines].reverse().flatMap(({ motion, runs }) =>
        runs.map(({ steps, isOut }) =>
          Plot.line(steps, {
            x: "x",
            y: "fit",
            curve: "step-after",
            stroke: `var(--motion-${motion})`,
            strokeDasharray: `var(--dash-${motion})`,
            className: isOut ? "trace trace--out" : "trace",
          }),
        ),
      ),
    ],
  });
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  const [start, end] = [x.apply(domain[0]), x.apply(domain[1])];
  const bottom = y.apply(span[0]);
  for (const reach of reaches)
    drawReach(svg, reach, x.apply(reach.from ?? domain[0]), x.apply(reach.to ?? domain[1]), em);
  for (const change of changes)
    add(svg, "line", { x1: x.apply(change), x2: x.apply(change), y1: OWN_EM * em, y2: bottom, class: "change-rule" });
  if (own) {
    const words = low === high ? `yours, ${formatMoney(low)}` : `yours, ${rangeWords(own)}`;
    const middle = keepInside((x.apply(low) + x.apply(high)) / 2, widthOf(words, em), 0, room.width);
    write(svg, words, { x: middle, y: (OWN_EM / 2) * em, "text-anchor": "middle", class: "own-text" });
    if (low === high)
      add(svg, "line", { x1: x.apply(low), x2: x.apply(low), y1: OWN_EM * em, y2: bottom, class: "own-rule" });
  }
  write(svg, "Fit", { x: 0, y: (OWN_EM + STRIP_EM / 2) * em, class: "quiet" });
  writeTicks(svg, figure, changes, x, bottom, room);
  write(svg, "Contract value, USD a year", {
    x: (start + end) / 2,
    y: bottom + 3.1 * em,
    "text-anchor": "middle",
    class: "quiet",
  });
  nameLines(
    svg,
    figure.lines.map((line) => ({ ...line, y: y.apply(line.last) })),
    { x: end, top: top + 0.2 * em, bottom },
    room,
  );
  return svg;
}

/**
 * A stretch of the strip, with the marks of who leads there.
 *
 * @param {Element} svg
 * @param {{leader: string[]}} reach
 * @param {number} from
 * @param {number} to
 * @param {number} em
 */
function drawReach(svg, { leader }, from, to, em) {
  const middle = (OWN_EM + STRIP_EM / 2) * em;
  const [only] = leader;
  add(svg, "rect", {
    x: from + 1,
    y: OWN_EM * em,
    width: Math.max(0, to - from - 2),
    height: STRIP_EM * em,
    class: "reach",
    ...(leader.length === 1 && only ? { "data-mark": only } : {}),
  });
  const size = 0.9 * em;
  const width = leader.length * size + (leader.length - 1) * 0.3 * em;
  const words = leader.length === 0 ? "none" : leader.length === 1 ? "leads" : "level";
  const withWords = width + 0.4 * em + widthOf(words, em);
  const space = to - from - 0.4 * em;
  if (leader.length > 0 && width > space) return;
  const isLong = withWords <= space;
  const left = (from + to - (isLong ? withWords : width)) / 2;
  leader.forEach((motion, index) => stamp(svg, motion, left + index * (size + 0.3 * em), middle, size));
  if (isLong) write(svg, words, { x: left + width + (leader.length > 0 ? 0.4 * em : 0), y: middle, class: "quiet" });
}

/**
 * The values at which a rule changes are the ticks. Where room is short, those at which the leader changes come first
 * and take a second line.
 *
 * @param {Element} svg @param {ContractValueFigure} figure @param {number[]} changes @param {{apply: (value: unknown)
 *   => number}} x @param {number} bottom @param {Room} room
 */
function writeTicks(svg, { boundaries }, changes, x, bottom, { em }) {
  const labels = boundaries.map((value) => {
    const words = formatMoney(value);
    return { value, words, x: x.apply(value), width: widthOf(words, em), weight: changes.includes(value) ? 1 : 0 };
  });
  const shown = pickFitting(labels, 0.3 * em);
  labels.forEach(({ words, ...label }, index) => {
    const y = bottom + (shown[index] ? 0.9 : 2) * em;
    if (shown[index] || label.weight > 0)
      write(svg, words, { x: label.x, y, "text-anchor": "middle", class: label.weight > 0 ? "change-text" : "quiet" });
  });
}
