/**
 * Which question next. Pure: answers and a result in, an id out.
 *
 * @import {Answers, Question, Result} from "./types.mjs"
 */

/**
 * The most useful open question.
 *
 * Somebody without customers can answer the first one, and whoever does not know one question about customers is asked
 * the others of that kind last.
 *
 * @param {Question[]} asked  those to choose from, most useful first when nothing is known
 * @param {Answers} answers
 * @param {Set<string>} passed  questions the reader left open
 * @param {Result | null} result  the newest full one; it may be for earlier answers
 * @returns {string | null}  null when none is left
 */
export function nextQuestion(asked, answers, passed, result) {
  const open = asked.filter(({ id }) => !(id in answers) && !passed.has(id));
  const isFirst = Object.keys(answers).length === 0;
  const knowsNone = isFirst || asked.some(({ id, needsCustomers }) => needsCustomers && passed.has(id));
  const gains = result?.gains ?? {};
  const best = result?.ask_next?.question;
  const place = (/** @type {Question} */ question) => [
    question.role === "fit" ? 0 : 1,
    knowsNone && question.needsCustomers ? 1 : 0,
    question.id === best ? 0 : 1,
    -(gains[question.id] ?? 0),
  ];
  const [first] = open
    .map((question) => ({ id: question.id, at: place(question) }))
    .sort((one, other) => one.at.map((each, index) => each - (other.at[index] ?? 0)).find((each) => each !== 0) ?? 0);
  return first?.id ?? null;
}
