/**
 * A bar for each question: the least and the greatest lead over its answers. What lies below zero is another answer.
 *
 * @import {TornadoFigure} from "../figures/tornado.mjs"
 * @import {Plot, Room} from "../types.mjs"
 */
import { formatPoints } from "../../selector/format.mjs";
import { BAR_EM, FOOT_EM, HEAD_EM } from "../figures/tornado.mjs";
import { keepInside, widthOf } from "../placing.mjs";
import { add, plot, write } from "./pen.mjs";

const NAME_EM = 1.35;
const BAR_HEIGHT_EM = 0.8;
/** Kept free on the right for the two figures of a bar that reaches so far. */
const FIGURES_EM = 8.2;
/** How far the rules stand out above and below a bar. */
const STAND_EM = 0.15;

/** @param {Plot} Plot @param {TornadoFigure} figure @param {Room} room @returns {SVGSVGElement} */
export function drawTornado(Plot, figure, room) {
  const { em, width } = room;
  const { reaches, now, motion } = figure;
  const bars = { y: "question", insetTop: NAME_EM * em, insetBottom: (BAR_EM - NAME_EM - BAR_HEIGHT_EM) * em };
  const svg = plot(Plot, room, figure.height * em, {
    margin: 0,
    marginTop: HEAD_EM * em,
    marginBottom: FOOT_EM * em,
    marginLeft: 1,
    marginRight: FIGURES_EM * em,
    x: {
      domain: [Math.min(0, now, ...reaches.map((bar) => bar.low)), Math.max(0, now, ...reaches.map((bar) => bar.high))],
      axis: null,
    },
    y: { type: "band", domain: reaches.map((bar) => bar.question), padding: 0, axis: null },
    marks: [
      Plot.barX(
        reaches.filter((bar) => bar.high > 0),
        {
          ...bars,
          x1: (/** @type {{low: number}} */ bar) => Math.max(0, bar.low),
          x2: "high",
          fill: `var(--motion-${motion})`,
          className: "lead-bar",
        },
      ),
      Plot.barX(
        reaches.filter((bar) => bar.low < 0),
        { ...bars, x1: "low", x2: (/** @type {{high: number}} */ bar) => Math.min(0, bar.high), className: "lost-bar" },
      ),
    ],
  });
  const x = svg.scale("x");
  reaches.forEach((bar, index) => {
    const top = (HEAD_EM + index * BAR_EM) * em;
    write(svg, bar.label, {
      x: 0,
      y: top + (NAME_EM / 2) * em,
      class: bar.crosses ? "name__text name__text--strong" : "name__text",
    });
    const bottom = top + (NAME_EM + BAR_HEIGHT_EM) * em;
    // Rules beside the bars only: the questions above them are read undisturbed.
    for (const [at, rule] of /** @type {[number, string][]} */ ([
      [now, "now-rule"],
      [0, "zero-rule"],
    ])) {
      add(svg, "line", {
        x1: x.apply(at),
        x2: x.apply(at),
        y1: bottom - (BAR_HEIGHT_EM + STAND_EM) * em,
        y2: bottom + STAND_EM * em,
        class: rule,
      });
    }
    const words = `${formatPoints(bar.low)} to ${formatPoints(bar.high)}`;
    write(svg, words, {
      x: Math.max(x.apply(bar.high), x.apply(0), x.apply(now)) + 0.6 * em,
      y: bottom - (BAR_HEIGHT_EM / 2) * em,
      class: "quiet",
    });
  });
  const ends = [
    { at: 0, words: "below 0 the answer flips", y: 0.6 * em, class: "name__text" },
    { at: now, words: `lead now, ${formatPoints(now)}`, y: (figure.height - 0.7) * em, class: "own-text" },
  ];
  for (const { at, words, ...rest } of ends)
    write(svg, words, { x: keepInside(x.apply(at), widthOf(words, em), 0, width), "text-anchor": "middle", ...rest });
  return svg;
}
