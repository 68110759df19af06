/**
 * Why: the reasons with their points and the row each comes from.
 *
 * @import {Contribution, RankedMotion, Reference, Result} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { element, moreFold } from "./dom.mjs";
import { formatCount, formatFit, formatPoints, joinWords } from "./format.mjs";
import { focusOf, questionOf } from "./view.mjs";

/** More reasons than these fold away: the first few carry nearly all the points. */
const SHOWN_AT_FIRST = 6;
/** Fewer points than these are written 0.0: such an answer speaks neither for a motion nor against it. */
export const SMALLEST = 0.05;

/** @param {Result} result @param {View} view @returns {Part} */
export function whyPart(result, view) {
  const motion = focusOf(result, view);
  const row = result.ranking.find((each) => each.motion === motion);
  if (!row || result.answered === 0) return { title: "Why", content: [] };
  const given = row.contributions.filter((each) => each.answer !== null);
  const blank = row.contributions.filter((each) => each.answer === null);
  const telling = given.filter((each) => Math.abs(each.contribution) >= SMALLEST);
  const silent = given.filter((each) => Math.abs(each.contribution) < SMALLEST);
  const list = (/** @type {Contribution[]} */ some) => reasonList(some, row, result, view);
  /** @type {Node[]} */
  const content = [
    telling.length > 0
      ? list(telling.slice(0, SHOWN_AT_FIRST))
      : element("p.note", {}, "No answer of yours speaks for it or against it."),
  ];
  const smaller = telling.slice(SHOWN_AT_FIRST);
  if (smaller.length > 0)
    content.push(moreFold("smaller", formatCount(smaller.length, "smaller reason"), list(smaller)));
  if (silent.length > 0) {
    const summary = `${formatCount(silent.length, "answer")} that ${silent.length === 1 ? "speaks" : "speak"} neither for it nor against it`;
    content.push(moreFold("silent", summary, list(silent)));
  }
  content.push(sumLine(row, given, blank));
  content.push(...againstLeader(result, row, view));
  return {
    title:
      result.lead.motion === row.motion ? `Why ${row.label.toLowerCase()}` : `How ${row.label.toLowerCase()} scores`,
    content,
  };
}

/**
 * @param {Contribution[]} contributions
 * @param {RankedMotion} row  the motion they are of
 * @param {Result} result
 * @param {View} view
 */
function reasonList(contributions, row, result, view) {
  return element("ul.reasons", {}, ...contributions.map((each) => reasonItem(each, row, result, view)));
}

/**
 * Who gets at least as much from the same answer. Points for two motions alike put neither before the other, and a
 * reason that keeps quiet about it reads like a reason for this one alone.
 *
 * @param {Contribution} each
 * @param {RankedMotion} row  the motion it is of
 * @param {Result} result
 * @returns {string}  empty where nobody does
 */
export function sharedWith(each, row, result) {
  if (each.contribution < SMALLEST) return "";
  const others = result.ranking
    .filter((other) => other !== row && !other.vetoed)
    .map((other) => ({
      name: other.label.toLowerCase(),
      lead:
        (other.contributions.find(({ question }) => question === each.question)?.contribution ?? -Infinity) -
        each.contribution,
    }));
  const level = others.filter(({ lead }) => lead > -SMALLEST);
  if (level.length === 0) return "";
  const start = level.some(({ lead }) => lead >= SMALLEST) ? "at least as much" : "as much";
  const all = level.length > 1 && level.length === others.length;
  return `${start} for ${all ? "every other motion" : joinWords(level.map(({ name }) => name))}`;
}

/** @param {Contribution} each @param {RankedMotion} row @param {Result} result @param {View} view */
function reasonItem(each, row, result, view) {
  const label = questionOf(each.question, view)?.label ?? each.question;
  const answer = `${label}: ${each.answer}`;
  const shared = sharedWith(each, row, result);
  return element(
    "li.reason",
    {},
    element(
      "span.reason__points",
      { "data-sign": String(Math.sign(each.contribution)) },
      formatPoints(each.contribution),
    ),
    element(
      "div.reason__text",
      {},
      element("span.reason__reading", {}, sentence(each.reading || answer)),
      rowLink(each.row, view),
      element(
        "span.reason__detail",
        {},
        each.reading ? answer : null,
        shared ? `${each.reading ? "; " : ""}${shared}` : null,
        each.inherited && each.from
          ? `${each.reading ? ". " : ""}The sources are silent on this motion here, so it takes the points of ${each.from}`
          : null,
        ...references(each.sources, view),
      ),
    ),
  );
}

/** @param {RankedMotion} row @param {Contribution[]} given @param {Contribution[]} blank */
function sumLine(row, given, blank) {
  const sum = given.reduce((total, each) => total + each.contribution, 0);
  const unknown = blank.reduce((total, each) => total + each.contribution, 0);
  const parts = [`50 to start, ${formatPoints(sum)} from your answers`];
  if (blank.length > 0) parts.push(`${formatPoints(unknown)} on average from the ${blank.length} not answered`);
  return element("p.sum", {}, `${joinWords(parts)}: fit ${formatFit(row.fit)}.`);
}

/** @param {Result} result @param {RankedMotion} row @param {View} view @returns {Node[]} */
function againstLeader(result, row, view) {
  const other = result.why_not?.find((each) => each.motion === row.motion);
  const leader = result.ranking.find((each) => each.motion === result.lead.motion);
  if (!other || !leader || leader.motion === row.motion) return [];
  /** @param {{question: string}[]} list */
  const names = (list) => joinWords(list.map((each) => questionLabel(each.question, view)));
  const name = row.label.toLowerCase();
  const lines = [];
  if (other.difference > 0) lines.push(`${leader.label} is ahead by ${formatFit(other.difference)}.`);
  if (other.pros.length > 0 && other.outweighed)
    lines.push(`What outweighs everything that favors ${name}: ${names(other.pros)}.`);
  if (other.cons.length > 0) lines.push(`In favor of ${name}: ${names(other.cons)}.`);
  return [element("p.against", {}, lines.join(" "))];
}

/** @param {string} question @param {View} view */
function questionLabel(question, view) {
  return (questionOf(question, view)?.label ?? question).toLowerCase();
}

/**
 * @param {{label: string, url: string | null} | null} row
 * @param {View} view
 * @param {string} [word]  what the link says
 * @returns {HTMLElement | null}
 */
export function rowLink(row, view, word = "rule") {
  if (!row?.url) return null;
  return element(
    "a.row-link",
    { href: new URL(row.url, view.base).href, "aria-label": `The ${word}: ${row.label}` },
    word,
  );
}

/** @param {Reference[]} sources @param {View} view @returns {(Node | string)[]} */
export function references(sources, view) {
  return sources.flatMap((source) => {
    const words =
      source.kind === "citation" ? citationText(source) : source.kind === "inference" ? "our inference" : source.text;
    if (source.kind === "inference" || !source.url) return [" · ", element("span", {}, words)];
    /** @type {Record<string, string>} */
    const title = source.kind === "citation" ? { title: source.label } : {};
    return [" · ", element("a", { href: new URL(source.url, view.base).href, ...title }, words)];
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
