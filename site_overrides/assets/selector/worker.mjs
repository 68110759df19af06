/**
 * The worker: keeps one Python with one Calculator, answers requests by id. Text in, text out.
 *
 * @import {FromWorker, Manifest, Stage, ToWorker} from "./types.mjs"
 * @import {Pyodide} from "./runtime.mjs"
 */
import { fetchAnew, fetchFile } from "./fetching.mjs";
import { compileMs, readManifest, startFromSnapshot, startFromWheel } from "./runtime.mjs";

const TOLD_EVERY_MS = 100;

/** @type {{answer: (request: string) => string} | null} */
let calculator = null;
/**
 * Starts Python once more, the slower way, while it runs by the faster.
 *
 * @type {((error: unknown) => Promise<void>) | null}
 */
let slowly = null;
/** @type {Promise<void> | null} */
let restarting = null;
/** @type {Stage} */
let stage = "manifest";

const scope =
  /** @type {{postMessage: (message: FromWorker) => void, onmessage: ((event: MessageEvent) => void) | null}} */ (
    /** @type {unknown} */ (self)
  );

/** @param {MessageEvent<ToWorker>} event */
export function receive({ data: message }) {
  switch (message.type) {
    case "start":
      start(message).catch((error) => {
        scope.postMessage({ type: "failed", stage, message: text(error) });
      });
      break;
    case "ask":
      answer(message.id, message.request);
      break;
    case "call":
      scope.postMessage({ type: "here" });
      break;
  }
}

/** @param {{manifestUrl: string, rulesUrl: string, isRetry?: boolean}} order */
async function start({ manifestUrl, rulesUrl, isRetry = false }) {
  enter("manifest");
  if (isRetry) fetchAnew();
  const rules = fetchFile(rulesUrl).then((response) => response.text());
  rules.catch(() => {});
  const manifest = await readManifest(manifestUrl);
  const { snapshot, rules: readAhead, wasm } = manifest.files;
  enter("runtime");
  try {
    const total = snapshot.bytes + (readAhead?.bytes ?? 0) + wasm.bytes;
    const python = await startFromSnapshot(manifest, manifestUrl, tellerOf(total));
    await take(python, rules);
    slowly = (error) => startSlowly(manifest, manifestUrl, rules, error);
    scope.postMessage({ type: "ready", via: "snapshot", compileMs });
  } catch (error) {
    // Rules that cannot be read are as bad for the slower way, which would take as much memory too.
    if (isOutOfMemory(error) || (stage !== "runtime" && !isStop(error))) throw error;
    await startSlowly(manifest, manifestUrl, rules, error);
    scope.postMessage({ type: "ready", via: "wheel", compileMs });
  }
}

/**
 * Start Python as it was published, where the snapshot cannot be used, or calls something that was cut out.
 *
 * @param {Manifest} manifest
 * @param {string} manifestUrl
 * @param {Promise<string>} rules
 * @param {unknown} error  of the faster way
 */
async function startSlowly(manifest, manifestUrl, rules, error) {
  const { whole_wasm: wasm, wheel } = manifest.files;
  slowly = null;
  console.warn("selector: the memory snapshot could not be used, starting Python the ordinary way:", error);
  const why = isStop(error) ? `it stopped (${text(error)})` : text(error);
  scope.postMessage({ type: "note", message: `Python took the slower way: ${why}.` });
  enter("runtime");
  fetchAnew();
  await take(await startFromWheel(manifest, manifestUrl, tellerOf(wasm.bytes + wheel.bytes)), rules);
}

/** @param {Pyodide} python @param {Promise<string>} rules */
async function take(python, rules) {
  enter("rules");
  const rulesText = await rules;
  enter("calculator");
  calculator = python.pyimport("calculator").calculator_for(rulesText);
}

/**
 * Tells the page how much has come, and not of every piece: the page draws what it is told.
 *
 * @param {number} total  bytes
 * @returns {(loaded: number) => void}
 */
function tellerOf(total) {
  let toldAt = 0;
  return (loaded) => {
    if (loaded < total && performance.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = performance.now();
    scope.postMessage({ type: "progress", loaded, total });
  };
}

/** @param {number} id @param {string} request */
async function answer(id, request) {
  try {
    scope.postMessage({ type: "answer", id, text: await answerText(request) });
  } catch (error) {
    scope.postMessage({ type: "refused", id, message: text(error) });
  }
}

/** @param {string} request */
async function answerText(request) {
  if (restarting) await restarting;
  if (!calculator) throw new Error("the calculator has not started");
  try {
    return calculator.answer(request);
  } catch (error) {
    if (!slowly || !isStop(error)) throw error;
    await (restarting = slowly(error));
    return calculator.answer(request);
  }
}

/** @param {Stage} next */
function enter(next) {
  stage = next;
  scope.postMessage({ type: "stage", stage });
}

/** @param {unknown} error @returns {boolean}  whether the module was stopped, in whose memory nothing is sound then */
function isStop(error) {
  return error instanceof WebAssembly.RuntimeError;
}

/** @param {unknown} error  browsers agree neither on its class nor on its words */
function isOutOfMemory(error) {
  return /out of memory|memory allocation|allocation failed|(?:could not|cannot|failed to) allocate/i.test(
    String(error),
  );
}

/** @param {unknown} error @returns {string}  one line of it, without a full stop */
function text(error) {
  /** @type {{message?: unknown, name?: unknown}} */
  const { message, name } = typeof error === "object" && error !== null ? error : { message: error };
  // What Emscripten throws has neither, or an empty one.
  const words = String(message || name || "an error without words").trim();
  // Python's tracebacks end with what matters; all others begin with it.
  const [first = "", ...more] = words.split("\n");
  const line = ((name === "PythonError" ? more.at(-1) : null) ?? first).replace(/[.:]$/, "");
  return isOutOfMemory(error)
    ? `no memory was left for it (${line}); close other tabs or programs and try again`
    : line;
}

scope.onmessage = receive;
