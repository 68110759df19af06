/**
 * One entry of a section: its points or the mark of its motion, what it says, the row and the sources it rests on.
 *
 * @import {Item} from "./result_types.mjs"
 * @import {Reference} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { element, markOf } from "./dom.mjs";
import { formatPoints } from "./format.mjs";

/** Fewer points than these are written 0.0: such an answer speaks neither for a motion nor against it. */
export const SMALLEST = 0.05;

/**
 * The entries of a section: a column of points or marks where some have points or sources, otherwise a plain list.
 *
 * @param {Item[]} items
 * @param {View} view
 */
export function itemList(items, view) {
  const isReasons = items.some((item) => item.points !== null || item.sources.length > 0);
  return isReasons
    ? element("ul.reasons", {}, ...items.map((item) => reasonItem(item, view)))
    : element("ul.changes", {}, ...items.map((item) => plainItem(item, view)));
}

/** @param {Item} item @param {View} view */
export function reasonItem(item, view) {
  const points =
    item.points === null
      ? element("span.reason__points", {}, item.motion ? markOf(item.motion) : "")
      : element("span.reason__points", { "data-sign": String(Math.sign(item.points)) }, formatPoints(item.points));
  return element(
    "li.reason",
    {},
    points,
    element(
      "div.reason__text",
      {},
      element("span.reason__reading", {}, sentence(item.head)),
      rowLink({ label: item.head, url: item.url }, view),
      element("span.reason__detail", {}, item.body, ...references(item.sources, view, item.body === "")),
    ),
  );
}

/** @param {Item} item @param {View} view */
function plainItem(item, view) {
  const head = item.url
    ? element("a", { href: new URL(item.url, view.base).href }, item.head)
    : element("span", {}, item.head);
  return element(
    "li",
    {},
    ...(item.motion ? [markOf(item.motion)] : []),
    element("span", {}, head, item.body ? `${/[.?!]$/.test(item.head) ? "" : "."} ${item.body}` : endOf(item.head)),
  );
}

/** @param {string} text @returns {string}  a full stop where the text has none of its own */
function endOf(text) {
  return /[.?!]$/.test(text) ? "" : ".";
}

/**
 * @param {{label: string, url: string | null} | null} row
 * @param {View} view
 * @returns {HTMLElement | null}
 */
export function rowLink(row, view) {
  if (!row?.url) return null;
  return element(
    "a.row-link",
    { href: new URL(row.url, view.base).href, "aria-label": `The rule: ${row.label}` },
    "rule",
  );
}

/** @param {Reference[]} sources @param {View} view @param {boolean} isFirst  nothing stands before them */
function references(sources, view, isFirst) {
  return sources.flatMap((source, index) => {
    const words =
      source.kind === "citation" ? citationText(source) : source.kind === "inference" ? "our inference" : source.text;
    const before = isFirst && index === 0 ? "" : " · ";
    if (source.kind === "inference" || !source.url) return [before, element("span", {}, words)];
    /** @type {Record<string, string>} */
    const title = source.kind === "citation" ? { title: source.label } : {};
    return [before, element("a", { href: new URL(source.url, view.base).href, ...title }, words)];
  });
}

/**
 * @param {{label: string, at: number | null}} source
 * @returns {string}  who, and where in the recording: Bret Taylor 1:17:35
 */
function citationText({ label, at }) {
  const who = label.split(", ")[0] ?? label;
  if (at === null) return who;
  const [hours, minutes, seconds] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60].map((each) =>
    String(each).padStart(2, "0"),
  );
  return `${who} ${Number(hours)}:${minutes}:${seconds}`;
}

/** @param {string} text @returns {string}  with a capital and a full stop */
export function sentence(text) {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const first = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
