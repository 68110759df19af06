import assert from "node:assert/strict";
import { test } from "node:test";

import { american, spellings, stem, takeApart } from "../../site_overrides/assets/search/words.mjs";

test("British and American spelling are one word", () => {
  for (const [british, ours] of [
    ["monetisation", "monetization"],
    ["optimise", "optimize"],
    ["prioritising", "prioritizing"],
    ["favour", "favor"],
    ["behaviours", "behaviors"],
    ["licence", "license"],
    ["centre", "center"],
    ["programme", "program"],
    ["judgement", "judgment"],
    ["labelled", "labeled"],
    ["analyse", "analyze"],
    ["customised", "customized"],
  ]) {
    assert.equal(american(british), ours);
    assert.equal(stem(british), stem(ours));
    assert.ok([british, ours].includes(spellings(ours)[0] ?? ours), british);
  }
});

test("what only looks British stays", () => {
  for (const word of ["enterprise", "promise", "hour", "selling", "expertise", "four", "rise", "wise", "calling"])
    assert.equal(american(word), word);
});

test("two words written as one are taken apart where both are known", () => {
  const known = new Map([
    ["self", 1],
    ["serve", 2],
  ]);
  assert.equal(takeApart("selfserve", known), "self serve");
  assert.equal(takeApart("selfish", known), null);
});
