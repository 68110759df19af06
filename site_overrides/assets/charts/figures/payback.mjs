/**
 * What one customer has brought in, month by month: gross profit less the cost of winning it (CAC). A line crosses zero
 * when the customer has paid back. Where the cost is not known, the line shows the most that may be spent.
 *
 * @import {Economics, Result} from "../../selector/types.mjs"
 * @import {FigureWords, NotePart} from "../types.mjs"
 */
import { inSentence, joinWords, startSentence } from "../../selector/format.mjs";
import { labelOf } from "../../selector/view.mjs";
import { formatMoney, formatMonths } from "../units.mjs";

/**
 * @typedef {object} Line
 * @property {string} motion
 * @property {string} label
 * @property {number} cac  in USD
 * @property {boolean} isMost  the most that may be spent; what is spent is not known
 * @property {number} monthly  gross profit in USD
 * @property {number} months  until it is paid back
 * @property {number | null} limit  months within which it should be
 * @property {number} lane  0 for the first of the lines that would lie on each other
 *
 * @typedef {FigureWords & {lines: Line[], months: number}} PaybackFigure  months: the length of the axis
 */

const LONGEST = 60;
const SHORTEST = 12;
const STEP = 6;
const CHECKED = [12, 24];
/** Assumptions behind the lines, and those behind a seller's cost. */
const BEHIND = ["gross_margin", "partner_margin", "marketplace_fee"];
const BEHIND_SELLERS = ["loaded_rep_cost", "quota", "attainment", "marketing_share"];

/** @param {Result} result @returns {PaybackFigure | null} */
export function paybackFigure(result) {
  const { economics } = result;
  const margin = economics?.assumptions.find((each) => each.input === "gross_margin")?.value;
  if (!economics?.acv || !margin) return null;
  const lines = linesOf(economics, margin, result);
  if (lines.length === 0) return null;
  const longest = Math.max(...lines.map((line) => line.months));
  const months = Math.min(LONGEST, Math.max(SHORTEST, STEP * Math.ceil((1.25 * longest) / STEP)));
  return {
    lines,
    months,
    summary: sum(lines),
    notes: notesOf(lines, economics),
    table: {
      caption: "Gross profit from one customer, less the cost of winning it (CAC)",
      head: [
        startSentence(result.nouns.one),
        "Cost of winning",
        "Gross profit a month",
        ...CHECKED.map((month) => `After ${month} months`),
        "Paid back after",
      ],
      rows: lines.map((line) => ({
        motion: line.motion,
        label: line.label,
        cells: [
          formatMoney(line.cac) + (line.isMost ? " at most" : ""),
          formatMoney(line.monthly),
          ...CHECKED.map((month) => formatMoney(balance(line, month))),
          formatMonths(line.months),
        ],
      })),
    },
    height: 22,
  };
}

/** @param {Pick<Line, "cac" | "monthly">} line @param {number} month @returns {number}  in USD */
export function balance({ cac, monthly }, month) {
  return monthly * month - cac;
}

/**
 * @param {Economics} economics
 * @param {number} margin
 * @param {Result} result
 * @returns {Line[]}  in the order of the ranking
 */
function linesOf(economics, margin, result) {
  /** @type {Map<string, number>} */
  const taken = new Map();
  const byMotion = new Map(economics.motions.map((each) => [each.motion, each]));
  return result.ranking.flatMap(({ motion }) => {
    const each = byMotion.get(motion);
    if (!each?.net_acv) return [];
    const isMost = each.cac === null;
    const [cac, months] = isMost ? [each.affordable_cac, each.payback_limit_months] : [each.cac, each.payback_months];
    if (cac === null || months === null) return [];
    const monthly = (each.net_acv * margin) / 12;
    const key = `${cac} ${each.net_acv}`;
    const lane = taken.get(key) ?? 0;
    taken.set(key, lane + 1);
    return [
      { motion, label: labelOf(motion, result), cac, isMost, monthly, months, limit: each.payback_limit_months, lane },
    ];
  });
}

/** @param {Line[]} lines */
function sum(lines) {
  const known = lines.filter((line) => !line.isMost);
  const [one] = known;
  if (!one) return "What a customer costs you is not known. The lines show the most you could spend to win one.";
  const isSame = known.every((line) => line.cac === one.cac);
  const groups = byMonths(known).map(
    ([time, group]) => `with ${joinWords(group.map((line) => inSentence(line.label)))} after ${time}`,
  );
  const start = isSame ? `A customer that costs ${formatMoney(one.cac)} to win` : "A customer";
  const rest = known.length < lines.length ? " For the others the lines show the most you could spend." : "";
  return `${start} has paid back ${joinWords(groups)}${verdict(known)}.${rest}`;
}

/** @param {Line[]} lines @returns {[string, Line[]][]}  by the time they take, soonest first */
function byMonths(lines) {
  /** @type {Map<string, Line[]>} */
  const groups = new Map();
  for (const line of [...lines].sort((one, other) => one.months - other.months)) {
    const time = formatMonths(line.months);
    groups.set(time, [...(groups.get(time) ?? []), line]);
  }
  return [...groups];
}

/** @param {Line[]} lines */
function verdict(lines) {
  const judged = lines.flatMap(({ limit, months, label }) =>
    limit === null ? [] : [{ limit, isOver: months > limit, label }],
  );
  const over = judged.filter((each) => each.isOver);
  if (judged.length === 0) return "";
  if (over.length === 0)
    return judged.length === 1 ? `, within its limit of ${judged[0]?.limit}` : ", each within its limit";
  if (over.length === judged.length)
    return judged.length === 1 ? `, over its limit of ${judged[0]?.limit}` : ", each over its limit";
  return `; ${joinWords(over.map((each) => `${inSentence(each.label)} is over its limit of ${each.limit}`))}`;
}

/** @param {Line[]} lines @param {Economics} economics @returns {NotePart[][]} */
function notesOf(lines, economics) {
  const sellers = economics.motions.some((each) => each.cac_basis === "capacity");
  const names = [...BEHIND, ...(sellers ? BEHIND_SELLERS : [])];
  const used = names.flatMap((name) => economics.assumptions.filter((each) => each.input === name));
  /** @type {NotePart[]} */
  const parts = [{ text: "Reckoned with " }];
  used.forEach((each, index) => {
    const name = each.input.replaceAll("_", " ").replace("rep cost", "cost of a seller");
    parts.push(
      { text: name, url: each.url },
      {
        text: ` ${amount(each)} (${each.given ? "your answer" : "our default"})${index < used.length - 1 ? ", " : ". Customers who leave are not counted."}`,
      },
    );
  });
  const notes = used.length > 0 ? [parts] : [];
  if (lines.some((line) => line.isMost)) {
    notes.unshift([
      { text: "A dashed line is the most you could spend: it crosses zero at its limit. " },
      { text: "Say what a customer costs you", question: "cac_usd" },
      { text: " to see when it pays back." },
    ]);
  }
  return notes;
}

/** @param {Economics["assumptions"][number]} assumption @returns {string} */
function amount({ value, unit }) {
  if (value === null) return "not known";
  if (unit.startsWith("share")) return `${(100 * value).toLocaleString("en-US", { maximumFractionDigits: 1 })}\u202f%`;
  return unit.startsWith("USD") ? formatMoney(value) : `${value} ${unit}`;
}
