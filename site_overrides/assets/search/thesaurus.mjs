/**
 * Words of the field that mean the same to somebody who searches. One line a meaning; a word stands in one line only.
 * A synonym counts less than the word itself.
 */
import { stem } from "./words.mjs";

const MEANINGS = [
  "commission compensation quota",
  "salesperson salespeople seller rep representative",
  "reseller channel partner integrator",
  "competitor rival",
  "acv contract",
  "cac acquisition",
  "onboarding activation",
  "churn leaves retention",
  "price pricing charge",
  "developer engineer",
  "referral network viral",
  "recruit hire hiring",
  "trial freemium",
  "switch change migrate",
];

/** @type {Map<string, string[]>} by stem */
const SAME = new Map();
for (const line of MEANINGS) {
  const words = line.split(" ");
  for (const word of words)
    SAME.set(
      stem(word),
      words.filter((other) => stem(other) !== stem(word)),
    );
}

/** What the synonym of a word counts, against 1. */
export const SYNONYM_WEIGHT = 0.6;

/** @param {string} word @returns {string[]}  other words for it */
export function synonyms(word) {
  return SAME.get(stem(word)) ?? [];
}
