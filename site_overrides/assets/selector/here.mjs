/**
 * On a document page: the verdict in the closed panel, and what this page does to the reader's answers.
 *
 * @import {Contribution, RankedMotion, Result} from "./types.mjs"
 * @import {About, View} from "./view.mjs"
 */
import { describeAnswer } from "./answers.mjs";
import { element, find, markOf, setText } from "./dom.mjs";
import { caseLine, casePart } from "./here_case.mjs";
import { formatFit, formatPoints, formatRange, formatShare, inSentence, joinWords, ordinal } from "./format.mjs";
import { SMALLEST, reasonItem, rowLink } from "./items.mjs";
import { sectionOf } from "./parts.mjs";
import { labelOf, questionOf } from "./view.mjs";

const CANNOT_TELL = "Cannot tell whether it applies to you: nothing ties this page to the result.";

/** @typedef {{label: string, url: string | null, points: [string, number][]}} Effect  of one row: points by motion */

/** @param {Result} result @param {View} view */
export function showHere(result, view) {
  if (view.root.dataset.mode !== "compact") return;
  const verdict = find(view.root, "[data-selector-verdict]");
  const share = result.lead.share === null ? "" : ` (${formatShare(result.lead.share)})`;
  const leader = result.ranking.find((row) => row.motion === result.lead.motion);
  // In the words of the panel: the same verdict in two wordings would read like two.
  const words = leader && result.status === "ok" ? `${result.headline.replace(/\.$/, "")}${share}` : result.headline;
  if (result.answered === 0) setText(verdict, `Answer ${result.asked} short questions, or a few of them.`);
  else verdict.replaceChildren(...(leader ? [markOf(leader.motion), " "] : []), words);
  verdict.toggleAttribute("data-answered", result.answered > 0);
  if (leader && result.answered > 0) verdict.dataset.motion = leader.motion;
  else delete verdict.dataset.motion;
  if (view.about) showAbout(result, view, view.about);
}

/** @param {Result} result @param {View} view @param {About} about */
function showAbout(result, view, about) {
  const line = find(view.root, "[data-selector-here]");
  const body = find(view.root, "[data-selector-about]");
  const before = (line.dataset.before ??= line.textContent ?? "");
  const own = about.question
    ? result.ranking[0]?.contributions.find((each) => each.question === about.question)
    : undefined;
  markRow(own?.answer ? (own.row?.url ?? null) : null);
  if (result.answered === 0) {
    setText(line, before);
    body.replaceChildren(element("p", {}, "Answer below, and this says what the page does to your result."));
    return;
  }
  const effects = effectsOf(result, view, about);
  setText(line, lineOf(result, view, about, effects));
  const part = about.case
    ? casePart(result, view, about.case)
    : about.motion
      ? motionPart(result, view, about.motion)
      : about.question
        ? questionPart(result, view, about.question)
        : [];
  if (part.length === 0) part.push(element("p", {}, appliesLine(result, about)));
  if (effects.length > 0) {
    const title = about.question
      ? `What your answer gives each ${result.nouns.one}`
      : "Rules that rest on this page, with your answers";
    part.push(
      element("p.about__check", {}, title),
      element("ul.about__list", {}, ...effects.map((each) => effectItem(each, result, view))),
    );
  } else if (!about.question)
    part.push(element("p", {}, "None of the rules that your answers use rests on this page."));
  body.replaceChildren(...part);
}

/**
 * One sentence for the closed panel.
 *
 * @param {Result} result
 * @param {View} view
 * @param {About} about
 * @param {Effect[]} effects
 */
function lineOf(result, view, about, effects) {
  const row = result.ranking.find((each) => each.motion === about.motion);
  if (row) return row.vetoed ? `${row.label} cannot lead with your answers.` : standing(row, result);
  if (about.case) return caseLine(result, view, about.case);
  if (about.question && !(about.question in result.answers)) return "You have not answered this question.";
  if (about.question && questionOf(about.question, view)?.role !== "fit")
    return "Your answer here never changes the ranking.";
  const sums = groupByPoints(sumByMotion(effects), result);
  return sums.length > 0
    ? `This page moves your answer by ${joinWords(sums.slice(0, 2).map(([given, names]) => `${given} for ${names}`))}.`
    : appliesLine(result, about);
}

/** Whether the page speaks of the reader's motion. @param {Result} result @param {About} about */
function appliesLine(result, { motions = [], favored = [] }) {
  const { motion } = result.lead;
  if (!motion) return `Cannot tell whether it applies to you: no ${result.nouns.one} leads for your answers.`;
  if (motions.length + favored.length === 0) return CANNOT_TELL;
  const names = (/** @type {string[]} */ ids) => joinWords(ids.map((each) => name(each, result)));
  const says =
    motions.length > 0 ? `It speaks of ${names(motions)}` : `It supports a rule in favor of ${names(favored)}`;
  const leads = `${name(motion, result)} ${result.status === "ok" ? "leads" : "is ahead so far"} for your answers`;
  return [...motions, ...favored].includes(motion) ? `${says}, and ${leads}.` : `${says}; ${leads}.`;
}

/** @param {Result} result @param {View} view @param {string} motion @returns {Node[]} */
function motionPart(result, view, motion) {
  const row = result.ranking.find((each) => each.motion === motion);
  if (!row) return [];
  const barred = ["vetoes", "possible"]
    .flatMap((id) => sectionOf(result, id)?.items ?? [])
    .filter((item) => item.motion === motion)
    .map((item) => reasonItem(item, view));
  return [
    element(
      "p",
      {},
      row.vetoed
        ? `${row.label} cannot lead with your answers. Its fit is ${formatFit(row.fit)}, and requirements come before fit.`
        : standing(row, result),
    ),
    ...(barred.length > 0 ? [element("ul.reasons", {}, ...barred)] : []),
  ];
}

/** @param {RankedMotion} row @param {Result} result */
function standing(row, result) {
  const place = `${row.label} is ${row.tied ? "level " : ""}${ordinal(row.rank)} of ${result.ranking.length} for your answers, fit ${formatFit(row.fit)}`;
  const leader = result.ranking.find((each) => each.motion === result.lead.motion);
  if (leader && leader !== row && !row.tied && leader.fit > row.fit)
    return `${place}, ${formatFit(leader.fit - row.fit)} behind ${name(leader.motion, result)}.`;
  return result.answered < result.asked ? `${place}; open questions allow ${formatRange(row.range)}.` : `${place}.`;
}

/** @param {Result} result @param {View} view @param {string} id @returns {Node[]} */
function questionPart(result, view, id) {
  const question = questionOf(id, view);
  const answer = result.answers[id];
  if (question && (answer === undefined || answer === null)) {
    const button = element("button.action", { type: "button" }, "Answer it");
    button.addEventListener("click", () => view.goTo(id));
    return [element("p", {}, "You have not answered this question. ", button)];
  }
  const row = result.ranking[0]?.contributions.find((each) => each.question === id)?.row;
  const where =
    question?.role !== "fit"
      ? "It never changes the ranking."
      : row
        ? "Its row is marked in the table."
        : "It lies in more than one row of the table.";
  return [element("p", {}, "Your answer: ", element("strong", {}, describeAnswer(answer, question)), `. ${where}`)];
}

/**
 * Rows of this page, or else rows that rest on it, with what they give.
 *
 * @param {Result} result
 * @param {View} view
 * @param {About} about
 * @returns {Effect[]}
 */
function effectsOf(result, view, about) {
  const page = view.root.dataset.page ?? "";
  const isOwn = (/** @type {Contribution} */ each) => each.question === about.question;
  const rests = (/** @type {Contribution} */ each) =>
    each.sources.some((source) => source.kind === "link" && source.page === page);
  const isHere = about.question ? isOwn : rests;
  /** @type {Map<string, Effect>} */
  const effects = new Map();
  for (const { motion, contributions } of result.ranking) {
    for (const each of contributions) {
      if (each.answer === null || Math.abs(each.contribution) < SMALLEST || !isHere(each)) continue;
      const label = `${questionOf(each.question, view)?.label ?? each.question}: ${each.answer}`;
      const effect = effects.get(each.question) ?? { label, url: each.row?.url ?? null, points: [] };
      effect.points.push([motion, each.contribution]);
      effects.set(each.question, effect);
    }
  }
  const largest = (/** @type {Effect} */ each) => Math.max(...each.points.map(([, points]) => Math.abs(points)));
  return [...effects.values()].sort((a, b) => largest(b) - largest(a));
}

/** @param {Effect} effect @param {Result} result @param {View} view */
function effectItem({ label, url, points }, result, view) {
  const words = groupByPoints(sort(points), result).flatMap(([given, names], index) => [
    index > 0 ? "; " : "",
    element("b", {}, given),
    ` ${names}`,
  ]);
  return element("li", {}, `${label}. `, ...words, ". ", rowLink({ label, url }, view));
}

/**
 * Motions that get the same are named together.
 *
 * @param {[string, number][]} points  the largest effect first
 * @param {Result} result
 * @returns {[string, string][]}  points and names, as they are written
 */
function groupByPoints(points, result) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const [motion, given] of points)
    groups.set(formatPoints(given), [...(groups.get(formatPoints(given)) ?? []), name(motion, result)]);
  const isAll = (/** @type {string[]} */ names) => names.length === result.ranking.length;
  return [...groups].map(([given, names]) => [given, isAll(names) ? `every ${result.nouns.one}` : joinWords(names)]);
}

/** @param {Effect[]} effects @returns {[string, number][]} */
function sumByMotion(effects) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [motion, points] of effects.flatMap((each) => each.points))
    sums.set(motion, (sums.get(motion) ?? 0) + points);
  return sort([...sums].filter(([, points]) => Math.abs(points) >= SMALLEST));
}

/** @param {[string, number][]} points @returns {[string, number][]}  the largest effect first */
function sort(points) {
  return points.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
}

/** Mark the row of a question page's table that the reader's answer falls in. @param {string | null} url */
function markRow(url) {
  for (const old of document.querySelectorAll("tr[data-yours]")) {
    old.removeAttribute("data-yours");
    old.querySelector(".yours")?.remove();
  }
  const anchor = url?.split("#")[1];
  const row = anchor ? document.getElementById(decodeURIComponent(anchor))?.closest("tr") : null;
  if (!row) return;
  row.setAttribute("data-yours", "");
  row.cells[0]?.append(element("span.yours", {}, "your answer"));
}

/** @param {string} motion @param {Result} result */
function name(motion, result) {
  return inSentence(labelOf(motion, result));
}
