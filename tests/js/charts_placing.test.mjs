// Labels that make room for each other, and figures in readers' units.
import assert from "node:assert/strict";
import { test } from "node:test";

import { keepInside, pickFitting, spread } from "../../site_overrides/assets/charts/placing.mjs";
import { formatMoney, formatMonths } from "../../site_overrides/assets/charts/units.mjs";
import { inSentence } from "../../site_overrides/assets/selector/format.mjs";

test("labels are moved apart, stay in order and inside", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 500; round += 1) {
    const wanted = Array.from({ length: 1 + Math.floor(random() * 6) }, () => random() * 200);
    const placed = spread(wanted, 20, 0, 200);
    const order = wanted.map((_, index) => index).sort((one, other) => wanted[one] - wanted[other] || one - other);
    order
      .slice(1)
      .forEach((index, place) => assert.ok(placed[index] - placed[order[place]] >= 20 - 1e-9, `${wanted} → ${placed}`));
    for (const place of placed) assert.ok(place >= -1e-9 && place <= 200 + 1e-9, `${wanted} → ${placed}`);
  }
  assert.deepEqual(spread([10, 100], 20, 0, 200), [10, 100], "what does not touch stays");
  assert.deepEqual(spread([50, 50], 20, 0, 200), [40, 60]);
});

test("where room is short the important labels stay", () => {
  const labels = [
    { x: 0, width: 20, weight: 0 },
    { x: 15, width: 20, weight: 1 },
    { x: 60, width: 20, weight: 0 },
  ];
  assert.deepEqual(pickFitting(labels, 2), [false, true, true]);
});

test("a label stays inside its drawing", () => {
  assert.deepEqual([keepInside(5, 40, 0, 100), keepInside(50, 40, 0, 100), keepInside(99, 40, 0, 100)], [20, 50, 80]);
});

test("figures are written in readers' units", () => {
  assert.deepEqual([24000, -11755.1, 1890, 950.4, 0, -0.2, 1250000].map(formatMoney), [
    "$24K",
    "\u2212$11.8K",
    "$1,890",
    "$950",
    "$0",
    "$0",
    "$1.25M",
  ]);
  assert.deepEqual([7.25, 12, 1, 0.01, 244949].map(formatMonths), [
    "7.3 months",
    "12 months",
    "1 month",
    "under 0.1 months",
    "more than 50 years",
  ]);
  assert.deepEqual(["Partner need", "LTV to CAC", "PostgreSQL"].map(inSentence), [
    "partner need",
    "LTV to CAC",
    "PostgreSQL",
  ]);
});
