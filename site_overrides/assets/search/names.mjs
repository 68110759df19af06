/**
 * Finding pages by name: titles, other names, one-liners. What an index of words cannot know is that a page is called
 * what was typed.
 *
 * @import {DocumentList, ListedDocument} from "./types.mjs"
 */
import { SYNONYM_WEIGHT, synonyms } from "./thesaurus.mjs";
import { piecesOf, plain, stem, telling, wordsOf } from "./words.mjs";

/**
 * @typedef {{exact: string, plain: string, words: string[]}} Name
 * @typedef {{document: ListedDocument, names: Name[], about: Set<string>, tags: Set<string>, guest: string[]}} Named
 */

export class Names {
  /** @param {DocumentList} list */
  constructor(list) {
    this.list = list;
    /** @type {Map<string, number>} how many documents use a word in their names, tags, guests or one-liners */
    this.known = new Map();
    /** @type {Map<string, number>} the same by stem, in titles and other names alone */
    this.stems = new Map();
    /** @type {Named[]} */
    this.named = list.documents.map((document) => this.#read(document));
    this.total = Math.max(1, this.named.length);
  }

  /** @param {ListedDocument} document @returns {Named} */
  #read(document) {
    const names = [document.title, ...(document.aliases ?? [])].map((name) => ({
      exact: exactly(name),
      plain: plain(name),
      words: piecesOf(name).map(stem),
    }));
    const about = wordsOf(document.about ?? "");
    const tags = (document.facets.tag ?? []).flatMap((place) => wordsOf(this.list.values.tag?.[place]?.[1] ?? ""));
    const guest = (document.facets.guest ?? []).flatMap((place) => wordsOf(this.list.values.guest?.[place]?.[1] ?? ""));
    for (const word of new Set([...names.flatMap((name) => name.plain.split(" ")), ...about, ...tags, ...guest])) {
      this.known.set(word, (this.known.get(word) ?? 0) + 1);
    }
    for (const word of new Set(names.flatMap((name) => name.words)))
      this.stems.set(word, (this.stems.get(word) ?? 0) + 1);
    return { document, names, about: new Set(about.map(stem)), tags: new Set(tags.map(stem)), guest: guest.map(stem) };
  }

  /** @param {string} word a stem @returns {number}  how much it tells pages apart, 0.1 to 1 */
  weight(word) {
    const held = this.stems.get(word) ?? 0;
    return Math.max(0.1, Math.log(1 + this.total / (1 + held)) / Math.log(1 + this.total));
  }

  /**
   * How well names answer a query.
   *
   * @param {string} query
   * @returns {Map<ListedDocument, number>}  0 to 5: 3 and more is the name itself, 5 with every mark of it (C++, C#)
   */
  find(query) {
    /** @type {Map<ListedDocument, number>} */
    const found = new Map();
    const asked = plain(query);
    const words = [...new Set(telling(piecesOf(query)).map(stem))];
    const exact = exactly(query);
    const last = wordsOf(query).at(-1) ?? "";
    if (exact === "") return found;
    const mass = words.reduce((sum, word) => sum + this.weight(word), 0);
    for (const named of this.named) {
      let best = 0;
      for (const name of named.names)
        best = Math.max(best, name.exact === exact ? 5 : this.#like(name, asked, words, last, mass));
      const side = words.reduce(
        (sum, word) => sum + (named.about.has(word) ? 0.5 : named.tags.has(word) ? 0.35 : 0) * this.weight(word),
        0,
      );
      const guest = named.guest.length > 0 && words.filter((word) => named.guest.includes(word)).length;
      const score = best + (mass && side / mass) + (guest && guest === words.length ? 1.2 : 0);
      if (score > 0.15) found.set(named.document, score);
    }
    return found;
  }

  /**
   * @param {{exact: string, plain: string, words: string[]}} name
   * @param {string} asked
   * @param {string[]} words
   * @param {string} last
   * @param {number} mass
   * @returns {number}
   */
  #like(name, asked, words, last, mass) {
    if (asked === "") return 0;
    if (name.plain === asked) return 4;
    let shared = 0;
    for (const word of words) {
      if (name.words.includes(word)) shared += this.weight(word);
      else if (synonyms(word).some((other) => name.words.includes(stem(other))))
        shared += SYNONYM_WEIGHT * this.weight(word);
      // The word that is being typed.
      else if (word.length > 1 && word === stem(last) && name.plain.split(" ").some((each) => each.startsWith(last)))
        shared += 0.7 * this.weight(word);
    }
    if (shared === 0) return 0;
    const whole = name.words.reduce((sum, word) => sum + this.weight(word), 0);
    const starts = name.plain.startsWith(asked) ? 0.8 : ` ${name.plain} `.includes(` ${asked}`) ? 0.4 : 0;
    // All that was asked is in the name counts twice as much as the name being all in what was asked.
    return (2 * (shared / mass) ** 1.5 + Math.min(1, shared / whole)) * 0.85 + starts;
  }

  /**
   * Pages whose names look most like a query, by their runs of three letters.
   *
   * @param {string} query
   * @param {number} limit
   * @returns {ListedDocument[]}
   */
  near(query, limit) {
    const asked = runs(plain(query));
    /** @type {[number, ListedDocument][]} */
    const scored = this.named.map((named) => {
      const likeness = Math.max(...named.names.map((name) => shareOf(asked, runs(name.plain))));
      return [likeness, named.document];
    });
    return scored
      .filter(([likeness]) => likeness > 0.12)
      .sort((a, b) => b[0] - a[0])
      .slice(0, limit)
      .map(([, document]) => document);
  }
}

/** @param {string} name @returns {string}  as written but for its case and its spaces */
function exactly(name) {
  return name.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** @param {string} text @returns {Set<string>} */
function runs(text) {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, n) => padded.slice(n, n + 3)));
}

/** @param {Set<string>} a @param {Set<string>} b @returns {number} */
function shareOf(a, b) {
  let shared = 0;
  for (const run of a) if (b.has(run)) shared++;
  return shared / (a.size + b.size - shared);
}
