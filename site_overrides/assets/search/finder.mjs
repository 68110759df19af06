/**
 * Narrows the list of `/browse/`. The list is in the page; the state is in the address, so that it can be sent and the
 * back button undoes a choice: `?kind=case,motion&tag=pricing`.
 */

import { replaceAddress } from "../page/address.mjs";
import { ownWords } from "../page/own_words.mjs";

/** @typedef {Map<string, string[]>} State  values by facet; `q` holds the words */
/** @typedef {{element: HTMLElement, text: string, facets: Map<string, string[]>}} Item */

const TYPING_MS = 400;

/** @param {HTMLFormElement} form @param {AbortSignal} signal  aborted when it has left the page */
export function mountFinder(form, signal) {
  const finder = new Finder(form);
  finder.read();
  // Instant loading goes back to another page with the same event, before it has taken this one away.
  window.addEventListener("popstate", () => form.isConnected && finder.read(), { signal });
}

class Finder {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    const page = form.parentElement ?? document;
    this.lists = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-finder-list]")]);
    this.words = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
    this.selects = /** @type {HTMLSelectElement[]} */ ([...form.querySelectorAll("select")]);
    this.facets = [...new Set([...this.boxes, ...this.selects].map((control) => control.name))];
    /** @type {Item[]} */
    this.items = this.lists
      .flatMap((list) => [...list.children])
      .map((each) => {
        const element = /** @type {HTMLElement} */ (each);
        const facets = new Map(
          this.facets.map((facet) => [facet, (element.dataset[facet] ?? "").split(" ").filter(Boolean)]),
        );
        return { element, text: (element.textContent ?? "").toLowerCase(), facets };
      });
    this.count = /** @type {HTMLElement} */ (form.querySelector("[data-finder-count]"));
    this.notice = /** @type {HTMLElement} */ (form.querySelector("[data-finder-notice]"));
    this.none = /** @type {HTMLElement} */ (form.querySelector("[data-finder-none]"));
    this.reset = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=reset]"));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      if (event.target !== this.words) this.#changed(true);
    });
    this.words.addEventListener("input", () => {
      this.show();
      clearTimeout(this.timer);
      // One step of the back button for a phrase, not one for each letter.
      this.timer = setTimeout(() => this.#changed(false), TYPING_MS);
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.#set(new Map());
      this.#changed(true);
      this.words.focus();
    });
  }

  /** @returns {State} what the form says */
  state() {
    /** @type {State} */
    const state = new Map();
    if (this.words.value.trim() !== "") state.set("q", [this.words.value.trim()]);
    for (const facet of this.facets) {
      const chosen = [
        ...this.boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value),
        ...this.selects.filter((select) => select.name === facet && select.value !== "").map((select) => select.value),
      ];
      if (chosen.length > 0) state.set(facet, chosen);
    }
    return state;
  }

  /** Take the state from the address; what it names and the library has not is said and left out. */
  read() {
    const query = new URLSearchParams(location.search);
    /** @type {State} */
    const state = new Map();
    /** @type {string[]} */
    const unknown = [];
    if (query.get("q")) state.set("q", [query.get("q") ?? ""]);
    for (const facet of this.facets) {
      const asked = query
        .getAll(facet)
        .flatMap((value) => value.split(","))
        .filter(Boolean);
      const known = asked.filter((value) => this.#has(facet, value));
      unknown.push(...asked.filter((value) => !known.includes(value)).map((value) => `${facet} “${value}”`));
      if (known.length > 0) state.set(facet, known);
    }
    this.#set(state);
    this.notice.hidden = unknown.length === 0;
    this.notice.textContent =
      unknown.length > 0 ? ownWords("Not in this library, so left out: {names}.", { names: unknown.join(", ") }) : "";
    this.show();
  }

  /** @param {string} facet @param {string} value @returns {boolean} */
  #has(facet, value) {
    return (
      this.boxes.some((box) => box.name === facet && box.value === value) ||
      this.selects.some(
        (select) => select.name === facet && [...select.options].some((option) => option.value === value),
      )
    );
  }

  /** @param {State} state */
  #set(state) {
    this.words.value = state.get("q")?.[0] ?? "";
    for (const box of this.boxes) box.checked = state.get(box.name)?.includes(box.value) ?? false;
    for (const select of this.selects) select.value = state.get(select.name)?.[0] ?? "";
  }

  /** @param {string} address @param {boolean} isStep */
  #go(address, isStep) {
    try {
      if (isStep) history.pushState(history.state, "", address);
      else replaceAddress(address);
    } catch {
      replaceAddress(address); // too many steps in a short time: this one is none
    }
  }

  /** @param {boolean} isStep  the back button comes back to what was */
  #changed(isStep) {
    clearTimeout(this.timer);
    const address = new URL(location.href);
    address.search = [...this.state()]
      .map(([key, values]) => `${key}=${values.map(encodeURIComponent).join(",")}`)
      .join("&");
    address.hash = "";
    if (address.href !== location.href) this.#go(address.pathname + address.search, isStep);
    this.notice.hidden = true;
    this.show();
  }

  /** Hide what does not fit, and say how many pages each choice would leave. */
  show() {
    const state = this.state();
    const left = this.items.filter((item) => fits(item, state));
    const shown = new Set(left);
    for (const item of this.items) item.element.hidden = !shown.has(item);
    for (const list of this.lists) {
      const empty = [...list.children].every((child) => /** @type {HTMLElement} */ (child).hidden);
      list.hidden = empty;
      if (list.previousElementSibling instanceof HTMLElement) list.previousElementSibling.hidden = empty;
    }
    const narrowed = state.size > 0;
    this.count.textContent = narrowed
      ? ownWords("{shown} of {n} pages", { shown: left.length, n: this.items.length })
      : ownWords("{n} pages", { n: this.items.length });
    this.reset.hidden = !narrowed;
    this.none.hidden = left.length > 0;
    for (const facet of this.facets) this.#recount(facet, state);
  }

  /** @param {string} facet @param {State} state */
  #recount(facet, state) {
    const others = new Map([...state].filter(([key]) => key !== facet));
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const item of this.items) {
      if (!fits(item, others)) continue;
      for (const value of item.facets.get(facet) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const box of this.boxes) {
      if (box.name !== facet) continue;
      const count = counts.get(box.value) ?? 0;
      const place = box.parentElement?.querySelector("[data-n]");
      if (place) place.textContent = String(count);
      box.disabled = count === 0 && !box.checked;
    }
    for (const select of this.selects) {
      if (select.name !== facet) continue;
      for (const option of select.options) {
        if (option.value === "") continue;
        const count = counts.get(option.value) ?? 0;
        option.text = `${option.dataset.label} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  }
}

/**
 * @param {Item} item
 * @param {State} state
 * @returns {boolean}  one value of every facet that is chosen, and all the words
 */
function fits(item, state) {
  for (const [key, values] of state) {
    if (key === "q") {
      if (
        !(values[0] ?? "")
          .toLowerCase()
          .split(/\s+/)
          .every((word) => item.text.includes(word))
      )
        return false;
    } else if (!values.some((value) => item.facets.get(key)?.includes(value))) return false;
  }
  return true;
}
