/**
 * On the not-found page: the pages whose addresses are nearest to the one asked for, by their names. The list is the
 * one that previews of links are made from.
 */
import { mendPath } from "./share_links.mjs";
import { ownWords } from "./own_words.mjs";

const SHOWN = 3;
/** Below this share of common letter pairs two names are strangers. */
const LIKE = 0.34;

/**
 * Letter pairs of an address's words; the last part of the address says most.
 * @param {string} text
 * @returns {string[]}
 */
function pairs(text) {
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, " ")
    .trim()} `;
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, place) => plain.slice(place, place + 2));
}

/**
 * How alike two names are: 0 for nothing in common, 1 for equal (Sørensen–Dice over letter pairs).
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
export function likeness(a, b) {
  const [first, second] = [pairs(a), pairs(b)];
  const rest = [...second];
  let common = 0;
  for (const pair of first) {
    const place = rest.indexOf(pair);
    if (place >= 0) {
      rest.splice(place, 1);
      common += 1;
    }
  }
  return first.length + second.length ? (2 * common) / (first.length + second.length) : 0;
}

/**
 * The addresses nearest to the one asked for, the nearest first.
 * @param {string} asked path under the site's root
 * @param {string[]} paths paths under the site's root
 * @returns {string[]}
 */
export function nearest(asked, paths) {
  const name = lastPart(asked);
  const ranked = paths
    .map((path) => ({ path, like: Math.max(likeness(name, lastPart(path)), likeness(asked, path)) }))
    .filter((one) => one.path && one.like >= LIKE)
    .sort((a, b) => b.like - a.like || (a.path < b.path ? -1 : 1));
  // Beside a near miss the far ones are noise.
  const least = (ranked[0]?.like ?? 0) * 0.6;
  return ranked
    .filter((one) => one.like >= least)
    .slice(0, SHOWN)
    .map((one) => one.path);
}

/** @param {string} path @returns {string} */
function lastPart(path) {
  return (
    path
      .replace(/(?:index)?(?:\.html?|\.md)?\/*$/u, "")
      .split("/")
      .at(-1) ?? ""
  );
}

/** @param {HTMLElement} panel */
async function show(panel) {
  const base = new URL(panel.dataset["base"] ?? "./", location.href);
  const answer = await fetch(new URL(panel.dataset["pages"] ?? "", location.href));
  if (!answer.ok) throw new Error(`the list of pages answered ${answer.status}`);
  /** @type {{pages: {url: string, title: string, one_liner?: string}[]}} */
  const { pages } = await answer.json();
  const byPath = new Map(pages.map((page) => [page.url, page]));
  const isHere = location.pathname.startsWith(base.pathname);
  const asked = isHere ? location.pathname.slice(base.pathname.length) : location.pathname;
  const items = nearest(asked, [...byPath.keys()]).map((path) => {
    const page = byPath.get(path);
    const [item, link, what] = [document.createElement("li"), document.createElement("a"), document.createElement("p")];
    link.href = new URL(path, base).href;
    link.textContent = page?.title ?? path;
    what.textContent = page?.one_liner ?? path;
    item.append(link, what);
    return item;
  });
  panel.querySelector("[data-lost-list]")?.replaceChildren(...items);
  say(panel, items.length ? "" : ownWords("No name here is like it."));
}

/** @param {HTMLElement} panel @param {string} text */
function say(panel, text) {
  const line = panel.querySelector("[data-lost-said]");
  if (line) line.textContent = text;
}

/**
 * Fill the not-found page.
 *
 * @param {HTMLElement} panel  [data-lost]
 */
export async function showNearest(panel) {
  const meant = mendPath(new URL(location.href));
  if (meant !== null) {
    say(panel, ownWords("The link was changed on its way; here is the page it was made on."));
    location.replace(meant);
    return;
  }
  try {
    await show(panel);
  } catch (error) {
    // Without the list of addresses the other ways on the page still help.
    say(panel, ownWords("The list of names could not be loaded."));
    console.info("no nearest names:", error);
  }
}
