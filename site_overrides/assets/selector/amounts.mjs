/**
 * Figures as people write them: `24000`, `$49/mo`, `49*12`, `24 000`, `10k+`, `under 5K`, `3,5%`. The same table of
 * examples holds for this reader and for the calculator's own (tests/amounts.json). Pure; no document.
 *
 * @import {Answer, Question} from "./types.mjs"
 *
 * @typedef {{reason: string, problem: string}} Refusal  why it is no figure: in a word, and for the reader
 */

/** Decimals and whole digits that come through JSON unchanged, as in the calculator. */
const FINEST = 1e4;
const LONGEST = 15;
/** Amounts that may be counted in thousands; a share never is. */
const LARGE = 1000;
/** Longer texts are no figure that somebody wrote. */
const LONGEST_TEXT = 100;
const MONTHS = 12;

/** Digits in groups as they are written in Europe, India and elsewhere. */
const DIGITS = [
  String.raw`\d{1,3}(?:,\d{3})+`,
  String.raw`\d{1,2}(?:,\d{2})+,\d{3}`,
  String.raw`\d{1,3}(?: \d{3})+`,
  String.raw`\d{1,3}(?:['’]\d{3})+`,
  String.raw`\d{1,3}(?:\.\d{3}){2,}`,
  String.raw`\d+`,
].join("|");
const UNITS = String.raw`k|m|mn|thousand|million|%|percent|per cent|pct`;
const FIGURE = String.raw`(?:(?:${DIGITS})(?:\.\d+)?|\.\d+)\s*(?:${UNITS})?`;
const PARTS = new RegExp(`^((?:${DIGITS})?)(\\.\\d+)?\\s*(${UNITS})?$`);
const RANGE = new RegExp(`^(?:between\\s+)?(${FIGURE})\\s*(?:-|–|—|to|and|\\.\\.)\\s*(${FIGURE})$`);
const BRACKETS = new RegExp(`^([[(\\]])\\s*(${FIGURE})\\s*\\.\\.\\s*(${FIGURE})\\s*([\\])[])$`);
const BELOW = /^(?:(<=|≤|at most|up to|no more than|max\.?)|<|under|below|less than)\s*/;
const ABOVE = /^(?:(>=|≥|at least|from|min\.?)|>|over|above|more than)\s*/;
const OR_MORE = /\s*(?:\+|or more|and up|and more)$/;
const SCALE = /** @type {Record<string, number>} */ ({ k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6 });
const TIME = /\s*(?:(?:\/|\bper\b|\ban?\b)\s*(mo|month|yr|year|annum)\b\.?|\b(monthly|yearly|annually)\b)/;
const SEAT =
  /(?:\/|\bper\b|\ba\b|\beach\b)\s*(seat|user|person|head|license|licence|member|agent|employee|developer)\b/;
const DOLLARS = /(?:us)?\$|\busd\b|\bdollars?\b/g;
const OTHERS = /[€£¥₹]|\b(?:eur|euros?|gbp|pounds?|inr|rupees?|jpy|yen|chf|cad|aud)\b/;
/** 24.000 is 24 to some and 24,000 to others. */
const EITHER = /(?<![\d.,])\d{1,3}\.\d{3}(?![\d.]|\s*(?:k|m|mn|thousand|million|%|percent|per cent|pct)\b)/;
const DECIMAL_COMMA = /(?<![\d,])(\d+),(\d{1,2})(?![\d,])/;

/**
 * Read what a person typed into a number field.
 *
 * @param {string} text
 * @param {Question} question  its unit says what is meant, its bounds are checked
 * @returns {{answer: Answer | null} | Refusal}  null for an empty field ("not sure")
 */
export function readAmount(text, question) {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return { answer: null };
  if (typed.length > LONGEST_TEXT)
    return refuse("not-a-figure", `${typed.length} characters are not a figure.`, question);
  const isShare = isShareOf(question);
  const isYearly = /per year/.test(question.unit);
  let words = typed.toLowerCase().replaceAll("−", "-");
  if (OTHERS.test(words)) return refuse("currency", `“${shorten(typed)}” is not in US dollars.`, question);
  words = words.replace(DOLLARS, " ");
  const seat = SEAT.exec(words)?.[1];
  if (seat && !isShare) {
    const price = /\d[\d.,]*\s*k?/.exec(words)?.[0].trim() ?? "40";
    const months =
      TIME.test(words.replace(SEAT, " ")) || !isYearly ? "" : ", and *12 behind it if that is a month’s price";
    return {
      reason: "per-seat",
      problem: `A price per ${seat} needs how many there are. Write ${price}*25 for 25${months}.`,
    };
  }
  const time = TIME.exec(words);
  if (time && !isYearly) {
    const what = isShare ? "a share" : `asked in ${question.unit}`;
    return refuse("per-time", `“${shorten(typed)}” has a time in it, and this is ${what}.`, question);
  }
  const months = time && /^mo/.test(time[1] ?? time[2] ?? "") ? MONTHS : 1;
  words = words.replace(TIME, " ").replace(/^\s*(?:about|around|approximately|approx\.?|roughly|circa|ca\.|~|≈)/, " ");
  words = words.replaceAll(/\s+/g, " ").trim();
  if (/^-\s*[\d.]/.test(words)) return refuse("negative", `“${shorten(typed)}” is below zero.`, question);
  const either = question.max > LARGE ? EITHER.exec(words)?.[0] : undefined;
  if (either !== undefined) {
    const problem = `“${either}” can be read in two ways. Write ${either.replace(".", "")} or ${Number(either)}.`;
    return { reason: "two-ways", problem };
  }
  if (isShare) words = words.replaceAll(new RegExp(DECIMAL_COMMA, "g"), "$1.$2");
  else if (DECIMAL_COMMA.test(words)) {
    const point = words.replace(DECIMAL_COMMA, "$1.$2").toUpperCase();
    return {
      reason: "comma",
      problem: `“${shorten(typed)}” has a comma before its decimals. Write ${point}, with a point.`,
    };
  }
  const span = readSpan(words);
  if (!span) return refuse("not-a-figure", `“${shorten(typed)}” is not a figure.`, question);
  const read = { ...span, low: times(span.low, months), high: times(span.high, months) };
  return check(read, question, /[%p]/.test(words));
}

/**
 * @typedef {object} Span
 * @property {number | null} low  null: as low as the question goes
 * @property {number | null} high
 * @property {boolean} [isOpenBelow]  the lower end does not belong to it
 * @property {boolean} [isOpenAbove]
 */

/** @param {string} words @returns {Span | null} */
function readSpan(words) {
  const one = readProduct(words);
  if (one !== null) return { low: one, high: one };
  const range = RANGE.exec(words);
  if (range) {
    const [, first = "", second = ""] = range;
    const high = readFigure(second);
    const low = readFigure(first);
    if (low === null || high === null) return null;
    // In "20-40K" the K belongs to both; in "500-2K" it does not, or the range would run backwards.
    const unit = /[a-z%][a-z %]*$/.exec(second)?.[0].trim() ?? "";
    const bare =
      unit && !/[a-z%]/.test(first) && low < Number(second.replace(/[a-z% ,'’]+/g, ""))
        ? readFigure(first + unit)
        : low;
    return { low: bare, high };
  }
  const brackets = BRACKETS.exec(words);
  if (brackets) {
    const [, from, first = "", second = "", to] = brackets;
    const [low, high] = [readFigure(first.trim()), readFigure(second.trim())];
    return low === null || high === null ? null : { low, high, isOpenBelow: from !== "[", isOpenAbove: to !== "]" };
  }
  const below = BELOW.exec(words);
  if (below) return bounded(words.slice(below[0].length), (high) => ({ low: null, high, isOpenAbove: !below[1] }));
  const above = ABOVE.exec(words);
  if (above) return bounded(words.slice(above[0].length), (low) => ({ low, high: null, isOpenBelow: !above[1] }));
  if (OR_MORE.test(words)) return bounded(words.replace(OR_MORE, ""), (low) => ({ low, high: null }));
  return null;
}

/** @param {string} words @param {(bound: number) => Span} make */
function bounded(words, make) {
  const bound = readFigure(words.trim());
  return bound === null ? null : make(bound);
}

/** One figure, or several multiplied: 49*12. @param {string} words @returns {number | null} */
function readProduct(words) {
  const factors = words.split(/[*×]| x /).map((each) => readFigure(each.trim()));
  if (factors.length > 4 || factors.some((each) => each === null)) return null;
  return factors.reduce((product, each) => times(product, each ?? 1), /** @type {number | null} */ (1));
}

/** @param {string} text @returns {number | null} */
function readFigure(text) {
  const match = PARTS.exec(text);
  if (!match || (match[1] === "" && match[2] === undefined)) return null;
  const [, whole = "", decimals = "", unit = ""] = match;
  const value = Number(whole.replaceAll(/[,' ’.]/g, "") + decimals);
  return /^[%p]/.test(unit) ? times(value, 0.01) : times(value, SCALE[unit] ?? 1);
}

/**
 * Twelve digits undo the dust of multiplying: 0.07 * 100 and the like.
 *
 * @param {number | null} one
 * @param {number} other
 */
function times(one, other) {
  return one === null ? null : Number((one * other).toPrecision(12));
}

/**
 * @param {Span} span
 * @param {Question} question
 * @param {boolean} isPercent  as it was typed
 * @returns {{answer: Answer} | Refusal}
 */
function check({ low, high, isOpenBelow = false, isOpenAbove = false }, question, isPercent) {
  const isShare = isShareOf(question);
  for (const value of [low, high]) {
    if (value === null) continue;
    if (value < question.min || value > question.max) {
      const bounds = `${write(question.min, isShare)} to ${write(question.max, isShare)}`;
      // Whoever writes 80 for a share means 80 of a hundred.
      const isBare = isShare && !isPercent && value <= 100;
      const figure = isBare ? formatAmount(value) : write(value, isShare);
      const hint = isBare ? ` Write ${figure}% for ${figure} of a hundred.` : "";
      return { reason: "outside", problem: `${figure} is outside ${bounds}.${hint}` };
    }
    if (!Number.isInteger(Number((value * FINEST).toPrecision(LONGEST))) || value >= 10 ** LONGEST)
      return refuse("too-fine", "A figure may have four decimals.", question);
  }
  const [from, to] = [low ?? question.min, high ?? question.max];
  if (from > to)
    return {
      reason: "backwards",
      problem: `The range runs backwards: ${formatAmount(from)} is more than ${formatAmount(to)}.`,
    };
  if (from === to) {
    if (isOpenBelow || isOpenAbove) return refuse("outside", "No amount that can be answered lies there.", question);
    return { answer: from };
  }
  // The keys in the order in which the calculator gives them back.
  return { answer: { from, ...(isOpenBelow && { from_closed: false }), to, ...(isOpenAbove && { to_closed: false }) } };
}

/**
 * @param {string} reason
 * @param {string} what
 * @param {Question} question
 * @returns {Refusal}  with an example of the question's kind
 */
function refuse(reason, what, question) {
  const example = isShareOf(question)
    ? "80%, 0.8 or 70-80%"
    : /per year/.test(question.unit)
      ? "24000, $49/mo or 20K-40K"
      : "24000, 24K or 20K-40K";
  return { reason, problem: `${what} Write ${example}.` };
}

/** @param {Question | undefined} question @returns {boolean}  whether it asks for a share of a whole */
export function isShareOf(question) {
  return question?.kind === "number" && question.max <= 1;
}

/** @param {number} value @param {boolean} isShare */
function write(value, isShare) {
  return isShare ? `${formatAmount(Number((value * 100).toPrecision(12)))}%` : formatAmount(value);
}

/** @param {number} value @returns {string}  24000 → 24K, 1250000 → 1.25M, 24500 → 24.5K, 3570 → 3,570 */
export function formatAmount(value) {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4 || (size >= 1e3 && value % 100 === 0)) return `${trim(value / 1e3)}K`;
  return trim(value);
}

/** @param {number} value */
function trim(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** @param {string} text */
export function shorten(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
