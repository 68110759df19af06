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
  constructor() {
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

test("starting twice starts one worker", () => {
  const { client } = start();
  client.start();
  assert.equal(HeldWorker.made.length, 1);
  client.terminate();
});
