/**
 * Files of the runtime on their way: counted, compared with the manifest, unpacked while they arrive.
 *
 * @import {RuntimeFile, Unpacker} from "./types.mjs"
 */
import { bodyOf, fetchFile } from "./fetching.mjs";

/** Bytes that come in pieces. */
class Filling {
  #filled = 0;

  /** @param {number} size @param {string} name  in a sentence */
  constructor(size, name) {
    this.bytes = new Uint8Array(size);
    this.name = name;
  }

  /** @param {Uint8Array} piece */
  add(piece) {
    if (this.#filled + piece.byteLength <= this.bytes.byteLength) this.bytes.set(piece, this.#filled);
    this.#filled += piece.byteLength;
  }

  /** All of them, once the last has come. */
  whole() {
    const { byteLength } = this.bytes;
    if (this.#filled !== byteLength) throw new Error(`${this.name} has ${this.#filled} bytes instead of ${byteLength}`);
    return this.bytes;
  }
}

/**
 * Fetch a packed file. One loop reads what arrives and one what is unpacked of it: a chain of streams would pass each
 * piece through scripts a dozen times.
 *
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 * @param {(bytes: number) => void} onBytes  size of each piece as it arrives
 * @param {(piece: Uint8Array<ArrayBuffer>) => void} [onPiece]  is given each unpacked piece, before anything is checked
 * @returns {Promise<Uint8Array>}  unpacked
 */
export async function fetchUnpacked(url, file, name, onBytes, onPiece = () => {}) {
  const arriving = bodyOf((await fetchFile(url)).body).getReader();
  let next = await arriving.read();
  const unpacked = new Filling(file.raw_bytes, name);
  /** @param {Uint8Array<ArrayBuffer>} piece */
  const take = (piece) => {
    unpacked.add(piece);
    onPiece(piece);
  };
  // A server may unpack a .gz on its way (Content-Encoding); then only the size can be compared.
  if (next.value?.[0] !== 31 || next.value[1] !== 139) {
    for (; !next.done; next = await arriving.read()) {
      onBytes(next.value.byteLength);
      take(next.value);
    }
    return unpacked.whole();
  }
  const packed = new Filling(file.bytes, name);
  const { writable, readable } = await unpacker();
  const writer = writable.getWriter();
  const unpacking = eachPiece(readable, take);
  // What is wrong with the packed bytes is said first.
  unpacking.catch(() => {});
  for (; !next.done; next = await arriving.read()) {
    onBytes(next.value.byteLength);
    packed.add(next.value);
    writer.write(next.value).catch(() => {});
  }
  writer.close().catch(() => {});
  await checkBytes(packed.whole(), file, name);
  await unpacking;
  return unpacked.whole();
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {(piece: Uint8Array<ArrayBuffer>) => void} take */
async function eachPiece(stream, take) {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) take(next.value);
}

/**
 * @param {string} url
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 */
export async function fetchWhole(url, file, name) {
  const bytes = new Uint8Array(await (await fetchFile(url)).arrayBuffer());
  await checkBytes(bytes, file, name);
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {RuntimeFile} file
 * @param {string} name  in a sentence
 */
async function checkBytes(bytes, file, name) {
  if (bytes.byteLength !== file.bytes)
    throw new Error(`${name} has ${bytes.byteLength} bytes instead of ${file.bytes}`);
  // crypto.subtle exists on https and localhost only; the size has been checked either way.
  if (!globalThis.crypto?.subtle) return;
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  const sha256 = digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (sha256 !== file.sha256) throw new Error(`${name} is not the one this page was built with`);
}

/**
 * The browser's own, or where it has none, as before 2023, a slower one.
 *
 * @returns {Promise<Unpacker>}
 */
async function unpacker() {
  if ("DecompressionStream" in globalThis) return new DecompressionStream("gzip");
  return (await import("./gunzip.mjs")).gunzip();
}
