/**
 * Answers to start from: two made-up products and every company of the case library. Loaded when opened.
 *
 * @import {Answers} from "./types.mjs"
 * @import {Session} from "./session.mjs"
 * @import {View} from "./view.mjs"
 */
import { checkAnswers } from "./answers.mjs";
import { element } from "./dom.mjs";

/** @typedef {{company: string, stage: string, answers: Answers}} Case */

/** @type {{label: string, answers: Answers}[]} */
const PRODUCTS = [
  {
    label: "A developer tool at $6K",
    answers: {
      user: "developer",
      buyer_user: "same-team",
      latitude: "card-limit",
      product_type: "developer-tool",
      acv_usd: 6000,
      time_to_value: "minutes",
      customization: "none",
      stakeholders: "one",
      evaluation_cycle: "days",
    },
  },
  {
    label: "Software for one industry at $40K",
    answers: {
      user: "business-team",
      buyer_user: "different-people",
      latitude: "manager-approval",
      product_type: "vertical-app",
      acv_usd: 40000,
      time_to_value: "weeks",
      customization: "integration-and-training",
      stakeholders: "few",
      evaluation_cycle: "months",
    },
  },
];

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
  const buttons = PRODUCTS.map(({ label, answers }) => actionButton(label, () => load(label, answers)));
  target.append(element("div.examples", {}, ...buttons));
  const cases = await fetchCases(view);
  if (cases.length === 0) return;
  const select = /** @type {HTMLSelectElement} */ (element("select.field", { "aria-label": "Company" }));
  select.append(
    ...cases.map((each, index) => element("option", { value: String(index) }, `${each.company}, ${each.stage}`)),
  );
  const chosen = actionButton("Load this company", () => {
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
