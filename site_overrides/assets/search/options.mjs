/**
 * Results as the options of a listbox: the best three first, the rest by kind, each with category and source. Excerpts
 * are fetched for what is shown and for nothing else.
 *
 * @import {Engine} from "./engine.mjs"
 * @import {Fragment, Hit} from "./types.mjs"
 */
import { element } from "../selector/dom.mjs";
import { BASE } from "./engine.mjs";
import { joined } from "./words.mjs";
import { ownWords } from "../page/own_words.mjs";

const BEST = 3;
export const A_KIND = 4;
const PLURALS = new Map([
  ["framework", "Frameworks"],
  ["question", "Questions"],
  ["case", "Cases"],
  ["page", "Guides"],
  ["list", "Lists"],
]);

/**
 * @param {Engine} engine
 * @param {Hit[]} hits  best first
 * @param {number} perKind  how many of each kind below the best
 * @returns {{groups: HTMLElement[], options: HTMLAnchorElement[], left: number}}
 */
export function makeOptions(engine, hits, perKind) {
  /** @type {HTMLAnchorElement[]} */
  const options = [];
  /** @type {Map<string, Hit[]>} */
  const byKind = new Map();
  for (const hit of hits.slice(BEST)) {
    const kind = engine.slug(hit.document, "kind");
    byKind.set(kind, [...(byKind.get(kind) ?? []), hit]);
  }
  let left = 0;
  /** @param {string} name @param {Hit[]} members @param {boolean} withKind */
  const group = (name, members, withKind) => {
    const id = `search-group-${options.length}`;
    const made = members.map((hit) => {
      const option = makeOption(engine, hit, options.length, withKind);
      options.push(option);
      return option;
    });
    return element(
      "div.search__group",
      { role: "group", "aria-labelledby": id },
      element("p.search__kind", { id, role: "presentation" }, name),
      ...made,
    );
  };
  const groups =
    hits.length > 0
      ? [group(ownWords(hits.length > BEST ? "Best matches" : "Matches"), hits.slice(0, BEST), true)]
      : [];
  for (const [kind, members] of byKind) {
    left += Math.max(0, members.length - perKind);
    groups.push(group(ownWords(PLURALS.get(kind) ?? engine.list.nouns.many), members.slice(0, perKind), false));
  }
  return { groups, options, left };
}

/**
 * @param {Engine} engine
 * @param {Hit} hit
 * @param {number} place
 * @param {boolean} withKind
 * @returns {HTMLAnchorElement}
 */
function makeOption(engine, hit, place, withKind) {
  const { document: found } = hit;
  const kind = engine.slug(found, "kind");
  // The category of cases is `cases`: said once.
  const category = engine.slug(found, "category") === `${kind}s` ? "" : engine.label(found, "category");
  const where = [withKind ? engine.label(found, "kind") : "", category, engine.label(found, "guest")];
  const excerpt = element("span.search__excerpt", {}, found.about ?? "");
  const section = element("span.search__section", { hidden: "" });
  const option = /** @type {HTMLAnchorElement} */ (
    element(
      "a.search__option",
      {
        id: `search-option-${place}`,
        role: "option",
        "aria-selected": "false",
        tabindex: "-1",
        href: new URL(found.url, BASE).href,
      },
      element("span.search__title", {}, found.title),
      element("span.search__where", {}, [...new Set(where)].filter((part) => part !== "").join(" · ")),
      section,
      excerpt,
    )
  );
  if (hit.match) {
    hit.match.data().then(
      (fragment) => showFragment(option, section, excerpt, fragment, hit),
      (error) => console.warn("search: an excerpt could not be loaded", error),
    );
  }
  return option;
}

/**
 * @param {HTMLAnchorElement} option
 * @param {HTMLElement} section
 * @param {HTMLElement} excerpt
 * @param {Fragment} fragment
 * @param {Hit} hit
 */
function showFragment(option, section, excerpt, fragment, hit) {
  // A page found by its name opens at its beginning, one found by a passage opens at the passage.
  const passage = hit.byName ? undefined : fragment.sub_results[0];
  const text = joined((passage ?? fragment).excerpt.trim());
  excerpt.replaceChildren(
    /^(?:<mark>)?\p{Ll}/u.test(text) ? "…" : "",
    ...marked(text),
    /[.?!:](?:<\/mark>)?$/.test(text) ? "" : "…",
  );
  if (passage?.anchor && passage.anchor.element !== "h1") {
    section.textContent = joined(passage.title);
    section.hidden = false;
    option.hash = passage.anchor.id;
  }
}

/** @param {string} escaped  text with <mark> @returns {Node[]} */
function marked(escaped) {
  return escaped
    .split(/(<mark>.*?<\/mark>)/)
    .filter((part) => part !== "")
    .map((part) => {
      const inside = part.match(/^<mark>(.*)<\/mark>$/);
      return inside ? element("mark", {}, unescape(inside[1] ?? "")) : new Text(unescape(part));
    });
}

/** @param {string} text @returns {string} */
function unescape(text) {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;|&#x27;/g, "'")
    .replace(/&amp;/g, "&");
}
