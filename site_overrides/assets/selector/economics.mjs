/**
 * The unit economics of the motions side by side; the words about them are a section of the result.
 *
 * @import {Economics, MotionEconomics, Result} from "./types.mjs"
 */
import { formatAmount } from "./amounts.mjs";
import { element, markOf } from "./dom.mjs";
import { labelOf } from "./view.mjs";
import { startSentence } from "./format.mjs";

const NOT_KNOWN = "–";

/** @param {Result} result @returns {Node[]} */
export function economicsTable(result) {
  const { economics } = result;
  if (!economics?.acv) return [];
  return [
    element(
      "div.table-scroll",
      { tabindex: "0", role: "region", "aria-label": `Economics by ${result.nouns.one}` },
      table(economics, result),
    ),
    ...(economics.motions.some((each) => each.cac_basis === "capacity")
      ? [element("p.note", {}, "* What a seller's work costs, by our assumptions.")]
      : []),
  ];
}

/** @param {Economics} economics @param {Result} result */
function table(economics, result) {
  const byMotion = new Map(economics.motions.map((each) => [each.motion, each]));
  const rows = result.ranking.flatMap((row) => {
    const each = byMotion.get(row.motion);
    return each ? [tableRow(each, result)] : [];
  });
  const heads = ["You can spend to win a customer", "You spend", "Pays back in", "LTV to CAC"];
  return element(
    "table.figures",
    {},
    element(
      "caption",
      {},
      element(
        "span",
        {},
        "Cost of winning a customer (CAC), months until gross profit repays it, and lifetime value (LTV) against it",
      ),
    ),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, startSentence(result.nouns.one)),
        ...heads.map((head) => element("th.number", { scope: "col" }, head)),
      ),
    ),
    element("tbody", {}, ...rows),
  );
}

/** @param {MotionEconomics} each @param {Result} result */
function tableRow(each, result) {
  const spent = each.cac === null ? NOT_KNOWN : `${money(each.cac)}${each.cac_basis === "capacity" ? " *" : ""}`;
  const months = each.payback_months === null ? NOT_KNOWN : `${number(each.payback_months)}\u00a0months`;
  const verdict =
    each.within_limit === null
      ? ""
      : each.within_limit
        ? `, within\u00a0${each.payback_limit_months}`
        : `, over\u00a0${each.payback_limit_months}`;
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row" },
      markOf(each.motion),
      ` ${labelOf(each.motion, result)}${each.ruled_out ? " (out)" : ""}`,
    ),
    element("td.number", {}, each.affordable_cac === null ? NOT_KNOWN : money(each.affordable_cac)),
    element("td.number", {}, spent),
    element("td.number", { "data-within": String(each.within_limit) }, months + verdict),
    element("td.number", {}, each.ltv_cac === null ? NOT_KNOWN : number(each.ltv_cac)),
  );
}

/** @param {number} value */
function money(value) {
  return `$${formatAmount(value >= 1000 ? Number(value.toPrecision(3)) : Math.round(value))}`;
}

/** @param {number} value @returns {string}  as many decimals as it has, thousands parted */
function number(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}
