import assert from "node:assert/strict";
import { test } from "node:test";

import {
  american,
  asIndexed,
  joined,
  piecesOf,
  plain,
  spellings,
  stem,
  takeApart,
} from "../../site_overrides/assets/search/words.mjs";

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

test("marks make another letter in some scripts and not in others", () => {
  assert.equal(plain("Größe Été Ἀθήνα"), "grosse ete αθηνα");
  assert.notEqual(plain("バス"), plain("パス"));
  assert.equal(plain("كِتَاب"), plain("كتاب"));
  assert.notEqual(plain("กิน"), plain("กน"));
});

test("words of scripts without spaces are asked for as rows of signs", () => {
  assert.equal(asIndexed("保管庫"), '"保 管 庫"');
  assert.equal(asIndexed("庫"), "庫");
  assert.equal(asIndexed("obsidian保管"), '"obsidian 保 管"');
  assert.equal(asIndexed("vault"), "vault");
  assert.equal(
    joined("<mark>保</mark> <mark>管</mark> <mark>庫</mark> を 開く and go"),
    "<mark>保管庫</mark>を開く and go",
  );
  assert.equal(joined("新 し い。 環 境、 <mark>整</mark> 備"), "新しい。環境、<mark>整</mark>備");
  assert.deepEqual(spellings("strasse"), ["straße"]);
  assert.deepEqual(piecesOf("内部リンク Notes"), ["内部", "部リ", "リン", "ンク", "notes"]);
});
