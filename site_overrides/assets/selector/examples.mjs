/**
 * Answers to start from: every company of the case library. Loaded when opened.
 *
 * @import {Answers} from "./types.mjs"
 * @import {Session} from "./session.mjs"
 * @import {View} from "./view.mjs"
 */
import { checkAnswers } from "./answers.mjs";
import { element } from "./dom.mjs";

/** @typedef {{company: string, stage: string, answers: Answers}} Case */

/**
 * @param {HTMLElement} target  filled once
 * @param {View} view
 * @param {Session} session
 * @param {(sentence: string) => void} notify
 */
export async function fillExamples(target, view, session, notify) {
  if (target.childElementCount > 0) return;
  /** @param {string} name @param {Answers} answers */
  const load = (name, answers) => {
    session.replace(checkAnswers(Object.entries(answers), view.questions).answers);
    notify(`${name}. Undo brings your answers back.`);
  };
  const cases = await fetchCases(view);
  if (cases.length === 0) return;
  const select = /** @type {HTMLSelectElement} */ (element("select.field", { "aria-label": "Case" }));
  select.append(
    ...cases.map((each, index) => element("option", { value: String(index) }, `${each.company}, ${each.stage}`)),
  );
  const chosen = actionButton("Load this case", () => {
    const found = cases[Number(select.value)];
    if (found) load(`${found.company}, ${found.stage}`, found.answers);
  });
  target.append(element("div.examples", {}, select, chosen));
}

/**
 * @param {View} view
 * @returns {Promise<Case[]>}  by company; none where the library has no cases or they cannot be read
 */
async function fetchCases(view) {
  try {
    const { cases } = await (await fetch(new URL("api/v1/cases.json", view.base))).json();
    return /** @type {Case[]} */ (cases).sort(
      (a, b) => a.company.localeCompare(b.company) || a.stage.localeCompare(b.stage),
    );
  } catch (error) {
    console.warn("selector: the case library could not be read:", error);
    return [];
  }
}

/** @param {string} label @param {() => void} act */
function actionButton(label, act) {
  const button = element("button.action", { type: "button" }, label);
  button.addEventListener("click", act);
  return button;
}
