/**
 * Answers as data: checked, made canonical, written to and read from the address. Pure; no document, no storage.
 *
 * @import {Answer, Answers, Dropped, Question, Range} from "./types.mjs"
 */
import { formatAmount, isShareOf, readAmount, shorten } from "./amounts.mjs";

/** Version of the address format. */
const VERSION = "1";
const PREFIX = "#selector?";
/** Before the answers of the first of two scenarios. */
const FIRST = "first.";
/** In the address of a link that a page of the site wrote for itself: nobody was sent to the panel. */
const CARRIED = "carried";
/** Longer than any honest address; what comes after is not read. */
const LONGEST = 4000;

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
  if (typeof value === "number") return readAmount(String(value), question);
  if (typeof value === "string") return readAmount(value, question);
  if (isRange(value)) return readAmount(answerText(value), question);
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
 * @param {Answers} [first]  of the scenario that these are compared with
 * @returns {string}  empty when nothing is answered
 */
export function toHash(answers, isCarried = false, first = {}) {
  const fields = Object.keys(answers).sort();
  if (fields.length === 0) return "";
  return `${PREFIX}v=${VERSION}${isCarried ? `&${CARRIED}=1` : ""}${toFields(answers)}${toFields(first, FIRST)}`;
}

/** @param {Answers} answers @param {string} [before]  stands before each name */
function toFields(answers, before = "") {
  const fields = Object.keys(answers).sort();
  return fields.map((field) => `&${before}${field}=${encodeURIComponent(answerText(answers[field]))}`).join("");
}

/** @param {string} hash  `location.hash` @returns {boolean}  whether its answers come from the page before */
export function isFromPageBefore(hash) {
  return hash.startsWith(PREFIX) && new URLSearchParams(hash.slice(PREFIX.length, LONGEST)).has(CARRIED);
}

/**
 * Read the answers out of an address.
 *
 * @param {string} hash  `location.hash`
 * @param {Question[]} questions
 * @returns {{answers: Answers, first: Answers, dropped: Dropped[], isCarried: boolean} | null}  `first`: those of the
 *   scenario to compare with, empty where there is none; null when the address says nothing about the selector
 */
export function fromHash(hash, questions) {
  if (!hash.startsWith(PREFIX)) return null;
  const parameters = new URLSearchParams(hash.slice(PREFIX.length, LONGEST));
  const version = parameters.get("v");
  const isCarried = isFromPageBefore(hash);
  for (const name of ["v", CARRIED]) parameters.delete(name);
  const pairs = [...parameters];
  const before = pairs.filter(([name]) => name.startsWith(FIRST));
  const read = checkAnswers(
    pairs.filter((pair) => !before.includes(pair)),
    questions,
  );
  const first = checkAnswers(
    before.map(([name, value]) => [name.slice(FIRST.length), value]),
    questions,
  );
  read.dropped.push(...first.dropped);
  if (version !== VERSION) {
    const which = version === null ? "gives no version" : `has version ${shorten(version)}`;
    read.dropped.push({
      field: "v",
      value: shorten(version ?? ""),
      why: `The link ${which} and this page reads version ${VERSION}; what could be read was taken over.`,
    });
  }
  return { ...read, first: first.answers, isCarried };
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
 */
export function toRequest(answers) {
  return JSON.stringify({ schema: 1, answers: sortAnswers(answers), detail: "full" });
}

/** @param {Answer | undefined} answer @returns {string}  as it stands in an address or a field */
export function answerText(answer) {
  if (answer === undefined) return "";
  if (typeof answer === "object") {
    if (answer.from_closed === false) return `>${answer.from}`;
    return answer.to_closed === false ? `<${answer.to}` : `${answer.from}-${answer.to}`;
  }
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
  if (isRange(answer)) {
    const [from, to] = [answer.from, answer.to].map((end) => describeAnswer(end, question));
    if (answer.from_closed === false || answer.to === question?.max) return `Over ${from}`;
    return answer.to_closed === false ? `Under ${to}` : `${from} to ${to}`;
  }
  if (typeof answer === "number")
    return isShareOf(question)
      ? `${formatAmount(Number((100 * answer).toPrecision(12)))} %`
      : sign + formatAmount(answer);
  return question?.options.find((option) => option.id === answer)?.label ?? String(answer);
}

/** @param {unknown} value @returns {value is Range} */
function isRange(value) {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}
