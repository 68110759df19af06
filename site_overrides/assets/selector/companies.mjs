/**
 * Companies that answered alike, and what to read next.
 *
 * @import {Result} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { element, markOf } from "./dom.mjs";
import { formatCount, formatShare } from "./format.mjs";
import { sentence } from "./reasons.mjs";
import { labelOf } from "./view.mjs";

/** @param {Result} result @param {View} view @returns {Part} */
export function companiesPart(result, view) {
  const items = (result.similar ?? []).map((each) =>
    element(
      "li",
      {},
      markOf(each.primary),
      element(
        "span",
        {},
        each.url ? element("a", { href: new URL(each.url, view.base).href }, each.company) : each.company,
        ` went ${labelOf(each.primary, result).toLowerCase()}. Agrees on ${formatShare(each.agreement)} of what both answered (${formatCount(each.shared, "question")}).`,
      ),
    ),
  );
  return { title: "Companies like yours", content: items.length > 0 ? [element("ul.changes", {}, ...items)] : [] };
}

/** @param {Result} result @param {View} view @returns {Part} */
export function readingPart(result, view) {
  const title = "What to read next";
  if (result.answered === 0) return { title, content: [] };
  const items = (result.read_next ?? []).map((each) =>
    element(
      "li",
      {},
      element(
        "span",
        {},
        element("a", { href: new URL(each.url, view.base).href }, each.title ?? titleOf(each.page)),
        `: ${sentence(each.why)}`,
      ),
    ),
  );
  return { title, content: items.length > 0 ? [element("ul.changes", {}, ...items)] : [] };
}

/** @param {string} page  document id @returns {string}  execution/cac-payback → Cac payback */
function titleOf(page) {
  const words = (page.split("/").pop() ?? page).replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
