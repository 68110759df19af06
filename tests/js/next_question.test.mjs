// @ts-nocheck: objects with no more in them than a test needs.
// Which question next. Run with `node --test tests/js`.
import assert from "node:assert/strict";
import { test } from "node:test";

import { nextQuestion } from "../../site_overrides/assets/selector/next_question.mjs";

const question = (id, more = {}) => ({ id, role: "fit", needsCustomers: false, ...more });
const ASKED = [
  question("user"),
  question("talk", { needsCustomers: true }),
  question("price"),
  question("segment", { needsCustomers: true }),
  question("churn", { role: "economics" }),
];
const result = (more = {}) => ({
  gains: { talk: 9, price: 4, segment: 3, user: 2 },
  ask_next: { question: "talk" },
  ...more,
});

test("the first question needs no customers, whatever it is worth", () => {
  assert.equal(nextQuestion(ASKED, {}, new Set(), result()), "price");
});

test("after an answer the most useful one comes", () => {
  assert.equal(nextQuestion(ASKED, { price: 900 }, new Set(), result()), "talk");
});

test("whoever does not know one question about customers is asked the others last", () => {
  assert.equal(nextQuestion(ASKED, { price: 900 }, new Set(["talk"]), result()), "user");
  assert.equal(nextQuestion(ASKED, { price: 900, user: "x" }, new Set(["talk"]), result()), "segment");
});

test("without a result they come in the order of the page, those that rank first", () => {
  const asked = [ASKED[4], ...ASKED.slice(0, 4)];
  assert.equal(nextQuestion(asked, { price: 900 }, new Set(), null), "user");
  assert.equal(nextQuestion(asked, { price: 900, user: "x", talk: "y", segment: "z" }, new Set(), null), "churn");
});

test("the calculator's choice wins over an equal figure", () => {
  const equal = result({ gains: { user: 5, price: 5 }, ask_next: { question: "price" } });
  assert.equal(nextQuestion(ASKED, { talk: "y" }, new Set(), equal), "price");
});

test("nothing is left when every question is answered or passed", () => {
  const answers = { user: "x", talk: "y", price: 900, churn: 0.1 };
  assert.equal(nextQuestion(ASKED, answers, new Set(["segment"]), result()), null);
});
