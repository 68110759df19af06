/**
 * The drawing. Ties that are not of the chosen page go as one path for each type, so that three thousand of them are
 * seven strokes; names are written where there is room, those of the best connected pages first.
 *
 * @import {Graph, MapEdge, MapNode} from "./graph.mjs"
 * @import {Size, View} from "./view.mjs"
 *
 * @typedef {object} Scene
 * @property {Graph} graph
 * @property {View} view
 * @property {Size} size
 * @property {MapNode | null} chosen
 * @property {MapNode | null} over  under the pointer
 * @property {Set<string>} kinds  shown
 * @property {Set<string>} types  shown
 * @property {Ink} ink
 * @property {Map<string, Path2D>} ties  by type, of all visible ties
 *
 * @typedef {object} Ink  colors and signs as the page has them now
 * @property {(name: string) => string} color
 * @property {Map<string, {lines: Path2D, solid: Path2D}>} marks  by motion
 * @property {string} sans
 */
import { forgetWidths, writeNames } from "./names.mjs";

/** @type {Record<string, {color: string, width: number, dash: number[]}>} the strokes of neighbourhood.css */
const STROKES = {
  related: { color: "--tie", width: 1, dash: [] },
  mentions: { color: "--tie", width: 1, dash: [1.2, 3.2] },
  prerequisite: { color: "--ink", width: 2.25, dash: [] },
  "leads-to": { color: "--ink", width: 2.25, dash: [] },
  alternative: { color: "--ink", width: 1.25, dash: [7, 4] },
  complements: { color: "--ink", width: 1.25, dash: [7, 3, 1.5, 3] },
  contradicts: { color: "--refused", width: 2.25, dash: [3, 3] },
};
const PLAIN = { color: "--tie", width: 1, dash: [] };

/** Read colors and marks from the page. @param {HTMLElement} root @returns {Ink} */
export function readInk(root) {
  const style = getComputedStyle(root);
  // Read again when the fonts have come: names are as wide as the font they are drawn in.
  forgetWidths();
  /** @type {Map<string, string>} */
  const known = new Map();
  const marks = new Map();
  for (const symbol of document.querySelectorAll("symbol[id^='mark-']")) {
    const [lines, solid] = [new Path2D(), new Path2D()];
    for (const part of symbol.children) {
      const path = part.classList.contains("solid") ? solid : lines;
      const number = (/** @type {string} */ name) => Number(part.getAttribute(name));
      if (part instanceof SVGCircleElement) {
        path.moveTo(number("cx") + number("r"), number("cy"));
        path.arc(number("cx"), number("cy"), number("r"), 0, 7);
      } else path.addPath(new Path2D(part.getAttribute("d") ?? ""));
    }
    marks.set(symbol.id.slice("mark-".length), { lines, solid });
  }
  return {
    color(name) {
      let value = known.get(name);
      if (value === undefined) known.set(name, (value = style.getPropertyValue(name).trim()));
      return value;
    },
    marks,
    sans: style.fontFamily,
  };
}

/** Drawn faintly: a tie between two regions. */
const FAR = " far";

/**
 * One path for each type of tie, ties between regions apart.
 *
 * @param {Graph} graph
 * @param {(edge: MapEdge) => boolean} isVisible
 * @returns {Map<string, Path2D>}
 */
export function gatherTies(graph, isVisible) {
  /** @type {Map<string, Path2D>} */
  const found = new Map();
  for (const edge of graph.edges) {
    if (!isVisible(edge)) continue;
    const [from, to] = [graph.nodes[edge.source], graph.nodes[edge.target]];
    if (!from || !to) continue;
    const key = from.category === to.category ? edge.type : edge.type + FAR;
    let path = found.get(key);
    if (!path) found.set(key, (path = new Path2D()));
    path.moveTo(from.x, from.y);
    path.lineTo(to.x, to.y);
  }
  return found;
}

/**
 * In map units; from afar a sign keeps a size that can be told apart.
 *
 * @param {Scene} scene
 * @param {MapNode} node
 * @returns {number}
 */
function radiusOf({ graph, view }, node) {
  const radius = Math.min(11, 4 + Math.sqrt(graph.around[node.index]?.length ?? 0) * 0.8);
  return radius * Math.max(1, 0.6 / view.scale);
}

/** @param {CanvasRenderingContext2D} canvas @param {Scene} scene @param {number} density  device pixels a CSS pixel */
export function draw(canvas, scene, density) {
  const { graph, view, size, ink } = scene;
  const subject = scene.chosen ?? scene.over;
  canvas.setTransform(density, 0, 0, density, 0, 0);
  // Of the whole drawing: a canvas keeps it from one frame to the next.
  canvas.lineJoin = "round";
  canvas.fillStyle = ink.color("--ground");
  canvas.fillRect(0, 0, size.width, size.height);
  const zoom = density * view.scale;
  const enter = () =>
    canvas.setTransform(
      zoom,
      0,
      0,
      zoom,
      density * (size.width / 2 - view.x * view.scale),
      density * (size.height / 2 - view.y * view.scale),
    );
  enter();
  // The more there are, the fainter each: the map stays a map, not a gray patch.
  const strength = Math.max(0.2, Math.min(0.6, 16 / Math.sqrt(graph.edges.length || 1)));
  for (const [key, path] of scene.ties) {
    const isFar = key.endsWith(FAR);
    const type = isFar ? key.slice(0, -FAR.length) : key;
    const stroke = STROKES[type] ?? PLAIN;
    canvas.globalAlpha =
      stroke.color !== "--tie" ? (subject ? 0.2 : 0.8) : strength * (isFar ? 0.4 : 1) * (subject ? 0.4 : 1);
    canvas.strokeStyle = ink.color(stroke.color);
    canvas.lineWidth = (type === "mentions" ? 0.6 : stroke.width) / view.scale;
    // A thousand dotted lines at a distance are gray either way, and dots take ten times as long to draw.
    canvas.setLineDash(type === "mentions" ? [] : stroke.dash.map((each) => each / view.scale));
    canvas.stroke(path);
  }
  const near = drawSubject(canvas, scene, subject);
  canvas.setLineDash([]);
  for (const number of graph.byDegree.toReversed()) {
    const node = graph.nodes[number];
    if (!node || !scene.kinds.has(node.kind)) continue;
    canvas.globalAlpha = subject && !near.has(number) ? 0.28 : 1;
    drawSign(canvas, scene, node, node === subject);
  }
  canvas.globalAlpha = 1;
  canvas.setTransform(density, 0, 0, density, 0, 0);
  writeNames(canvas, scene, subject, near, (node) => radiusOf(scene, node));
}

/**
 * The chosen page's ties, with the strokes that say what they are.
 *
 * @param {CanvasRenderingContext2D} canvas
 * @param {Scene} scene
 * @param {MapNode | null} subject
 * @returns {Set<number>}
 */
function drawSubject(canvas, scene, subject) {
  const near = new Set(subject ? [subject.index] : []);
  if (!subject) return near;
  canvas.globalAlpha = 1;
  for (const edge of scene.graph.around[subject.index] ?? []) {
    const other = scene.graph.nodes[edge.source === subject.index ? edge.target : edge.source];
    if (!other || !scene.types.has(edge.type) || !scene.kinds.has(other.kind)) continue;
    near.add(other.index);
    const stroke = STROKES[edge.type] ?? PLAIN;
    canvas.strokeStyle = scene.ink.color(stroke.color === "--tie" ? "--muted" : stroke.color);
    canvas.lineWidth = Math.max(1.25, stroke.width) / scene.view.scale;
    canvas.setLineDash(stroke.dash.map((each) => each / scene.view.scale));
    canvas.beginPath();
    canvas.moveTo(subject.x, subject.y);
    canvas.lineTo(other.x, other.y);
    canvas.stroke();
  }
  return near;
}

/**
 * The sign of a kind, as partials/neighbourhood-mark.html draws it.
 *
 * @param {CanvasRenderingContext2D} canvas
 * @param {Scene} scene
 * @param {MapNode} node
 * @param {boolean} isSubject
 */
function drawSign(canvas, scene, node, isSubject) {
  const { ink, view } = scene;
  const r = radiusOf(scene, node);
  const { x, y } = node;
  const motion = node.kind === "motion" ? (node.id.split("/").pop() ?? "") : "";
  const mark = ink.marks.get(motion);
  canvas.beginPath();
  if (mark) canvas.arc(x, y, r * 1.25, 0, 7);
  else if (node.kind === "question") {
    canvas.moveTo(x, y - r * 1.25);
    canvas.lineTo(x + r * 1.25, y);
    canvas.lineTo(x, y + r * 1.25);
    canvas.lineTo(x - r * 1.25, y);
    canvas.closePath();
  } else if (node.kind === "case") canvas.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else if (node.kind === "page") {
    canvas.moveTo(x, y - r * 1.1);
    canvas.lineTo(x + r * 1.15, y + r * 0.9);
    canvas.lineTo(x - r * 1.15, y + r * 0.9);
    canvas.closePath();
  } else canvas.arc(x, y, r, 0, 7);
  const isRing = node.kind === "motion" && !mark;
  if (isRing) {
    canvas.moveTo(x + r * 0.55, y);
    canvas.arc(x, y, r * 0.55, 0, 7, true);
  }
  canvas.fillStyle = mark ? ink.color("--ground") : ink.color(`--kind-${node.kind}`) || ink.color("--kind-page");
  canvas.strokeStyle = ink.color(isSubject ? "--ink" : "--ground");
  canvas.lineWidth = (isSubject ? 2.5 : 1.25) / view.scale;
  canvas.fill();
  canvas.stroke();
  if (!mark) return;
  const unit = r / 5.6;
  const before = canvas.getTransform();
  canvas.transform(unit, 0, 0, unit, x - 6 * unit, y - 6 * unit);
  canvas.strokeStyle = canvas.fillStyle = ink.color(`--motion-${motion}`) || ink.color("--ink");
  canvas.lineWidth = 1.4;
  canvas.stroke(mark.lines);
  canvas.fill(mark.solid);
  canvas.setTransform(before);
}
