/** Our own words in the language of the page: from its data, in English without it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { countWords, ownWords } from "../../site_overrides/assets/page/own_words.mjs";

test("without data of the page a text is its own name, filled in", () => {
  assert.equal(ownWords("Show {n} more", { n: 4 }), "Show 4 more");
  assert.equal(ownWords("Not in this library, so left out: {names}."), "Not in this library, so left out: {names}.");
  assert.equal(countWords(1, "page", "pages"), "1 page");
  assert.equal(countWords(1204, "page", "pages"), "1,204 pages");
});
