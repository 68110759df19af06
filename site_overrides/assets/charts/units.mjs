/** Figures and words as the pictures show them. */
import { formatAmount } from "../selector/amounts.mjs";

const MINUS = "\u2212";
const LONGEST_MONTHS = 600;

/** @param {number} value @returns {string}  three figures at most, a true minus: $24K, −$11.8K, $1,890 */
export function formatMoney(value) {
  const size = Math.abs(value);
  const rounded = size >= 1000 ? Number(size.toPrecision(3)) : Math.round(size);
  const text = rounded < 10_000 && rounded % 100 !== 0 ? rounded.toLocaleString("en-US") : formatAmount(rounded);
  return `${value < 0 && rounded > 0 ? MINUS : ""}$${text}`;
}

/** @param {number} months @returns {string}  one decimal; beyond what means anything, in words */
export function formatMonths(months) {
  if (months > LONGEST_MONTHS) return `more than ${LONGEST_MONTHS / 12} years`;
  if (months > 0 && months < 0.05) return "under 0.1 months";
  const text = months.toLocaleString("en-US", { maximumFractionDigits: 1 });
  return `${text} ${text === "1" ? "month" : "months"}`;
}

/** @param {string} text @returns {string}  as it stands inside a sentence; abbreviations keep their capitals */
export function inSentence(text) {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** @param {string} text @returns {string} */
export function startSentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
