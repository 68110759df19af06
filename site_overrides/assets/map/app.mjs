/** The map at work: pointer, keyboard, filters, search. Loaded only where there is a map. */

/** @import {Scene} from "./draw.mjs" @import {MapEdge, MapNode} from "./graph.mjs" @import {View} from "./view.mjs" */

import { replaceAddress } from "../page/address.mjs";
import { follow } from "../page/follow.mjs";
import { draw, gatherTies, readInk } from "./draw.mjs";
import { findNodes, nextNode, nodeAt, readGraph } from "./graph.mjs";
import { kindOf, showPage } from "./panel.mjs";
import { between, clampScale, fitView, toMap, zoomAt } from "./view.mjs";
import { countWords, ownWords } from "../page/own_words.mjs";

const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});
const MOVE_MS = 260;
const REACH = 14;

/** @template {Element} T @param {ParentNode} root @param {string} selector @param {new () => T} type @returns {T} */
function find(root, selector, type) {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the map's page has no ${selector}`);
  return found;
}

/**
 * @param {HTMLElement} root  the [data-map] element
 * @param {URL} address  of the graph
 * @param {URL} base  of the site
 * @param {AbortSignal} signal  aborted when it has left the page
 */
export async function startMap(root, address, base, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`graph.json: ${response.status}`);
  const graph = readGraph(await response.json());
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const canvas = find(root, "[data-map-canvas]", HTMLCanvasElement);
  const status = find(root, "[data-map-status]", HTMLElement);
  const panel = find(root, "[data-map-page]", HTMLElement);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("this browser draws no canvas");

  /** @type {Scene} */
  const scene = {
    graph,
    view: { x: 0, y: 0, scale: 1 },
    size: { width: canvas.clientWidth, height: canvas.clientHeight },
    chosen: null,
    over: null,
    kinds: new Set(),
    types: new Set(),
    ink: readInk(root),
    ties: new Map(),
  };
  /** @param {MapNode} node */
  const isShown = (node) => scene.kinds.has(node.kind);
  /** @param {MapEdge} edge */
  const isDrawn = (edge) => {
    const [from, to] = [graph.nodes[edge.source], graph.nodes[edge.target]];
    return scene.types.has(edge.type) && !!from && !!to && isShown(from) && isShown(to);
  };

  let frame = 0;
  let moving = 0;
  const paint = () => {
    frame = 0;
    draw(context, scene, Math.min(2, devicePixelRatio || 1));
  };
  const repaint = () => {
    frame ||= requestAnimationFrame(paint);
  };
  /** @param {View} to @param {boolean} [atOnce] */
  const moveTo = (to, atOnce = false) => {
    cancelAnimationFrame(moving);
    if (atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      scene.view = to;
      repaint();
      return;
    }
    const [from, start] = [scene.view, performance.now()];
    const step = (/** @type {number} */ now) => {
      const part = Math.max(0, Math.min(1, (now - start) / MOVE_MS));
      scene.view = between(from, to, part);
      repaint();
      if (part < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  };
  const showAll = (atOnce = false) => moveTo(fitView(graph.nodes.filter(isShown), scene.size), atOnce);

  const say = () => {
    const node = scene.chosen;
    if (node) {
      const ties = new Set(
        (graph.around[node.index] ?? []).filter(isDrawn).map((edge) => edge.source + edge.target - node.index),
      );
      status.textContent = [node.title, kindOf(node), ownWords("tied to {n}", { n: ties.size })]
        .filter(Boolean)
        .join(", ");
    } else {
      const pages = graph.nodes.filter(isShown).length;
      const ties = graph.edges.filter(isDrawn).length;
      status.textContent = `${countWords(pages, "page", "pages")}, ${countWords(ties, "tie", "ties")}`;
    }
  };

  /** @param {MapNode | null} node @param {"stay" | "show" | "at once"} how  whether the map moves to it */
  const choose = (node, how) => {
    scene.chosen = node;
    showPage(panel, graph, node, base, isDrawn, (other) => {
      choose(other, "show");
      canvas.focus();
    });
    say();
    // The selector keeps its answers in the address; they come first.
    if (!location.hash.startsWith("#selector")) {
      replaceAddress(node ? `#${node.id}` : location.pathname + location.search);
    }
    const at = node && {
      px: (node.x - scene.view.x) * scene.view.scale,
      py: (node.y - scene.view.y) * scene.view.scale,
    };
    const isAway = at && (Math.abs(at.px) > scene.size.width * 0.36 || Math.abs(at.py) > scene.size.height * 0.36);
    if (node && (how === "at once" || (how === "show" && (isAway || scene.view.scale < 0.7)))) {
      moveTo({ x: node.x, y: node.y, scale: Math.max(scene.view.scale, 0.9) }, how === "at once");
    }
    repaint();
  };

  const filter = () => {
    const checked = (/** @type {string} */ name) =>
      new Set(
        [...root.querySelectorAll(`input[name="${name}"]:checked`)].map(
          (each) => /** @type {HTMLInputElement} */ (each).value,
        ),
      );
    scene.kinds = checked("kind");
    scene.types = checked("type");
    scene.ties = gatherTies(graph, isDrawn);
    if (scene.chosen) choose(isShown(scene.chosen) ? scene.chosen : null, "stay");
    say();
    repaint();
  };

  /** @param {number} by  @param {number} [px] @param {number} [py] */
  const zoom = (by, px = scene.size.width / 2, py = scene.size.height / 2, atOnce = false) =>
    moveTo(zoomAt(scene.view, scene.size, px, py, by), atOnce);

  listenToPointer(canvas, scene, {
    isShown,
    choose,
    moveTo,
    zoom,
    repaint,
    open: (node) => follow(new URL(node.url, base).href),
  });
  canvas.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (arrow && event.shiftKey) {
      moveTo({
        ...scene.view,
        x: scene.view.x + (arrow[0] * 120) / scene.view.scale,
        y: scene.view.y + (arrow[1] * 120) / scene.view.scale,
      });
    } else if (arrow) {
      const from = scene.chosen;
      const next = from ? nextNode(graph, from, ...arrow, isShown) : nodeAt(graph, scene.view, Infinity, isShown);
      if (next) choose(next, "show");
    } else if (event.key === "Enter" && scene.chosen) follow(new URL(scene.chosen.url, base).href);
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") showAll();
    else if (event.key === "Escape" && scene.chosen) choose(null, "stay");
    else return;
    // Handled: neither the page scrolls nor do the page's own shortcuts run.
    event.preventDefault();
    event.stopPropagation();
  });
  for (const button of root.querySelectorAll("[data-map-zoom]")) {
    button.addEventListener("click", () => {
      const how = /** @type {HTMLElement} */ (button).dataset.mapZoom;
      if (how === "all") showAll();
      else zoom(how === "in" ? 1.5 : 1 / 1.5);
    });
  }
  root.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "checkbox") filter();
  });
  listenToSearch(
    root,
    (text) => findNodes(graph, text, 8),
    (node) => {
      const kind = root.querySelector(`input[name="kind"][value="${node.kind}"]`);
      if (kind instanceof HTMLInputElement && !kind.checked) {
        kind.checked = true;
        filter();
      }
      choose(node, "show");
      canvas.focus();
    },
  );

  const resized = new ResizeObserver(() => {
    const density = Math.min(2, devicePixelRatio || 1);
    const hadSize = scene.size.width > 0;
    scene.size = { width: canvas.clientWidth, height: canvas.clientHeight };
    canvas.width = Math.round(scene.size.width * density);
    canvas.height = Math.round(scene.size.height * density);
    if (!hadSize && !scene.chosen) showAll(true);
    // At once: a resized canvas is empty until it is drawn again.
    if (frame) cancelAnimationFrame(frame);
    paint();
  });
  resized.observe(canvas);
  const reink = () => {
    scene.ink = readInk(root);
    repaint();
  };
  const repainted = new MutationObserver(reink);
  repainted.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  signal.addEventListener("abort", () => {
    resized.disconnect();
    repainted.disconnect();
    cancelAnimationFrame(moving);
  });
  document.fonts?.ready.then(reink);

  filter();
  showAll(true);
  const asked = decodeURIComponent(location.hash.slice(1));
  const wanted = graph.nodes.find((node) => node.id === asked);
  if (wanted) choose(wanted, "at once");
  root.dataset.state = "ready";
}

/**
 * @typedef {object} Hands
 * @property {(node: MapNode) => boolean} isShown
 * @property {(node: MapNode | null, how: "stay" | "show") => void} choose
 * @property {(to: View, atOnce?: boolean) => void} moveTo
 * @property {(by: number, px?: number, py?: number, atOnce?: boolean) => void} zoom
 * @property {() => void} repaint
 * @property {(node: MapNode) => void} open
 */

/** Drag, pinch, wheel, hover, click. @param {HTMLCanvasElement} canvas @param {Scene} scene @param {Hands} hands */
function listenToPointer(canvas, scene, hands) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let travelled = 0;
  /** @param {MouseEvent} event */
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  /** @param {{x: number, y: number}} place */
  const under = (place) =>
    nodeAt(
      scene.graph,
      toMap(scene.view, scene.size, place.x, place.y),
      Math.max(REACH / scene.view.scale, 9),
      hands.isShown,
    );

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    travelled = down.size > 1 ? Infinity : 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const place = at(event);
    const last = down.get(event.pointerId);
    if (!last) {
      const over = under(place);
      if (over !== scene.over) {
        scene.over = over;
        canvas.toggleAttribute("data-over", over !== null);
        hands.repaint();
      }
      return;
    }
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, place);
    if (other) {
      const [before, after] = [
        Math.hypot(last.x - other.x, last.y - other.y),
        Math.hypot(place.x - other.x, place.y - other.y),
      ];
      if (before > 0) hands.zoom(after / before, (place.x + other.x) / 2, (place.y + other.y) / 2, true);
      return;
    }
    travelled += Math.hypot(place.x - last.x, place.y - last.y);
    if (travelled < 4) return;
    canvas.toggleAttribute("data-dragged", true);
    const { x, y, scale } = scene.view;
    hands.moveTo(
      { x: x - (place.x - last.x) / scale, y: y - (place.y - last.y) / scale, scale: clampScale(scale) },
      true,
    );
  });
  /** @param {PointerEvent} event */
  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    canvas.removeAttribute("data-dragged");
    if (event.type !== "pointerup" || travelled >= 4) return;
    const node = under(at(event));
    if (node && node === scene.chosen) hands.open(node);
    else hands.choose(node, "stay");
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => {
    if (!scene.over) return;
    scene.over = null;
    hands.repaint();
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      // The page scrolls past the map until the reader has taken hold of it.
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
      event.preventDefault();
      const { x, y } = at(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      hands.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * 0.003), x, y, true);
    },
    { passive: false },
  );
}

/**
 * The search box and what it finds.
 *
 * @param {HTMLElement} root
 * @param {(text: string) => MapNode[]} search
 * @param {(node: MapNode) => void} choose
 */
function listenToSearch(root, search, choose) {
  const input = find(root, "[data-map-search]", HTMLInputElement);
  const list = find(root, "[data-map-found]", HTMLElement);
  const buttons = () => /** @type {HTMLButtonElement[]} */ ([...list.querySelectorAll("button")]);
  const close = () => list.toggleAttribute("hidden", true);
  /** @param {MapNode} node */
  const take = (node) => {
    input.value = node.title;
    close();
    choose(node);
  };
  const show = () => {
    const found = search(input.value);
    const rows = found.map((node) => {
      const button = document.createElement("button");
      button.type = "button";
      const kind = document.createElement("small");
      kind.textContent = ` ${kindOf(node)}`;
      button.append(node.title, kind);
      button.addEventListener("click", () => take(node));
      const row = document.createElement("li");
      row.append(button);
      return row;
    });
    if (rows.length === 0 && input.value.trim()) {
      const none = document.createElement("li");
      const words = document.createElement("p");
      words.textContent = ownWords("No page on the map has these words in its title or category.");
      none.append(words);
      rows.push(none);
    }
    list.replaceChildren(...rows);
    list.toggleAttribute("hidden", rows.length === 0);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("keydown", (event) => {
    const first = buttons()[0];
    if (event.key === "Enter") first?.click();
    else if (event.key === "ArrowDown") first?.focus();
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.findIndex((each) => each === document.activeElement);
    if (event.key === "ArrowDown") all[Math.min(all.length - 1, here + 1)]?.focus();
    else if (event.key === "ArrowUp") (here > 0 ? all[here - 1] : input)?.focus();
    else if (event.key === "Escape") {
      close();
      input.focus();
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !input.parentElement?.contains(next)) close();
  });
}
