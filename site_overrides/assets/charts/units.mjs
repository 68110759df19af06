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
