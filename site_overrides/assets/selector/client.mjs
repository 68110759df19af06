/**
 * The page's end of the worker: one worker for the session, requests as promises, the superseded ones dropped.
 *
 * @import {FromWorker, Stage, ToWorker} from "./types.mjs"
 */

/** A start that has said nothing for this long has stopped; a slow network says something with every piece. */
const SILENCE_MS = 60_000;

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
 *   => void}} Waiting
 * @typedef {"idle" | "loading" | "ready" | "failed"} State
 */

export class Client extends EventTarget {
  /** @type {State} */
  state = "idle";
  coldStartMs = 0;
  /** @type {"snapshot" | "wheel" | null} */
  via = null;
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

  /** @param {{manifestUrl: string, rulesUrl: string, workerUrl?: URL}} addresses  absolute */
  constructor(addresses) {
    super();
    this.addresses = addresses;
  }

  /** Start the worker unless it runs; after a failure this tries again. What was asked meanwhile is kept. */
  start() {
    if (this.state === "loading" || this.state === "ready") return;
    this.#worker?.terminate();
    this.#worker = null;
    this.progress = { loaded: 0, total: 0 };
    this.note = "";
    this.failure = null;
    this.#startedAt = performance.now();
    this.#enter("loading");
    this.#watch();
    if (typeof WebAssembly !== "object") {
      this.#fail("runtime", "this browser has no WebAssembly, which the calculator runs on");
      return;
    }
    try {
      const url = this.addresses.workerUrl ?? new URL("./worker.mjs", import.meta.url);
      this.#worker = new Worker(url, { type: "module", name: "motion selector" });
    } catch (error) {
      this.#fail(
        "worker",
        `the browser refused to start the calculator (${error instanceof Error ? error.message : error})`,
      );
      return;
    }
    this.#worker.onmessage = (event) => this.#receive(event.data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("worker", event.message || "the calculator's script could not be loaded");
    };
    this.#send({ type: "start", manifestUrl: this.addresses.manifestUrl, rulesUrl: this.addresses.rulesUrl });
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
      this.#queue.push({ id: ++this.#lastId, request, lane, resolve, reject });
      this.#next();
    });
  }

  /** Stop the worker for good and reject what waits. */
  terminate() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#rejectAll(new Superseded("stopped"));
    this.#enter("idle");
  }

  /** @param {string} lane */
  #supersede(lane) {
    for (const waiting of this.#queue.filter((each) => each.lane === lane)) waiting.reject(new Superseded());
    this.#queue = this.#queue.filter((each) => each.lane !== lane);
    if (this.#running?.lane === lane) this.#running.reject(new Superseded()); // its answer will find nobody waiting
  }

  #next() {
    if (this.state !== "ready" || this.#running) return;
    const waiting = this.#queue.shift();
    if (!waiting) return;
    this.#running = waiting;
    this.#send({ type: "ask", id: waiting.id, request: waiting.request });
  }

  /** @param {FromWorker} message */
  #receive(message) {
    this.#watch();
    switch (message.type) {
      case "stage":
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
        this.coldStartMs = Math.round(performance.now() - this.#startedAt);
        this.#enter("ready");
        this.#next();
        break;
      case "answer":
        this.#settle(message.id, (waiting) => waiting.resolve(message.text));
        break;
      case "refused":
        this.#settle(message.id, (waiting) => waiting.reject(new StartFailed("calculator", message.message)));
        break;
      case "failed":
        this.#fail(message.stage, message.message);
        break;
    }
  }

  /** Give up on a start that has gone silent. */
  #watch() {
    clearTimeout(this.#silence);
    if (this.state !== "loading") return;
    this.#silence = setTimeout(() => {
      if (this.state === "loading") this.#fail("worker", "it has not answered for a minute");
    }, SILENCE_MS);
  }

  /** @param {number} id @param {(waiting: Waiting) => void} settle */
  #settle(id, settle) {
    const waiting = this.#running;
    this.#running = null;
    if (waiting?.id === id) settle(waiting);
    this.#next();
  }

  /** @param {Stage} stage @param {string} message */
  #fail(stage, message) {
    this.#worker?.terminate();
    this.#worker = null;
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
    if (state !== "loading") clearTimeout(this.#silence);
    this.dispatchEvent(new Event("state"));
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker?.postMessage(message);
  }
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
