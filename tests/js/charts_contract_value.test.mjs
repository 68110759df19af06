// The picture of fit over the contract value: what it says, its lines, its reaches, the reader's own value.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  contractValueFigure,
  mergeReaches,
  ownValue,
} from "../../site_overrides/assets/charts/figures/contract_value.mjs";
import { PIECES, RESULT, VIEW, piece, withAcv } from "./charts_result.mjs";

test("contract value: the sentence tells the changes of leader, and how far the reader is from the nearest", () => {
  const figure = withAcv(24000);
  assert.equal(
    figure.summary,
    "Product-led leads below $5K, sales-led from $5K to $25K and sales-led and partner-led are level in front from $25K. Your $24K is 4\u202f% below the change at $25K.",
  );
  assert.deepEqual(figure.boundaries, [1000, 5000, 25000]);
  assert.deepEqual(
    figure.table.rows.map((each) => each.isOwn),
    [false, false, true, false],
  );
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
  test(`contract value: ${JSON.stringify(answer)} is placed`, () =>
    assert.ok(withAcv(answer).summary.endsWith(` ${sentence}`), withAcv(answer).summary));
}

test("contract value: the reader's own rows are those the answer reaches into", () => {
  const rows = (answer) => withAcv(answer).table.rows.flatMap((each, index) => (each.isOwn ? [index] : []));
  assert.deepEqual(
    [rows(5000), rows(999), rows({ from: 20000, to: 40000 }), rows("gt25k"), rows(null)],
    [[2], [0], [2, 3], [3], []],
  );
});

test("contract value: one leader throughout needs no list", () => {
  const sweep = { acv_usd: PIECES.map((each) => ({ ...each, leader: ["sales-led"] })) };
  assert.equal(
    contractValueFigure({ ...RESULT, sweep }, VIEW).summary,
    "Sales-led leads at every contract value. Your $24K is marked.",
  );
});

test("contract value: a line is whole from end to end, in parts where it is ruled out", () => {
  const { lines, domain } = withAcv(24000);
  const product = lines.find((line) => line.motion === "product-led");
  assert.deepEqual(
    product.runs.map((run) => run.isOut),
    [false, true],
  );
  assert.deepEqual(product.runs[0].steps, [
    { x: domain[0], fit: 60 },
    { x: 1000, fit: 55 },
    { x: 5000, fit: 52 },
    { x: 25000, fit: 52 },
  ]);
  assert.deepEqual(product.runs[1].steps, [
    { x: 25000, fit: 52 },
    { x: 25000, fit: 70 },
    { x: domain[1], fit: 70 },
  ]);
  assert.ok(product.isOut);
});

test("contract value: nothing to see without pieces or with one", () => {
  assert.equal(contractValueFigure({ ...RESULT, sweep: undefined }, VIEW), null);
  assert.equal(
    contractValueFigure({ ...RESULT, sweep: { acv_usd: [piece(null, null, ["sales-led"], [1, 2, 3])] } }, VIEW),
    null,
  );
});

test("contract value: whether a bound belongs to a reach is told", () => {
  const pieces = [
    { ...PIECES[0], to: 5000, to_closed: true },
    { ...PIECES[2], from_closed: false, to: null },
  ];
  assert.match(
    contractValueFigure({ ...RESULT, sweep: { acv_usd: pieces } }, VIEW).summary,
    /^Product-led leads up to \$5K and sales-led above \$5K\./,
  );
});

test("contract value: neighbors with the same leaders are one reach", () => {
  assert.deepEqual(
    mergeReaches(PIECES).map(({ from, to }) => [from, to]),
    [
      [null, 5000],
      [5000, 25000],
      [25000, null],
    ],
  );
  assert.deepEqual(PIECES[0].to, 1000, "the result itself is left as it is");
});

test("contract value: an answer that is no band of the question is not placed", () =>
  assert.equal(ownValue("gone", VIEW.questions[0]), null));
