/**
 * The reader's answers for this visit: one set for all panels, with its history for undo, kept across pages.
 *
 * @import {Answer, Answers, Dropped, Question} from "./types.mjs"
 */
import { checkAnswers, fromHash, sameAnswers, sortAnswers } from "./answers.mjs";
import { openStore } from "./store.mjs";

const LONGEST_HISTORY = 100;
/** Addresses this tab wrote or took over that it still knows for its own. */
const OWN_ADDRESSES = 50;

export class Session extends EventTarget {
  /** @type {Answers} */
  answers = {};
  /** @type {Answers[]} */
  #history = [];
  #store;
  #tab;
  /** Whether answers are kept when the page is left; unknown before the first write. @type {boolean | null} */
  isKept = null;

  /** @param {string} base  address of the site root */
  constructor(base) {
    super();
    this.#store = openStore(base);
    this.#tab = openStore(base, "sessionStorage");
    addEventListener("storage", (event) => {
      // Another tab of the same site answered: follow it.
      if (event.key === this.#store.name("answers")) this.#adopt(this.#readStored(), false);
    });
  }

  /**
   * Take the answers of the address, or else the kept ones. No event: whoever opens shows them.
   *
   * @param {string} hash
   * @param {Question[]} questions
   * @param {boolean} isReturn  the reader came back to this address: if this tab wrote it or took it over, newer
   *   answers were given since
   * @returns {{dropped: Dropped[], replaced: boolean, isCarried: boolean, first: Answers}}  `replaced`: a link's
   *   answers took the place of other kept ones; `isCarried`: they came from the page before; `first`: the answers of a
   *   scenario that came along to be compared with
   */
  open(hash, questions, isReturn) {
    const known = this.isKept === null ? this.#readStored() : this.answers;
    const kept = checkAnswers(Object.entries(known), questions);
    const linked = fromHash(hash, questions);
    if (!linked || (isReturn && this.#written().includes(hash))) {
      this.answers = kept.answers;
      return { dropped: kept.dropped, replaced: false, isCarried: false, first: {} };
    }
    const replaced = Object.keys(kept.answers).length > 0 && !sameAnswers(kept.answers, linked.answers);
    if (replaced) this.#history.push(kept.answers);
    this.#keep(linked.answers);
    this.answers = linked.answers;
    this.wrote(hash); // taken over once; whoever comes back to it keeps what was changed since
    return { dropped: linked.dropped, replaced, isCarried: linked.isCarried, first: linked.first };
  }

  /** Change one answer; null means "not sure". @param {string} field @param {Answer | null} answer */
  answer(field, answer) {
    const next = { ...this.answers };
    if (answer === null) delete next[field];
    else next[field] = answer;
    this.replace(next);
  }

  /** @param {Answers} answers */
  replace(answers) {
    const next = sortAnswers(answers);
    if (sameAnswers(next, this.answers)) return;
    this.#history = [...this.#history.slice(1 - LONGEST_HISTORY), this.answers];
    this.#keep(next);
    this.#adopt(next, true);
  }

  undo() {
    const before = this.#history.pop();
    if (before === undefined) return;
    this.#keep(before);
    this.#adopt(before, true);
  }

  /** This tab put an address into its history, or took its answers over. @param {string} hash */
  wrote(hash) {
    this.#tab.write("written", [...this.#written().slice(1 - OWN_ADDRESSES), hash]);
  }

  /** @returns {string[]} */
  #written() {
    const written = this.#tab.read("written");
    return Array.isArray(written) ? written : [];
  }

  get canUndo() {
    return this.#history.length > 0;
  }

  /** @param {Answers} answers @param {boolean} isOwn  whether the reader changed them on this page */
  #adopt(answers, isOwn) {
    if (sameAnswers(answers, this.answers)) return;
    this.answers = answers;
    this.dispatchEvent(new CustomEvent("change", { detail: { isOwn } }));
  }

  /** @param {Answers} answers */
  #keep(answers) {
    this.isKept = this.#store.write("answers", { v: 1, answers });
  }

  /** @returns {Answers} */
  #readStored() {
    const stored = this.#store.read("answers");
    if (typeof stored !== "object" || stored === null || !("answers" in stored)) return {};
    return /** @type {Answers} */ (stored.answers ?? {});
  }
}
