/**
 * Why: the reasons with their points and the row each comes from; and what rules a motion out.
 *
 * @import {Contribution, RankedMotion, Reference, Result, Veto} from "./types.mjs"
 * @import {Part} from "./parts.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer } from "./answers.mjs";
import { element, markOf } from "./dom.mjs";
import { formatFit, formatPoints, joinWords } from "./format.mjs";
import { focusOf, labelOf, questionOf } from "./view.mjs";

/** More reasons than these fold away: the first few carry nearly all the points. */
const SHOWN_AT_FIRST = 6;

/** @param {Result} result @param {View} view @returns {Part} */
export function whyPart(result, view) {
  const motion = focusOf(result, view);
  const row = result.ranking.find((each) => each.motion === motion);
  if (!row || result.answered === 0) return { title: "Why", content: [] };
  const given = row.contributions.filter((each) => each.answer !== null);
  const blank = row.contributions.filter((each) => each.answer === null);
  /** @type {Node[]} */
  const content = [reasonList(given.slice(0, SHOWN_AT_FIRST), view)];
  if (given.length > SHOWN_AT_FIRST) {
    content.push(
      element("details.more", {}, element("summary", {}, `${given.length - SHOWN_AT_FIRST} smaller reasons`), reasonList(given.slice(SHOWN_AT_FIRST), view)),
    );
  }
  content.push(sumLine(row, given, blank));
  content.push(...againstLeader(result, row, view));
  return { title: result.lead.motion === row.motion ? `Why ${row.label.toLowerCase()}` : `How ${row.label.toLowerCase()} scores`, content };
}

/** @param {Result} result @param {View} view @returns {Part} */
export function vetoPart(result, view) {
  if (result.answered === 0) return { title: "What rules a motion out", content: [] };
  const all = result.ranking.flatMap((row) => row.vetoes.map((veto) => ({ row, veto })));
  const certain = all.filter(({ veto }) => veto.certain).map(({ row, veto }) => vetoItem(row, veto, view));
  const possible = all.filter(({ row, veto }) => !veto.certain && !row.vetoed).map(({ row, veto }) => vetoItem(row, veto, view));
  const content = [];
  if (certain.length > 0) content.push(element("ul.reasons", {}, ...certain));
  content.push(...reconsider(result, view));
  if (possible.length > 0) {
    const summary = element("summary", {}, `${possible.length} more that an open question may decide`);
    content.push(element("details.more", {}, summary, element("ul.reasons", {}, ...possible)));
  }
  return { title: "What rules a motion out", content };
}

/** When every motion is out: the fewest answers whose change frees one. @param {Result} result @param {View} view @returns {Node[]} */
function reconsider(result, view) {
  const items = (result.relax ?? []).map(({ motion, ways }) => {
    const words = ways.map((way) => joinWords(way.map((change) => {
      const question = questionOf(change.question, view);
      const options = joinWords([change.to].flat().map((option) => `“${describeAnswer(option, question)}”`), "or");
      return `${change.label} were ${options}`;
    })));
    return element("li", {}, markOf(motion), element("span", {}, `${labelOf(motion, result)} could lead if ${joinWords(words, "or if")}.`));
  });
  return items.length > 0 ? [element("p.changes__title", {}, "Answers to reconsider"), element("ul.changes", {}, ...items)] : [];
}

/** @param {Contribution[]} contributions @param {View} view */
function reasonList(contributions, view) {
  return element("ul.reasons", {}, ...contributions.map((each) => reasonItem(each, view)));
}

/** @param {Contribution} each @param {View} view */
function reasonItem(each, view) {
  const label = questionOf(each.question, view)?.label ?? each.question;
  const answer = `${label}: ${each.answer}`;
  return element(
    "li.reason",
    {},
    element("span.reason__points", { "data-sign": String(Math.sign(each.contribution)) }, formatPoints(each.contribution)),
    element(
      "div.reason__text",
      {},
      element("span.reason__reading", {}, sentence(each.reading || answer)),
      rowLink(each.row, view),
      element(
        "span.reason__detail",
        {},
        each.reading ? answer : null,
        each.inherited && each.from ? `${each.reading ? ". " : ""}The sources are silent on this motion here, so it takes the points of ${each.from}` : null,
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
  if (other.pros.length > 0 && other.outweighed) lines.push(`What outweighs everything that favors ${name}: ${names(other.pros)}.`);
  if (other.cons.length > 0) lines.push(`In favor of ${name}: ${names(other.cons)}.`);
  return [element("p.against", {}, lines.join(" "))];
}

/** @param {string} question @param {View} view */
function questionLabel(question, view) {
  return (questionOf(question, view)?.label ?? question).toLowerCase();
}

/** @param {RankedMotion} row @param {Veto} veto @param {View} view */
export function vetoItem(row, veto, view) {
  const conditions = Object.entries(veto.if ?? {}).map(([id, options]) => {
    const question = questionOf(id, view);
    const words = [options].flat().map((option) => `“${describeAnswer(option, question)}”`);
    return `${question?.label ?? id} is ${joinWords(words, "or")}`;
  });
  const verdict = veto.certain ? "cannot lead" : conditions.length > 0 ? `is out if ${joinWords(conditions)}` : "may be out";
  return element(
    "li.reason.reason--veto",
    { "data-certain": String(veto.certain) },
    element("span.reason__points", {}, markOf(row.motion)),
    element(
      "div.reason__text",
      {},
      element("span.reason__reading", {}, `${row.label} ${verdict}. ${sentence(veto.reading ?? "")}`),
      rowLink(veto, view),
      element("span.reason__detail", {}, ...references(veto.sources, view).slice(1)),
    ),
  );
}

/**
 * @param {{label: string, url: string | null} | null} row
 * @param {View} view
 * @param {string} [word]  what the link says
 * @returns {HTMLElement | null}
 */
export function rowLink(row, view, word = "rule") {
  if (!row?.url) return null;
  return element("a.row-link", { href: new URL(row.url, view.base).href, "aria-label": `The ${word}: ${row.label}` }, word);
}

/** @param {Reference[]} sources @param {View} view @returns {(Node | string)[]} */
export function references(sources, view) {
  return sources.flatMap((source) => {
    const words = source.kind === "citation" ? citationText(source) : source.kind === "inference" ? "our inference" : source.text;
    if (source.kind === "inference" || !source.url) return [" · ", element("span", {}, words)];
    /** @type {Record<string, string>} */
    const title = source.kind === "citation" ? { title: source.label } : {};
    return [" · ", element("a", { href: new URL(source.url, view.base).href, ...title }, words)];
  });
}

/** @param {{label: string, at: number | null}} source @returns {string}  who, and where in the recording: Bret Taylor 1:17:35 */
function citationText({ label, at }) {
  const who = label.split(", ")[0] ?? label;
  if (at === null) return who;
  const [hours, minutes, seconds] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60].map((each) => String(each).padStart(2, "0"));
  return `${who} ${Number(hours)}:${minutes}:${seconds}`;
}

/** @param {string} text @returns {string}  with a capital and a full stop */
export function sentence(text) {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const first = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
