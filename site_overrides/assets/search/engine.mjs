/**
 * A query against the texts (Pagefind) and the names (documents.json). Pagefind wants every word in one page; readers
 * ask questions, so each word is also asked alone and pages that have more of the rarer words come first.
 *
 * @import {Answer, DocumentList, Hit, ListedDocument, Match, Pagefind} from "./types.mjs"
 */
import { Names } from "./names.mjs";
import { SYNONYM_WEIGHT, synonyms } from "./thesaurus.mjs";
import {
  asIndexed,
  asksWhatGoesWrong,
  hasSigns,
  joined,
  nearestWord,
  plain,
  spellings,
  stem,
  takeApart,
  telling,
  wordsOf,
} from "./words.mjs";

/** The site's root, wherever it is published. */
export const BASE = new URL("../../", import.meta.url);
const MOST_WORDS = 8;
const NEAR = 5;
/** Pages whose whole text is read for one row of signs. */
const MOST_READ = 20;
/** Names of pages about what goes wrong. */
const WARNING = /\b(?:mistakes?|traps?|anti[- ]pattern|limits?|kill|pitfalls?)\b/i;
/** What a page's kind says about how likely it is what a reader wants. */
const LIKELY = new Map([
  ["list", 0.35],
  ["case", 0.85],
  ["motion", 1.1],
  ["question", 1.05],
]);

export class Engine {
  /** @param {DocumentList} list @param {Pagefind | null} pagefind */
  constructor(list, pagefind) {
    this.list = list;
    this.pagefind = pagefind;
    this.names = new Names(list);
    /** @type {Map<string, ListedDocument>} */
    this.byId = new Map(list.documents.filter((each) => each.id !== "").map((each) => [each.id, each]));
    /** @type {Map<string, Promise<Match[]>>} */
    this.asked = new Map();
  }

  /** Load both; without the index of texts names still answer. @returns {Promise<Engine>} */
  static async load() {
    const bundle = new URL("pagefind/", BASE);
    const listed = fetch(new URL("documents.json", bundle), { cache: "no-cache" }).then((response) => {
      if (!response.ok) throw new Error(`documents.json: ${response.status}`);
      return /** @type {Promise<DocumentList>} */ (response.json());
    });
    /** @type {Promise<Pagefind | null>} */
    const loaded = import(new URL("pagefind.js", bundle).href)
      .then(async (/** @type {Pagefind} */ pagefind) => {
        // Words, and where no spaces part them signs.
        const isOfSigns = /^(?:ja|zh|th|yue|wuu)\b/.test(document.documentElement.lang);
        await pagefind.options({ excerptLength: isOfSigns ? 60 : 24, baseUrl: BASE.pathname });
        await pagefind.init();
        return pagefind;
      })
      .catch((error) => {
        console.warn("search: the index of texts could not be loaded; names only", error);
        return null;
      });
    const [list, pagefind] = await Promise.all([listed, loaded]);
    return new Engine(list, pagefind);
  }

  /** @param {string} query @returns {Promise<Match[]>} */
  ask(query) {
    let found = this.asked.get(query);
    if (!found) {
      found = this.pagefind ? this.#find(query, this.pagefind) : Promise.resolve([]);
      this.asked.set(query, found);
      found.catch(() => this.asked.delete(query));
    }
    return found;
  }

  /**
   * Pagefind's answer. It folds voiced kana (で, て) in its index and then misses rows with either: such a row is looked
   * for among the pages that hold all of its signs.
   *
   * @param {string} query
   * @param {Pagefind} pagefind
   * @returns {Promise<Match[]>}
   */
  async #find(query, pagefind) {
    const asked = hasSigns(query) ? query.split(" ").map(asIndexed).join(" ") : query;
    const { results } = await pagefind.search(asked);
    if (results.length > 0 || !hasSigns(query) || query.includes(" ")) return results;
    const likely = (await pagefind.search(asked.replaceAll('"', ""))).results.slice(0, MOST_READ);
    const texts = await Promise.all(likely.map((match) => match.data()));
    return likely.filter((_, n) => plain(joined(texts[n]?.content ?? "")).includes(query));
  }

  /** @param {string} query @returns {Promise<Answer>} */
  async search(query) {
    /** @type {[string, string][]} */
    const corrections = [];
    const typed = wordsOf(query);
    const words = await Promise.all(
      typed.map(async (word, place) => {
        const instead = await this.#correct(word, place === typed.length - 1);
        if (instead) corrections.push([word, instead]);
        return instead ?? word;
      }),
    );
    const left = words.flatMap((word) => word.split(" ")).filter((word) => word !== "");
    const meant = left.length < typed.length || corrections.length > 0 ? left.join(" ") : query;
    const hits = left.length > 0 ? await this.#rank(meant, left) : [];
    const wanted = this.list.wanted.find((name) => plain(name) === plain(query)) ?? null;
    return {
      query,
      hits,
      corrections,
      near: hits.length === 0 ? this.names.near(query, NEAR) : [],
      wanted,
      namesOnly: this.pagefind === null,
    };
  }

  /**
   * The word that was meant, where no page has the one that was typed.
   *
   * @param {string} word
   * @param {boolean} isLast  it may be half a word
   * @returns {Promise<string | null>}  null: as typed; empty: nothing is like it
   */
  async #correct(word, isLast) {
    const { known } = this.names;
    if (word.length < 4 || !this.pagefind || known.has(word) || hasSigns(word)) return null;
    const elsewhere = spellings(word);
    if (elsewhere.some((each) => known.has(each))) return null;
    const apart = takeApart(word, known);
    if (apart) return apart;
    if (isLast) for (const each of known.keys()) if (each.startsWith(word)) return null;
    for (const each of [word, ...elsewhere])
      if ((await this.ask(`"${each}"`)).length > 0 || (await this.#begins(each))) return null;
    return nearestWord(word, known) ?? "";
  }

  /**
   * Whether some word of the texts begins with this one: Pagefind answers a word it does not know with words that share
   * no more than its first letters, so what it marked is looked at.
   *
   * @param {string} word
   * @returns {Promise<boolean>}
   */
  async #begins(word) {
    const [first] = await this.ask(word);
    const fragment = await first?.data();
    const found = fragment?.excerpt.match(/<mark>.*?<\/mark>/g) ?? [];
    const asked = plain(word);
    return found.some((mark) =>
      wordsOf(mark.replace(/<\/?mark>/g, "")).some((each) => each.startsWith(asked) || stem(each) === stem(asked)),
    );
  }

  /** @param {string} word @returns {Promise<Match[]>}  each page once, with the better of its scores */
  async #askWithSynonyms(word) {
    const [own = [], ...others] = await Promise.all([word, ...synonyms(word)].map((each) => this.ask(each)));
    const found = new Map(own.map((match) => [match.id, match]));
    for (const elsewhere of spellings(word)) {
      // Pagefind answers a word it does not know with others: only what really holds it counts.
      if (!this.names.known.has(elsewhere) && !(await this.#begins(elsewhere))) continue;
      for (const match of await this.ask(elsewhere))
        if (match.score > (found.get(match.id)?.score ?? 0)) found.set(match.id, match);
    }
    for (const match of others.flat()) {
      const score = match.score * SYNONYM_WEIGHT;
      if (score > (found.get(match.id)?.score ?? 0)) found.set(match.id, { id: match.id, score, data: match.data });
    }
    return [...found.values()];
  }

  /** @param {string} query @param {string[]} words @returns {Promise<Hit[]>} */
  async #rank(query, words) {
    const asked = [...new Map(telling(words).map((word) => [stem(word), word])).values()].slice(0, MOST_WORDS);
    const [together, ...apart] = await Promise.all([
      this.ask(asked.join(" ")),
      ...asked.map((word) => this.#askWithSynonyms(word)),
    ]);
    /** @type {Map<ListedDocument, {text: number, covered: number, match: Match, best: number}>} */
    const texts = new Map();
    const mass = apart.map((matches) => Math.log(1 + this.list.documents.length / (1 + matches.length)) + 0.2);
    const whole = mass.reduce((sum, one) => sum + one, 0) || 1;
    apart.forEach((matches, n) => {
      for (const match of matches) {
        const document = this.byId.get(match.id);
        if (!document) continue;
        const held = texts.get(document);
        const share = (mass[n] ?? 0) / whole;
        if (!held) texts.set(document, { text: match.score, covered: share, match, best: match.score });
        else {
          held.text += match.score;
          held.covered += share;
          if (match.score > held.best) Object.assign(held, { match, best: match.score });
        }
      }
    });
    for (const match of together ?? []) {
      const held = texts.get(this.byId.get(match.id) ?? /** @type {ListedDocument} */ ({}));
      if (held) held.match = match;
    }
    const top = Math.max(1e-9, ...[...texts.values()].map((held) => held.text * held.covered ** 1.5));
    const names = this.names.find(query);
    const warns = asksWhatGoesWrong(query);
    /** @type {Hit[]} */
    const hits = [];
    for (const document of new Set([...texts.keys(), ...names.keys()])) {
      const held = texts.get(document);
      const name = names.get(document) ?? 0;
      if (!held && name < 0.5) continue;
      const text = held ? (held.text * held.covered ** 1.5) / top : 0;
      let likely = LIKELY.get(this.slug(document, "kind")) ?? 1;
      if (warns && WARNING.test(document.title)) likely *= 1.5;
      hits.push({ document, score: (text * 1.6 + name) * likely, byName: name >= 1.2, match: held?.match ?? null });
    }
    hits.sort((a, b) => b.score - a.score || (a.document.url < b.document.url ? -1 : 1));
    // What shares only a common word with a question is no answer when there are answers.
    const floor = (hits[0]?.score ?? 0) * 0.06;
    return hits.filter((hit) => hit.score > floor);
  }

  /**
   * @param {ListedDocument} document
   * @param {string} facet
   * @returns {string}  slug of its first value, or nothing
   */
  slug(document, facet) {
    return this.list.values[facet]?.[document.facets[facet]?.[0] ?? -1]?.[0] ?? "";
  }

  /**
   * @param {ListedDocument} document
   * @param {string} facet
   * @returns {string}  label of its first value, or nothing
   */
  label(document, facet) {
    return this.list.values[facet]?.[document.facets[facet]?.[0] ?? -1]?.[1] ?? "";
  }
}
