// Figures as people write them, from the table that the calculator is tested with too. Run with `node --test tests/js`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readAmount } from "../../site_overrides/assets/selector/amounts.mjs";

const { kinds, vectors } = JSON.parse(readFileSync(new URL("../amounts.json", import.meta.url), "utf8"));
const questionOf = (kind) => ({
  id: kind,
  label: kind,
  kind: "number",
  role: "fit",
  url: "",
  options: [],
  ...kinds[kind],
});

for (const { kind, text, read, refused } of vectors) {
  test(`“${text}” as ${kind} is ${refused ? `refused: ${refused}` : "read"}`, () => {
    const found = readAmount(text, questionOf(kind));
    if (refused) assert.equal(found.reason, refused, JSON.stringify(found));
    else assert.deepEqual(found, { answer: read });
  });
}

test("a refusal names the real reason and an example of the question's kind", () => {
  const said = (text, kind) => readAmount(text, questionOf(kind)).problem;
  assert.equal(said("abc", "yearly"), "“abc” is not a figure. Write 24000, $49/mo or 20K-40K.");
  assert.equal(said("most", "share"), "“most” is not a figure. Write 80%, 0.8 or 70-80%.");
  assert.equal(
    said("$40 per seat", "yearly"),
    "A price per seat needs how many there are. Write 40*25 for 25, and *12 behind it if that is a month’s price.",
  );
  assert.equal(said("24.000", "yearly"), "“24.000” can be read in two ways. Write 24000 or 24.");
  assert.equal(said("24,5K", "yearly"), "“24,5K” has a comma before its decimals. Write 24.5K, with a point.");
  assert.equal(said("€500", "yearly"), "“€500” is not in US dollars. Write 24000, $49/mo or 20K-40K.");
  assert.equal(said("80", "share"), "80 is outside 0% to 100%. Write 80% for 80 of a hundred.");
  assert.equal(said("150%", "share"), "150% is outside 0% to 100%.");
  assert.equal(said("11M", "yearly"), "11M is outside 1 to 10M.");
  assert.equal(
    said("$300/mo", "once"),
    "“$300/mo” has a time in it, and this is asked in USD per customer. Write 24000, 24K or 20K-40K.",
  );
});

test("no text makes the reader slow or throw", () => {
  for (const text of [
    "1".repeat(100_000),
    " ".repeat(100_000),
    "1,".repeat(50_000),
    "$".repeat(50_000),
    "-".repeat(50_000),
    "1 x ".repeat(20_000),
  ])
    assert.ok(
      "problem" in readAmount(text, questionOf("yearly")) || readAmount(text, questionOf("yearly")).answer === null,
    );
});
