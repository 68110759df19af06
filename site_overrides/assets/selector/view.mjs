/**
 * One panel on the page, as the modules that draw into it see it.
 *
 * @import {Answers, Question, Result} from "./types.mjs"
 *
 * @typedef {object} View
 * @property {HTMLElement} root  the [data-selector] element
 * @property {Question[]} questions  as they stand on the page
 * @property {URL} base  address of the site root
 * @property {About | null} about  what is known of the page; null where the panel is not on a document's page
 * @property {string | null} focus  the motion whose reasons are shown; null: the leader
 * @property {(question: string) => void} goTo  lead the reader to a question
 *
 * @typedef {View & PlaceInForm} Panel
 * @typedef {object} PlaceInForm  where the reader is in the form
 * @property {HTMLElement} form
 * @property {string | null} at  the question answered or led to last
 * @property {Set<string>} passed  questions the reader was led to and left open
 * @property {boolean} isAnswering  an answer is being given in this very form
 * @property {import("./asking.mjs").Asking} [asking]  where the questions come one at a time
 *
 * @typedef {object} About  as kb.pages.selector_view.describe_page writes it
 * @property {string} kind
 * @property {string[]} [motions]  those the page speaks of
 * @property {string[]} [favored]  those that rules resting on the page give most points
 * @property {string} [motion]  the one the page is about
 * @property {string} [question]  the one the page is about
 * @property {{company: string, primary: string, acceptable: string[], answers: Answers}} [case]
 */

/** @param {Result} result @param {View} view @returns {string | null}  the motion whose reasons are shown */
export function focusOf(result, view) {
  return view.focus ?? result.lead.motion ?? result.ranking[0]?.motion ?? null;
}

/** @param {string} motion @param {Result} result @returns {string}  as it is written on the page */
export function labelOf(motion, result) {
  return result.ranking.find((row) => row.motion === motion)?.label ?? motion;
}

/** @param {string} id @param {View} view @returns {Question | undefined} */
export function questionOf(id, view) {
  return view.questions.find((question) => question.id === id);
}

/** @param {View} view @returns {string}  the product's name; empty where none was given */
export function productOf(view) {
  const field = view.root.querySelector("[data-selector-product]");
  return field instanceof HTMLInputElement ? field.value.trim() : "";
}
