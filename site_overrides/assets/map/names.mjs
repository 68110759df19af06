/**
 * Names on the map: where there is room, those of the best connected pages first, never half a name.
 *
 * @import {Scene} from "./draw.mjs"
 * @import {MapNode} from "./graph.mjs"
 */

const FONT_SIZE = 12;
/** @type {Map<string, number>} of names, by font and text */
const widths = new Map();

/** Names by fonts that are not drawn with any more. */
export function forgetWidths() {
  widths.clear();
}

/**
 * @param {CanvasRenderingContext2D} canvas
 * @param {Scene} scene
 * @param {MapNode | null} subject
 * @param {Set<number>} near
 * @param {(node: MapNode) => number} radius
 */
export function writeNames(canvas, scene, subject, near, radius) {
  const { graph, view, size, ink } = scene;
  /** @type {[number, number, number, number][]} */
  const taken = [];
  canvas.textBaseline = "middle";
  canvas.strokeStyle = ink.color("--ground");
  canvas.lineWidth = 3;
  /** @param {string} text */
  const widthOf = (text) => {
    const key = `${canvas.font}|${text}`;
    const width = widths.get(key) ?? canvas.measureText(text).width;
    widths.set(key, width);
    return width;
  };
  /**
   * @param {string} text
   * @param {number} at
   * @param {number} y
   * @param {boolean} isForced
   * @param {number} [align]  part of the width that stands before `at`
   * @returns {boolean}  false: no room
   */
  const write = (text, at, y, isForced, align = 0) => {
    const width = widthOf(text);
    const x = at - width * align;
    const [left, right, top, bottom] = [x - 2, x + width + 2, y - 8, y + 8];
    if (right < 0 || left > size.width || bottom < 0 || top > size.height) return true;
    if (!isForced && (x < 0 || x + width > size.width)) return false; // half a name tells nothing
    if (!isForced && taken.some((box) => left < box[1] && right > box[0] && top < box[3] && bottom > box[2]))
      return false;
    taken.push([left, right, top, bottom]);
    canvas.strokeText(text, x, y);
    canvas.fillText(text, x, y);
    return true;
  };
  const place = (/** @type {{x: number, y: number}} */ at) => [
    size.width / 2 + (at.x - view.x) * view.scale,
    size.height / 2 + (at.y - view.y) * view.scale,
  ];
  /** @param {MapNode} node @param {boolean} isForced */
  const name = (node, isForced) => {
    const [x = 0, y = 0] = place(node);
    const away = radius(node) * view.scale + 4;
    // To the right; to the left where the map ends, or where another name is in the way of a page that matters now.
    const isCut = x < size.width && x + away + widthOf(node.title) > size.width;
    if (isCut && x > size.width / 2) write(node.title, x - away, y, isForced, 1);
    else if (!write(node.title, x + away, y, isForced) && subject) write(node.title, x - away, y, false, 1);
  };
  if (subject) {
    canvas.fillStyle = ink.color("--ink");
    canvas.font = `600 ${FONT_SIZE + 1}px ${ink.sans}`;
    name(subject, true);
    if (scene.over && scene.over !== subject) name(scene.over, true);
  }
  canvas.font = `600 ${FONT_SIZE + 1}px ${ink.sans}`;
  canvas.fillStyle = ink.color("--muted");
  for (const region of graph.regions) {
    const [x = 0, y = 0] = place(region);
    const text = region.name.toUpperCase();
    const half = widthOf(text) / 2 + 4;
    const isSeen = x > 0 && x < size.width;
    write(text, isSeen && 2 * half < size.width ? Math.min(size.width - half, Math.max(half, x)) : x, y, false, 0.5);
  }
  canvas.font = `400 ${FONT_SIZE}px ${ink.sans}`;
  canvas.fillStyle = ink.color("--ink");
  for (const number of graph.byDegree) {
    const node = graph.nodes[number];
    if (!node || node === subject || !scene.kinds.has(node.kind)) continue;
    if (subject ? near.has(number) : true) name(node, false);
    if (taken.length > 160) break;
  }
}
