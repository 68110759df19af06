// The not-found page: which addresses are near the one asked for.
import assert from "node:assert/strict";
import { test } from "node:test";

import { likeness, nearest } from "../../site_overrides/assets/page/nearest.mjs";

const PATHS = [
  "",
  "growth/",
  "growth/depth-first-plg/",
  "growth/plg-definition/",
  "cases/auth0/",
  "questions/acv_usd/",
];

test("equal names are equal, strangers have nothing in common", () => {
  assert.equal(likeness("Depth-first PLG", "depth first plg"), 1);
  assert.equal(likeness("qqq", "zzz"), 0);
  assert.equal(likeness("", ""), 1);
});

test("a slip, a moved folder and another ending lead to the page", () => {
  for (const asked of [
    "growth/depth-first-pgl/",
    "frameworks/depth-first-plg.html",
    "depth_first_plg",
    "growth/depth-first-plg.md",
  ])
    assert.equal(nearest(asked, PATHS)[0], "growth/depth-first-plg/", asked);
  assert.equal(nearest("questions/acv/", PATHS)[0], "questions/acv_usd/");
});

test("nothing is offered for an address that is like none, nor beside a near miss what is far", () => {
  assert.deepEqual(nearest("xkcd/zzz", PATHS), []);
  assert.deepEqual(nearest("cases/auth1/", PATHS), ["cases/auth0/"]);
});
