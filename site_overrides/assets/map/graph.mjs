/**
 * The library as the map needs it: nodes with their places, ties by the number of their nodes, what is visible.
 *
 * @typedef {{id: string, title: string, kind: string, category: string, url: string, x: number, y: number}} PlacedNode
 * @typedef {{source: string, target: string, type: string, reason: string}} WrittenEdge
 * @typedef {PlacedNode & {index: number, key: string}} MapNode  `key`: the title as a search compares it
 * @typedef {{source: number, target: number, type: string, reason: string}} MapEdge
 * @typedef {{name: string, x: number, y: number}} Region
 *
 * @typedef {object} Graph
 * @property {MapNode[]} nodes
 * @property {MapEdge[]} edges
 * @property {MapEdge[][]} around  ties of each node
 * @property {number[]} byDegree  numbers of the nodes, the best connected first
 * @property {Region[]} regions
 */

/** @param {{nodes: PlacedNode[], edges: WrittenEdge[]}} written @returns {Graph} */
export function readGraph(written) {
  const nodes = written.nodes.map((node, index) => ({ ...node, index, key: plain(node.title) }));
  const number = new Map(nodes.map((node) => [node.id, node.index]));
  /** @type {MapEdge[][]} */
  const around = nodes.map(() => []);
  const edges = written.edges.flatMap(({ source, target, type, reason }) => {
    const [from, to] = [number.get(source), number.get(target)];
    if (from === undefined || to === undefined) return [];
    const edge = { source: from, target: to, type, reason };
    around[from]?.push(edge);
    around[to]?.push(edge);
    return [edge];
  });
  const degree = (/** @type {number} */ index) => around[index]?.length ?? 0;
  const byDegree = nodes.map((node) => node.index).sort((a, b) => degree(b) - degree(a) || a - b);
  return { nodes, edges, around, byDegree, regions: regionsOf(nodes) };
}

/** @param {MapNode[]} nodes @returns {Region[]} */
function regionsOf(nodes) {
  /** @type {Map<string, MapNode[]>} */
  const groups = new Map();
  for (const node of nodes) groups.set(node.category, [...(groups.get(node.category) ?? []), node]);
  return [...groups].flatMap(([name, members]) => {
    if (!name || members.length < 2) return [];
    const x = members.reduce((sum, node) => sum + node.x, 0) / members.length;
    const y = Math.min(...members.map((node) => node.y)) - 26;
    const words = (name.split("/").pop() ?? name).replace(/[-_]+/g, " ");
    return [{ name: words.charAt(0).toUpperCase() + words.slice(1), x, y }];
  });
}

/** @param {string} text @returns {string} */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Nodes whose title or category holds every word, those that begin with the first word first.
 *
 * @param {Graph} graph @param {string} text @param {number} most
 * @returns {MapNode[]}
 */
export function findNodes(graph, text, most) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const first = words[0];
  if (!first) return [];
  const found = graph.nodes.filter((node) =>
    words.every((word) => node.key.includes(word) || node.category.includes(word)),
  );
  const rank = (/** @type {MapNode} */ node) => (node.key.startsWith(first) ? 0 : node.key.includes(first) ? 1 : 2);
  return found.sort((a, b) => rank(a) - rank(b) || a.key.localeCompare(b.key)).slice(0, most);
}

/**
 * The next node in a direction: near, and more ahead than aside.
 *
 * @param {Graph} graph @param {{x: number, y: number}} from @param {number} across @param {number} down
 * @param {(node: MapNode) => boolean} isVisible
 * @returns {MapNode | null}
 */
export function nextNode(graph, from, across, down, isVisible) {
  let best = null;
  let least = Infinity;
  for (const node of graph.nodes) {
    if (!isVisible(node)) continue;
    const [dx, dy] = [node.x - from.x, node.y - from.y];
    const ahead = dx * across + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    if (ahead <= 0.5 || aside > ahead * 2) continue;
    const cost = ahead + aside * 2;
    if (cost < least) [least, best] = [cost, node];
  }
  return best;
}

/**
 * The node at a place.
 *
 * @param {Graph} graph @param {{x: number, y: number}} at @param {number} reach
 * @param {(node: MapNode) => boolean} isVisible
 * @returns {MapNode | null}
 */
export function nodeAt(graph, at, reach, isVisible) {
  let best = null;
  let least = reach * reach;
  for (const node of graph.nodes) {
    const square = (node.x - at.x) ** 2 + (node.y - at.y) ** 2;
    if (square <= least && isVisible(node)) [least, best] = [square, node];
  }
  return best;
}
