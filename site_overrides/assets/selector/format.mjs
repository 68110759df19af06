/** Figures as they stand on the page. */

const MINUS = "\u2212";

/** @param {number} value @returns {string}  one decimal: 77.8 */
export function formatFit(value) {
  return value.toFixed(1);
}

/** @param {number} value @returns {string}  signed, one decimal, a true minus: +16.7, −5.6, 0.0 */
export function formatPoints(value) {
  const text = Math.abs(value).toFixed(1);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : "+"}${text}`;
}

/** @param {number} value @returns {string}  83 % with a narrow no-break space */
export function formatShare(value) {
  return `${Math.round(value)}\u202f%`;
}

/** @param {[number, number]} range @returns {string}  55–91 */
export function formatRange([low, high]) {
  return `${Math.round(low)}–${Math.round(high)}`;
}

/** @param {number} bytes @returns {string}  in units of a million bytes, one decimal */
export function formatMegabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/** @param {number} count @param {string} noun  of one thing @returns {string}  1 answer, 2 answers */
export function formatCount(count, noun) {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** @param {string[]} words @param {string} [last] @returns {string}  a, b and c */
export function joinWords(words, last = "and") {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

/** @param {number} place @returns {string}  1st, 2nd, 3rd, 4th */
export function ordinal(place) {
  return ["1st", "2nd", "3rd"][place - 1] ?? `${place}th`;
}

/** @param {string} text @returns {string}  as it stands inside a sentence; names such as DuckDB keep their capitals */
export function inSentence(text) {
  return /^[A-Z][a-z][^A-Z\s]*(?:\s|$)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** @param {string} text @returns {string} */
export function startSentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} noun @returns {string}  a database, an option */
export function withArticle(noun) {
  return `${/^[aeio]/i.test(noun) ? "an" : "a"} ${noun}`;
}
