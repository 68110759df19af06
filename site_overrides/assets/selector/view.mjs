/**
 * One panel on the page, as the modules that draw into it see it.
 *
 * @import {Question, Result} from "./types.mjs"
 *
 * @typedef {object} View
 * @property {HTMLElement} root  the [data-selector] element
 * @property {Question[]} questions
 * @property {URL} base  address of the site root
 * @property {string | null} focus  the motion whose reasons are shown; null: the leader
 * @property {(question: string) => void} goTo  lead the reader to a question
 */

/** @param {Result} result @param {View} view @returns {string | null}  the motion whose reasons are shown */
export function focusOf(result, view) {
  return view.focus ?? result.lead.motion ?? result.ranking[0]?.motion ?? null;
}

/** @param {string} motion @param {Result} result @returns {string}  as it is written on the page */
export function labelOf(motion, result) {
  return result.ranking.find((row) => row.motion === motion)?.label ?? motion;
}
