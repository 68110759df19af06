/**
 * Facets of the pages that were found: which values are left, how many pages each has, which are chosen.
 *
 * @import {DocumentList, Facet, Hit} from "./types.mjs"
 */
import { element } from "../selector/dom.mjs";

/** @type {[Facet, string][]} in the order in which they stand */
const FACETS = [
  ["kind", "Kind"],
  ["category", "Category"],
  ["motion", ""], // as the library calls it
  ["guest", "Guest"],
  ["tag", "Tag"],
];

export class Filters {
  /** @param {() => void} onChange */
  constructor(onChange) {
    /** @type {Map<Facet, number>} place of the chosen value */
    this.chosen = new Map();
    /** @type {Map<Facet, HTMLSelectElement>} */
    this.selects = new Map();
    this.clearButton = element("button.search__clear", { type: "button", hidden: "" }, "Clear filters");
    this.clearButton.addEventListener("click", () => {
      this.clear();
      onChange();
      this.selects.get("kind")?.focus();
    });
    const fields = FACETS.map(([facet, label]) => {
      const select = /** @type {HTMLSelectElement} */ (element("select", { name: facet }));
      select.addEventListener("change", () => {
        if (select.value === "") this.chosen.delete(facet);
        else this.chosen.set(facet, Number(select.value));
        onChange();
      });
      this.selects.set(facet, select);
      return element("label.search__facet", {}, element("span", {}, label), select);
    });
    this.root = element(
      "div.search__facets",
      { role: "group", "aria-label": "Filters", hidden: "" },
      ...fields,
      this.clearButton,
    );
  }

  clear() {
    this.chosen.clear();
  }

  /** @param {Hit[]} hits @param {Facet} [except]  a facet that is not applied @returns {Hit[]} */
  apply(hits, except) {
    return hits.filter((hit) =>
      [...this.chosen].every(([facet, place]) => facet === except || hit.document.facets[facet]?.includes(place)),
    );
  }

  /**
   * Show what can be chosen: each facet counts what would be left if only its own choice changed.
   *
   * @param {DocumentList} list
   * @param {Hit[]} hits
   */
  show(list, hits) {
    for (const [facet, select] of this.selects) {
      /** @type {Map<number, number>} */
      const counts = new Map();
      for (const hit of this.apply(hits, facet)) {
        for (const place of hit.document.facets[facet] ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      const chosen = this.chosen.get(facet);
      if (chosen !== undefined && !counts.has(chosen)) counts.set(chosen, 0);
      const offered = [...counts].sort(
        (a, b) =>
          b[1] - a[1] || (list.values[facet][a[0]]?.[1] ?? "").localeCompare(list.values[facet][b[0]]?.[1] ?? ""),
      );
      select.replaceChildren(
        new Option("Any", ""),
        ...offered.map(
          ([place, count]) =>
            new Option(`${list.values[facet][place]?.[1]} (${count})`, String(place), false, place === chosen),
        ),
      );
      const name = select.parentElement?.firstElementChild;
      if (facet === "motion" && name) name.textContent = list.nouns.one;
      select.value = chosen === undefined ? "" : String(chosen);
      select.disabled = offered.length === 0;
      // What the library has nothing for is not offered.
      select.parentElement?.toggleAttribute("hidden", list.values[facet].length === 0);
      select.parentElement?.toggleAttribute("data-chosen", chosen !== undefined);
    }
    this.root.hidden = hits.length === 0 && this.chosen.size === 0;
    this.clearButton.hidden = this.chosen.size === 0;
  }
}
