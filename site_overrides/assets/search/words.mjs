/** Words of queries and names: how they are cut, which ones say nothing, how far one is from another. */

/** Words of a question that are in every page; a query of nothing else keeps them. */
const SAID_OFTEN = new Set(
  (
    "a about after all also am an and any are as at be because been before being but by can could did do does doing " +
    "don done for from get gets getting had has have having he her him his how i if in into is isn it its just may me " +
    "might more most much my no not of off on one only or our out over own s should so some such t than that the " +
    "their them then there these they this those to too under until up us very versus vs was we were what when where " +
    "which while who whom whose why will with without work works would you your"
  ).split(" "),
);

const WRONG =
  /\b(?:doesnt|dont|didnt|isnt|not|never|cannot|cant|fail|fails|failed|failing|wrong|broken|bad|mistake|mistakes)\b/;

/** @param {string} query @returns {boolean}  somebody asks what goes wrong */
export function asksWhatGoesWrong(query) {
  return WRONG.test(plain(query));
}

/**
 * @param {string} text
 * @returns {string}  lower case, without accents, apostrophes gone, the rest of punctuation spaces
 */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’‘`]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** @param {string} text @returns {string[]} */
export function wordsOf(text) {
  const cut = plain(text);
  return cut === "" ? [] : cut.split(" ");
}

/** @param {string[]} words @returns {string[]}  those that say something; all of them when none does */
export function telling(words) {
  // "doesn't" has become "doesnt".
  const kept = words.filter((word) => !SAID_OFTEN.has(word) && !SAID_OFTEN.has(word.replace(/nt$/, "")));
  return kept.length > 0 ? kept : words;
}

/**
 * A word without the endings that English puts on: enough to see that `buys`, `buyer` and `buying` belong together.
 *
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  // Marketing is not what one does in markets.
  if (word.length < 4 || word === "marketing") return word;
  const cut = word
    .replace(/(ies)$/, "y")
    .replace(/(sses)$/, "ss")
    .replace(/([^s])s$/, "$1");
  for (const ending of ["ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ed", "es", "ly", "ity", "e"]) {
    if (cut.endsWith(ending) && cut.length - ending.length >= 3) {
      return cut.slice(0, -ending.length).replace(/([^aeiouls])\1$/, "$1");
    }
  }
  return cut;
}

/**
 * Letters to change, add, drop or swap to make one word of another, up to a limit.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 * @returns {number}  more than the limit when it is passed
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** @param {string} word @returns {number}  slips forgiven in a word of that length */
export function forgiven(word) {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

/**
 * The known word nearest to one that nobody uses; none where two are equally far and equally common.
 *
 * @param {string} word
 * @param {ReadonlyMap<string, number>} known  how many names each word is in
 * @returns {string | null}
 */
export function nearestWord(word, known) {
  const limit = forgiven(word);
  /** @type {[number, number, string] | null} */
  let best = null;
  for (const [candidate, count] of limit === 0 ? [] : known) {
    const far = distance(word, candidate, limit);
    if (far > limit || candidate.length < 4) continue;
    // The first letter is rarely the slip.
    const cost = far + (candidate[0] === word[0] ? 0 : 0.5);
    if (!best || cost < best[0] || (cost === best[0] && count > best[1])) best = [cost, count, candidate];
  }
  return best ? best[2] : null;
}
