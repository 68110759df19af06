// Answers as data: what a person types, what an address holds, what is refused. Run with `node --test tests/js`.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  checkAnswers,
  describeAnswer,
  fromHash,
  sameAnswers,
  toHash,
  toRequest,
} from "../../site_overrides/assets/selector/answers.mjs";
import { formatAmount, readAmount } from "../../site_overrides/assets/selector/amounts.mjs";

const band = (from, to) => ({ from, to, from_closed: true, to_closed: false });
/** @type {import("../../site_overrides/assets/selector/types.mjs").Question} */
const ACV = {
  needsCustomers: false,
  id: "acv_usd",
  label: "Average contract value",
  kind: "number",
  role: "fit",
  unit: "USD per year",
  min: 1,
  max: 1e7,
  url: "",
  options: [
    { id: "5k-25k", label: "$5K to $25K a year", range: band(5000, 25000) },
    { id: "gt100k", label: "Over $100K", range: band(100000, null) },
  ],
};
/** @type {import("../../site_overrides/assets/selector/types.mjs").Question} */
const MARGIN = { ...ACV, id: "gross_margin", label: "Gross margin", min: 0.01, max: 1, options: [] };
/** @type {import("../../site_overrides/assets/selector/types.mjs").Question} */
const BUYER = {
  needsCustomers: false,
  id: "buyer_user",
  label: "User and buyer",
  kind: "option",
  role: "fit",
  unit: "",
  min: 0,
  max: Infinity,
  url: "",
  options: [
    { id: "same-person", label: "The same person", range: null },
    { id: "different-people", label: "Someone elsewhere", range: null },
  ],
};
const QUESTIONS = [ACV, MARGIN, BUYER];

test("a range whose end does not belong to it survives the way through an address", () => {
  for (const [text, hash] of [
    ["under 5K", "%3C5000"],
    ["over 5K", "%3E5000"],
    ["10k+", "10000-10000000"],
  ]) {
    const { answer } = /** @type {any} */ (readAmount(text, ACV));
    assert.equal(toHash({ acv_usd: answer }), `#selector?v=1&acv_usd=${hash}`);
    assert.deepEqual(fromHash(toHash({ acv_usd: answer }), QUESTIONS)?.answers, { acv_usd: answer });
  }
});

test("answers survive the way through an address, in any order of its parameters", () => {
  const answers = { acv_usd: 24000, buyer_user: "different-people", gross_margin: { from: 0.7, to: 0.8 } };
  const hash = toHash(answers);
  assert.equal(hash, "#selector?v=1&acv_usd=24000&buyer_user=different-people&gross_margin=0.7-0.8");
  assert.deepEqual(fromHash(hash, QUESTIONS), { answers, first: {}, dropped: [], isCarried: false });
  const shuffled = "#selector?buyer_user=different-people&gross_margin=0.7-0.8&v=1&acv_usd=24000";
  assert.deepEqual(fromHash(shuffled, QUESTIONS), { answers, first: {}, dropped: [], isCarried: false });
});

test("a band travels by its id and is not taken for a range of figures", () => {
  assert.deepEqual(fromHash(toHash({ acv_usd: "5k-25k" }), QUESTIONS)?.answers, { acv_usd: "5k-25k" });
});

test("what an address cannot mean is dropped and listed, the rest is kept", () => {
  const read = fromHash("#selector?v=1&acv_usd=minus&buyer_user=martian&colour=red&gross_margin=", QUESTIONS);
  assert.deepEqual(read?.answers, {});
  assert.deepEqual(read?.dropped, [
    {
      field: "acv_usd",
      value: "minus",
      why: "Average contract value was left out: “minus” is not a figure. Write 24000, $49/mo or 20K-40K.",
    },
    { field: "buyer_user", value: "martian", why: "User and buyer was left out: “martian” is not one of its answers." },
    { field: "colour", value: "red", why: "“colour” was left out: no question here has that name." },
  ]);
});

test("an address of another version is read as far as it goes, and says so", () => {
  const read = fromHash("#selector?v=9&buyer_user=same-person", QUESTIONS);
  assert.deepEqual(read?.answers, { buyer_user: "same-person" });
  assert.equal(
    read?.dropped[0]?.why,
    "The link has version 9 and this page reads version 1; what could be read was taken over.",
  );
  const older = fromHash("#selector?buyer_user=same-person", QUESTIONS);
  assert.equal(
    older?.dropped[0]?.why,
    "The link gives no version and this page reads version 1; what could be read was taken over.",
  );
});

test("an address about something else is left alone", () => {
  assert.equal(fromHash("#acv_usd-5k-25k", QUESTIONS), null);
  assert.equal(fromHash("#selector", QUESTIONS), null);
  assert.equal(toHash({}), "");
});

test("a link from page to page says so, and is otherwise the same", () => {
  const answers = { acv_usd: 24000, buyer_user: "same-person" };
  assert.deepEqual(fromHash(toHash(answers, true), QUESTIONS), { answers, first: {}, dropped: [], isCarried: true });
  assert.equal(toHash({}, true), "");
});

test("an endless address is cut, not followed", () => {
  const read = fromHash(`#selector?v=1&${"x=1&".repeat(100000)}buyer_user=same-person`, QUESTIONS);
  assert.deepEqual(read?.answers, {});
});

test("stored answers are checked like any others", () => {
  const stored = Object.entries({
    acv_usd: { from: 20000, to: 40000 },
    buyer_user: 7,
    gross_margin: null,
    old_question: "x",
  });
  const read = checkAnswers(stored, QUESTIONS);
  assert.deepEqual(read.answers, { acv_usd: { from: 20000, to: 40000 } });
  assert.deepEqual(
    read.dropped.map((each) => each.field),
    ["buyer_user", "old_question"],
  );
});

test("the same answers give the same request text", () => {
  const one = toRequest({ buyer_user: "same-person", acv_usd: 5 });
  assert.equal(one, toRequest({ acv_usd: 5, buyer_user: "same-person" }));
  assert.equal(one, '{"schema":1,"answers":{"acv_usd":5,"buyer_user":"same-person"},"detail":"full"}');
  assert.ok(sameAnswers({ a: 1, b: "x" }, { b: "x", a: 1 }));
});

test("answers are said in the reader's words", () => {
  assert.equal(describeAnswer("different-people", BUYER), "Someone elsewhere");
  assert.equal(describeAnswer({ from: 20000, to: 40000 }, ACV), "$20K to $40K");
  assert.equal(describeAnswer(null, ACV), "Not sure");
  assert.deepEqual([999, 1000, 1234, 24500, 1e6, 1250000].map(formatAmount), [
    "999",
    "1K",
    "1,234",
    "24.5K",
    "1M",
    "1.25M",
  ]);
});

test("a scenario to compare with travels in the same link, and what it cannot have is dropped and said", () => {
  const answers = { acv_usd: 24000, buyer_user: "different-people" };
  const first = { acv_usd: { from: 500, to: 900 }, buyer_user: "same-person" };
  const hash = toHash(answers, false, first);
  assert.match(
    hash,
    /^#selector\?v=1&acv_usd=24000&buyer_user=different-people&first\.acv_usd=500-900&first\.buyer_user=/,
  );
  assert.deepEqual(fromHash(hash, QUESTIONS), { answers, first, dropped: [], isCarried: false });
  const odd = fromHash("#selector?v=1&buyer_user=same-person&first.buyer_user=martian", QUESTIONS);
  assert.deepEqual([odd.first, odd.dropped.length], [{}, 1]);
});
