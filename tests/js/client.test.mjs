// The page's end of the worker, against a worker we hold in hand. Run with `node --test tests/js`.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Client, Superseded } from "../../site_overrides/assets/selector/client.mjs";

/** The browser's Worker as far as the client knows it; the test plays the Python side. */
class HeldWorker {
  /** @type {HeldWorker[]} */
  static made = [];
  sent = [];
  isTerminated = false;
  /** @type {(event: object) => void} */
  onmessage;
  /** @type {(event: object) => void} */
  onerror;
  /** @param {URL} _url @param {WorkerOptions} options */
  constructor(_url, options) {
    assert.equal(options.type, "module");
    HeldWorker.made.push(this);
  }
  postMessage(message) {
    this.sent.push(message);
  }
  terminate() {
    this.isTerminated = true;
  }
  say(message) {
    this.onmessage({ data: message });
  }
  get asked() {
    return this.sent.filter((message) => message.type === "ask");
  }
}

beforeEach(() => {
  HeldWorker.made = [];
  Object.assign(globalThis, { Worker: HeldWorker });
});

function start() {
  const client = new Client({ manifestUrl: "m", rulesUrl: "r", workerUrl: new URL("file:///worker.mjs") });
  client.start();
  return { client, worker: HeldWorker.made[0] };
}

test("requests wait until Python is up and then run one at a time, in order", async () => {
  const { client, worker } = start();
  const answers = [client.ask("one"), client.ask("two")];
  assert.equal(worker.asked.length, 0);
  worker.say({ type: "ready", via: "snapshot" });
  assert.deepEqual(
    worker.asked.map((each) => each.request),
    ["one"],
  );
  worker.say({ type: "answer", id: worker.asked[0].id, text: "1" });
  worker.say({ type: "answer", id: worker.asked[1].id, text: "2" });
  assert.deepEqual(await Promise.all(answers), ["1", "2"]);
  client.terminate();
});

test("a newer request in a lane supersedes the older, waiting or running", async () => {
  const { client, worker } = start();
  worker.say({ type: "ready", via: "snapshot" });
  const running = client.ask("a", "answers");
  const waiting = client.ask("b", "answers");
  const newest = client.ask("c", "answers");
  await assert.rejects(running, Superseded);
  await assert.rejects(waiting, Superseded);
  worker.say({ type: "answer", id: worker.asked[0].id, text: "stale" });
  assert.deepEqual(
    worker.asked.map((each) => each.request),
    ["a", "c"],
  );
  worker.say({ type: "answer", id: worker.asked[1].id, text: "fresh" });
  assert.equal(await newest, "fresh");
  client.terminate();
});

test("a failed start says its stage, rejects what waited, and can be tried again", async () => {
  const { client, worker } = start();
  const waiting = client.ask("one");
  worker.say({ type: "failed", stage: "rules", message: "no rules" });
  await assert.rejects(waiting, { message: "no rules", stage: "rules" });
  assert.equal(client.state, "failed");
  assert.ok(worker.isTerminated);
  client.start();
  assert.equal(client.state, "loading");
  HeldWorker.made[1].say({ type: "ready", via: "wheel" });
  assert.equal(client.state, "ready");
  assert.equal(client.via, "wheel");
  client.terminate();
});

test("a browser that refuses workers fails with a sentence", () => {
  const Worker = class {
    constructor() {
      throw new Error("blocked by policy");
    }
  };
  Object.assign(globalThis, { Worker });
  const client = new Client({ manifestUrl: "m", rulesUrl: "r", workerUrl: new URL("file:///worker.mjs") });
  client.start();
  assert.equal(client.failure?.stage, "worker");
  assert.equal(client.failure?.message, "the browser refused to start the calculator (blocked by policy)");
});

test("a browser without module workers fails with a sentence", () => {
  let isTerminated = false;
  const Worker = class {
    terminate() {
      isTerminated = true;
    }
  };
  Object.assign(globalThis, { Worker });
  const client = new Client({ manifestUrl: "m", rulesUrl: "r", workerUrl: new URL("file:///worker.mjs") });
  client.start();
  assert.equal(client.failure?.message, "this browser has no module workers, in which the calculator runs");
  assert.ok(isTerminated);
});

test("starting twice starts one worker", () => {
  const { client } = start();
  client.start();
  assert.equal(HeldWorker.made.length, 1);
  client.terminate();
});

/** Workers so far, and the newest. */
const newest = () => HeldWorker.made[HeldWorker.made.length - 1];

test("a calculator that throws is started again once with the same request, then the client says so", async () => {
  const { client, worker } = start();
  worker.say({ type: "ready", via: "snapshot" });
  const answer = client.ask("one");
  worker.say({ type: "refused", id: worker.asked[0].id, message: "ZeroDivisionError: no" });
  assert.ok(worker.isTerminated);
  assert.equal(client.state, "loading");
  assert.equal(client.note, "The calculator had stopped and was started again.");
  newest().say({ type: "ready", via: "snapshot" });
  assert.deepEqual(
    newest().asked.map((each) => each.request),
    ["one"],
  );
  newest().say({ type: "refused", id: newest().asked[0].id, message: "ZeroDivisionError: no" });
  await assert.rejects(answer, { stage: "answers", message: "ZeroDivisionError: no" });
  assert.equal(client.state, "failed");
  assert.equal(HeldWorker.made.length, 2);
});

test("a worker that the browser has ended is noticed by its silence, and what was asked is asked again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, worker } = start();
  worker.say({ type: "ready", via: "snapshot" });
  const answer = client.ask("one");
  t.mock.timers.tick(7_999);
  assert.equal(HeldWorker.made.length, 1);
  t.mock.timers.tick(1);
  assert.equal(HeldWorker.made.length, 2);
  newest().say({ type: "ready", via: "snapshot" });
  newest().say({ type: "answer", id: newest().asked[0].id, text: "1" });
  assert.equal(await answer, "1");
  t.mock.timers.tick(600_000);
  assert.equal(client.state, "ready", "an answered client waits for nothing");
  client.terminate();
});

test("a device too slow for the first wait gets a longer one, and then the sentence", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, worker } = start();
  worker.say({ type: "ready", via: "snapshot" });
  const answer = client.ask("one");
  answer.catch(() => {});
  t.mock.timers.tick(8_000);
  newest().say({ type: "ready", via: "snapshot" });
  t.mock.timers.tick(39_999);
  assert.equal(client.state, "ready");
  t.mock.timers.tick(1);
  assert.equal(client.state, "failed");
  await assert.rejects(answer, { stage: "answers", message: "it has not answered for 40 seconds" });
});

test("a call that is not answered lets the worker go; the next question starts another", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { client, worker } = start();
  worker.say({ type: "ready", via: "snapshot" });
  client.call();
  worker.say({ type: "here" });
  t.mock.timers.tick(600_000);
  assert.equal(client.state, "ready");
  client.call();
  t.mock.timers.tick(3_000);
  assert.equal(client.state, "idle");
  assert.ok(worker.isTerminated);
  client.start();
  assert.equal(HeldWorker.made.length, 2);
  client.terminate();
});

test("an error in a running worker starts another; one while it starts is said", () => {
  const { client, worker } = start();
  worker.say({ type: "ready", via: "snapshot" });
  client.ask("one").catch(() => {});
  const event = { message: "out of memory", preventDefault() {} };
  worker.onerror(event);
  assert.equal(client.state, "loading");
  newest().onerror(event);
  assert.equal(client.failure?.stage, "worker");
  assert.equal(client.failure?.message, "out of memory");
});
