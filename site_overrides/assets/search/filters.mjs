/**
 * Facets of the pages that were found: which values are left, how many pages each has, which are chosen.
 *
 * @import {DocumentList, Hit} from "./types.mjs"
 */
import { element } from "../selector/dom.mjs";
import { ownWords } from "../page/own_words.mjs";

export class Filters {
  /** @param {() => void} onChange */
  constructor(onChange) {
    /** @type {Map<string, number>} place of the chosen value */
    this.chosen = new Map();
    /** @type {Map<string, HTMLSelectElement>} */
    this.selects = new Map();
    this.clearButton = element("button.search__clear", { type: "button", hidden: "" }, ownWords("Clear filters"));
    this.onChange = onChange;
    this.clearButton.addEventListener("click", () => {
      this.clear();
      onChange();
      this.selects.get("kind")?.focus();
    });
    this.root = element(
      "div.search__facets",
      { role: "group", "aria-label": ownWords("Filters"), hidden: "" },
      this.clearButton,
    );
  }

  clear() {
    this.chosen.clear();
  }

  /** @param {string} facet @param {string} label */
  #add(facet, label) {
    const select = /** @type {HTMLSelectElement} */ (element("select", { name: facet }));
    select.addEventListener("change", () => {
      if (select.value === "") this.chosen.delete(facet);
      else this.chosen.set(facet, Number(select.value));
      this.onChange();
    });
    this.selects.set(facet, select);
    this.clearButton.before(element("label.search__facet", {}, element("span", {}, ownWords(label)), select));
  }

  /** @param {Hit[]} hits @param {string} [except]  a facet that is not applied @returns {Hit[]} */
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
    if (this.selects.size === 0) for (const [facet, label] of list.facets) this.#add(facet, label);
    for (const [facet, select] of this.selects) {
      const values = list.values[facet] ?? [];
      /** @type {Map<number, number>} */
      const counts = new Map();
      for (const hit of this.apply(hits, facet)) {
        for (const place of hit.document.facets[facet] ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      const chosen = this.chosen.get(facet);
      if (chosen !== undefined && !counts.has(chosen)) counts.set(chosen, 0);
      const offered = [...counts].sort(
        (a, b) => b[1] - a[1] || (values[a[0]]?.[1] ?? "").localeCompare(values[b[0]]?.[1] ?? ""),
      );
      select.replaceChildren(
        new Option(ownWords("Any"), ""),
        ...offered.map(
          ([place, count]) =>
            new Option(`${ownWords(values[place]?.[1] ?? "")} (${count})`, String(place), false, place === chosen),
        ),
      );
      select.value = chosen === undefined ? "" : String(chosen);
      select.disabled = offered.length === 0;
      // What the library has nothing for is not offered.
      select.parentElement?.toggleAttribute("hidden", values.length === 0);
      select.parentElement?.toggleAttribute("data-chosen", chosen !== undefined);
    }
    this.root.hidden = hits.length === 0 && this.chosen.size === 0;
    this.clearButton.hidden = this.chosen.size === 0;
  }
}
