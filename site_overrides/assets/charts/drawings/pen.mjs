/**
 * What the four drawings share: a plot in the type of the page, and labels and marks set directly on it.
 *
 * @import {Placed, Plot, Room} from "../types.mjs"
 */
import { markOf } from "../../selector/dom.mjs";
import { spread, widthOf } from "../placing.mjs";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Below this width in em a motion is called without "-led": its mark stands beside it. */
const NARROW_EM = 30;

/**
 * @param {Plot} Plot
 * @param {Room} room
 * @param {number} height  in px
 * @param {object} options  of the plot
 */
export function plot(Plot, { width, em }, height, options) {
  const svg = Plot.plot({
    width,
    height,
    style: { fontSize: `${em}px`, fontFamily: "inherit", overflow: "visible" },
    className: "drawing",
    ...options,
  });
  // The box around it has a name and a role; what is inside is for the eyes.
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  return svg;
}

/**
 * @param {Element} parent
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement}
 */
export function add(parent, name, attributes) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent.append(made);
  return made;
}

/**
 * @param {Element} svg
 * @param {string} words
 * @param {Record<string, string | number>} attributes  y is the middle of the line
 */
export function write(svg, words, attributes) {
  const text = add(svg, "text", { dy: "0.34em", "text-anchor": "start", ...attributes });
  text.textContent = words;
  return text;
}

/**
 * @param {Element} svg
 * @param {string} motion
 * @param {number} x  its left side
 * @param {number} y  its middle
 * @param {number} size
 */
export function stamp(svg, motion, x, y, size) {
  const mark = markOf(motion);
  for (const [key, value] of Object.entries({ x, y: y - size / 2, width: size, height: size }))
    mark.setAttribute(key, String(value));
  mark.removeAttribute("aria-hidden"); // the whole drawing is hidden from assistive technology already
  svg.append(mark);
}

/** @param {string} label @param {Room} room @returns {string}  a motion's name as there is room for it */
export function nameFor(label, { width, em }) {
  return width < NARROW_EM * em ? label.replace(/-led$/, "") : label;
}

/**
 * @param {string[]} labels
 * @param {Room} room
 * @returns {number}  px to keep free on the right for names at the ends of lines
 */
export function roomForNames(labels, room) {
  return Math.max(...labels.map((label) => widthOf(nameFor(label, room), room.em))) + 2.5 * room.em;
}

/**
 * Names at the ends of lines, moved apart, each joined to its line.
 *
 * @param {Element} svg
 * @param {Placed[]} ends
 * @param {{x: number, top: number, bottom: number}} area  x: where the lines end
 * @param {Room} room
 */
export function nameLines(svg, ends, { x, top, bottom }, room) {
  const { em } = room;
  const places = spread(
    ends.map((end) => end.y),
    1.45 * em,
    top,
    bottom,
  );
  ends.forEach((end, index) => {
    const y = places[index] ?? end.y;
    const group = add(svg, "g", { class: `name${end.isOut ? " name--out" : ""}`, "data-mark": end.motion });
    add(group, "path", { class: "name__lead", d: `M${x + 2},${end.y}L${x + 0.75 * em},${y}` });
    stamp(group, end.motion, x + 0.95 * em, y, 0.9 * em);
    write(group, nameFor(end.label, room), { x: x + 2.2 * em, y, class: "name__text" });
  });
}
