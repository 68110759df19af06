/**
 * A line for each motion: what one customer has brought in, month by month. It crosses zero when it has paid back.
 *
 * @import {Line, PaybackFigure} from "../figures/payback.mjs"
 * @import {Plot, Room} from "../types.mjs"
 */
import { balance } from "../figures/payback.mjs";
import { keepInside, widthOf } from "../placing.mjs";
import { formatMoney, formatMonths } from "../units.mjs";
import { nameLines, plot, roomForNames, write } from "./pen.mjs";

const TOP_EM = 1.8;
const BOTTOM_EM = 3.2;
/** Lines that would lie on each other are drawn side by side, this far apart. */
const LANE_PX = 3;

/** @param {Plot} Plot @param {PaybackFigure} figure @param {Room} room @returns {SVGSVGElement} */
export function drawPayback(Plot, figure, room) {
  const { em } = room;
  const { lines, months } = figure;
  const amounts = lines.flatMap((line) => [balance(line, 0), balance(line, months)]);
  const lowest = Math.min(0, ...amounts);
  // Where all stay below zero there is still room for the words on the zero line.
  const highest = Math.max(-0.12 * lowest, ...amounts);
  const paid = lines.filter((line) => line.months <= months);
  const svg = plot(Plot, room, figure.height * em, {
    marginTop: TOP_EM * em,
    marginLeft:
      Math.max(...amounts.map((amount) => widthOf(formatMoney(Number(amount.toPrecision(2))), em))) + 0.9 * em,
    marginBottom: BOTTOM_EM * em,
    marginRight: roomForNames(
      lines.map((line) => line.label),
      room,
    ),
    x: { domain: [0, months], axis: null },
    y: { domain: [lowest, highest], nice: true, axis: null },
    marks: [
      Plot.gridY({ ticks: 5, className: "grid" }),
      Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: formatMoney, className: "quiet" }),
      Plot.axisX(monthTicks(months, room), { tickSize: 4, label: null, tickFormat: String, className: "quiet" }),
      Plot.ruleY([0], { className: "zero-rule" }),
      ...[...lines].reverse().map((line) =>
        Plot.line([0, months], {
          x: (/** @type {number} */ month) => month,
          y: (/** @type {number} */ month) => balance(line, month),
          dy: line.lane * LANE_PX,
          stroke: `var(--motion-${line.motion})`,
          className: line.isMost ? "trace trace--most" : "trace",
        }),
      ),
      Plot.dot(paid, { x: "months", y: 0, r: 0.3 * em, className: "paid" }),
    ],
  });
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  writeCrossings(svg, paid, x, y.apply(0), em);
  write(svg, "Gross profit less cost, per customer", { x: 0, y: 0.5 * em, class: "quiet" });
  const bottom = figure.height * em - BOTTOM_EM * em;
  const below = "Months after winning the customer";
  write(svg, below, {
    x: keepInside((x.apply(0) + x.apply(months)) / 2, widthOf(below, em), 0, room.width),
    y: bottom + 2.5 * em,
    "text-anchor": "middle",
    class: "quiet",
  });
  const ends = lines.map((line) => ({
    motion: line.motion,
    label: line.label,
    isOut: false,
    y: y.apply(balance(line, months)) + line.lane * LANE_PX,
  }));
  nameLines(svg, ends, { x: x.apply(months), top: TOP_EM * em, bottom }, room);
  return svg;
}

/** @param {number} months @param {Room} room @returns {number[]} */
function monthTicks(months, { width, em }) {
  const step = [3, 6, 12].find((each) => (months / each) * 3 * em < width / 2) ?? 12;
  return Array.from({ length: Math.floor(months / step) + 1 }, (_, index) => index * step);
}

/**
 * When each has paid back, beside where its line crosses. Up and left of the first no line passes, nor down and right
 * of
 * the last; those between stand where there is room, and else in the table only.
 *
 * @param {Element} svg @param {Line[]} paid @param {{apply: (value: unknown) => number}} x @param {number} zero @param
 *   {number} em
 */
function writeCrossings(svg, paid, x, zero, em) {
  const [first, ...later] = [...new Set(paid.map((line) => line.months))].sort((one, other) => one - other);
  if (first === undefined) return;
  /** @type {Record<"above" | "below", [number, number][]>} */
  const taken = { above: [], below: [] };
  for (const time of [first, ...later.reverse()]) {
    const words = time === first ? formatMonths(time) : time.toLocaleString("en-US", { maximumFractionDigits: 1 });
    const [at, space, width] = [x.apply(time), 0.4 * em, widthOf(words, em)];
    /** @type {["above" | "below", number][]} */
    const sides = [
      ["above", at - space - width],
      ["below", at + space],
    ];
    if (time !== first && time === later[0]) sides.reverse(); // the last of all; `later` is reversed
    const side = sides.find(
      ([name, left]) => left >= 0 && taken[name].every(([from, to]) => left > to || left + width < from),
    );
    if (!side) continue;
    const [name, left] = side;
    taken[name].push([left, left + width]);
    write(svg, words, {
      x: left + (name === "above" ? width : 0),
      y: zero + (name === "above" ? -0.85 : 0.9) * em,
      "text-anchor": name === "above" ? "end" : "start",
      class: "paid-text",
    });
  }
}
