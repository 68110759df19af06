/**
 * Answers as data: checked, made canonical, written to and read from the address. Pure; no document, no storage.
 *
 * @import {Answer, Answers, Dropped, Question} from "./types.mjs"
 */

/** Version of the address format. */
const VERSION = "1";
const PREFIX = "#selector?";
/** In the address of a link that a page of the site wrote for itself: nobody was sent to the panel. */
const CARRIED = "carried";
/** Longer than any honest address; what comes after is not read. */
const LONGEST = 4000;

// A comma parts thousands and nothing else: whoever writes 24,5K for 24.5K is asked, and not read as 245K.
const FIGURE = String.raw`\$?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*([kKmM%])?`;
const ONE_FIGURE = new RegExp(`^${FIGURE}$`);
const TWO_FIGURES = new RegExp(`^${FIGURE}\\s*(?:-|–|—|to|\\.\\.)\\s*${FIGURE}$`);
/** 24.000 is 24 to some and 24,000 to others. */
const EITHER = /(?<![\d.,])\d{1,3}\.\d{3}(?!\d|\s*[kKmM%])/;
/** Amounts that may be counted in thousands; a share never is. */
const LARGE = 1000;
const SCALE = /** @type {Record<string, number>} */ ({ k: 1e3, m: 1e6, "%": 0.01 });

/**
 * Read what a person typed into a number field: `24000`, `$24,000`, `24K`, `20K-40K`, `80%`.
 *
 * @param {string} text
 * @param {Question} question  its bounds are checked
 * @returns {{answer: Answer | null} | {problem: string}}  null for an empty field ("not sure")
 */
export function readAmount(text, question) {
  const either = question.max > LARGE ? EITHER.exec(text)?.[0] : undefined;
  if (either === undefined) return readFigures(text, question);
  return { problem: `“${either}” can be read in two ways. Write ${either.replace(".", "")} or ${Number(either)}.` };
}

/**
 * @param {string} text
 * @param {Question} question
 * @returns {{answer: Answer | null} | {problem: string}}
 */
function readFigures(text, question) {
  const trimmed = text.trim();
  if (trimmed === "") return { answer: null };
  const two = TWO_FIGURES.exec(trimmed);
  const one = two ? null : ONE_FIGURE.exec(trimmed);
  if (!one && !two)
    return { problem: `“${shorten(trimmed)}” is not a figure. Write 24000, 24K or a range such as 20K-40K.` };
  // In "20-40K" the K belongs to both.
  const figures = one
    ? [figure(one[1], one[2])]
    : two
      ? [figure(two[1], two[2] ?? two[4]), figure(two[3], two[4])]
      : [];
  const bad = figures.find((value) => !Number.isFinite(value) || value < question.min || value > question.max);
  if (bad !== undefined) {
    const words = formatAmount(bad);
    const isPercent = question.max <= 1 && bad > 1 && bad <= 100;
    const hint = isPercent ? ` Write ${words}% for ${words} of a hundred.` : "";
    const bounds = `${formatAmount(question.min)} to ${formatAmount(question.max)}`;
    return { problem: `${words} is outside ${bounds}.${hint}` };
  }
  const [from, to] = figures;
  if (from === undefined) return { answer: null };
  if (to === undefined || from === to) return { answer: from };
  if (from > to)
    return { problem: `The range runs backwards: ${formatAmount(from)} is more than ${formatAmount(to)}.` };
  return { answer: { from, to } };
}

/**
 * One answer in canonical form, or why it cannot be one.
 *
 * @param {unknown} value  from the address, from storage, or from a control
 * @param {Question} question
 * @returns {{answer: Answer | null} | {problem: string}}
 */
export function checkAnswer(value, question) {
  if (value === null || value === undefined || value === "") return { answer: null };
  // A band's id comes first: `5k-25k` in an address is the band, which leaves out 25,000 itself.
  if (typeof value === "string" && question.options.some((option) => option.id === value)) return { answer: value };
  if (question.kind === "option") {
    return { problem: `“${shorten(String(value))}” is not one of its answers.` };
  }
  if (typeof value === "number") return readFigures(String(value), question);
  if (typeof value === "string") return readAmount(value, question);
  if (isRange(value)) return readFigures(`${value.from}-${value.to}`, question);
  return { problem: `“${shorten(String(value))}” is not a figure.` };
}

/**
 * Keep what can be answered, list what cannot.
 *
 * @param {Iterable<[string, unknown]>} pairs
 * @param {Question[]} questions
 * @returns {{answers: Answers, dropped: Dropped[]}}
 */
export function checkAnswers(pairs, questions) {
  const byId = new Map(questions.map((question) => [question.id, question]));
  /** @type {Answers} */
  const answers = {};
  /** @type {Dropped[]} */
  const dropped = [];
  for (const [field, value] of pairs) {
    const question = byId.get(field);
    if (!question) {
      dropped.push({
        field: shorten(field),
        value: shorten(String(value)),
        why: `“${shorten(field)}” was left out: no question here has that name.`,
      });
      continue;
    }
    const checked = checkAnswer(value, question);
    if ("problem" in checked) {
      dropped.push({ field, value: shorten(String(value)), why: `${question.label} was left out: ${checked.problem}` });
    } else if (checked.answer !== null) {
      answers[field] = checked.answer;
    }
  }
  return { answers: sortAnswers(answers), dropped };
}

/**
 * The address part that carries the answers: `#selector?v=1&acv_usd=24000&buyer_user=different-people`.
 *
 * @param {Answers} answers
 * @param {boolean} [isCarried]  from page to page, and not sent to anybody
 * @returns {string}  empty when nothing is answered
 */
export function toHash(answers, isCarried = false) {
  const fields = Object.keys(answers).sort();
  if (fields.length === 0) return "";
  return `${PREFIX}v=${VERSION}${isCarried ? `&${CARRIED}=1` : ""}${fields.map((field) => `&${field}=${encodeURIComponent(answerText(answers[field]))}`).join("")}`;
}

/**
 * Read the answers out of an address.
 *
 * @param {string} hash  `location.hash`
 * @param {Question[]} questions
 * @returns {{answers: Answers, dropped: Dropped[], isCarried: boolean} | null}  null when the address says nothing
 *   about the selector
 */
export function fromHash(hash, questions) {
  if (!hash.startsWith(PREFIX)) return null;
  const parameters = new URLSearchParams(hash.slice(PREFIX.length, LONGEST));
  const version = parameters.get("v");
  const isCarried = parameters.has(CARRIED);
  for (const name of ["v", CARRIED]) parameters.delete(name);
  const read = checkAnswers(parameters.entries(), questions);
  if (version !== VERSION) {
    const which = version === null ? "gives no version" : `has version ${shorten(version)}`;
    read.dropped.push({
      field: "v",
      value: shorten(version ?? ""),
      why: `The link ${which} and this page reads version ${VERSION}; what could be read was taken over.`,
    });
  }
  return { ...read, isCarried };
}

/** @param {Answers} answers @returns {Answers}  the same, its keys in order */
export function sortAnswers(answers) {
  return Object.fromEntries(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** @param {Answers} one @param {Answers} other @returns {boolean} */
export function sameAnswers(one, other) {
  return JSON.stringify(sortAnswers(one)) === JSON.stringify(sortAnswers(other));
}

/**
 * @param {Answers} answers
 * @returns {Answers}  without the questions answered "not sure", which a result lists as null
 */
export function givenAnswers(answers) {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== null));
}

/**
 * The request the calculator takes, as text. The same answers give the same text.
 *
 * @param {Answers} answers
 * @param {"point" | "full"} detail
 */
export function toRequest(answers, detail) {
  return JSON.stringify({ schema: 1, answers: sortAnswers(answers), detail });
}

/** @param {Answer | undefined} answer @returns {string}  as it stands in an address or a field */
export function answerText(answer) {
  if (answer === undefined) return "";
  if (typeof answer === "object") return `${answer.from}-${answer.to}`;
  return String(answer);
}

/**
 * An answer in the reader's words.
 *
 * @param {unknown} answer
 * @param {Question | undefined} question
 * @returns {string}
 */
export function describeAnswer(answer, question) {
  if (answer === null || answer === undefined || answer === "") return "Not sure";
  const sign = question?.unit.startsWith("USD") ? "$" : "";
  if (isRange(answer)) return `${sign}${formatAmount(answer.from)} to ${sign}${formatAmount(answer.to)}`;
  if (typeof answer === "number") return sign + formatAmount(answer);
  return question?.options.find((option) => option.id === answer)?.label ?? String(answer);
}

/** @param {number} value @returns {string}  24000 → 24K, 1250000 → 1.25M, 24500 → 24.5K, 3570 → 3,570 */
export function formatAmount(value) {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4 || (size >= 1e3 && value % 100 === 0)) return `${trim(value / 1e3)}K`;
  return trim(value);
}

/** @param {unknown} value @returns {value is {from: number, to: number}} */
function isRange(value) {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}

/** @param {string | undefined} digits @param {string | undefined} unit */
function figure(digits, unit) {
  const scale = SCALE[unit?.toLowerCase() ?? ""] ?? 1;
  // Twelve digits undo the dust of multiplying: 0.07 * 100 and the like.
  return Number((Number((digits ?? "").replaceAll(",", "")) * scale).toPrecision(12));
}

/** @param {number} value */
function trim(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** @param {string} text */
function shorten(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
