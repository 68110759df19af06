/**
 * Python in the worker: from the memory snapshot, or from the compiled wheel when the snapshot cannot be used.
 *
 * @import {Manifest, RuntimeFile} from "./types.mjs"
 */
import { fetchFile, isAnew } from "./fetching.mjs";
import { fetchUnpacked, fetchWhole } from "./unpacking.mjs";

/** What of Pyodide is used here. @typedef {object} Pyodide
 * @property {(source: string) => any} runPython
 * @property {(name: string) => any} pyimport
 * @property {(buffer: ArrayBuffer | Uint8Array, format: string) => void} unpackArchive
 */

/** An archive of nothing: the 22 bytes that end every zip. */
const EMPTY_ZIP = Uint8Array.from({ length: 22 }, (_, at) => [0x50, 0x4b, 5, 6][at] ?? 0);

/** From the last byte of the runtime until it was compiled. */
export let compileMs = 0;

/**
 * @param {string} url
 * @returns {Promise<Manifest>}
 */
export async function readManifest(url) {
  // The manifest names files by their hash; a stale copy would name files that a new release has removed.
  const manifest = await (await fetchFile(url, { cache: "no-cache" })).json();
  if (manifest.schema !== 3) throw new Error(`the runtime manifest has schema ${manifest.schema}, this page reads 3`);
  return manifest;
}

/**
 * Start from the memory snapshot: Python comes up with the scoring package imported.
 *
 * Pyodide sets itself up while the large files arrive: it is given a memory, and its module once that memory is filled.
 *
 * @param {Manifest} manifest
 * @param {string} base  address of the manifest
 * @param {(loaded: number) => void} onBytes  bytes of snapshot and runtime that arrived so far
 * @returns {Promise<Pyodide>}
 */
export async function startFromSnapshot(manifest, base, onBytes) {
  const { loader, asm, snapshot, rules, wasm } = manifest.files;
  const scripts = importScripts([loader, asm], base);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onBytes((loaded += bytes));
  const memory = new Uint8Array(snapshot.memory_bytes);
  /** @param {RuntimeFile} file @param {string} name  in a sentence */
  const fetchLayer = (file, name) => fetchUnpacked(new URL(file.url, base).href, file, name, count);
  const withoutRules = fetchLayer(snapshot, "the snapshot");
  // Where these do not come, the rules are read once Python runs.
  const withRules =
    rules && fetchLayer(rules, "the memory with rules").catch((error) => console.warn("selector:", error));
  const module = fetchModule(new URL(wasm.url, base).href, wasm, count);
  const ready = Promise.all([module, withoutRules, withRules]).then(([{ compiled, bytes }, ...layers]) => {
    putTogether(memory, bytes, snapshot, layers);
    return compiled;
  });
  // The modules are in the snapshot's memory: the standard library on disk stays empty.
  const stdLibURL = new URL("empty.zip", base).href;
  const empty = Promise.resolve(new Response(EMPTY_ZIP));
  return load(manifest, base, scripts, ready, { stdLibURL, _loadSnapshot: memory }, [[stdLibURL, empty]]);
}

/**
 * Fetch the runtime's module once, for two readers: the browser compiles it while it arrives, before Pyodide asks for
 * it, and the snapshot takes its static data from it.
 *
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {(bytes: number) => void} onBytes  size of each piece
 * @returns {Promise<{compiled: WebAssembly.Module, bytes: Uint8Array}>}  ready to run, and as it came
 */
async function fetchModule(url, file, onBytes) {
  /** @type {ReadableStreamDefaultController<Uint8Array>} */
  let pieces;
  const stream = new ReadableStream({
    start(controller) {
      pieces = controller;
    },
  });
  const type = { headers: { "Content-Type": "application/wasm" } };
  const compiling = WebAssembly.compileStreaming(new Response(stream, type));
  let arrivedAt = 0;
  const arriving = fetchUnpacked(url, file, "the runtime", onBytes, (piece) => pieces.enqueue(piece));
  arriving.then(
    () => {
      arrivedAt = performance.now();
      pieces.close();
    },
    (error) => pieces.error(error),
  );
  const [compiled, bytes] = await Promise.all([compiling, arriving]);
  compileMs = Math.round(performance.now() - arrivedAt);
  return { compiled, bytes };
}

/**
 * Answer Pyodide's own fetches of some addresses, each once, with responses that are already on their way.
 *
 * @param {Map<string, Promise<Response>>} responses  by address
 * @returns {() => void}  puts the worker's fetch back
 */
function lend(responses) {
  const original = globalThis.fetch;
  globalThis.fetch = (input, options) => {
    const asked = new URL(input instanceof Request ? input.url : input, location.href).href;
    const response = responses.get(asked);
    responses.delete(asked);
    return response ?? original(input, options);
  };
  return () => {
    globalThis.fetch = original;
  };
}

/**
 * Give Pyodide the module that is compiled already. It only warns when there is none, and then waits for ever.
 *
 * @param {Promise<WebAssembly.Module>} ready
 * @returns {{failed: Promise<never>, putBack: () => void}}  `failed` rejects when it could not be made to run
 */
function lendModule(ready) {
  const original = WebAssembly.instantiateStreaming;
  /** @type {(error: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = await ready;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  return {
    failed,
    putBack: () => {
      WebAssembly.instantiateStreaming = original;
    },
  };
}

/**
 * The memory travels as what differs from what is here: from the runtime's static data and zeros, then from itself
 * without rules.
 *
 * @param {Uint8Array} memory  zeros
 * @param {Uint8Array} module  the runtime's module
 * @param {Manifest["files"]["snapshot"]} file
 * @param {(Uint8Array | void)[]} layers  each the number of its runs, then where each begins and how long it is,
 *   in words, then all their bytes
 */
function putTogether(memory, module, { static_data: { snapshot_offset, wasm_offset, length } }, layers) {
  if (snapshot_offset + length > memory.length || wasm_offset + length > module.length) {
    throw new Error("the runtime is not the one the snapshot was made with");
  }
  memory.set(module.subarray(wasm_offset, wasm_offset + length), snapshot_offset);
  for (const runs of layers) {
    if (!runs) continue;
    const view = new DataView(runs.buffer, runs.byteOffset, runs.byteLength);
    const count = view.getUint32(0, true);
    for (let run = 0, from = 4 + 8 * count; run < count; run += 1) {
      const [at, size] = [view.getUint32(4 + 8 * run, true), view.getUint32(8 + 8 * run, true)];
      memory.set(runs.subarray(from, from + size), at);
      from += size;
    }
  }
}

/**
 * The ordinary start: load Python as it was published, unpack the compiled wheel.
 *
 * @param {Manifest} manifest
 * @param {string} base
 * @param {(loaded: number) => void} onBytes
 * @returns {Promise<Pyodide>}
 */
export async function startFromWheel(manifest, base, onBytes) {
  const { loader, whole_asm: asm, whole_wasm: wasm, stdlib, wheel: file } = manifest.files;
  const scripts = importScripts([loader, asm], base);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onBytes((loaded += bytes));
  const module = fetchModule(new URL(wasm.url, base).href, wasm, count);
  // Awaited only with the next two; without this a failure before that point would count as unhandled.
  for (const each of [scripts, module]) each.catch(() => {});
  const stdLibURL = new URL(stdlib.url, base).href;
  const [wheel, library] = await Promise.all([
    fetchWhole(new URL(file.url, base).href, file, "the calculator's package"),
    fetchWhole(stdLibURL, stdlib, "Python's library"),
  ]);
  count(wheel.byteLength);
  const lent = Promise.resolve(new Response(library));
  const ready = module.then(({ compiled }) => compiled);
  const pyodide = await load(manifest, base, scripts, ready, { stdLibURL }, [[stdLibURL, lent]]);
  pyodide.unpackArchive(wheel, "wheel");
  return pyodide;
}

/**
 * Pyodide's two scripts; first of all, for the rest keeps the worker busy as it arrives. The loader would ask for the
 * second one only once it runs itself, and then finds it here.
 *
 * @param {[loader: RuntimeFile, asm: RuntimeFile]} files
 * @param {string} base
 * @returns {Promise<{loadPyodide: (options: object) => Promise<Pyodide>}>}
 */
async function importScripts([loader, asm], base) {
  const [loaderUrl, asmUrl] = [new URL(loader.url, base).href, new URL(asm.url, base).href];
  // An import is given what the browser kept, which may be what was bad: replace it.
  if (isAnew())
    await Promise.all([
      fetchWhole(loaderUrl, loader, "Python's first script"),
      fetchWhole(asmUrl, asm, "Python's second script"),
    ]);
  const [module] = await Promise.all([import(loaderUrl), import(asmUrl)]);
  return module;
}

/**
 * Run loadPyodide with the module we fetch ourselves.
 *
 * @param {Manifest} manifest
 * @param {string} base
 * @param {ReturnType<typeof importScripts>} scripts
 * @param {Promise<WebAssembly.Module>} ready  once the memory is whole that Pyodide copies as soon as the module runs
 * @param {object} options
 * @param {Iterable<[string, Promise<Response>]>} lent  what else is on its way, by address
 * @returns {Promise<Pyodide>}
 */
async function load(manifest, base, scripts, ready, options, lent) {
  // Awaited with Pyodide's start; without this a failure before that point would count as unhandled.
  ready.catch(() => {});
  const { loadPyodide } = await scripts;
  const indexURL = new URL(manifest.index, base).href;
  const ours = Promise.resolve(new Response());
  const takeBack = lend(new Map([[new URL("pyodide.asm.wasm", indexURL).href, ours], ...lent]));
  const lending = lendModule(ready);
  try {
    // No package is ever fetched: the list of those there are is empty.
    const started = loadPyodide({ indexURL, packageBaseUrl: indexURL, lockFileContents: manifest.lock, ...options });
    return await Promise.race([started, lending.failed]);
  } finally {
    takeBack();
    lending.putBack();
  }
}
