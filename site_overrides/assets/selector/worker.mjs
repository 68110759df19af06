/**
 * The worker: keeps one Python with one Calculator, answers requests by id. Text in, text out.
 *
 * @import {FromWorker, Stage, ToWorker} from "./types.mjs"
 */
import { fetchAnew, fetchFile } from "./fetching.mjs";
import { compileMs, readManifest, startFromSnapshot, startFromWheel } from "./runtime.mjs";

const TOLD_EVERY_MS = 100;

/** @type {{answer: (request: string) => string} | null} */
let calculator = null;
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

/** @param {{manifestUrl: string, rulesUrl: string, isRetry?: boolean, manifest?: string}} order */
async function start({ manifestUrl, rulesUrl, isRetry = false, manifest: given = "" }) {
  enter("manifest");
  if (isRetry) fetchAnew();
  const rules = fetchFile(rulesUrl).then((response) => response.text());
  rules.catch(() => {});
  const manifest = await readManifest(manifestUrl, given);
  const { snapshot, wasm, wheel } = manifest.files;
  enter("runtime");
  /** @type {"snapshot" | "wheel"} */
  let via = "snapshot";
  let python;
  try {
    const total = snapshot.bytes + wasm.bytes;
    python = await startFromSnapshot(manifest, manifestUrl, tellerOf(total));
  } catch (error) {
    if (isOutOfMemory(error)) throw error; // the slower way takes as much
    console.warn("selector: the memory snapshot could not be used, starting Python the ordinary way:", error);
    scope.postMessage({ type: "note", message: `Python took the slower way: ${text(error)}.` });
    via = "wheel";
    fetchAnew();
    const total = wasm.bytes + wheel.bytes;
    python = await startFromWheel(manifest, manifestUrl, tellerOf(total));
  }
  enter("rules");
  const rulesText = await rules;
  enter("calculator");
  calculator = python.pyimport("calculator").Calculator(rulesText);
  scope.postMessage({ type: "ready", via, compileMs });
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
function answer(id, request) {
  try {
    if (!calculator) throw new Error("the calculator has not started");
    scope.postMessage({ type: "answer", id, text: calculator.answer(request) });
  } catch (error) {
    scope.postMessage({ type: "refused", id, message: text(error) });
  }
}

/** @param {Stage} next */
function enter(next) {
  stage = next;
  scope.postMessage({ type: "stage", stage });
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
