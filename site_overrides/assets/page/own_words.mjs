/**
 * Our own words in the language of the library. The page brings those that scripts say (kb.library.own_words); without
 * them, as on every English page, a text is its own name.
 */

/** @type {Record<string, string> | undefined} */
let texts;

/**
 * @param {string} text  in English, as the table has it
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function ownWords(text, values = {}) {
  texts ??= JSON.parse(globalThis.document?.getElementById("__words")?.textContent ?? "{}");
  return (texts?.[text] ?? text).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** @param {number} number @param {string} one @param {string} many @returns {string}  `1 page`, `1,204 pages` */
export function countWords(number, one, many) {
  return ownWords(`{n} ${number === 1 ? one : many}`, { n: number.toLocaleString("en-US") });
}

/** @returns {Record<string, string>}  attributes that call our words English, where the page's language has none */
export function ownLanguage() {
  const isEnglish = /^en\b/.test(document.documentElement.lang) || document.getElementById("__words") !== null;
  return isEnglish ? {} : { lang: "en", dir: "ltr" };
}
