/**
 * The result as a decision memo: as Markdown, and as one printed page. Its words are the sections of the result.
 *
 * @import {Item, Section} from "./result_types.mjs"
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer, givenAnswers, toHash } from "./answers.mjs";
import { comparisonLines, keptScenario } from "./compare.mjs";
import { element, markOf } from "./dom.mjs";
import { formatFit, formatPoints, formatRange, formatShare, startSentence } from "./format.mjs";
import { sentence } from "./items.mjs";
import { sectionOf } from "./parts.mjs";
import { priorityLines } from "./priorities.mjs";
import { productOf } from "./view.mjs";

/**
 * The sections of the memo in their order, each with as many of its entries as may stand on the page. Where the page is
 * full, the last entries of `spare` sections go first.
 *
 * @type {{id: string, most: number, least: number}[]}
 */
const ON_PAPER = [
  { id: "why", most: 4, least: 3 },
  { id: "against", most: 3, least: 1 },
  { id: "vetoes", most: 2, least: 1 },
  { id: "economics", most: 1, least: 1 },
  { id: "second", most: 1, least: 1 },
  { id: "change", most: 3, least: 1 },
  { id: "monday", most: 2, least: 1 },
  { id: "others", most: 5, least: 5 },
];
/** What the reader has put in order; it counts for nothing in the ranking. */
const MATTERS = "What matters to us, beside the fit";
const MATTERS_SHOWN = 2;
/** Letters of an entry in print: about two lines. */
const ROOM = 170;
/** What the smaller side of A4 and Letter leaves within the margins of print.css, in px: 249 mm, less a line. */
const PAGE_HEIGHT = 925;
/** Sizes of the memo's text, in pt. */
const SIZE = { largest: 9, smallest: 7, step: 0.25 };

/** @param {Result} result @param {View} view @param {Date} date @returns {string} */
export function toMarkdown(result, view, date) {
  const lines = [
    `# ${titleOf(result, view)}`,
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
  const matters = priorityLines(result, view);
  if (matters.length > 0)
    lines.push("", `## ${MATTERS}`, "", ...matters.map(({ head, body }, index) => `${index + 1}. ${head}. ${body}`));
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
  fitOnPage(memo);
  document.body.dataset.printsMemo = "";
  const tidy = () => {
    memo.remove();
    delete document.body.dataset.printsMemo;
  };
  addEventListener("afterprint", tidy, { once: true });
  window.print();
}

/**
 * Make the memo one page of A4 and of Letter: entries that can be spared go, then the text gets smaller.
 *
 * @param {HTMLElement} memo  in the document, laid out as wide as on paper
 */
function fitOnPage(memo) {
  const isOver = () => memo.offsetHeight > PAGE_HEIGHT;
  const spare = [...memo.querySelectorAll("li[data-spare]")].reverse();
  while (isOver() && spare.length > 0) spare.shift()?.remove();
  for (let size = SIZE.largest; isOver() && size > SIZE.smallest; size -= SIZE.step)
    memo.style.setProperty("--memo-size", `${size - SIZE.step}pt`);
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
  const matters = priorityLines(result, view).slice(0, MATTERS_SHOWN);
  return element(
    "article.memo",
    {},
    element("p.memo__kind", {}, `Decision memo · ${dateLine(result, date)}`),
    element("h1", {}, titleOf(result, view)),
    element("p", {}, result.summary),
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
    ...ON_PAPER.flatMap(({ id, most, least }) => {
      const section = sectionOf(result, id);
      return section ? paperSection(section, most, least, view) : [];
    }),
    ...(matters.length > 0
      ? [
          element("h2", {}, MATTERS),
          element(
            "ul",
            {},
            ...matters.map(({ head, body }) => element("li", { "data-spare": "" }, `${head}. ${body}`)),
          ),
        ]
      : []),
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

/**
 * A section in print. Reasons come with the full address of the row they rest on, for whoever has only the paper.
 *
 * @param {Section} section
 * @param {number} most
 * @param {number} least
 * @param {View} view
 * @returns {Node[]}
 */
function paperSection({ title, items }, most, least, view) {
  const entries = items.slice(0, most).map((item, index) => {
    const isReason = item.url !== null && item.question !== null;
    return element(
      "li",
      index < least ? {} : { "data-spare": "" },
      ...(item.points === null ? [] : [element("b", {}, formatPoints(item.points)), " "]),
      shorten(item),
      ...(isReason ? [" ", element("span.memo__row", {}, new URL(item.url ?? "", view.base).href)] : []),
    );
  });
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

/** The product's name, where the reader gave one, and the decision. @param {Result} result @param {View} view */
function titleOf(result, view) {
  const name = productOf(view);
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
  const kept = keptScenario(view);
  const hash = toHash(givenAnswers(result.answers), false, kept ? givenAnswers(kept.answers) : {});
  return new URL(`selector/${hash}`, view.base).href;
}

/** @param {Result} result @param {Date} date */
function dateLine(result, date) {
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })} · rules ${result.rules_version}`;
}
