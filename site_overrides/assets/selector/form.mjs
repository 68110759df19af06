/**
 * The form: reads the questions from its controls, hands on answers, shows answers.
 *
 * @import {Answer, Answers, Question} from "./types.mjs"
 * @import {Panel} from "./view.mjs"
 */
import { formatAmount, readAmount } from "./amounts.mjs";
import { answerText } from "./answers.mjs";
import { setText } from "./dom.mjs";

/** Wait for a pause in typing: the digits of 24000 are not five answers. */
const TYPING_PAUSE_MS = 250;
const BAND = "__band";
/** What the helper for a year's amount computes with; the question's own bounds are checked where it is answered. */
const ANY_AMOUNT = /** @type {Question} */ ({ unit: "USD per year", min: 0, max: 1e12 });

/**
 * @param {ParentNode} root
 * @returns {Question[]}
 */
export function readQuestions(root) {
  return [...root.querySelectorAll("fieldset[data-question]")].map((fieldset) => {
    const data = /** @type {HTMLElement} */ (fieldset).dataset;
    return {
      id: data.question ?? "",
      label: data.label ?? "",
      kind: data.kind === "number" ? "number" : "option",
      role: data.role ?? "fit",
      unit: data.unit ?? "",
      min: Number(data.min ?? 0),
      max: Number(data.max ?? Infinity),
      url: data.url ?? "",
      needsCustomers: data.needs === "customers",
      options: radios(fieldset)
        .filter((radio) => radio.value !== "")
        .map((radio) => ({
          id: radio.value,
          label: radio.parentElement?.querySelector(".option__label")?.textContent?.trim() ?? radio.value,
          range: rangeOf(radio.dataset),
        })),
    };
  });
}

/**
 * Call `answer` whenever the reader answers. Wrong figures are said beside their field and change nothing.
 *
 * @param {HTMLElement} form
 * @param {Question[]} questions
 * @param {(field: string, answer: Answer | null) => void} answer
 * @param {(field: string) => boolean} isAnswered
 */
export function listen(form, questions, answer, isAnswered) {
  const byId = new Map(questions.map((question) => [question.id, question]));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.type === "radio" && target.name.endsWith(BAND)) {
      const field = target.name.slice(0, -BAND.length);
      showProblem(form, field, "");
      answer(field, target.value === "" ? null : target.value);
    } else if (target.type === "radio") {
      answer(target.name, target.value === "" ? null : target.value);
    } else {
      clearTimeout(pause);
      takeAmount(target, true);
    }
  });
  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type === "radio") return;
    clearTimeout(pause);
    pause = setTimeout(() => takeAmount(target, false), TYPING_PAUSE_MS);
  });

  for (const helper of form.querySelectorAll("[data-amount-helper]")) wireHelper(/** @type {HTMLElement} */ (helper));

  /** @param {HTMLInputElement} field @param {boolean} isDone  whether the reader has left the field */
  function takeAmount(field, isDone) {
    const question = byId.get(field.name);
    if (!question) return;
    const read = readAmount(field.value, question);
    if ("answer" in read) {
      showProblem(form, field.name, "");
      answer(field.name, read.answer);
    } else if (isDone) {
      showProblem(
        form,
        field.name,
        read.problem + (isAnswered(field.name) ? " Your earlier answer still counts." : ""),
      );
    }
  }
}

/**
 * Set every control to the answers. A field that is being typed in is left alone, and where one question is asked at a
 * time an open one has no answer checked: "Not sure" is the reader's word and not ours.
 *
 * @param {Panel} panel
 * @param {Answers} answers
 */
export function showAnswers({ form, questions, asking, passed }, answers) {
  for (const question of questions) {
    const fieldset = form.querySelector(`fieldset[data-question="${question.id}"]`);
    if (!fieldset) continue;
    const answer = answers[question.id];
    const chosen = typeof answer === "object" || typeof answer === "number" ? bandOf(answer, question) : (answer ?? "");
    for (const radio of radios(fieldset))
      radio.checked = radio.value === chosen && (answer !== undefined || !asking || passed.has(question.id));
    fieldset.toggleAttribute("data-answered", answer !== undefined);
    const field = fieldset.querySelector("input.amount__field");
    if (
      field instanceof HTMLInputElement &&
      !(document.activeElement === field && sameAmount(field.value, answer, question))
    ) {
      field.value = typeof answer === "string" ? "" : answerText(answer);
    }
  }
}

/**
 * From the price of a seat, how many there are and for how many months, the amount of a year.
 *
 * @param {HTMLElement} helper
 */
function wireHelper(helper) {
  const parts = [...helper.querySelectorAll("input")];
  const use = helper.querySelector("button");
  const field = helper.closest("fieldset")?.querySelector("input.amount__field");
  if (!use || !(field instanceof HTMLInputElement)) return;
  const product = () => parts.map(({ value }) => value.trim().replace(/^\$/, "")).join("*");
  const amount = () => readAmount(product(), { ...ANY_AMOUNT });
  const show = () => {
    const read = amount();
    const isWhole = "answer" in read && typeof read.answer === "number";
    use.disabled = !isWhole;
    setText(use, isWhole ? `Use $${formatAmount(Number(read.answer))} a year` : "Fill in all three");
  };
  helper.addEventListener("input", show);
  use.addEventListener("click", () => {
    field.value = product();
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    field.focus();
  });
  show();
}

/** Lead the reader to a question. @param {HTMLElement} form @param {string} id */
export function goToQuestion(form, id) {
  const fieldset = form.querySelector(`fieldset[data-question="${id}"]`);
  fieldset?.closest("details")?.setAttribute("open", "");
  const control = fieldset?.querySelector("input.amount__field, input:checked");
  fieldset?.scrollIntoView({ block: "center" });
  if (control instanceof HTMLInputElement) control.focus({ preventScroll: true });
}

/** @param {HTMLElement} form @param {string} field @param {string} problem */
function showProblem(form, field, problem) {
  const line = form.querySelector(`#problem-${field}`);
  const input = form.querySelector(`input[name="${field}"]`);
  if (!(line instanceof HTMLElement)) return;
  setText(line, problem);
  line.hidden = problem === "";
  if (problem === "") input?.removeAttribute("aria-invalid");
  else input?.setAttribute("aria-invalid", "true");
}

/**
 * The band a figure or a range lies in.
 *
 * @param {number | {from: number, to: number}} answer
 * @param {Question} question
 * @returns {string | undefined}  undefined when it lies in no one band
 */
export function bandOf(answer, question) {
  const [low, high] = typeof answer === "number" ? [answer, answer] : [answer.from, answer.to];
  return question.options.find(({ range }) => {
    if (!range) return false;
    const isAbove = range.from === null || low > range.from || (range.from_closed && low === range.from);
    const isBelow = range.to === null || high < range.to || (range.to_closed && high === range.to);
    return isAbove && isBelow;
  })?.id;
}

/** @param {string} text @param {Answer | undefined} answer @param {Question} question */
function sameAmount(text, answer, question) {
  const read = readAmount(text, question);
  return "answer" in read && answerText(read.answer ?? undefined) === answerText(answer);
}

/** @param {Element} fieldset @returns {HTMLInputElement[]} */
function radios(fieldset) {
  return [...fieldset.querySelectorAll("input")].filter((input) => input.type === "radio");
}

/** @param {DOMStringMap} data @returns {import("./types.mjs").Band | null} */
function rangeOf(data) {
  if (!("from" in data)) return null;
  return {
    from: bound(data.from),
    to: bound(data.to),
    from_closed: data.fromClosed === "true",
    to_closed: data.toClosed === "true",
  };
}

/** @param {string | undefined} text @returns {number | null} */
function bound(text) {
  return text === undefined || text === "" ? null : Number(text);
}
