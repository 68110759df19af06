/**
 * What part of the map is on the screen: the place in the middle of it, and how many pixels a unit takes.
 *
 * @typedef {{x: number, y: number, scale: number}} View
 * @typedef {{width: number, height: number}} Size  in CSS pixels
 */

export const SMALLEST = 0.15;
export const LARGEST = 4;

/** @param {number} scale @returns {number} */
export function clampScale(scale) {
  return Math.max(SMALLEST, Math.min(LARGEST, scale));
}

/** @param {View} view @param {Size} size @param {number} px @param {number} py @returns {{x: number, y: number}} */
export function toMap(view, size, px, py) {
  return { x: view.x + (px - size.width / 2) / view.scale, y: view.y + (py - size.height / 2) / view.scale };
}

/**
 * The same place stays under the pointer.
 *
 * @param {View} view
 * @param {Size} size
 * @param {number} px
 * @param {number} py
 * @param {number} by
 * @returns {View}
 */
export function zoomAt(view, size, px, py, by) {
  const scale = clampScale(view.scale * by);
  const { x, y } = toMap(view, size, px, py);
  return { x: x - (px - size.width / 2) / scale, y: y - (py - size.height / 2) / scale, scale };
}

/** All of these in view. @param {{x: number, y: number}[]} points @param {Size} size @returns {View} */
export function fitView(points, size) {
  if (points.length === 0) return { x: 0, y: 0, scale: 1 };
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // Names stand to the right of their signs; on a phone there is no room to keep for them.
  const names = size.width > 600 ? 110 : 0;
  const scale = clampScale(
    Math.min((size.width - 60 - names) / (right - left || 1), (size.height - 90) / (bottom - top || 1), 1.6),
  );
  return { x: (left + right) / 2 + names / 2 / scale, y: (top + bottom) / 2 - 10 / scale, scale };
}

/** Between two views, `part` of the way. @param {View} from @param {View} to @param {number} part @returns {View} */
export function between(from, to, part) {
  if (part >= 1) return to;
  const eased = 1 - (1 - part) ** 3;
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * eased;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: from.scale * (to.scale / from.scale) ** eased };
}
