/**
 * Python in the worker: from the memory snapshot, or from the compiled wheel when the snapshot cannot be used.
 *
 * @import {Manifest, RuntimeFile} from "./types.mjs"
 */
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
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url) {
  // The manifest names files by their hash; a stale copy would name files that a new release has removed.
  const manifest = await (await fetchFile(url, { cache: "no-cache" })).json();
  if (manifest.schema !== 1) throw new Error(`the runtime manifest has schema ${manifest.schema}, this page reads 1`);
  return manifest;
}

/**
 * Start from the memory snapshot: Python comes up with the scoring package imported.
 *
 * @param {Manifest} manifest
 * @param {string} base  address of the manifest
 * @param {(loaded: number) => void} onBytes  bytes of snapshot and runtime that arrived so far
 * @returns {Promise<Pyodide>}
 */
export async function startFromSnapshot(manifest, base, onBytes) {
  if (!("DecompressionStream" in globalThis))
    throw new Error("this browser has no DecompressionStream, which unpacks the quicker one");
  const { snapshot: file, wasm } = manifest.files;
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onBytes((loaded += bytes));
  const packed = fetchFile(new URL(file.url, base).href);
  const module = fetchModule(new URL(wasm.url, base).href, wasm, count);
  const snapshot = Promise.all([fetchSnapshot(packed, file, count), module.bytes]).then(([memory, bytes]) =>
    restoreStaticData(memory, bytes, file),
  );
  // Awaited inside loadPyodide; without this a failure before that point would count as unhandled.
  snapshot.catch(() => {});
  // The modules are in the snapshot's memory: the standard library on disk stays empty.
  const stdLibURL = new URL("empty.zip", base).href;
  const empty = Promise.resolve(new Response(EMPTY_ZIP));
  return load(manifest, base, module, { stdLibURL, _loadSnapshot: snapshot }, [[stdLibURL, empty]]);
}

/**
 * Fetch the runtime's module once, for two readers: the browser compiles it while it arrives, before Pyodide asks for
 * it (which it does only once the snapshot is whole), and the snapshot takes its static data from it.
 *
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {(bytes: number) => void} onBytes  size of each piece
 * @returns {Module}
 */
function fetchModule(url, file, onBytes) {
  const fetched = fetchFile(url).then((response) => ({ response, copy: response.clone() }));
  const compiled = fetched.then(({ response: whole }) =>
    // Browsers keep what they compile of a response that came from the network, and of no other. They compile it
    // while it arrives if its type is right, which some servers do not know.
    WebAssembly.compileStreaming(
      whole.headers.get("Content-Type")?.startsWith("application/wasm")
        ? whole
        : new Response(whole.body, { headers: { "Content-Type": "application/wasm" } }),
    ),
  );
  const bytes = fetched.then(async ({ copy }) => {
    const all = new Uint8Array(await new Response(bodyOf(copy.body).pipeThrough(countBytes(onBytes))).arrayBuffer());
    await checkBytes(all, file, "the runtime");
    return all;
  });
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
 * @returns {{failed: Promise<never>, putBack: () => void}}  `failed` rejects when it could not be made to run
 */
function lendModule(compiled) {
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
      const module = await compiled;
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
  const pyodide = await load(manifest, base, module, { stdLibURL }, [[stdLibURL, lent]]);
  pyodide.unpackArchive(wheel, "wheel");
  return pyodide;
}

/**
 * Run loadPyodide with the module we fetch ourselves.
 *
 * @param {Manifest} manifest
 * @param {string} base
 * @param {Module} module
 * @param {object} options
 * @param {Iterable<[string, Promise<Response>]>} lent  what else is on its way, by address
 * @returns {Promise<Pyodide>}
 */
async function load(manifest, base, module, options, lent) {
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
  const takeBack = lend(new Map([[new URL(manifest.files.wasm.url, base).href, ours], ...lent]));
  const lending = lendModule(module.compiled);
  try {
    // No package is ever fetched: the list of those there are is empty.
    const started = loadPyodide({ indexURL, packageBaseUrl: indexURL, lockFileContents: manifest.lock, ...options });
    return await Promise.race([started, lending.failed, module.bytes.then(() => started)]);
  } finally {
    takeBack();
    lending.putBack();
  }
}

/**
 * Check and unpack the snapshot while it arrives.
 *
 * @param {Promise<Response>} packed
 * @param {RuntimeFile} file
 * @param {(bytes: number) => void} onBytes  size of each piece
 * @returns {Promise<Uint8Array>}
 */
async function fetchSnapshot(packed, file, onBytes) {
  const { body } = await packed;
  const [forHash, forMemory] = bodyOf(body).pipeThrough(countBytes(onBytes)).tee();
  const checked = checkSnapshot(forHash, file);
  checked.catch(() => {});
  const memory = await unpack(forMemory, file.raw_bytes);
  await checked;
  return memory;
}

/** @param {ReadableStream<Uint8Array>} stream @param {RuntimeFile} file */
async function checkSnapshot(stream, file) {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  // A server may unpack a .gz on its way (Content-Encoding); then the sizes of the unpacked bytes have to agree.
  const isPacked = bytes.subarray(0, 2).join() === "31,139";
  if (isPacked) await checkBytes(bytes, file, "the snapshot");
  else if (bytes.byteLength !== file.raw_bytes)
    throw new CorruptFile(`the snapshot has ${bytes.byteLength} bytes instead of ${file.raw_bytes}`);
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
 * @param {ReadableStream<Uint8Array>} stream
 * @param {number} size  of the unpacked bytes
 * @returns {Promise<Uint8Array>}
 */
async function unpack(stream, size) {
  const memory = new Uint8Array(size);
  let filled = 0;
  const reader = (await maybeGunzip(stream)).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.byteLength > size) throw new CorruptFile(`the snapshot unpacks to more than ${size} bytes`);
    memory.set(value, filled);
    filled += value.byteLength;
  }
  if (filled !== size) throw new CorruptFile(`the snapshot unpacks to ${filled} bytes instead of ${size}`);
  return memory;
}

/** @param {ReadableStream<Uint8Array>} stream @returns {Promise<ReadableStream<Uint8Array>>} */
async function maybeGunzip(stream) {
  const reader = stream.getReader();
  const first = await reader.read();
  const isPacked = first.value !== undefined && first.value[0] === 31 && first.value[1] === 139;
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
  return isPacked ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}
