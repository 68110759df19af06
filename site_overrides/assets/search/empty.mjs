/**
 * What stands where results would: before a query, ways to begin; after one that finds nothing, ways on.
 *
 * @import {Engine} from "./engine.mjs"
 * @import {Answer, ListedDocument} from "./types.mjs"
 */
import { element } from "../selector/dom.mjs";
import { BASE } from "./engine.mjs";
import { ownWords } from "../page/own_words.mjs";

/** @param {string} url @param {string} text @returns {HTMLElement} */
function link(url, text) {
  return element("a", { href: new URL(url, BASE).href }, text);
}

/** @param {ListedDocument[]} documents @returns {HTMLElement} */
function list(documents) {
  return element(
    "ul",
    {},
    ...documents.map((each) => element("li", {}, link(each.url, each.title), each.about ? ` ${each.about}` : "")),
  );
}

/** @param {Engine} engine @returns {HTMLElement}  before anything is typed */
export function beginning(engine) {
  const motions = engine.list.documents.filter((each) => engine.slug(each, "kind") === "motion");
  return element(
    "div.search__empty",
    {},
    element("p", {}, ownWords("Ask in your own words, or type a name, a person or a company.")),
    ...(motions.length > 0 ? [list(motions)] : []),
    ways(),
  );
}

/**
 * @param {Answer} answer
 * @param {number} unfiltered  how many there are without filters
 * @param {() => void} clear
 * @returns {HTMLElement}
 */
export function nothing(answer, unfiltered, clear) {
  if (unfiltered > 0) {
    const button = element(
      "button.search__clear",
      { type: "button" },
      ownWords("Show all {n} without filters", { n: unfiltered }),
    );
    button.addEventListener("click", clear);
    return element("div.search__empty", {}, element("p", {}, ownWords("No page has all of these filters.")), button);
  }
  const parts = [element("p", {}, ownWords("Nothing is found for “{query}”.", { query: answer.query }))];
  if (answer.wanted)
    parts.push(
      element(
        "p",
        {},
        `${ownWords("“{name}” is named by other pages, and nobody has written it yet.", { name: answer.wanted })} `,
        link("wanted/", ownWords("See who wants it")),
      ),
    );
  if (answer.near.length > 0) parts.push(element("p", {}, ownWords("Pages with a similar name:")), list(answer.near));
  else parts.push(element("p", {}, ownWords("Try fewer words, or the name of a person or a company.")));
  return element("div.search__empty", {}, ...parts, ways());
}

/** @returns {HTMLElement} */
function ways() {
  return element(
    "p.search__ways",
    {},
    link("browse/", ownWords("Browse everything")),
    " ",
    link("tags/", ownWords("Tags")),
    " ",
    link("guests/", ownWords("Guests")),
    " ",
    link("wanted/", ownWords("Wanted pages")),
  );
}
