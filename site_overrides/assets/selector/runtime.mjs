/**
 * Python in the worker: from the memory snapshot, or from the compiled wheel when the snapshot cannot be used.
 *
 * @import {Manifest, RuntimeFile} from "./types.mjs"
 */
import { Gunzip } from "fflate";
import { bodyOf, countBytes, fetchFile, isAnew } from "./fetching.mjs";

/** What of Pyodide is used here. @typedef {object} Pyodide
 * @property {(source: string) => any} runPython
 * @property {(name: string) => any} pyimport
 * @property {(buffer: ArrayBuffer | Uint8Array, format: string) => void} unpackArchive
 */

/**
 * @typedef {{compiled: Promise<WebAssembly.Module>, bytes: Promise<Uint8Array>}} Module  the runtime's module as it
 *   came, and made ready to run
 */

/** An archive of nothing: the 22 bytes that end every zip. */
const EMPTY_ZIP = Uint8Array.from({ length: 22 }, (_, at) => [0x50, 0x4b, 5, 6][at] ?? 0);

/** From the last byte of the runtime until it was compiled. */
export let compileMs = 0;

/** A file came, but is not what the manifest says. */
export class CorruptFile extends Error {}

/**
 * @param {string} url
 * @param {string} given  its text, where the page has fetched it already
 * @returns {Promise<Manifest>}
 */
export async function readManifest(url, given) {
  // The manifest names files by their hash; a stale copy would name files that a new release has removed.
  const manifest = given ? JSON.parse(given) : await (await fetchFile(url, { cache: "no-cache" })).json();
  if (manifest.schema !== 2) throw new Error(`the runtime manifest has schema ${manifest.schema}, this page reads 2`);
  return manifest;
}

/**
 * Start from the memory snapshot: Python comes up with the scoring package imported.
 *
 * Pyodide sets itself up while the two large files arrive: it is given a memory that is filled meanwhile, and its
 * module once that memory is whole.
 *
 * @param {Manifest} manifest
 * @param {string} base  address of the manifest
 * @param {(loaded: number) => void} onBytes  bytes of snapshot and runtime that arrived so far
 * @returns {Promise<Pyodide>}
 */
export async function startFromSnapshot(manifest, base, onBytes) {
  const { snapshot: file, wasm } = manifest.files;
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onBytes((loaded += bytes));
  const memory = new Uint8Array(file.memory_bytes);
  const arriving = fetchPacked(new URL(file.url, base).href, file, "the snapshot", count);
  const filled = readWhole(arriving, file, "the snapshot").then((runs) => spread(runs, memory));
  const module = fetchModule(new URL(wasm.url, base).href, wasm, count);
  const whole = Promise.all([module.bytes, filled]).then(([bytes]) => restoreStaticData(memory, bytes, file));
  // Awaited inside loadPyodide; without this a failure before that point would count as unhandled.
  whole.catch(() => {});
  // The modules are in the snapshot's memory: the standard library on disk stays empty.
  const stdLibURL = new URL("empty.zip", base).href;
  const empty = Promise.resolve(new Response(EMPTY_ZIP));
  return load(manifest, base, module, whole, { stdLibURL, _loadSnapshot: memory }, [[stdLibURL, empty]]);
}

/**
 * Fetch the runtime's module once, for two readers: the browser compiles it while it arrives, before Pyodide asks for
 * it, and the snapshot takes its static data from it.
 *
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {(bytes: number) => void} onBytes  size of each piece
 * @returns {Module}
 */
function fetchModule(url, file, onBytes) {
  const arriving = fetchPacked(url, file, "the runtime", onBytes).then(({ unpacked, checked }) => {
    const [forBrowser, forUs] = unpacked.tee();
    return { forBrowser, ours: { unpacked: forUs, checked } };
  });
  const compiled = arriving.then(({ forBrowser }) =>
    WebAssembly.compileStreaming(new Response(forBrowser, { headers: { "Content-Type": "application/wasm" } })),
  );
  const bytes = readWhole(
    arriving.then(({ ours }) => ours),
    file,
    "the runtime",
  );
  compiled.catch(() => {});
  bytes.catch(() => {});
  Promise.all([bytes.then(() => performance.now()), compiled.then(() => performance.now())]).then(
    ([arrived, ready]) => (compileMs = Math.max(0, Math.round(ready - arrived))),
    () => {},
  );
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
 * @param {Promise<WebAssembly.Module>} compiled
 * @param {Promise<unknown>} whole  until the memory is that Pyodide copies as soon as the module runs
 * @returns {{failed: Promise<never>, putBack: () => void}}  `failed` rejects when it could not be made to run
 */
function lendModule(compiled, whole) {
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
      const [module] = await Promise.all([compiled, whole]);
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
 * The snapshot travels without its zeros: first how many runs there are, then where each begins and how long it is, in
 * words, then all their bytes.
 *
 * @param {Uint8Array} runs
 * @param {Uint8Array} memory  zeros, which the runs are written into
 */
function spread(runs, memory) {
  const view = new DataView(runs.buffer, runs.byteOffset, runs.byteLength);
  const count = view.getUint32(0, true);
  for (let run = 0, from = 4 + 8 * count; run < count; run += 1) {
    const [at, length] = [view.getUint32(4 + 8 * run, true), view.getUint32(8 + 8 * run, true)];
    memory.set(runs.subarray(from, from + length), at);
    from += length;
  }
}

/**
 * The snapshot travels without the runtime's static data (XORed with it, which leaves zeros): put it back.
 *
 * @param {Uint8Array} memory  changed in place
 * @param {Uint8Array} module  the runtime's module
 * @param {Manifest["files"]["snapshot"]} file
 */
function restoreStaticData(memory, module, { static_data: { snapshot_offset, wasm_offset, length } }) {
  if (snapshot_offset + length > memory.length || wasm_offset + length > module.length) {
    throw new CorruptFile("the runtime is not the one the snapshot was made with");
  }
  // Three million bytes: a plain loop over the two views, no callback and no copy.
  const ours = memory.subarray(snapshot_offset, snapshot_offset + length);
  const theirs = module.subarray(wasm_offset, wasm_offset + length);
  for (let index = 0; index < length; index += 1) {
    ours[index] = /** @type {number} */ (ours[index]) ^ /** @type {number} */ (theirs[index]);
  }
  return memory;
}

/**
 * The ordinary start: load Python, unpack the compiled wheel.
 *
 * @param {Manifest} manifest
 * @param {string} base
 * @param {(loaded: number) => void} onBytes
 * @returns {Promise<Pyodide>}
 */
export async function startFromWheel(manifest, base, onBytes) {
  const { wheel: file, wasm, stdlib } = manifest.files;
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onBytes((loaded += bytes));
  const module = fetchModule(new URL(wasm.url, base).href, wasm, count);
  const stdLibURL = new URL(stdlib.url, base).href;
  const [wheel, library] = await Promise.all([
    fetchWhole(new URL(file.url, base).href, file, "the calculator's package"),
    fetchWhole(stdLibURL, stdlib, "Python's library"),
  ]);
  count(wheel.byteLength);
  const lent = Promise.resolve(new Response(library));
  const pyodide = await load(manifest, base, module, module.bytes, { stdLibURL }, [[stdLibURL, lent]]);
  pyodide.unpackArchive(wheel, "wheel");
  return pyodide;
}

/**
 * Run loadPyodide with the module we fetch ourselves.
 *
 * @param {Manifest} manifest
 * @param {string} base
 * @param {Module} module
 * @param {Promise<unknown>} whole  what has to be there before the module runs
 * @param {object} options
 * @param {Iterable<[string, Promise<Response>]>} lent  what else is on its way, by address
 * @returns {Promise<Pyodide>}
 */
async function load(manifest, base, module, whole, options, lent) {
  const { loader, asm } = manifest.files;
  const [loaderUrl, asmUrl] = [new URL(loader.url, base).href, new URL(asm.url, base).href];
  // An import is given what the browser kept, which may be what was bad: replace it.
  if (isAnew())
    await Promise.all([
      fetchWhole(loaderUrl, loader, "Python's first script"),
      fetchWhole(asmUrl, asm, "Python's second script"),
    ]);
  // The loader would ask for the second script only once it runs itself, and then find it here.
  const [{ loadPyodide }] = await Promise.all([import(loaderUrl), import(asmUrl)]);
  const indexURL = new URL(manifest.index, base).href;
  const ours = Promise.resolve(new Response());
  const takeBack = lend(new Map([[new URL("pyodide.asm.wasm", indexURL).href, ours], ...lent]));
  const lending = lendModule(module.compiled, whole);
  try {
    // No package is ever fetched: the list of those there are is empty.
    const started = loadPyodide({ indexURL, packageBaseUrl: indexURL, lockFileContents: manifest.lock, ...options });
    return await Promise.race([started, lending.failed, whole.then(() => started)]);
  } finally {
    takeBack();
    lending.putBack();
  }
}

/** @typedef {{unpacked: ReadableStream<Uint8Array>, checked: Promise<void>}} Arriving  a packed file on its way */

/**
 * Fetch a packed file; it is unpacked and compared with its hash while it arrives.
 *
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 * @param {(bytes: number) => void} onBytes  size of each piece
 * @returns {Promise<Arriving>}
 */
async function fetchPacked(url, file, name, onBytes) {
  const { body } = await fetchFile(url);
  const [forHash, forUse] = bodyOf(body).pipeThrough(countBytes(onBytes)).tee();
  const checked = checkPacked(forHash, file, name);
  checked.catch(() => {});
  return { unpacked: await gunzip(forUse), checked };
}

/** @param {ReadableStream<Uint8Array>} stream @param {RuntimeFile} file @param {string} name  in a sentence */
async function checkPacked(stream, file, name) {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  // A server may unpack a .gz on its way (Content-Encoding); then the sizes of the unpacked bytes have to agree.
  if (isPacked(bytes)) await checkBytes(bytes, file, name);
  else if (bytes.byteLength !== file.raw_bytes)
    throw new CorruptFile(`${name} has ${bytes.byteLength} bytes instead of ${file.raw_bytes}`);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 */
async function checkBytes(bytes, file, name) {
  if (bytes.byteLength !== file.bytes)
    throw new CorruptFile(`${name} has ${bytes.byteLength} bytes instead of ${file.bytes}`);
  // crypto.subtle exists on https and localhost only; the size has been checked either way.
  if (!globalThis.crypto?.subtle) return;
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  const sha256 = digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (sha256 !== file.sha256) throw new CorruptFile(`${name} is not the one this page was built with`);
}

/**
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 */
async function fetchWhole(url, file, name) {
  const bytes = new Uint8Array(await (await fetchFile(url)).arrayBuffer());
  await checkBytes(bytes, file, name);
  return bytes;
}

/**
 * @param {Promise<Arriving>} arriving
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 * @returns {Promise<Uint8Array>}  the unpacked file, checked
 */
async function readWhole(arriving, file, name) {
  const { unpacked, checked } = await arriving;
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  if (bytes.byteLength !== file.raw_bytes)
    throw new CorruptFile(`${name} unpacks to ${bytes.byteLength} bytes instead of ${file.raw_bytes}`);
  await checked;
  return bytes;
}

/** @param {Uint8Array | undefined} bytes  the first of a file */
function isPacked(bytes) {
  return bytes !== undefined && bytes[0] === 31 && bytes[1] === 139;
}

/** @param {ReadableStream<Uint8Array>} stream  packed, or no more @returns {Promise<ReadableStream<Uint8Array>>} */
async function gunzip(stream) {
  const reader = stream.getReader();
  const first = await reader.read();
  const whole = new ReadableStream({
    start(controller) {
      if (first.value) controller.enqueue(first.value);
      if (first.done) controller.close();
    },
    async pull(controller) {
      const next = await reader.read();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  return isPacked(first.value) ? whole.pipeThrough(unpacker()) : whole;
}

/** The browser's own, or where it has none, as before 2023, a slower one. */
function unpacker() {
  if ("DecompressionStream" in globalThis) return new DecompressionStream("gzip");
  /** @type {Gunzip} */
  let packed;
  return new TransformStream({
    start(controller) {
      packed = new Gunzip((bytes) => controller.enqueue(bytes));
    },
    transform(bytes) {
      packed.push(bytes);
    },
    flush() {
      packed.push(new Uint8Array(), true);
    },
  });
}
