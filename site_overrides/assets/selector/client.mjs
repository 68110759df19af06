/**
 * The page's end of the worker: one worker for the session, requests as promises, the superseded ones dropped.
 *
 * @import {FromWorker, Stage, ToWorker} from "./types.mjs"
 */

/** A start that has said nothing for this long has stopped; a slow network says something with every piece. */
const SILENCE_MS = 60_000;
/** A result takes tens of milliseconds, some seconds on a slow phone: a worker silent for longer has ended. */
const ANSWER_MS = 8_000;
/** Unless this device is that slow: the next worker gets the same question and more time, so that it is answered. */
const SECOND_ANSWER_MS = 40_000;
/** It answers a call at once, unless it is at work. */
const CALL_MS = 3_000;
/** A timer later than this was held back with the whole page, and the worker with it. */
const HELD_MS = 2_000;
const AGAIN = "The calculator had stopped and was started again.";

/** A newer request took this one's place; there is nothing to show. */
export class Superseded extends Error {}

/** The worker could not start, or stopped. */
export class StartFailed extends Error {
  /** @param {Stage} stage @param {string} message */
  constructor(stage, message) {
    super(message);
    this.stage = stage;
  }
}

/**
 * @typedef {{id: number, request: string, lane: string | null, resolve: (text: string) => void, reject: (error: Error)
 *   => void, isSuperseded: boolean}} Waiting
 * @typedef {"idle" | "loading" | "ready" | "failed"} State
 */

export class Client extends EventTarget {
  /** @type {State} */
  state = "idle";
  coldStartMs = 0;
  /** @type {"snapshot" | "wheel" | null} */
  via = null;
  /** From the last byte of the runtime until it was compiled: near zero where the browser kept its code. */
  compileMs = 0;
  progress = { loaded: 0, total: 0 };
  note = "";
  /** @type {StartFailed | null} */
  failure = null;

  /** @type {Worker | null} */
  #worker = null;
  #startedAt = 0;
  #lastId = 0;
  /** @type {Waiting | null} */
  #running = null;
  /** @type {Waiting[]} */
  #queue = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  #isCalled = false;
  /** Requests at which a worker stopped, and which no other has answered since. @type {Set<string>} */
  #stoppedAt = new Set();

  /** @param {{manifestUrl: string, rulesUrl: string, workerUrl?: URL}} addresses  absolute */
  constructor(addresses) {
    super();
    this.addresses = addresses;
  }

  /** Start the worker unless it runs; after a failure this tries again. What was asked meanwhile is kept. */
  start() {
    if (this.state === "loading" || this.state === "ready") return;
    this.#stoppedAt.clear();
    if (this.failure?.stage === "worker") this.#refresh();
    else this.#launch("", this.state === "failed");
  }

  /** The worker's script as the browser kept it may be what was bad, and a worker is given the kept one. */
  async #refresh() {
    this.failure = null;
    this.#enter("loading");
    await fetch(this.#workerUrl(), { cache: "reload" }).catch(() => {});
    if (this.state === "loading") this.#launch("", true);
  }

  #workerUrl() {
    return this.addresses.workerUrl ?? new URL("./worker.mjs", import.meta.url);
  }

  /** Find out whether the worker is still there: browsers end it while the page is out of sight, and say nothing. */
  call() {
    if (this.state !== "ready" || this.#running || this.#isCalled) return;
    this.#isCalled = true;
    this.#send({ type: "call" });
    this.#await(CALL_MS);
  }

  /** @param {string} note  said while it starts @param {boolean} isRetry  what the browser kept may be bad */
  #launch(note, isRetry) {
    this.#dismiss();
    this.progress = { loaded: 0, total: 0 };
    this.note = note;
    this.failure = null;
    this.#startedAt = performance.now();
    this.#enter("loading");
    this.#await(SILENCE_MS);
    if (typeof WebAssembly !== "object") {
      this.#fail("runtime", "this browser has no WebAssembly, which the calculator runs on");
      return;
    }
    const early = takeEarlyStart();
    try {
      this.#worker = early?.worker ?? moduleWorker(this.#workerUrl());
    } catch (error) {
      this.#fail(
        "worker",
        `the browser refused to start the calculator (${error instanceof Error ? error.message : error})`,
      );
      return;
    }
    if (!this.#worker) {
      this.#fail("worker", "this browser has no module workers, in which the calculator runs");
      return;
    }
    this.#worker.onmessage = (event) => this.#receive(event.data);
    this.#worker.onmessageerror = () => this.#stopped("its answer could not be read");
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#stopped(event.message || "the calculator's script could not be loaded");
    };
    if (early) {
      this.#startedAt = early.at;
      for (const message of early.heard) this.#receive(message);
      return;
    }
    this.#send({ type: "start", manifestUrl: this.addresses.manifestUrl, rulesUrl: this.addresses.rulesUrl, isRetry });
  }

  /**
   * Ask the calculator. Requests wait until Python is up and run one at a time, in order.
   *
   * @param {string} request  JSON text
   * @param {string | null} [lane]  a newer request in the same lane supersedes older ones; null: never superseded
   * @returns {Promise<string>}  JSON text; rejects with Superseded or StartFailed
   */
  ask(request, lane = null) {
    return new Promise((resolve, reject) => {
      if (lane !== null) this.#supersede(lane);
      const id = ++this.#lastId;
      this.#queue.push({ id, request, lane, resolve, reject, isSuperseded: false });
      this.#next();
    });
  }

  /** Stop the worker for good and reject what waits. */
  terminate() {
    this.#dismiss();
    this.#rejectAll(new Superseded("stopped"));
    this.#enter("idle");
  }

  /** @param {string} lane */
  #supersede(lane) {
    for (const waiting of this.#queue.filter((each) => each.lane === lane)) waiting.reject(new Superseded());
    this.#queue = this.#queue.filter((each) => each.lane !== lane);
    if (this.#running?.lane !== lane) return;
    this.#running.isSuperseded = true; // its answer will find nobody waiting
    this.#running.reject(new Superseded());
  }

  #next() {
    if (this.state !== "ready" || this.#running) return;
    const waiting = this.#queue.shift();
    if (!waiting) return;
    this.#running = waiting;
    this.#send({ type: "ask", id: waiting.id, request: waiting.request });
    this.#await(this.#stoppedAt.has(waiting.request) ? SECOND_ANSWER_MS : ANSWER_MS);
  }

  /** @param {FromWorker} message */
  #receive(message) {
    this.#isCalled = false;
    if (this.state === "loading") this.#await(SILENCE_MS);
    else if (!this.#running) clearTimeout(this.#silence);
    switch (message.type) {
      case "stage":
      case "here":
        break;
      case "progress":
        this.progress = { loaded: message.loaded, total: message.total };
        this.dispatchEvent(new Event("progress"));
        break;
      case "note":
        this.note = message.message;
        this.dispatchEvent(new Event("progress"));
        break;
      case "ready":
        this.via = message.via;
        this.compileMs = message.compileMs;
        this.coldStartMs = Math.round(performance.now() - this.#startedAt);
        this.#enter("ready");
        this.#next();
        break;
      case "answer":
        this.#settle(message.id, (waiting) => {
          this.#stoppedAt.delete(waiting.request);
          waiting.resolve(message.text);
        });
        break;
      case "refused":
        // Whatever it was, Python may be broken from here on: the next one is a new one.
        if (this.#running?.id === message.id) this.#stopped(message.message);
        break;
      case "failed":
        this.#fail(message.stage, message.message);
        break;
    }
  }

  /** Wait for a sign of the worker, and not for ever. @param {number} limit */
  #await(limit) {
    clearTimeout(this.#silence);
    const due = performance.now() + limit;
    this.#silence = setTimeout(() => {
      if (performance.now() - due > HELD_MS) this.#await(limit);
      else this.#stopped(`it has not answered for ${limit >= 60_000 ? "a minute" : `${limit / 1000} seconds`}`);
    }, limit);
  }

  /** The worker is of no more use: a new one gets what was asked, once. @param {string} message */
  #stopped(message) {
    if (this.state === "loading") {
      this.#fail("worker", message);
      return;
    }
    const waiting = this.#running;
    if (waiting && this.#stoppedAt.has(waiting.request)) {
      this.#fail("answers", message);
      return;
    }
    console.warn(`selector: the calculator is started again: ${message}`);
    this.#running = null;
    if (waiting) this.#stoppedAt.add(waiting.request);
    if (waiting && !waiting.isSuperseded) this.#queue.unshift(waiting);
    if (this.#queue.length > 0) this.#launch(AGAIN, false);
    else {
      this.#dismiss(); // the next question starts another
      this.#enter("idle");
    }
  }

  #dismiss() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isCalled = false;
  }

  /** @param {number} id @param {(waiting: Waiting) => void} settle */
  #settle(id, settle) {
    const waiting = this.#running;
    this.#running = null;
    clearTimeout(this.#silence);
    if (waiting?.id === id) settle(waiting);
    this.#next();
  }

  /** @param {Stage} stage @param {string} message */
  #fail(stage, message) {
    this.#dismiss();
    this.failure = new StartFailed(stage, message);
    this.#rejectAll(this.failure);
    this.#enter("failed");
  }

  /** @param {Error} error */
  #rejectAll(error) {
    const waiting = this.#running ? [this.#running, ...this.#queue] : this.#queue;
    this.#running = null;
    this.#queue = [];
    for (const each of waiting) each.reject(error);
  }

  /** @param {State} state */
  #enter(state) {
    this.state = state;
    clearTimeout(this.#silence);
    this.dispatchEvent(new Event("state"));
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker?.postMessage(message);
  }
}

/**
 * A browser that does not know module workers takes no notice of the type, and would read a module as a script.
 *
 * @param {URL} url
 * @returns {Worker | null}  null where there are none
 */
function moduleWorker(url) {
  let isRead = false;
  const worker = new Worker(url, {
    name: "selector",
    get type() {
      isRead = true;
      return /** @type {const} */ ("module");
    },
  });
  if (isRead) return worker;
  worker.terminate();
  return null;
}

/**
 * The worker that the page started before these scripts were here (partials/early-start.html); once, and null where it
 * started none or its script did not come.
 *
 * @returns {{worker: Worker, at: number, heard: FromWorker[]} | null}  `heard`: its messages so far
 */
function takeEarlyStart() {
  const early = Reflect.get(globalThis, "earlyStart");
  if (!early?.worker) return null;
  Reflect.set(globalThis, "earlyStart", {});
  return early;
}

/** @type {Client | null} */
let shared = null;

/**
 * The session's one client; made on first use.
 *
 * @param {{manifestUrl: string, rulesUrl: string}} [addresses]  needed the first time
 */
export function sessionClient(addresses) {
  if (!shared) {
    if (!addresses) throw new Error("the selector has not been set up on this page");
    shared = new Client(addresses);
  }
  return shared;
}
