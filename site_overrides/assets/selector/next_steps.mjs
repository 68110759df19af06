/**
 * What follows from the ranking: a second motion, gaps to close first, moving from today's motion.
 *
 * @import {Result} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { element, markOf } from "./dom.mjs";
import { references, rowLink, sentence } from "./reasons.mjs";
import { labelOf } from "./view.mjs";

/** @param {Result} result @param {View} view @returns {Part} */
export function secondPart(result, view) {
  const items = (result.hybrids ?? []).map((hybrid) =>
    element(
      "li.reason",
      {},
      element("span.reason__points", {}, markOf(hybrid.secondary)),
      element(
        "div.reason__text",
        {},
        element("span.reason__reading", {}, `${labelOf(hybrid.secondary, result)}: ${sentence(hybrid.role)}`),
        rowLink({ label: hybrid.role, url: hybrid.url }, view),
        element("span.reason__detail", {}, sentence(hybrid.reading), ...references(hybrid.sources, view)),
      ),
    ),
  );
  return { title: "A second motion beside it", content: items.length > 0 ? [element("ul.reasons", {}, ...items)] : [] };
}

/** @param {Result} result @param {View} view @returns {Part} */
export function readinessPart(result, view) {
  const items = (result.readiness ?? []).map((gap) =>
    element(
      "li",
      {},
      element(
        "span",
        {},
        sentence(gap.message),
        gap.url
          ? element(
              "a.row-link",
              { href: new URL(gap.url, view.base).href, "aria-label": "Why this gap matters" },
              "why",
            )
          : null,
      ),
    ),
  );
  return { title: "Gaps to close first", content: items.length > 0 ? [element("ul.changes", {}, ...items)] : [] };
}

/** @param {Result} result @param {View} view @returns {Part} */
export function movePart(result, view) {
  const move = result.transition;
  if (!move || move.advice === "none") return { title: "Moving from today's motion", content: [] };
  return {
    title: "Moving from today's motion",
    content: [element("p", {}, sentence(move.message), rowLink({ label: "when a move pays", url: move.url }, view))],
  };
}
