// What the pictures say and show, as data: sentences, tables and coordinates from a result.
import assert from "node:assert/strict";
import { test } from "node:test";

import { acceptabilityFigure } from "../../site_overrides/assets/charts/figures/acceptability.mjs";
import { balance, paybackFigure } from "../../site_overrides/assets/charts/figures/payback.mjs";
import { leadOf, tornadoFigure } from "../../site_overrides/assets/charts/figures/tornado.mjs";
import { RESULT, VIEW, economicsOf } from "./charts_result.mjs";

test("acceptability: the bars are the shares, end to end, and the sentence names who comes first", () => {
  const figure = acceptabilityFigure(RESULT);
  assert.equal(
    figure.summary,
    "Sales-led comes first in 78\u202f% of 4,096 variations, product-led in 22\u202f%. Partner-led never does.",
  );
  assert.deepEqual(
    figure.bars[0].segments.map(({ from, to }) => [from, Math.round(10 * to) / 10]),
    [
      [0, 77.6],
      [77.6, 97.7],
      [77.6 + 20.1, 100],
    ],
  );
  assert.deepEqual(figure.table.rows[1], {
    motion: "product-led",
    label: "Product-led",
    cells: ["22\u202f%", "60\u202f%", "18\u202f%"],
  });
  assert.deepEqual(figure.table.head, ["Motion", "1st", "2nd", "3rd"]);
});

test("acceptability: nothing to see where no share is given or no motion can lead", () => {
  assert.equal(acceptabilityFigure({ ...RESULT, acceptability: undefined }), null);
  assert.equal(acceptabilityFigure({ ...RESULT, acceptability: { "sales-led": [0, 0], "product-led": [0, 0] } }), null);
});

test("tornado: the sentence counts what can change the answer", () => {
  const figure = tornadoFigure(RESULT, VIEW);
  assert.equal(
    figure.summary,
    "Partner need alone can change the answer: it moves the lead from \u22121.9 to +16.8. Sales-led leads by 8.0 points now.",
  );
  assert.deepEqual(
    figure.reaches.map((bar) => bar.question),
    ["partner_need", "acv_usd"],
  );
  assert.deepEqual(figure.notes, [[{ text: "Of the other questions, 1 moves nothing as your answers stand." }]]);
  assert.deepEqual(figure.table.rows[0], { label: "Partner need", cells: ["\u22121.9", "+16.8", "yes"] });
  assert.equal(figure.table.rows.length, 3);
  const crossing = (count) => ({
    ...RESULT,
    tornado: Array.from({ length: 12 }, (_, index) => ({
      question: `Q${index}`,
      low: index < count ? -1 : 1,
      high: 20 - index,
      crosses: index < count,
    })),
  });
  assert.match(
    tornadoFigure(crossing(0), VIEW).summary,
    /^No single question can change the answer\. Sales-led leads by 8\.0 points now\. Q0 moves that most, from \+1\.0 to \+20\.0\.$/,
  );
  assert.match(
    tornadoFigure(crossing(5), VIEW).summary,
    /^Of 12 questions, 5 can change the answer alone: Q0, Q1, Q2 and 2 more\./,
  );
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
  const out = (motion) =>
    RESULT.ranking.map((each) => ({
      ...each,
      vetoed: each.motion !== "sales-led" && (motion === "all" || each.motion === motion),
    }));
  assert.equal(leadOf(/** @type {any} */ ({ ranking: out("product-led") })), 20);
  assert.equal(leadOf(/** @type {any} */ ({ ranking: out("all") })), 60);
});

test("tornado: nothing to see where nobody leads or nothing moves", () => {
  assert.equal(tornadoFigure({ ...RESULT, tornado: [] }, VIEW), null);
  assert.equal(tornadoFigure({ ...RESULT, tornado: [RESULT.tornado[2]] }, VIEW), null);
});

test("payback: known costs and the most that may be spent are told apart", () => {
  const figure = paybackFigure(RESULT);
  assert.equal(
    figure.summary,
    "A customer that costs $12K to win has paid back with sales-led after 7.5 months, within its limit of 18. For the others the lines show the most you could spend.",
  );
  assert.deepEqual(
    figure.lines.map((line) => [line.motion, line.isMost, line.months, line.monthly]),
    [
      ["sales-led", false, 7.5, 1600],
      ["product-led", true, 12, 1600],
      ["partner-led", true, 18, 1120],
    ],
  );
  assert.deepEqual(figure.table.rows[1].cells, ["$19.2K at most", "$1.6K", "$0", "$19.2K", "12 months"]);
  assert.equal(figure.months, 24);
});

test("payback: a line is zero when its months are over", () => {
  for (const line of paybackFigure(RESULT).lines) assert.ok(Math.abs(balance(line, line.months)) < 1e-6);
});

test("payback: one cost for all, and who is over the limit", () => {
  const motions = [
    economicsOf("sales-led", 20000, "answer", 18),
    economicsOf("product-led", 20000, "answer", 12),
    economicsOf("partner-led", 20000, "answer", 18, 16800),
  ];
  const figure = paybackFigure({ ...RESULT, economics: { ...RESULT.economics, motions } });
  assert.equal(
    figure.summary,
    "A customer that costs $20K to win has paid back with sales-led and product-led after 12.5 months and with partner-led after 17.9 months; product-led is over its limit of 12.",
  );
  assert.deepEqual(
    figure.lines.map((line) => line.lane),
    [0, 1, 0],
    "equal lines lie side by side",
  );
  assert.equal(figure.notes.length, 1, "no line needs the cost any more");
});

test("payback: with no cost known the most is said to be the most", () => {
  const motions = [economicsOf("product-led", null, null, 12)];
  assert.equal(
    paybackFigure({ ...RESULT, economics: { ...RESULT.economics, motions } }).summary,
    "What a customer costs you is not known. The lines show the most you could spend to win one.",
  );
});

test("payback: nothing to see without a contract value or a margin", () => {
  assert.equal(paybackFigure({ ...RESULT, economics: null }), null);
  assert.equal(paybackFigure({ ...RESULT, economics: { ...RESULT.economics, acv: null } }), null);
  assert.equal(paybackFigure({ ...RESULT, economics: { ...RESULT.economics, assumptions: [] } }), null);
});
