// What the pictures say and show, as data: sentences, tables and coordinates from a result. Run with `node --test tests/js`.
import assert from "node:assert/strict";
import { test } from "node:test";

import { acceptabilityFigure } from "../../site_overrides/assets/charts/figures/acceptability.mjs";
import { contractValueFigure, mergeReaches, ownValue } from "../../site_overrides/assets/charts/figures/contract_value.mjs";
import { balance, paybackFigure } from "../../site_overrides/assets/charts/figures/payback.mjs";
import { leadOf, tornadoFigure } from "../../site_overrides/assets/charts/figures/tornado.mjs";
import { keepInside, pickFitting, spread } from "../../site_overrides/assets/charts/placing.mjs";
import { formatMoney, formatMonths, inSentence } from "../../site_overrides/assets/charts/units.mjs";

const MOTIONS = [["sales-led", "Sales-led", 60], ["product-led", "Product-led", 52], ["partner-led", "Partner-led", 40]];
const row = ([motion, label, fit], index, rows) => ({ motion, label, fit, vetoed: false, margin_to_next: rows[index + 1] ? fit - rows[index + 1][2] : null });
const piece = (from, to, leader, fits, vetoed = []) => ({
  from, to, from_closed: true, to_closed: false, label: `${from ?? "any"} to ${to ?? "any"}`, leader,
  fit: Object.fromEntries(MOTIONS.map(([id], index) => [id, fits[index]])), vetoed,
});
const PIECES = [
  piece(null, 1000, ["product-led"], [40, 60, 50]),
  piece(1000, 5000, ["product-led"], [45, 55, 50]),
  piece(5000, 25000, ["sales-led"], [60, 52, 40]),
  piece(25000, null, ["sales-led", "partner-led"], [62, 70, 62], ["product-led"]),
];
const economicsOf = (motion, cac, basis, limit, net = 24000) => ({
  motion, net_acv: net, cac, cac_basis: basis, payback_months: cac === null ? null : (12 * cac) / (net * 0.8), payback_limit_months: limit, affordable_cac: (net * 0.8 * limit) / 12,
});
const ASSUMPTION = { input: "gross_margin", value: 0.8, unit: "share of revenue", given: false, url: "x/#gross_margin" };
const RESULT = {
  samples: 4096,
  answered: 5,
  lead: { motion: "sales-led", with: [] },
  answers: { acv_usd: 24000 },
  ranking: MOTIONS.map(row),
  acceptability: { "sales-led": [77.6, 20.1, 2.3], "product-led": [22.4, 60, 17.6], "partner-led": [0, 19.9, 80.1] },
  sweep: { acv_usd: PIECES },
  tornado: [
    { question: "partner_need", low: -1.9, high: 16.8, crosses: true },
    { question: "acv_usd", low: 1, high: 3.3, crosses: false },
    { question: "platform", low: 8, high: 8, crosses: false },
  ],
  economics: { acv: { value: 24000, is_middle: false }, assumptions: [ASSUMPTION], motions: [economicsOf("sales-led", 12000, "capacity", 18), economicsOf("product-led", null, null, 12), economicsOf("partner-led", null, null, 18, 16800)] },
};
const BANDS = [{ id: "5k-25k", label: "$5K to $25K", range: { from: 5000, to: 25000 } }, { id: "gt25k", label: "Over $25K", range: { from: 25000, to: null } }];
const VIEW = {
  questions: [
    { id: "acv_usd", label: "Average contract value", options: BANDS },
    { id: "partner_need", label: "Partner need", options: [] },
  ],
};
const withAcv = (answer) => contractValueFigure({ ...RESULT, answers: { acv_usd: answer } }, VIEW);

test("acceptability: the bars are the shares, end to end, and the sentence names who comes first", () => {
  const figure = acceptabilityFigure(RESULT);
  assert.equal(figure.summary, "Sales-led comes first in 78\u202f% of 4,096 variations, product-led in 22\u202f%. Partner-led never does.");
  assert.deepEqual(figure.bars[0].segments.map(({ from, to }) => [from, Math.round(10 * to) / 10]), [[0, 77.6], [77.6, 97.7], [77.6 + 20.1, 100]]);
  assert.deepEqual(figure.table.rows[1], { motion: "product-led", label: "Product-led", cells: ["22\u202f%", "60\u202f%", "18\u202f%"] });
  assert.deepEqual(figure.table.head, ["Motion", "1st", "2nd", "3rd"]);
});

test("acceptability: nothing to see where no share is given or no motion can lead", () => {
  assert.equal(acceptabilityFigure({ ...RESULT, acceptability: undefined }), null);
  assert.equal(acceptabilityFigure({ ...RESULT, acceptability: { "sales-led": [0, 0], "product-led": [0, 0] } }), null);
});

test("contract value: the sentence tells the changes of leader, and how far the reader is from the nearest", () => {
  const figure = withAcv(24000);
  assert.equal(
    figure.summary,
    "Product-led leads below $5K, sales-led from $5K to $25K and sales-led and partner-led are level in front from $25K. Your $24K is 4\u202f% below the change at $25K.",
  );
  assert.deepEqual(figure.boundaries, [1000, 5000, 25000]);
  assert.deepEqual(figure.table.rows.map((each) => each.isOwn), [false, false, true, false]);
  assert.deepEqual(figure.table.rows[3].cells, ["62.0", "70.0, ruled out", "62.0", "Sales-led and Partner-led"]);
});

const OWN = [
  [5000, "Your $5K is right at the change."],
  [200, "Your $200 is far from the nearest change, at $5K."],
  [6000, "Your $6K is 17\u202f% above the change at $5K."],
  [{ from: 20000, to: 40000 }, "Your range, $20K to $40K, crosses the change at $25K."],
  ["5k-25k", "Your range, $5K to $25K, crosses no change."],
  ["gt25k", "Your range, over $25K, crosses no change."],
  [null, "You have not given a contract value yet."],
];
for (const [answer, sentence] of OWN) {
  test(`contract value: ${JSON.stringify(answer)} is placed`, () => assert.ok(withAcv(answer).summary.endsWith(` ${sentence}`), withAcv(answer).summary));
}

test("contract value: the reader's own rows are those the answer reaches into", () => {
  const rows = (answer) => withAcv(answer).table.rows.flatMap((each, index) => (each.isOwn ? [index] : []));
  assert.deepEqual([rows(5000), rows(999), rows({ from: 20000, to: 40000 }), rows("gt25k"), rows(null)], [[2], [0], [2, 3], [3], []]);
});

test("contract value: one leader throughout needs no list", () => {
  const sweep = { acv_usd: PIECES.map((each) => ({ ...each, leader: ["sales-led"] })) };
  assert.equal(contractValueFigure({ ...RESULT, sweep }, VIEW).summary, "Sales-led leads at every contract value. Your $24K is marked.");
});

test("contract value: a line is whole from end to end, in parts where it is ruled out", () => {
  const { lines, domain } = withAcv(24000);
  const product = lines.find((line) => line.motion === "product-led");
  assert.deepEqual(product.runs.map((run) => run.isOut), [false, true]);
  assert.deepEqual(product.runs[0].steps, [{ x: domain[0], fit: 60 }, { x: 1000, fit: 55 }, { x: 5000, fit: 52 }, { x: 25000, fit: 52 }]);
  assert.deepEqual(product.runs[1].steps, [{ x: 25000, fit: 52 }, { x: 25000, fit: 70 }, { x: domain[1], fit: 70 }]);
  assert.ok(product.isOut);
});

test("contract value: nothing to see without pieces or with one", () => {
  assert.equal(contractValueFigure({ ...RESULT, sweep: undefined }, VIEW), null);
  assert.equal(contractValueFigure({ ...RESULT, sweep: { acv_usd: [piece(null, null, ["sales-led"], [1, 2, 3])] } }, VIEW), null);
});

test("contract value: whether a bound belongs to a reach is told", () => {
  const pieces = [{ ...PIECES[0], to: 5000, to_closed: true }, { ...PIECES[2], from_closed: false, to: null }];
  assert.match(contractValueFigure({ ...RESULT, sweep: { acv_usd: pieces } }, VIEW).summary, /^Product-led leads up to \$5K and sales-led above \$5K\./);
});

test("contract value: neighbors with the same leaders are one reach", () => {
  assert.deepEqual(mergeReaches(PIECES).map(({ from, to }) => [from, to]), [[null, 5000], [5000, 25000], [25000, null]]);
  assert.deepEqual(PIECES[0].to, 1000, "the result itself is left as it is");
});

test("contract value: an answer that is no band of the question is not placed", () => assert.equal(ownValue("gone", VIEW.questions[0]), null));

test("tornado: the sentence counts what can change the answer", () => {
  const figure = tornadoFigure(RESULT, VIEW);
  assert.equal(figure.summary, "Partner need alone can change the answer: it moves the lead from \u22121.9 to +16.8. Sales-led leads by 8.0 points now.");
  assert.deepEqual(figure.reaches.map((bar) => bar.question), ["partner_need", "acv_usd"]);
  assert.deepEqual(figure.notes, [[{ text: "Of the other questions, 1 moves nothing as your answers stand." }]]);
  assert.deepEqual(figure.table.rows[0], { label: "Partner need", cells: ["\u22121.9", "+16.8", "yes"] });
  assert.equal(figure.table.rows.length, 3);
  const crossing = (count) => ({ ...RESULT, tornado: Array.from({ length: 12 }, (_, index) => ({ question: `Q${index}`, low: index < count ? -1 : 1, high: 20 - index, crosses: index < count })) });
  assert.match(tornadoFigure(crossing(0), VIEW).summary, /^No single question can change the answer\. Sales-led leads by 8\.0 points now\. Q0 moves that most, from \+1\.0 to \+20\.0\.$/);
  assert.match(tornadoFigure(crossing(5), VIEW).summary, /^Of 12 questions, 5 can change the answer alone: Q0, Q1, Q2 and 2 more\./);
  assert.equal(tornadoFigure(crossing(12), VIEW).reaches.length, 12, "what can change the answer is always drawn");
  assert.equal(tornadoFigure(crossing(0), VIEW).reaches.length, 10);
});

test("tornado: level motions are said to be level, and a lead too small to show is not called none", () => {
  const level = { ...RESULT, lead: { motion: "sales-led", with: ["product-led"] } };
  assert.match(tornadoFigure(level, VIEW).summary, / Sales-led and product-led are level now\.$/);
  const ranking = RESULT.ranking.map((each, index) => (index === 0 ? { ...each, margin_to_next: 0 } : each));
  assert.match(tornadoFigure({ ...RESULT, ranking }, VIEW).summary, / Sales-led leads by less than 0\.1 points now\.$/);
});

test("tornado: the lead is over the best motion that is not ruled out", () => {
  assert.equal(leadOf(RESULT), 8);
  const out = (motion) => RESULT.ranking.map((each) => ({ ...each, vetoed: each.motion !== "sales-led" && (motion === "all" || each.motion === motion) }));
  assert.equal(leadOf({ ranking: out("product-led") }), 20);
  assert.equal(leadOf({ ranking: out("all") }), 60);
});

test("tornado: nothing to see where nobody leads or nothing moves", () => {
  assert.equal(tornadoFigure({ ...RESULT, tornado: [] }, VIEW), null);
  assert.equal(tornadoFigure({ ...RESULT, tornado: [RESULT.tornado[2]] }, VIEW), null);
});

test("payback: known costs and the most that may be spent are told apart", () => {
  const figure = paybackFigure(RESULT);
  assert.equal(
    figure.summary,
    "A customer that costs $12K to win has paid back with sales-led after 7.5 months, within its limit of 18. For the other motions the lines show the most you could spend.",
  );
  assert.deepEqual(figure.lines.map((line) => [line.motion, line.isMost, line.months, line.monthly]), [["sales-led", false, 7.5, 1600], ["product-led", true, 12, 1600], ["partner-led", true, 18, 1120]]);
  assert.deepEqual(figure.table.rows[1].cells, ["$19.2K at most", "$1.6K", "$0", "$19.2K", "12 months"]);
  assert.equal(figure.months, 24);
});

test("payback: a line is zero when its months are over", () => {
  for (const line of paybackFigure(RESULT).lines) assert.ok(Math.abs(balance(line, line.months)) < 1e-6);
});

test("payback: one cost for all, and who is over the limit", () => {
  const motions = [economicsOf("sales-led", 20000, "answer", 18), economicsOf("product-led", 20000, "answer", 12), economicsOf("partner-led", 20000, "answer", 18, 16800)];
  const figure = paybackFigure({ ...RESULT, economics: { ...RESULT.economics, motions } });
  assert.equal(
    figure.summary,
    "A customer that costs $20K to win has paid back with sales-led and product-led after 12.5 months and with partner-led after 17.9 months; product-led is over its limit of 12.",
  );
  assert.deepEqual(figure.lines.map((line) => line.lane), [0, 1, 0], "equal lines lie side by side");
  assert.equal(figure.notes.length, 1, "no line needs the cost any more");
});

test("payback: with no cost known the most is said to be the most", () => {
  const motions = [economicsOf("product-led", null, null, 12)];
  assert.equal(paybackFigure({ ...RESULT, economics: { ...RESULT.economics, motions } }).summary, "What a customer costs you is not known. The lines show the most you could spend to win one.");
});

test("payback: nothing to see without a contract value or a margin", () => {
  assert.equal(paybackFigure({ ...RESULT, economics: null }), null);
  assert.equal(paybackFigure({ ...RESULT, economics: { ...RESULT.economics, acv: null } }), null);
  assert.equal(paybackFigure({ ...RESULT, economics: { ...RESULT.economics, assumptions: [] } }), null);
});

test("labels are moved apart, stay in order and inside", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 500; round += 1) {
    const wanted = Array.from({ length: 1 + Math.floor(random() * 6) }, () => random() * 200);
    const placed = spread(wanted, 20, 0, 200);
    const order = wanted.map((_, index) => index).sort((one, other) => wanted[one] - wanted[other] || one - other);
    order.slice(1).forEach((index, place) => assert.ok(placed[index] - placed[order[place]] >= 20 - 1e-9, `${wanted} → ${placed}`));
    for (const place of placed) assert.ok(place >= -1e-9 && place <= 200 + 1e-9, `${wanted} → ${placed}`);
  }
  assert.deepEqual(spread([10, 100], 20, 0, 200), [10, 100], "what does not touch stays");
  assert.deepEqual(spread([50, 50], 20, 0, 200), [40, 60]);
});

test("where room is short the important labels stay", () => {
  const labels = [{ x: 0, width: 20, weight: 0 }, { x: 15, width: 20, weight: 1 }, { x: 60, width: 20, weight: 0 }];
  assert.deepEqual(pickFitting(labels, 2), [false, true, true]);
});

test("a label stays inside its drawing", () => {
  assert.deepEqual([keepInside(5, 40, 0, 100), keepInside(50, 40, 0, 100), keepInside(99, 40, 0, 100)], [20, 50, 80]);
});

test("figures are written in readers' units", () => {
  assert.deepEqual([24000, -11755.1, 1890, 950.4, 0, -0.2, 1250000].map(formatMoney), ["$24K", "\u2212$11.8K", "$1,890", "$950", "$0", "$0", "$1.25M"]);
  assert.deepEqual([7.25, 12, 1, 0.01, 244949].map(formatMonths), ["7.3 months", "12 months", "1 month", "under 0.1 months", "more than 50 years"]);
  assert.deepEqual(["Partner need", "LTV to CAC", "ARR"].map(inSentence), ["partner need", "LTV to CAC", "ARR"]);
});
