/** What stands beside the map: the chosen page with everything it is tied to, as links. */

import { ownWords } from "../page/own_words.mjs";

/** @import {Graph, MapEdge, MapNode} from "./graph.mjs" */

/**
 * @type {Record<string, [string, string]>} what the other page is to this one: where this one says it, where the other
 * does
 */
const WORDS = {
  related: ["Related", "Related"],
  prerequisite: ["Read first", "Read after"],
  "leads-to": ["Read after", "Read first"],
  alternative: ["Alternative", "Alternative"],
  complements: ["Complements", "Complements"],
  contradicts: ["Contradicts", "Contradicts"],
  mentions: ["Mentioned here", "Links here"],
};

/** @param {string} text @returns {string} */
function words(text) {
  const plain = text.replace(/[-_/]+/g, " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** @param {MapNode} node @returns {string}  kind and category as a reader writes them */
export function kindOf(node) {
  return [node.kind === "page" ? "" : ownWords(words(node.kind)), node.kind === "framework" ? words(node.category) : ""]
    .filter(Boolean)
    .join(" · ");
}

/** @param {string} tag @param {string} content @param {string} [name] @returns {HTMLElement} */
function text(tag, content, name) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = content;
  return made;
}

/**
 * @param {HTMLElement} target @param {Graph} graph @param {MapNode | null} node @param {URL} base
 * @param {(edge: MapEdge) => boolean} isVisible @param {(node: MapNode) => void} choose
 */
export function showPage(target, graph, node, base, isVisible, choose) {
  if (!node) {
    target.replaceChildren();
    return;
  }
  const go = document.createElement("a");
  go.href = new URL(node.url, base).href;
  go.className = "go";
  go.textContent = ownWords("Open the page");
  const ties = (graph.around[node.index] ?? []).filter(isVisible);
  const list = document.createElement("ul");
  /** @type {Set<number>} */
  const seen = new Set();
  for (const edge of ties) {
    const isOut = edge.source === node.index;
    const other = graph.nodes[isOut ? edge.target : edge.source];
    if (!other || seen.has(other.index)) continue;
    seen.add(other.index);
    const button = document.createElement("a");
    button.href = new URL(other.url, base).href;
    button.textContent = other.title;
    button.dataset.noPreview = "";
    button.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      // On the map a page's name leads to its place; its own link opens it.
      event.preventDefault();
      event.stopPropagation();
      choose(other);
    });
    const type = text("span", ` ${ownWords(WORDS[edge.type]?.[isOut ? 0 : 1] ?? words(edge.type))}`, "type");
    const entry = document.createElement("li");
    entry.append(button, type);
    if (edge.reason) entry.append(text("small", edge.reason));
    list.append(entry);
  }
  target.replaceChildren(
    text("p", kindOf(node), "kind"),
    text("h2", node.title),
    go,
    text("h3", seen.size === 1 ? ownWords("Tied to 1 page") : ownWords("Tied to {n} pages", { n: seen.size })),
    list,
  );
}
