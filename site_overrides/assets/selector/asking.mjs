/**
 * One question at a time: which one comes next, its place on the page, the way back, and the list of what was answered.
 *
 * The questions stand in the form as everywhere; one of them is `data-current`, and the style sheet keeps the others
 * out of sight. Where a page shows all of them at once, nothing of this is used.
 *
 * @import {Answers, Question, Result} from "./types.mjs"
 * @import {Panel} from "./view.mjs"
 */
import { describeAnswer, sameAnswers } from "./answers.mjs";
import { element, find, setText } from "./dom.mjs";
import { formatCount } from "./format.mjs";
import { nextQuestion } from "./next_question.mjs";

/** An answer is seen before it makes room for the next question. */
const SEEN_MS = 160;
/** The next question is the most useful one; when the calculator is slow to name it, the best that is known comes. */
const PATIENCE_MS = 700;
/** A reader who comes with answers waits so long for the question that matters most, and no longer. */
const ARRIVAL_MS = 2500;
/** Room that the header takes, and that is left above the line at the lower edge, in px. */
const EDGES = { top: 76, bottom: 12 };

/**
 * @typedef {object} Asking
 * @property {(answers: Answers, fresh: Result | null) => void} update  `fresh`: the full result for these very answers
 * @property {(question: string) => void} goTo  lead the reader to a question
 */

/**
 * @param {Panel} panel
 * @param {import("./session.mjs").Session} session
 * @returns {Asking}
 */
export function makeAsking(panel, session) {
  const { root, form } = panel;
  const stop = find(form, "[data-selector-stop]");
  const back = find(form, '[data-ask="back"]');
  const on = find(form, '[data-ask="on"]');
  /** Where the reader has been, so that Back leads there. @type {string[]} */
  let trail = [];
  /** Answers as they were shown last. @type {Answers} */
  let known = { ...session.answers };
  /** @type {Result | null} */
  let newest = null;
  /** Whether the newest result is for the answers of now. */
  let isFresh = false;
  let hasStopped = false;
  /** The questions that never change the ranking come when the reader asks for them. */
  let isBeyond = false;
  let isByArrow = false;
  /** The next question is on its way. @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let arriving;

  panel.at = form.querySelector("fieldset[data-current]")?.getAttribute("data-question") ?? null;
  if (Object.keys(known).length > 0) {
    root.toggleAttribute("data-choosing", true);
    arriving = setTimeout(arrive, ARRIVAL_MS);
  }
  listen();

  return {
    update(answers, fresh) {
      isFresh = fresh !== null;
      if (fresh) newest = fresh;
      const before = known;
      known = { ...answers };
      if (root.hasAttribute("data-choosing")) {
        if (isFresh || root.dataset.state === "failed") arrive();
      } else if (leaving !== undefined) {
        if (isFresh) leave();
      } else if (!panel.isAnswering && !sameAnswers(before, known)) follow(before);
      showGiven();
      showWays();
    },
    goTo(id) {
      if (root.dataset.mode === "compact") form.closest("details")?.setAttribute("open", "");
      move(id, "on", true);
    },
  };

  /** The first question for a reader who came with answers. */
  function arrive() {
    clearTimeout(arriving);
    root.removeAttribute("data-choosing");
    if (panel.at === null || panel.at in known) show(next());
  }

  /** Somebody else changed the answers: undo, another tab, an example. @param {Answers} before */
  function follow(before) {
    const taken = Object.keys(before).filter((id) => !(id in known));
    if (Object.keys(known).length === 0) {
      [trail, hasStopped, isBeyond] = [[], false, false];
      panel.passed.clear();
      show(next());
    } else if (taken.length === 1 && Object.keys(before).length - 1 === Object.keys(known).length) {
      show(taken[0] ?? null);
    } else if (panel.at === null || (panel.at in known && !(panel.at in before))) {
      if (isFresh) show(next());
      else depart();
    }
  }

  /** @returns {string | null}  null: there is none, or the reader should be told that it is enough */
  function next() {
    const result = newest;
    const asked = panel.questions.filter((each) => isBeyond || each.role === "fit");
    if (result && isFresh && result.status === "conflict") return null;
    if (result && isFresh && !hasStopped && result.settled) return null;
    return nextQuestion(asked, known, panel.passed, result);
  }

  /** The reader is done with the question: the next one comes as soon as it is known which. */
  function depart() {
    clearTimeout(leaving);
    on.hidden = true;
    root.toggleAttribute("data-leaving", true);
    const isComing = root.dataset.state === "ready" && !isFresh;
    leaving = setTimeout(leave, isComing ? PATIENCE_MS : SEEN_MS);
  }

  function leave() {
    move(next(), "on", true);
  }

  /**
   * @param {string | null} id  null: what is said when nothing more is asked
   * @param {"on" | "back"} way
   * @param {boolean} isOwn  the reader moved: the focus follows
   */
  function move(id, way, isOwn) {
    // Whoever goes back or to a question of the list while the next one is awaited stays there.
    clearTimeout(leaving);
    leaving = undefined;
    root.removeAttribute("data-leaving");
    if (way === "on" && panel.at !== null && panel.at !== id)
      trail = [...trail.filter((each) => each !== panel.at), panel.at];
    root.dataset.moving = way;
    show(id);
    if (isOwn) attend();
  }

  /** @param {string | null} id */
  function show(id) {
    panel.at = id;
    for (const fieldset of form.querySelectorAll("fieldset[data-question]"))
      fieldset.toggleAttribute("data-current", fieldset.getAttribute("data-question") === id);
    form.querySelector("[data-selector-others]")?.toggleAttribute("data-holds", current()?.dataset.role !== "fit");
    stop.hidden = id !== null;
    if (id === null) sayStop();
    back.setAttribute("aria-disabled", String(trail.length === 0));
    showWays();
  }

  /** Continue, where there is something to go on from. */
  function showWays() {
    const fieldset = current();
    const field = fieldset?.querySelector("input.amount__field");
    const isTyped = field instanceof HTMLInputElement && field.value.trim() !== "";
    on.hidden = leaving !== undefined || panel.at === null || !(panel.at in known || isTyped);
    // What there is to start from, and nothing yet to keep or to explain.
    root.toggleAttribute("data-untouched", Object.keys(known).length === 0 && trail.length === 0 && !session.canUndo);
  }

  function current() {
    const found = form.querySelector("fieldset[data-current]");
    return found instanceof HTMLElement ? found : null;
  }

  /** What is said when nothing more is asked, and the ways on from there. */
  function sayStop() {
    const open = panel.questions.filter((each) => each.role === "fit" && !(each.id in known));
    const left = open.filter((each) => !panel.passed.has(each.id));
    const others = panel.questions.filter((each) => each.role !== "fit" && !(each.id in known));
    const isConflict = newest?.status === "conflict";
    const ways = [];
    if (isConflict) {
      setText(find(stop, "[data-selector-stop-text]"), `Together your answers rule every ${newest?.nouns.one} out.`);
    } else if (newest?.settled && left.length > 0 && !hasStopped) {
      hasStopped = true;
      setText(find(stop, "[data-selector-stop-text]"), newest.settled);
      ways.push(way(`Answer ${formatCount(left.length, "more question")} to be surer`, () => move(next(), "on", true)));
    } else {
      const sum =
        open.length === 0 ? "every question is answered" : `${formatCount(open.length, "question")} left open`;
      setText(find(stop, "[data-selector-stop-text]"), `That is all: ${sum}. Change any answer below.`);
      if (others.length > 0 && !isBeyond)
        ways.push(
          way(`Add money and team: ${formatCount(others.length, "question")} that never change the ranking`, () => {
            isBeyond = true;
            move(next(), "on", true);
          }),
        );
    }
    const jump = way("See the result", () => find(root, "[data-selector-jump]").click());
    jump.classList.add("ask__jump");
    find(stop, "[data-selector-stop-ways]").replaceChildren(jump, ...ways);
  }

  /** The focus goes to the new question, and the page is moved only where it would stand outside the window. */
  function attend() {
    const fieldset = current();
    const target = fieldset ?? stop;
    const box = target.getBoundingClientRect();
    const peek = find(root, "[data-selector-peek]").offsetHeight;
    const [top, bottom] = [EDGES.top, innerHeight - EDGES.bottom - peek];
    const by = box.top < top || box.height > bottom - top ? box.top - top : Math.max(0, box.bottom - bottom);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (Math.abs(by) > 1) scrollBy({ top: by, behavior: isStill ? "instant" : "smooth" });
    const controls = fieldset ? [...fieldset.querySelectorAll("input")] : [];
    const control =
      controls.find((each) => each.checked) ?? controls.find((each) => each.type === "radio") ?? controls[0];
    // A field that takes the focus opens the keyboard of a phone over the answers.
    if (control && !matchMedia("(pointer: coarse)").matches) control.focus({ preventScroll: true });
    else {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }

  /** The answers as a list, in the order of the form. */
  function showGiven() {
    const given = root.querySelector("[data-selector-given]");
    if (!(given instanceof HTMLElement)) return;
    const shown = panel.questions.filter(({ id }) => id in known || panel.passed.has(id));
    given.hidden = shown.length === 0;
    const list = find(given, "[data-selector-given-list]");
    const key = JSON.stringify(shown.map(({ id }) => [id, known[id] ?? null]));
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    list.replaceChildren(...shown.map(givenItem));
  }

  /** @param {Question} question */
  function givenItem(question) {
    const answer = known[question.id];
    const change = element(
      "button.action.given__change",
      { type: "button", "data-change": question.id },
      "Change",
      element("span.visually-hidden", {}, `: ${question.label}`),
    );
    return element(
      "li.given__item",
      answer === undefined ? { "data-open": "" } : {},
      element("span.given__question", {}, question.label),
      element("span.given__answer", {}, describeAnswer(answer, question)),
      change,
    );
  }

  function listen() {
    form.addEventListener("keydown", ({ key }) => (isByArrow = key.startsWith("Arrow")));
    form.addEventListener("keyup", () => (isByArrow = false));
    // A click also where the answer stands already, as "Not sure" may; arrow keys only look at the answers.
    form.addEventListener("click", (event) => {
      if (isRadioOf(event.target, panel.at) && !isByArrow) setTimeout(onwards);
    });
    form.addEventListener("change", (event) => {
      if (!event.isTrusted && isRadioOf(event.target, panel.at)) setTimeout(onwards);
    });
    form.addEventListener("input", showWays);
    form.addEventListener("submit", onwards);
    back.addEventListener("click", () => {
      if (back.getAttribute("aria-disabled") === "true") return;
      const [last, ...before] = [...trail].reverse();
      trail = before.reverse();
      move(last ?? null, "back", true);
    });
    root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-change], [data-situation]") : null;
      if (!(button instanceof HTMLElement)) return;
      if (button.dataset.change) move(button.dataset.change, "on", true);
      else depart(); // from the situation on: panel.mjs has taken its answers over
    });
  }

  function onwards() {
    const wrong = current()?.querySelector('[aria-invalid="true"]');
    if (wrong instanceof HTMLElement) {
      wrong.focus();
      return;
    }
    if (panel.at === null || leaving !== undefined) return;
    if (!(panel.at in session.answers)) panel.passed.add(panel.at);
    depart();
    showGiven();
  }
}

/** @param {EventTarget | null} target @param {string | null} question @returns {boolean} */
function isRadioOf(target, question) {
  if (!(target instanceof HTMLInputElement) || target.type !== "radio") return false;
  return target.closest("fieldset")?.dataset.question === question;
}

/** @param {string} label @param {() => void} act */
function way(label, act) {
  const button = element("button.action", { type: "button" }, label);
  button.addEventListener("click", act);
  return button;
}
