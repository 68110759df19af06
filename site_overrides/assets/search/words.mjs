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
 * @returns {string}  lower case, Latin and Greek without accents, Arabic and Hebrew without vowel points (elsewhere a
 *   mark makes another letter: バ is not ハ), apostrophes gone, the rest of punctuation spaces
 */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}/gu, "")
    .normalize("NFC")
    .replace(/['’‘`]/g, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}

/** A sign of a script that sets no spaces between words, with its marks. */
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]\p{M}*/gu;
const STOPS = "[\\u3001-\\u303f\\uff01-\\uff60]";
const BETWEEN_SIGNS = new RegExp(
  `(?<=(?:${SIGN.source}|${STOPS})(?:</mark>)?) (?=(?:<mark>)?(?:${SIGN.source}|${STOPS}))`,
  "gu",
);

/** @param {string} word @returns {boolean}  whether it holds signs of such a script */
export function hasSigns(word) {
  return word.search(SIGN) >= 0;
}

/**
 * A word as the index of texts has it: there each sign is a word of its own (kb.pages.search_page).
 *
 * @param {string} word
 * @returns {string}  the signs as a row that must stand so; any other word as it is
 */
export function asIndexed(word) {
  if (!hasSigns(word)) return word;
  const signs = word.replace(SIGN, " $& ").trim().split(/ +/);
  return signs.length > 1 ? `"${signs.join(" ")}"` : signs.join("");
}

/** @param {string} text  of the index, with <mark> @returns {string}  as its author wrote it */
export function joined(text) {
  return text.replace(BETWEEN_SIGNS, "").replace(/<\/mark><mark>/g, "");
}

/**
 * Words of a name, where no spaces part them each two signs that stand together.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function piecesOf(text) {
  return wordsOf(text).flatMap((word) => {
    const signs = word.match(SIGN);
    if (!signs) return [word];
    const others = word.replace(SIGN, " ").split(" ").filter(Boolean);
    return [...others, ...(signs.length === 1 ? signs : signs.slice(1).map((sign, n) => `${signs[n]}${sign}`))];
  });
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

const NO_VERB =
  /^(?:exerc|prom|enterpr|otherw|prem|adv|rev|superv|surpr|comprom|franch|merchand|expert|prec|conc|disgu|advert|improv|dev|exc|televis|parad|tort|porp|anyw|likew)is/;
const NO_COLOUR = /^(?:hour|four|your|tour|pour|sour|flour|contour|detour|devour|scour)/;

/** British endings and the American ones; what is no rule stands word by word. @type {[RegExp, string][]} */
const AMERICAN = [
  [/isation(s?)$/, "ization$1"],
  [/is(e|es|ed|er|ers|ing|able)$/, "iz$1"],
  [/our(s|ed|ing|able|ite|ites|al|ally|ful)?$/, "or$1"],
  [/ys(e|es|ed|er|ers|ing)$/, "yz$1"],
  [/^(licen|defen|offen|preten)ce(s|d)?$/, "$1se$2"],
  [/^(cen|me|li|thea|fib|kilome)tre(s|d)?$/, "$1ter$2"],
  [/^(catal|dial|anal)ogue(s|d)?$/, "$1og$2"],
  [/^programme(s?)$/, "program$1"],
  [/^(jud|acknowled)gement(s?)$/, "$1gment$2"],
  [/^(enrol|fulfil|instal|skil)(s|ment|ments)?$/, "$1l$2"],
  [/^grey(s?)$/, "gray$1"],
  [/^cheque(s?)$/, "check$1"],
];

/** @param {string} word @returns {string}  as Americans write it */
export function american(word) {
  if (word.length < 4 || NO_VERB.test(word) || NO_COLOUR.test(word)) return word;
  // travelled, labelling: one l; but selling keeps its two.
  const single = word.replace(/([aeiou][^aeiou]+[ae])ll(ed|ing|er|ers)$/, "$1l$2");
  if (single !== word) return single;
  for (const [british, ours] of AMERICAN) {
    if (word.length > 5 || british.source.startsWith("^")) {
      const changed = word.replace(british, ours);
      if (changed !== word) return changed;
    }
  }
  return word;
}

/** @param {string} word @returns {string[]}  the same word as others spell it: beyond the Atlantic, in German */
export function spellings(word) {
  const there = american(word);
  if (there !== word) return [there];
  // Straße: readers write two letters, and what is typed is folded to them.
  if (/ss/.test(word)) return [word.replace(/ss/, "ß")];
  const british = word
    .replace(/ization(s?)$/, "isation$1")
    .replace(/iz(e|es|ed|er|ers|ing)$/, "is$1")
    .replace(/yz(e|es|ed|er|ers|ing)$/, "ys$1")
    .replace(/^(behavi|fav|col|lab|hon|neighb|flav|rum|hum|vap|harb|endeav)or(s|ed|ing|al|able|ite)?$/, "$1our$2")
    .replace(/^(licen|defen|offen)se(s|d)?$/, "$1ce$2")
    .replace(/^(cen|me|li|thea)ter(s|ed)?$/, "$1tre$2")
    .replace(/^program(s?)$/, "programme$1")
    .replace(/^judgment(s?)$/, "judgement$1");
  return british === word ? [] : [british];
}

/**
 * Two known words that were written as one, as `selfserve`.
 *
 * @param {string} word
 * @param {ReadonlyMap<string, number>} known
 * @returns {string | null}
 */
export function takeApart(word, known) {
  for (let cut = 3; cut <= word.length - 3; cut++) {
    const [first, second] = [word.slice(0, cut), word.slice(cut)];
    if (known.has(first) && known.has(second)) return `${first} ${second}`;
  }
  return null;
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
  const cut = american(word)
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
