/**
 * The result as a decision memo: as Markdown, and as one printed page. Its words are the sections of the result.
 *
 * @import {Item, Section} from "./result_types.mjs"
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer, toHash } from "./answers.mjs";
import { comparisonLines } from "./compare.mjs";
import { element, markOf } from "./dom.mjs";
import { formatFit, formatPoints, formatRange, formatShare, startSentence } from "./format.mjs";
import { sentence } from "./items.mjs";
import { sectionOf } from "./parts.mjs";

/** What one page has room for: the sections of the memo in their order, each with so many of its entries. */
const ON_PAPER = /** @type {[string, number][]} */ ([
  ["why", 3],
  ["against", 2],
  ["vetoes", 2],
  ["economics", 1],
  ["second", 1],
  ["change", 3],
  ["monday", 2],
  ["others", 5],
]);
/** Letters of an entry in print: about two lines. */
const ROOM = 170;

/** @param {Result} result @param {View} view @param {Date} date @returns {string} */
export function toMarkdown(result, view, date) {
  const lines = [
    `# ${titleOf(result)}`,
    "",
    `${result.summary}. ${dateLine(result, date)}.`,
    "",
    `| | ${startSentence(result.nouns.one)} | Fit | Could be | First in |`,
    "|--:|---|--:|--:|--:|",
  ];
  for (const row of result.ranking) {
    const share = row.vetoed ? "ruled out" : row.acceptability === null ? "" : formatShare(row.acceptability);
    lines.push(
      `| ${row.rank} | ${row.vetoed ? `~~${row.label}~~` : row.label} | ${formatFit(row.fit)} | ${formatRange(row.range)} | ${share} |`,
    );
  }
  for (const section of result.sections ?? [])
    lines.push("", `## ${section.title}`, "", ...section.items.map((item) => `- ${markdownItem(item, view)}`));
  const comparison = comparisonLines(result, view);
  if (comparison.length > 0) lines.push("", "## Two scenarios", "", ...comparison.map((line) => `- ${line}`));
  lines.push("", "## Answers", "", ...answerLines(result, view).map(([label, answer]) => `- ${label}: ${answer}`));
  lines.push("", result.caution, "", `[Open these answers](${shareLink(result, view)})`, "");
  return lines.join("\n");
}

/** @param {Item} item @param {View} view */
function markdownItem(item, view) {
  const points = item.points === null ? "" : `**${formatPoints(item.points)}** `;
  const head = item.url ? `[${item.head}](${new URL(item.url, view.base).href})` : item.head;
  return `${points}${head}${item.body ? `${/[.?!]$/.test(item.head) ? "" : "."} ${item.body}` : ""}`;
}

/** @param {Result} result @param {View} view @param {Date} date */
export function printMemo(result, view, date) {
  const memo = buildMemo(result, view, date);
  document.body.append(memo);
  document.body.dataset.printsMemo = "";
  const tidy = () => {
    memo.remove();
    delete document.body.dataset.printsMemo;
  };
  addEventListener("afterprint", tidy, { once: true });
  window.print();
}

/** @param {Result} result @param {View} view @param {Date} date @returns {HTMLElement} */
export function buildMemo(result, view, date) {
  const rows = result.ranking.map((row) =>
    element(
      "tr",
      { "data-vetoed": String(row.vetoed) },
      element("td.number", {}, String(row.rank)),
      element("td.name", {}, markOf(row.motion), ` ${row.label}`),
      element("td.number", {}, formatFit(row.fit)),
      element("td.number", {}, formatRange(row.range)),
      element("td", {}, noteOf(row)),
    ),
  );
  const heads = [
    ["Rank", ".number"],
    [startSentence(result.nouns.one), ".name"],
    ["Fit", ".number"],
    ["Could be", ".number"],
    ["Note", ""],
  ].map(([word, kind]) => element(`th${kind}`, { scope: "col" }, word ?? ""));
  const answers = answerLines(result, view).map(([label, answer]) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, answer)),
  );
  const comparison = comparisonLines(result, view);
  return element(
    "article.memo",
    {},
    element("p.memo__kind", {}, `Decision memo · ${dateLine(result, date)}`),
    element("h1", {}, titleOf(result)),
    element("p", {}, result.summary),
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
    ...ON_PAPER.flatMap(([id, count]) => {
      const section = sectionOf(result, id);
      return section ? paperSection(section, count) : [];
    }),
    ...(comparison.length > 0
      ? [
          element("h2", {}, "Two scenarios"),
          element("ul", {}, ...comparison.slice(0, 3).map((line) => element("li", {}, line))),
        ]
      : []),
    element("h2", {}, "Answers"),
    element("dl", {}, ...answers),
    element("p.memo__caution", {}, result.caution),
    element("p.address", {}, shareLink(result, view)),
  );
}

/** @param {Section} section @param {number} count @returns {Node[]} */
function paperSection({ title, items }, count) {
  const entries = items
    .slice(0, count)
    .map((item) =>
      element(
        "li",
        {},
        ...(item.points === null ? [] : [element("b", {}, formatPoints(item.points)), " "]),
        shorten(item),
      ),
    );
  return [element("h2", {}, title), element("ul", {}, ...entries)];
}

/**
 * One page has room for the first thing that is said of an entry; the rest stands at the address.
 *
 * @param {Item} item
 */
function shorten({ head, body }) {
  const [first = ""] = body.split(/; |(?<=[.?!]) /);
  const both = first ? `${sentence(head)} ${sentence(first)}` : sentence(head);
  return both.length <= ROOM ? both : sentence(head);
}

/** @param {Result["ranking"][number]} row */
function noteOf(row) {
  const certain = row.vetoes.find((veto) => veto.certain);
  if (row.vetoed && certain) return sentence(`Cannot lead. ${certain.given || certain.label}`);
  return row.acceptability === null ? "" : `First in ${formatShare(row.acceptability)}`;
}

/** The product's name, where the reader gave one, and the decision. @param {Result} result */
function titleOf(result) {
  const product = document.querySelector("[data-selector-product]");
  const name = product instanceof HTMLInputElement ? product.value.trim() : "";
  return name ? `${name}: ${result.headline}` : result.headline;
}

/** @param {Result} result @param {View} view @returns {[string, string][]} */
function answerLines(result, view) {
  return view.questions
    .filter((question) => question.id in result.answers && result.answers[question.id] !== null)
    .map((question) => [question.label, describeAnswer(result.answers[question.id], question)]);
}

/** @param {Result} result @param {View} view */
function shareLink(result, view) {
  const given = Object.fromEntries(Object.entries(result.answers).filter(([, answer]) => answer !== null));
  return new URL(`selector/${toHash(given)}`, view.base).href;
}

/** @param {Result} result @param {Date} date */
function dateLine(result, date) {
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })} · rules ${result.rules_version}`;
}
