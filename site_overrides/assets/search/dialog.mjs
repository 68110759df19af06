/**
 * The search dialog: a combobox that controls a listbox (WAI-ARIA Authoring Practices), in a modal <dialog>, which
 * keeps the focus inside, closes on Esc and gives the focus back.
 *
 * @import {Answer} from "./types.mjs"
 */
import { element, setText } from "../selector/dom.mjs";
import { beginning, nothing } from "./empty.mjs";
import { BASE, Engine } from "./engine.mjs";
import { Filters } from "./filters.mjs";
import { A_KIND, makeOptions } from "./options.mjs";
import { countWords, ownLanguage, ownWords } from "../page/own_words.mjs";

const PAUSE_MS = 90;

/** @type {SearchDialog | null} */
let dialog = null;

/**
 * @param {Element | null} from  where the focus goes back to
 * @param {string} typed  what was typed before the dialog was there
 */
export async function openSearch(from, typed) {
  dialog ??= new SearchDialog();
  await dialog.open(from, typed);
}

class SearchDialog {
  constructor() {
    this.input = /** @type {HTMLInputElement} */ (
      element("input.search__input", {
        id: "search-input",
        type: "text",
        role: "combobox",
        "aria-expanded": "false",
        "aria-controls": "search-results",
        "aria-autocomplete": "list",
        "aria-haspopup": "listbox",
        "aria-describedby": "search-keys",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        enterkeyhint: "go",
        placeholder: ownWords("Search the library"),
      })
    );
    this.listbox = element("div.search__results", {
      id: "search-results",
      role: "listbox",
      "aria-label": ownWords("Results"),
    });
    this.said = element("p.search__said", { role: "status", "aria-live": "polite" });
    this.note = element("p.search__note", { hidden: "" });
    this.beside = element("div");
    this.more = element("button.search__more", { type: "button", hidden: "" });
    this.filters = new Filters(() => this.show());
    const close = element("button.search__close", { type: "button" }, ownWords("Close"));
    this.root = /** @type {HTMLDialogElement} */ (
      element(
        "dialog.search",
        { "aria-labelledby": "search-label", ...ownLanguage() },
        element(
          "div.search__head",
          {},
          element("label.visually-hidden", { for: "search-input", id: "search-label" }, ownWords("Search the library")),
          this.input,
          close,
        ),
        this.filters.root,
        this.said,
        this.note,
        element("div.search__body", { tabindex: "-1" }, this.listbox, this.more, this.beside),
        element("p.search__keys", { id: "search-keys" }, ownWords("↑ ↓ to choose, Enter to open, Esc to close")),
      )
    );
    /** @type {HTMLAnchorElement[]} */
    this.options = [];
    this.active = -1;
    this.perKind = A_KIND;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Promise<Engine> | null} */
    this.engine = null;
    /** @type {Engine | null} */
    this.ready = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Element | null} */
    this.from = null;
    document.body.append(this.root);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.more.addEventListener("click", () => this.#showMore());
    close.addEventListener("click", () => this.root.close());
    this.root.addEventListener("click", (event) => this.#clicked(event));
    this.root.addEventListener("close", () => this.#closed());
    this.listbox.addEventListener("mousemove", (event) => {
      const option = event.target instanceof Element ? event.target.closest("a") : null;
      if (option) this.#choose(this.options.indexOf(option), false);
    });
  }

  /** @param {Element | null} from @param {string} typed */
  async open(from, typed) {
    if (this.root.open) {
      this.input.select();
      return;
    }
    // Only one modal at a time; another one keeps its keys.
    if (document.querySelector("dialog:modal")) return;
    this.from = from;
    this.root.showModal();
    this.input.focus();
    if (typed) this.input.value = typed;
    else this.input.select();
    await this.#load();
  }

  async #load() {
    if (!this.ready) setText(this.said, ownWords("Loading the index…"));
    this.engine ??= Engine.load();
    try {
      this.ready = await this.engine;
    } catch (error) {
      this.engine = null;
      console.error("search: the list of pages could not be loaded", error);
      setText(this.said, ownWords("Search could not be loaded. Type again to retry, or browse the list of all pages."));
      this.beside.replaceChildren(
        element(
          "p.search__empty",
          {},
          element("a", { href: new URL("browse/", BASE).href }, ownWords("Browse everything")),
        ),
      );
      return;
    }
    await this.#search();
  }

  #typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void (this.ready ? this.#search() : this.#load()), PAUSE_MS);
  }

  async #search() {
    const query = this.input.value.trim();
    const engine = this.ready;
    if (!engine) return;
    const answer = query === "" ? null : await engine.search(query);
    // A later query has overtaken this one.
    if (query !== this.input.value.trim()) return;
    this.answer = answer;
    this.perKind = A_KIND;
    this.show();
  }

  /** Show the answer with the filters as they are. */
  show() {
    const { answer, ready: engine } = this;
    if (!engine) return;
    const hits = answer ? this.filters.apply(answer.hits) : [];
    this.filters.show(engine.list, answer ? answer.hits : []);
    const { groups, options, left } = makeOptions(engine, hits, this.perKind);
    this.options = options;
    this.listbox.replaceChildren(...groups);
    this.listbox.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.#choose(-1, false);
    this.more.hidden = left === 0;
    setText(this.more, ownWords("Show {n} more", { n: left }));
    if (!answer) {
      this.filters.root.hidden = true;
      this.beside.replaceChildren(beginning(engine));
      setText(this.said, "");
    } else {
      this.beside.replaceChildren(
        ...(options.length === 0 ? [nothing(answer, answer.hits.length, () => this.#clearFilters())] : []),
      );
      setText(this.said, hits.length === 0 ? ownWords("No results") : countWords(hits.length, "result", "results"));
    }
    const notes = (answer?.corrections ?? []).map(([typed, meant]) =>
      ownWords("No page has “{typed}”; this is “{meant}”.", { typed, meant }),
    );
    if (answer?.namesOnly) notes.push(ownWords("The index of texts could not be loaded, so only names were searched."));
    this.note.hidden = notes.length === 0;
    setText(this.note, notes.join(" "));
    this.root.dataset.query = answer?.query ?? "";
  }

  #clearFilters() {
    this.filters.clear();
    this.show();
    this.input.focus();
  }

  #showMore() {
    const before = this.options.length;
    this.perKind = Infinity;
    this.show();
    this.input.focus();
    this.#choose(Math.min(before, this.options.length - 1), true);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    /** @type {Record<string, () => number>} */
    const moves = {
      ArrowDown: () => (this.active >= last ? 0 : this.active + 1),
      ArrowUp: () => (this.active <= 0 ? last : this.active - 1),
      PageDown: () => Math.min(last, this.active + 5),
      PageUp: () => Math.max(0, this.active - 5),
    };
    const move = moves[event.key];
    if (move && last >= 0) {
      event.preventDefault();
      this.#choose(move(), true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = this.options[Math.max(0, this.active)];
      if (option && (event.ctrlKey || event.metaKey)) window.open(option.href, "_blank", "noopener");
      else option?.click();
    }
  }

  /** @param {number} place @param {boolean} scroll */
  #choose(place, scroll) {
    if (place === this.active && this.options[place]?.getAttribute("aria-selected") === "true") return;
    this.active = place;
    this.options.forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    const option = this.options[place];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    if (option && scroll) option.scrollIntoView({ block: "nearest" });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const followed = target?.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (followed) {
      // The page that comes has its own focus.
      this.from = null;
      this.root.close();
    } else if (target === this.root) this.root.close();
  }

  #closed() {
    clearTimeout(this.timer);
    this.#choose(-1, false);
    if (this.from instanceof HTMLElement && this.from.isConnected) this.from.focus();
    this.from = null;
  }
}
