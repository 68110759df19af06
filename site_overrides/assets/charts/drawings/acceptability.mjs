/**
 * One bar for each motion, its parts the places it takes: the darker, the higher the place.
 *
 * @import {AcceptabilityFigure} from "../figures/acceptability.mjs"
 * @import {Plot, Room} from "../types.mjs"
 */
import { formatShare, ordinal } from "../../selector/format.mjs";
import { AXIS_EM, BAR_EM } from "../figures/acceptability.mjs";
import { widthOf } from "../placing.mjs";
import { add, plot, stamp, write } from "./pen.mjs";

const NAME_EM = 1.35;
const GAP_EM = 0.4;
/** Opacity by place: full for the first, still told apart from the ground for the last. */
const SHADES = [1, 0.36, 0.22, 0.12, 0.05];

/** @param {Plot} Plot @param {AcceptabilityFigure} figure @param {Room} room @returns {SVGSVGElement} */
export function drawAcceptability(Plot, figure, room) {
  const { width, em } = room;
  const segments = figure.bars.flatMap((bar) =>
    bar.segments.filter((segment) => segment.share > 0).map((segment) => ({ ...segment, motion: bar.motion })),
  );
  const places = [...new Set(segments.map((segment) => segment.place))].sort((one, other) => one - other);
  const svg = plot(Plot, room, figure.height * em, {
    margin: 0,
    marginBottom: AXIS_EM * em,
    marginLeft: 1,
    marginRight: 1,
    x: { domain: [0, 100], axis: null },
    y: { type: "band", domain: figure.bars.map((bar) => bar.motion), padding: 0, axis: null },
    marks: places.map((place) =>
      Plot.barX(
        segments.filter((segment) => segment.place === place),
        {
          x1: "from",
          x2: "to",
          y: "motion",
          fill: color,
          fillOpacity: SHADES[Math.min(place, SHADES.length) - 1],
          stroke: color,
          strokeOpacity: 0.45,
          insetTop: NAME_EM * em,
          insetBottom: GAP_EM * em,
          insetLeft: 0.5,
          insetRight: 1.5,
          className: "segment",
        },
      ),
    ),
  });
  const x = svg.scale("x");
  figure.bars.forEach((bar, index) => {
    const top = index * BAR_EM * em;
    const name = top + (NAME_EM / 2) * em;
    const group = add(svg, "g", { class: `name${bar.isOut ? " name--out" : ""}`, "data-mark": bar.motion });
    stamp(group, bar.motion, 0, name, 0.9 * em);
    write(group, bar.label, { x: 1.3 * em, y: name, class: "name__text" });
    write(svg, `first in ${formatShare(bar.segments[0]?.share ?? 0)}`, {
      x: width,
      y: name,
      "text-anchor": "end",
      class: "quiet",
    });
    const middle = top + ((NAME_EM + BAR_EM - GAP_EM) / 2) * em;
    for (const segment of bar.segments) {
      const words = wordsFor(segment, x.apply(segment.to) - x.apply(segment.from), em);
      if (words)
        write(svg, words, {
          x: (x.apply(segment.from) + x.apply(segment.to)) / 2,
          y: middle,
          "text-anchor": "middle",
          class: segment.place === 1 ? "on-color" : "on-tint",
        });
    }
  });
  writeAxis(svg, figure, room);
  return svg;
}

/** @param {{motion: string}} segment */
function color({ motion }) {
  return `var(--motion-${motion})`;
}

/**
 * As much as there is room for.
 *
 * @param {{place: number, share: number}} segment
 * @param {number} space  in px
 * @param {number} em
 */
function wordsFor({ place, share }, space, em) {
  const full = `${ordinal(place)} ${formatShare(share)}`;
  return [full, ordinal(place)].find((words) => widthOf(words, em) + 0.6 * em <= space);
}

/** @param {Element} svg @param {AcceptabilityFigure} figure @param {Room} room */
function writeAxis(svg, { height }, { width, em }) {
  const y = (height - AXIS_EM / 2) * em;
  write(svg, "0\u202f%", { x: 0, y, class: "quiet" });
  write(svg, "50\u202f% of variations", { x: width / 2, y, "text-anchor": "middle", class: "quiet" });
  write(svg, "100\u202f%", { x: width, y, "text-anchor": "end", class: "quiet" });
}
