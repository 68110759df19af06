// Links with answers that mail, chat programs and people have spoiled: never an exception, never another answer.
// As many as come in MOTIONBOOK_FUZZ_SECONDS; MOTIONBOOK_FUZZ_SEED tries the same again.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fromHash, toHash } from "../../site_overrides/assets/selector/answers.mjs";
import { mendHash, mendPath } from "../../site_overrides/assets/page/share_links.mjs";

const SECONDS = Number(process.env.MOTIONBOOK_FUZZ_SECONDS ?? 2);
const SEED = Number(process.env.MOTIONBOOK_FUZZ_SEED ?? 0) || Math.floor(Math.random() * 2 ** 31);
const SPOILERS = [
  ..."?#&=%+.,;:!)>]}'\"\\/ -~<",
  ...["%3F", "%26", "%3D", "%253F", "%", "%E0%A4%A", "&amp;", "&#38;", "=3D", "=\r\n", "\u200b", "\u202e", "\ud800"],
  ...["utm_source=x", "fbclid=1", "v=2", "v=1", "__proto__=1", "constructor=x", "acv_usd=1e999", "acv_usd=NaN", "--"],
  ...["acv_usd=%3C5000", "acv_usd=1-2-3", "buyer_user=", "gross_margin=0.7", "9".repeat(400), "vbscript:x"],
];
const CORPUS = [
  "#selector?v=1&acv_usd=24000&buyer_user=different-people",
  "#selector?v=1&acv_usd=%3C5000&gross_margin=0.7",
  "#selector?v=1&acv_usd=10000-10000000",
  "#selector%3Fv%3D1%26acv_usd%3D24000",
  "#selector",
];
const band = (/** @type {number} */ from, /** @type {number | null} */ to) => ({
  from,
  to,
  from_closed: true,
  to_closed: false,
});
const COMMON = { needsCustomers: false, role: /** @type {"fit"} */ ("fit"), url: "" };
/** @type {import("../../site_overrides/assets/selector/types.mjs").Question[]} */
const QUESTIONS = [
  {
    ...COMMON,
    id: "acv_usd",
    label: "Average contract value",
    kind: "number",
    unit: "USD per year",
    min: 1,
    max: 1e7,
    options: [{ id: "5k-25k", label: "$5K to $25K a year", range: band(5000, 25000) }],
  },
  {
    ...COMMON,
    id: "gross_margin",
    label: "Gross margin",
    kind: "number",
    unit: "share",
    min: 0.01,
    max: 1,
    options: [],
  },
  {
    ...COMMON,
    id: "buyer_user",
    label: "User and buyer",
    kind: "option",
    unit: "",
    min: 0,
    max: Infinity,
    options: [
      { id: "same-person", label: "The same person", range: null },
      { id: "different-people", label: "Someone elsewhere", range: null },
    ],
  },
];

/** A small generator of the same numbers everywhere (mulberry32). @param {number} seed */
function chanceOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {string} sound @param {() => number} chance */
function spoil(sound, chance) {
  let text = sound;
  const any = (/** @type {number} */ count) => Math.floor(chance() * count);
  for (let turn = 1 + any(4); turn > 0; turn -= 1) {
    const at = any(text.length + 1);
    const end = Math.min(text.length, at + any(12));
    const piece = text.slice(at, end);
    const put = [SPOILERS[any(SPOILERS.length)] ?? "", "", piece + piece, piece.repeat(20), piece.toUpperCase()][
      any(5)
    ];
    text = text.slice(0, at) + put + text.slice(end);
  }
  return text;
}

test("what one spoiler hid is mended too, and nothing is left to mend", () => {
  for (const spoiled of ["#selector%3Ffbclid=1&%253Facv_usd%3D24000", "#selector%253Futm_x=1&acv_usd%253D24000."]) {
    const mended = mendHash(spoiled);
    assert.equal(mendHash(mended), mended);
    assert.deepEqual(fromHash(mended, QUESTIONS)?.answers, { acv_usd: 24000 });
  }
});

test("a spoiled link is read or left alone", (t) => {
  const chance = chanceOf(SEED);
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  for (; performance.now() < end; count += 1) {
    const hash = spoil(CORPUS[Math.floor(chance() * CORPUS.length)] ?? "", chance);
    const said = `seed ${SEED}, input ${count}: ${JSON.stringify(hash)}`;
    try {
      const mended = mendHash(hash);
      const read = fromHash(mended, QUESTIONS);
      const twice = fromHash(mendHash(mended), QUESTIONS);
      assert.deepEqual(twice?.answers, read?.answers, "mending what is mended changes no answer");
      if (read) {
        const again = fromHash(toHash(read.answers), QUESTIONS);
        assert.deepEqual(again?.answers ?? {}, read.answers, "answers survive the way through an address");
        for (const [id, answer] of Object.entries(read.answers)) {
          const question = QUESTIONS.find((each) => each.id === id);
          assert.ok(question, `no question is called ${id}`);
          if (question.kind === "option" && answer !== null)
            assert.ok(question.options.some((one) => one.id === answer));
        }
      }
      const path = mendPath(
        new URL(`https://example.org/motionbook/selector/${encodeURI(hash.replace(/[\ud800-\udfff]/g, ""))}`),
      );
      if (path !== null) assert.equal(new URL(path).origin, "https://example.org");
    } catch (error) {
      throw new Error(said, { cause: error });
    }
  }
  assert.ok(count > 0);
  t.diagnostic(`${count} spoiled links tried, MOTIONBOOK_FUZZ_SEED=${SEED}`);
  process.stderr.write(`inputs tried: ${count} share addresses (MOTIONBOOK_FUZZ_SEED=${SEED})\n`);
});
