/**
 * The result as a decision memo: as Markdown, and as one printed page.
 *
 * @import {Contribution, RankedMotion, Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { describeAnswer, toHash } from "./answers.mjs";
import { element, markOf } from "./dom.mjs";
import { formatFit, formatPoints, formatRange } from "./format.mjs";
import { SMALLEST, sentence, sharedWith } from "./reasons.mjs";
import { labelOf, questionOf } from "./view.mjs";

const REASONS = 5;
const FLIPS = 4;
/** Letters of a reason in print: about two lines. */
const ROOM = 190;

/** @param {Result} result @param {View} view @param {Date} date @returns {string} */
export function toMarkdown(result, view, date) {
  const lines = [
    `# ${result.headline}`,
    "",
    `${result.summary}. ${dateLine(result, date)}.`,
    "",
    "| | Motion | Fit | Could be |",
    "|--:|---|--:|--:|",
  ];
  for (const row of result.ranking) {
    lines.push(
      `| ${row.rank} | ${row.vetoed ? `~~${row.label}~~` : row.label} | ${formatFit(row.fit)} | ${formatRange(row.range)} |`,
    );
  }
  lines.push("", "## Why", "");
  for (const each of reasonsOf(result)) {
    const text = reasonText(each.reading || each.answer || "", each, result);
    lines.push(
      `- **${formatPoints(each.contribution)}** ${each.row?.url ? `[${text}](${new URL(each.row.url, view.base).href})` : text}`,
    );
  }
  const barred = result.ranking.flatMap((row) =>
    row.vetoes
      .filter((veto) => veto.certain)
      .map((veto) => `- ${row.label} cannot lead: ${sentence(veto.reading || veto.label)}`),
  );
  if (barred.length > 0) lines.push("", "## Ruled out", "", ...barred);
  const flips = flipLines(result, view);
  if (flips.length > 0) lines.push("", "## What would change it", "", ...flips.map((line) => `- ${line}`));
  lines.push("", "## Answers", "", ...answerLines(result, view).map(([label, answer]) => `- ${label}: ${answer}`));
  lines.push("", `[Open these answers](${shareLink(result, view)})`, "");
  return lines.join("\n");
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
      element("td", {}, row.vetoed ? barredBy(row) : ""),
    ),
  );
  const heads = [
    ["Rank", ".number"],
    ["Motion", ".name"],
    ["Fit", ".number"],
    ["Could be", ".number"],
    ["Note", ""],
  ].map(([word, kind]) => element(`th${kind}`, { scope: "col" }, word ?? ""));
  const reasons = reasonsOf(result).map((each) =>
    element(
      "li",
      {},
      element("b", {}, formatPoints(each.contribution)),
      ` ${reasonText(shorten(each.reading || each.answer || ""), each, result)} `,
      each.row?.url ? element("span.address", {}, new URL(each.row.url, view.base).href) : null,
    ),
  );
  const answers = answerLines(result, view).map(([label, answer]) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, answer)),
  );
  const flips = flipLines(result, view);
  return element(
    "article.memo",
    {},
    element("p.memo__kind", {}, `Motion memo · ${dateLine(result, date)}`),
    element("h1", {}, result.headline),
    element("p", {}, result.summary),
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
    element("h2", {}, "Why"),
    element("ul", {}, ...reasons),
    flips.length > 0 ? element("h2", {}, "What would change it") : null,
    flips.length > 0 ? element("ul", {}, ...flips.map((line) => element("li", {}, line))) : null,
    element("h2", {}, "Answers"),
    element("dl", {}, ...answers),
    element("p.address", {}, shareLink(result, view)),
  );
}

/** In the words of the page. @param {RankedMotion} row */
function barredBy({ vetoes }) {
  const certain = vetoes.find((veto) => veto.certain);
  return sentence(`Cannot lead: ${(certain?.reading || certain?.label || "").split(/; /, 1)[0]}`);
}

/**
 * One page has room for the first thing that the sources say, and for a second if both are short; the rest, and our
 * inferences, stand at the address.
 *
 * @param {string} reading
 */
function shorten(reading) {
  const [first = "", second = ""] = reading.replace(/(; inference: [^;]*)+$/, "").split(/; /);
  const both = `${first}; ${second}`;
  return second !== "" && both.length <= ROOM ? both : first;
}

/** The motion that leads, or else the first. @param {Result} result @returns {RankedMotion | undefined} */
function leaderOf(result) {
  return result.ranking.find((row) => row.motion === result.lead.motion) ?? result.ranking[0];
}

/** @param {Result} result @returns {Contribution[]} */
function reasonsOf(result) {
  const counted = leaderOf(result)?.contributions.filter(
    (each) => each.answer !== null && Math.abs(each.contribution) >= SMALLEST,
  );
  return (counted ?? []).slice(0, REASONS);
}

/**
 * A reason as a sentence; where the answer gives other motions as much, that is said.
 *
 * @param {string} text
 * @param {Contribution} each
 * @param {Result} result
 */
function reasonText(text, each, result) {
  const leader = leaderOf(result);
  const shared = leader ? sharedWith(each, leader, result) : "";
  return shared ? `${sentence(text)} (${shared.charAt(0).toUpperCase()}${shared.slice(1)}.)` : sentence(text);
}

/** @param {Result} result @param {View} view @returns {[string, string][]} */
function answerLines(result, view) {
  return view.questions
    .filter((question) => question.id in result.answers && result.answers[question.id] !== null)
    .map((question) => [question.label, describeAnswer(result.answers[question.id], question)]);
}

/** @param {Result} result @param {View} view @returns {string[]} */
function flipLines(result, view) {
  if (result.flips?.length === 0 && result.answered > 0)
    return ["No other answer to a single question puts another motion first."];
  return (result.flips ?? []).slice(0, FLIPS).map((flip) => {
    const outcome =
      flip.leader === null ? "rules every motion out" : `puts ${labelOf(flip.leader, result).toLowerCase()} first`;
    return `${questionOf(flip.question, view)?.label ?? flip.question}: “${flip.to_label}” ${outcome}.`;
  });
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
