/**
 * Which question next: how much each can still matter, how far the reader has come, and the way to the next one.
 *
 * @import {Answers, Result} from "./types.mjs"
 * @import {Panel} from "./view.mjs"
 */
import { givenAnswers, sameAnswers } from "./answers.mjs";
import { find, setText } from "./dom.mjs";
import { goToQuestion } from "./form.mjs";

/**
 * Of the cases in the library, the middle one gets its verdict from this many answers
 * (tests/content/test_questions_needed.py).
 */
/** What is said of many questions. @param {number} total @param {string} [more] @returns {string} */
const usually = (total, more = "") => (total > 8 ? ` About six usually settle it${more}.` : "");

/**
 * Bring the form's guidance up to date.
 *
 * @param {Panel} panel
 * @param {Answers} answers
 * @param {Result | null} result  the newest full result; it may be for other answers
 */
export function showGuidance(panel, answers, result) {
  const fresh = result && sameAnswers(givenAnswers(result.answers), answers) ? result : null;
  showMatter(panel.form, fresh);
  showWhy(panel.form, answers, fresh);
  const asked = panel.questions.filter((question) => question.role === "fit");
  const open = asked.filter(({ id }) => !(id in answers)).map(({ id }) => id);
  const done = asked.length - open.length;
  const words = panel.asking ? briefly(done, asked.length) : progressOf(done, asked.length, fresh);
  setText(find(panel.form, "[data-selector-done]"), words);
  if (panel.asking) panel.asking.update(answers, fresh);
  else showNext(panel, open, fresh);
}

/** Wire the buttons that lead to the next question. @param {Panel} panel @param {() => void} refresh */
export function wireNext(panel, refresh) {
  panel.form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-selector-next]") : null;
    const id = button instanceof HTMLElement ? button.dataset.question : undefined;
    if (!id) return;
    // Whoever goes on without an answer does not know it: do not offer the same question again.
    if (panel.at) panel.passed.add(panel.at);
    panel.at = id;
    goToQuestion(panel.form, id);
    refresh();
  });
}

/** Where one question is asked at a time. @param {number} done @param {number} total @returns {string} */
function briefly(done, total) {
  return done === 0 ? `${total} questions.${usually(total)}` : `${done} of ${total} answered.`;
}

/** @param {number} done @param {number} total @param {Result | null} result @returns {string} */
function progressOf(done, total, result) {
  const start = done === total ? `All ${total} answered` : `${done} of ${total} answered`;
  if (done === 0) return `${start}.${usually(total, ", and the most useful come first")}`;
  if (result?.status === "conflict") return `${start}; together they rule every ${result.nouns.one} out.`;
  if (result?.status !== "ok") return done === total ? `${start}.` : `${start}.${usually(total)}`;
  return done < total && result.settled ? `${start}. ${result.settled}` : `${start}, enough for a verdict.`;
}

/**
 * @param {Panel} panel
 * @param {string[]} open  ids of the open questions, in page order
 * @param {Result | null} result
 */
function showNext(panel, open, result) {
  const gains = result?.gains;
  const left = open.filter((id) => id !== panel.at && !panel.passed.has(id) && (!gains || (gains[id] ?? 0) > 0));
  if (gains) left.sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0));
  const best = result?.ask_next?.question;
  // Once every motion is out, no answer to an open question brings one back.
  const next = result?.status === "conflict" ? undefined : best && left.includes(best) ? best : left[0];
  const label = panel.questions.find((question) => question.id === next)?.label ?? "";
  const none = open.length === panel.questions.filter((question) => question.role === "fit").length;
  for (const button of panel.form.querySelectorAll("[data-selector-next]")) {
    if (!(button instanceof HTMLElement)) continue;
    const owner = button.closest("fieldset")?.dataset.question;
    // At the top always, and below the question the reader was at.
    button.hidden = !next || (owner !== undefined && owner !== panel.at);
    button.dataset.question = next ?? "";
    setText(button, owner === undefined && none ? `Start: ${label}` : `Next: ${label}`);
  }
}

/**
 * Beside each question, how much it can still change the answer.
 *
 * @param {HTMLElement} form
 * @param {Result | null} result  null: not known for these answers yet
 */
function showMatter(form, result) {
  const gains = result?.gains ?? {};
  const bars = new Map((result?.tornado ?? []).map((bar) => [bar.question, bar.high - bar.low]));
  const flips = new Set((result?.flips ?? []).map((flip) => flip.question));
  const [largest, widest] = [Math.max(0, ...Object.values(gains)), Math.max(0, ...bars.values())];
  for (const matter of form.querySelectorAll("[data-selector-matter]")) {
    const fieldset = matter.closest("fieldset");
    const word = matter.querySelector("[data-selector-matter-word]");
    if (!(matter instanceof HTMLElement) || !fieldset || !word) continue;
    const id = fieldset.dataset.question ?? "";
    const isAnswered = fieldset.hasAttribute("data-answered");
    // What was said of an open question does not hold once it is answered, nor the other way round; the rest stands
    // until the result comes.
    const isStale = !result && matter.hasAttribute("data-of-answer") !== isAnswered;
    matter.toggleAttribute("data-of-answer", isAnswered);
    if (!result && !isStale) continue;
    const isMost = result?.ask_next?.question === id;
    const gain = largest > 0 ? (gains[id] ?? 0) / largest : 0;
    const share = isAnswered ? (widest > 0 ? (bars.get(id) ?? 0) / widest : 0) : gain;
    matter.style.setProperty("--share", String(share));
    matter.toggleAttribute("data-most", isMost && !isAnswered);
    if (!result) setText(word, "");
    else if (isAnswered)
      setText(word, flips.has(id) ? "Another answer changes the result" : "No answer here changes the result");
    else
      setText(
        word,
        isMost
          ? "Matters most now"
          : gain >= 0.5
            ? "Matters a lot"
            : gain >= 0.1
              ? "Matters a little"
              : "Hardly matters now",
      );
  }
}

/**
 * Below each open question, what its answer can change now. What was said before stands until the result has come.
 *
 * @param {HTMLElement} form
 * @param {Answers} answers
 * @param {Result | null} result
 */
function showWhy(form, answers, result) {
  for (const why of form.querySelectorAll("[data-selector-why]")) {
    const id = why.closest("fieldset")?.dataset.question ?? "";
    const sentence = result?.asks?.find((ask) => ask.question === id)?.why;
    if (sentence) setText(find(why, "[data-selector-why-text]"), sentence);
    why.toggleAttribute("hidden", id in answers || (result !== null && !sentence));
  }
}
