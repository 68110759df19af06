/**
 * The unit economics that follow from the figures given, with every assumption named and linked.
 *
 * @import {Economics, MotionEconomics, Result} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { formatAmount } from "./amounts.mjs";
import { element, markOf, moreFold } from "./dom.mjs";
import { formatCount, joinWords } from "./format.mjs";
import { pictureOf } from "./pictures.mjs";
import { rowLink } from "./reasons.mjs";
import { labelOf } from "./view.mjs";

const NOT_KNOWN = "–";

/** @param {Result} result @param {View} view @returns {Part} */
export function economicsPart(result, view) {
  const economics = result.economics;
  const title = "Economics";
  if (!economics?.acv) return { title, content: [] };
  const lines = [
    economics.acv.is_middle ? `Reckoned with ${money(economics.acv.value)} a year, the middle of your range.` : null,
    growthLine(economics),
    smallestLine(economics),
    capacityLine(economics),
  ].filter((line) => line !== null);
  return {
    title,
    hint: `at ${money(economics.acv.value)} a year`,
    content: [
      element(
        "div.table-scroll",
        { tabindex: "0", role: "region", "aria-label": "Economics by motion" },
        table(economics, result),
      ),
      ...lines.map((line) => element("p.note", {}, line)),
      ...pictureOf("payback", result, view),
      ...benchmarks(economics, view),
      assumptions(economics, view),
    ],
  };
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
        element("th", { scope: "col" }, "Motion"),
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
    element("th", { scope: "row" }, markOf(each.motion), ` ${labelOf(each.motion, result)}`),
    element("td.number", {}, each.affordable_cac === null ? NOT_KNOWN : money(each.affordable_cac)),
    element("td.number", {}, spent),
    element("td.number", { "data-within": String(each.within_limit) }, months + verdict),
    element("td.number", {}, each.ltv_cac === null ? NOT_KNOWN : number(each.ltv_cac)),
  );
}

/** @param {Economics} economics @returns {string | null} */
function growthLine({ growth }) {
  if (growth.target_arr === null) return null;
  const parts = [
    growth.customers === null ? null : `${count(growth.customers)} customers`,
    growth.sign_ups === null ? null : `${count(growth.sign_ups)} sign-ups if they come by themselves`,
    growth.reps === null ? null : `${count(growth.reps)} sellers if they are sold to`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? `${money(growth.target_arr)} of new revenue in a year takes ${joinWords(parts)}.` : null;
}

/** @param {Economics} economics @returns {string | null} */
function smallestLine({ sales }) {
  const known = sales.smallest_acv.flatMap(({ deals, acv }) =>
    acv === null ? [] : [`${money(acv)} with ${deals} deals a year`],
  );
  return known.length > 0 ? `A seller pays back from a contract of ${joinWords(known)}.` : null;
}

/** What the mark in the table means. @param {Economics} economics @returns {string | null} */
function capacityLine({ motions, sales }) {
  if (sales.cac_from_capacity === null || !motions.some((each) => each.cac_basis === "capacity")) return null;
  return `* From what a seller costs: ${money(sales.cac_from_capacity)} a customer.`;
}

/** How far a figure has been checked, in the reader's words. */
const CHECKED = {
  read: "read at its source",
  history: "read at its source, older than five years",
  "second-hand": "quoted by others, its source not read",
};

/**
 * Published figures to hold one's own against, each with its year and sample.
 *
 * @param {Economics} economics
 * @param {View} view
 * @returns {Node[]}
 */
function benchmarks({ benchmarks: rows = [] }, view) {
  if (rows.length === 0) return [];
  const items = rows.map((each) =>
    element(
      "li",
      { "data-checked": each.checked },
      element(
        "span",
        {},
        `${each.figure}: `,
        element("b", {}, each.value),
        ` (${each.sample}; ${CHECKED[each.checked]}) `,
        rowLink({ label: each.figure, url: each.url }, view, "row"),
      ),
    ),
  );
  return [
    moreFold(
      "benchmarks",
      `${formatCount(rows.length, "published figure")} to compare with`,
      element("ul.changes", {}, ...items),
    ),
  ];
}

/** @param {Economics} economics @param {View} view */
function assumptions(economics, view) {
  const items = economics.assumptions.map((each) => {
    const name = words(each.input);
    const value = each.value === null ? NOT_KNOWN : number(each.value);
    return element(
      "li",
      {},
      element(
        "span",
        {},
        each.url ? element("a", { href: new URL(each.url, view.base).href }, name) : name,
        `: ${value} ${each.unit}, ${each.given ? "your answer" : "our default"}`,
      ),
    );
  });
  return moreFold("assumptions", formatCount(items.length, "assumption"), element("ul.changes", {}, ...items));
}

/** @param {number} value */
function money(value) {
  return `$${formatAmount(value >= 1000 ? Number(value.toPrecision(3)) : Math.round(value))}`;
}

/** @param {number} value @returns {string}  as many decimals as it has, thousands parted */
function number(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

/** @param {number} value */
function count(value) {
  return value.toLocaleString("en-US");
}

/** @param {string} id @returns {string}  free_to_paid → Free to paid */
function words(id) {
  const text = id.replaceAll("_", " ").replace(/ (\w+) led$/, ", $1-led");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
